// Elements of the page. No text is ever read as HTML.
const SVG = ['svg', 'rect', 'path', 'line', 'text', 'title', 'desc', 'g', 'circle'];

export const $ = (id) => document.getElementById(id);

export function make(name, attributes = {}, ...children) {
  const element = SVG.includes(name) ? document.createElementNS('http://www.w3.org/2000/svg', name) : document.createElement(name);
  for (const [attribute, value] of Object.entries(attributes)) element.setAttribute(attribute, value);
  element.append(...children);
  return element;
}

export function button(words, action, attributes = {}) {
  const element = make('button', { type: 'button', ...attributes }, words);
  element.addEventListener('click', action);
  return element;
}

/** What this server lacks, the command that adds what the program brings, and where its operator reads how to load the rest. */
export const lacking = (words) => make('p', {},
  `${words} What the program brings itself, one command adds without a file: `, make('code', {}, `bin/price-units load --public --to ${new URL('fhir', document.baseURI).href}`),
  '. The files of CMS and FDA bring the rest: ', make('a', { href: 'ig/loading.html' }, 'how to load them'), '.');

/** What is wider than a phone scrolls by itself, also by keyboard. */
export const scrolling = (label, ...content) => make('div', { class: 'scroll', tabindex: 0, role: 'region', 'aria-label': label }, ...content);

/** The text in pieces, so that no line ends within a date or within "J9271-JZ x 200". */
export const unbroken = (text) => text.split(/(\d{4}-\d\d-\d\d|[A-Z]\d{4}[-\w]* x [\d,]+)/).map((part, i) => (i % 2 ? make('span', { class: 'nowrap' }, part) : part));

/**
 * A table that scrolls by itself where it is wider than the page; on a phone each row of it becomes a list with the names of the columns, for which
 * the roles are written out. Cells are texts, elements, or {number}.
 */
export function table(label, head, rows, foot = []) {
  const said = (content) => content?.number ?? content ?? '';
  function cell(kind, content, attributes) {
    const inside = typeof said(content) === 'string' ? unbroken(said(content)) : [said(content)];
    return make(kind, { ...attributes, ...(content?.number !== undefined && { class: 'number' }) }, ...inside);
  }
  const row = (cells) => make('tr', { role: 'row' }, ...cells);
  return scrolling(label,
    make('table', { role: 'table', ...(rows.length && { class: 'stack' }) },
      make('thead', { role: 'rowgroup' }, row(head.map((h) => cell('th', h, { scope: 'col', role: 'columnheader' })))),
      make('tbody', { role: 'rowgroup' }, ...rows.map((cells) => row(cells.map((c, i) => cell('td', c, { role: 'cell', 'data-label': said(head[i]) }))))),
      ...foot));
}

/**
 * Says at a field, or in a place that belongs to it, what is wrong with it, with a button for each reading that can be
 * chosen; no words take it away.
 */
export function mark(field, words, readings = [], choose = () => {}, place = undefined) {
  const id = `${field.id}-fault`;
  $(id)?.remove();
  const others = (field.getAttribute('aria-describedby') ?? '').split(' ').filter((other) => other && other !== id);
  field.setAttribute('aria-invalid', String(Boolean(words)));
  if (words) {
    const note = make('span', { id, class: 'fault' }, words);
    for (const reading of readings) note.append(' ', button(reading, () => { mark(field); choose(reading); }, { class: 'quiet small' }));
    (place ?? field.closest('.field, .vial > span') ?? field.parentElement).append(note);
    others.push(id);
  }
  if (others.length) field.setAttribute('aria-describedby', others.join(' '));
  else field.removeAttribute('aria-describedby');
}
