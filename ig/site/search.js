// Finds sections and artifacts that hold all words. A hit in the heading goes before one in the text.
const words = (new URLSearchParams(location.search).get('q') ?? '').toLowerCase().split(/\s+/).filter(Boolean);
const MOST = 50;
const AROUND = 80;

const line = (tag, text) => Object.assign(document.createElement(tag), { textContent: text });

function excerpt(text) {
  const at = Math.max(0, text.toLowerCase().indexOf(words[0]) - AROUND);
  return (at > 0 ? '... ' : '') + text.slice(at, at + 3 * AROUND) + (at + 3 * AROUND < text.length ? ' ...' : '');
}

function rank({ heading, text }) {
  const [inHeading, inAll] = [heading.toLowerCase(), `${heading} ${text}`.toLowerCase()];
  if (!words.every((word) => inAll.includes(word))) return 0;
  return 1 + words.filter((word) => inHeading.includes(word)).length;
}

if (words.length > 0) {
  document.querySelector('#q').value = words.join(' ');
  const entries = await (await fetch('search.json')).json();
  const hits = entries.map((entry) => ({ entry, rank: rank(entry) })).filter((hit) => hit.rank > 0).sort((a, b) => b.rank - a.rank);
  document.querySelector('#found').textContent = hits.length > MOST ? `${hits.length} places; the first ${MOST}:` : `${hits.length} ${hits.length === 1 ? 'place' : 'places'}`;
  for (const { entry } of hits.slice(0, MOST)) {
    const item = document.createElement('li');
    const link = Object.assign(line('a', entry.heading), { href: entry.address });
    item.append(link, line('span', ` ${entry.of}`), line('p', excerpt(entry.text)));
    document.querySelector('#hits').append(item);
  }
}
