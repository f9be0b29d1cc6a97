// The second view: the price of a code by quarter, and the life of the codes around it.
import { HCPCS, OWN, ask, lookup, make } from './fhir.js';

const WIDTH = 640;
const HEIGHT = 260;
const MARGIN = { left: 70, right: 16, top: 12, bottom: 34 };
const day = (text) => Date.parse(`${text}T00:00:00Z`);
const usd = (value) => `$${value.toFixed(3)}`;

/** One price per quarter: of several postings the last. */
async function prices(code) {
  const found = await ask('ChargeItemDefinition', { code: `${HCPCS}|${code}`, _count: 200 });
  const byStart = new Map();
  for (const { resource } of (found.entry ?? []).sort((a, b) => (a.resource.date < b.resource.date ? -1 : 1))) {
    const price = resource.propertyGroup?.[0]?.priceComponent?.[0]?.amount?.value;
    const { start, end } = resource.effectivePeriod ?? {};
    if (price !== undefined && start && end) byStart.set(start, { start, end, price, posted: resource.date });
  }
  return [...byStart.values()].sort((a, b) => (a.start < b.start ? -1 : 1));
}

/** The code, what it was followed by, and what it followed. */
async function family(code) {
  const codes = new Map([[code, await lookup(HCPCS, code)]]);
  const map = `${OWN}/ConceptMap/hcpcs-successors`;
  for (const reverse of ['false', 'true']) {
    const answer = await ask('ConceptMap/$translate', { url: map, system: HCPCS, code, ...(reverse === 'true' && { reverse }) });
    for (const match of (answer.parameter ?? []).filter((p) => p.name === 'match')) {
      const related = match.part.find((p) => p.name === 'concept')?.valueCoding?.code;
      if (related && !codes.has(related)) codes.set(related, await lookup(HCPCS, related));
    }
  }
  return [...codes].filter(([, known]) => known?.added).map(([name, known]) => ({ name, ...known }));
}

function scale(from, to, low, high) {
  return (value) => low + ((value - from) / (to - from || 1)) * (high - low);
}

function plot(code, quarters) {
  const x = scale(day(quarters[0].start), day(quarters.at(-1).end), MARGIN.left, WIDTH - MARGIN.right);
  const values = quarters.map((q) => q.price);
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const pad = (high - low || high) * 0.1;
  const y = scale(low - pad, high + pad, HEIGHT - MARGIN.bottom, MARGIN.top);
  const svg = make('svg', {
    viewBox: `0 0 ${WIDTH} ${HEIGHT}`, role: 'img', id: 'price-plot',
    'aria-label': `Payment limit of ${code}: from ${usd(values[0])} in ${quarters[0].start} to ${usd(values.at(-1))} in ${quarters.at(-1).start}. The table below has every quarter.`,
  });
  svg.append(
    make('line', { class: 'axis', x1: MARGIN.left, y1: HEIGHT - MARGIN.bottom, x2: WIDTH - MARGIN.right, y2: HEIGHT - MARGIN.bottom }),
    make('line', { class: 'axis', x1: MARGIN.left, y1: MARGIN.top, x2: MARGIN.left, y2: HEIGHT - MARGIN.bottom }),
    make('text', { x: 4, y: y(low) + 4 }, usd(low)),
    make('text', { x: 4, y: y(high) + 4 }, usd(high)),
    make('text', { x: MARGIN.left, y: HEIGHT - 10 }, quarters[0].start.slice(0, 7)),
    make('text', { x: WIDTH - MARGIN.right, y: HEIGHT - 10, 'text-anchor': 'end' }, quarters.at(-1).end.slice(0, 7)),
  );
  const steps = quarters.map((q, i) => {
    const joined = i > 0 && day(q.start) - day(quarters[i - 1].end) <= 864e5;
    return `${joined ? 'L' : 'M'}${x(day(q.start))},${y(q.price)}H${x(day(q.end))}`;
  });
  svg.append(make('path', { class: 'plot', d: steps.join('') }));
  return svg;
}

function table(quarters) {
  const rows = quarters.map((q) =>
    make('tr', {}, make('td', {}, q.start), make('td', {}, q.end), make('td', { class: 'number' }, usd(q.price)), make('td', {}, q.posted ?? '')));
  const head = make('tr', {}, ...['From', 'To', 'USD a unit', 'Posted'].map((h) => make('th', { scope: 'col' }, h)));
  return make('details', {}, make('summary', {}, 'Every quarter'),
    make('div', { class: 'scroll', tabindex: 0, role: 'region', 'aria-label': 'Prices by quarter' },
      make('table', {}, make('thead', {}, head), make('tbody', {}, ...rows))));
}

function lives(codes) {
  const today = Date.now();
  const x = scale(Math.min(...codes.map((c) => day(c.added.slice(0, 10)))), today, 70, WIDTH - MARGIN.right);
  const height = codes.length * 34 + 24;
  const svg = make('svg', {
    viewBox: `0 0 ${WIDTH} ${height}`, role: 'img', id: 'lives',
    'aria-label': codes.map((c) => `${c.name} from ${c.added.slice(0, 10)} to ${c.terminated?.slice(0, 10) ?? 'now'}`).join('; '),
  });
  codes.forEach((c, row) => {
    const from = x(day(c.added.slice(0, 10)));
    const to = c.terminated ? x(day(c.terminated.slice(0, 10))) : WIDTH - MARGIN.right;
    svg.append(
      make('text', { x: 4, y: row * 34 + 20 }, c.name),
      make('rect', { class: c.terminated ? 'lost' : 'administered', x: from, y: row * 34 + 6, width: Math.max(3, to - from), height: 18, rx: 3 }),
      make('text', { x: 70, y: row * 34 + 36 }, `${c.added.slice(0, 10)} to ${c.terminated?.slice(0, 10) ?? 'now'}`),
    );
  });
  return svg;
}

export async function showHistory(code, into) {
  const [quarters, codes] = await Promise.all([prices(code), family(code)]);
  into.replaceChildren();
  if (codes.length === 0) {
    into.append(make('p', { class: 'issue error' }, `${code} is not hosted here. Check the code, or load the HCPCS file that has it.`));
    return;
  }
  into.append(make('h3', {}, `${code}: ${codes[0].display}`), make('h4', {}, 'Life of the code and of those around it'), lives(codes));
  into.append(make('h4', {}, 'Payment limit of one unit by quarter'));
  if (quarters.length === 0) into.append(make('p', {}, `No price of ${code} is loaded.`));
  else into.append(plot(code, quarters), table(quarters));
}
