// The price of a code by quarter, and the life of the codes around it, as drawings.
import { make, table } from './elements.js';
import { unitPrice } from './numbers.js';
import { HCPCS, OWN, lookUp, lookupOf, matches, parameters, properties } from './fhir.js';

const WIDTH = 640;
const HEIGHT = 260;
const MARGIN = { left: 84, right: 16, top: 12, bottom: 34 };
const LIFE = { left: 220, row: 26 };
const day = (text) => Date.parse(`${text}T00:00:00Z`);

/** The search for the prices of a code, as one entry of a batch. */
export const pricesOf = (code) => ({ path: `ChargeItemDefinition?code=${encodeURIComponent(`${HCPCS}|${code}`)}&_count=500` });

const isMedicare = ({ useContext }) => (useContext ?? []).some((c) => c.valueCodeableConcept?.coding?.[0]?.code === 'medicare');

/** Medicare's payment limit per quarter from the answer of that search: of several postings the last. */
export function quarters(found) {
  const byStart = new Map();
  for (const { resource } of [...(found.entry ?? [])].sort((a, b) => (a.resource.date < b.resource.date ? -1 : 1))) {
    const limit = resource.propertyGroup?.[0]?.priceComponent?.find((c) => c.code?.coding?.[0]?.code === 'limit');
    const price = isMedicare(resource) ? limit?.amount?.value : undefined;
    const { start, end } = resource.effectivePeriod ?? {};
    if (price !== undefined && start && end) byStart.set(start, { start, end, price, posted: resource.date });
  }
  return [...byStart.values()].sort((a, b) => (a.start < b.start ? -1 : 1));
}

/** The code, what it was followed by, and what it followed. */
export async function family(code) {
  const question = (reverse) => ({
    path: 'ConceptMap/$translate',
    body: parameters({ url: { valueUri: `${OWN}/ConceptMap/hcpcs-successors` }, system: { valueUri: HCPCS }, code: { valueCode: code }, ...(reverse && { reverse: { valueBoolean: true } }) }),
  });
  const [after, before] = await lookUp([question(false), question(true)]);
  const codes = [...new Set([code, ...matches(after).map((c) => c.code), ...matches(before).map((c) => c.code)])];
  const answers = await lookUp(codes.map((name) => lookupOf(HCPCS, name)));
  return codes.map((name, i) => ({ name, ...properties(answers[i]) })).filter((known) => known.added);
}

function scale(from, to, low, high) {
  return (value) => low + ((value - from) / (to - from || 1)) * (high - low);
}

export function plot(code, quarters) {
  const x = scale(day(quarters[0].start), day(quarters.at(-1).end), MARGIN.left, WIDTH - MARGIN.right);
  const values = quarters.map((q) => q.price);
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const pad = (high - low || high) * 0.1;
  const y = scale(low - pad, high + pad, HEIGHT - MARGIN.bottom, MARGIN.top);
  const svg = make('svg', {
    viewBox: `0 0 ${WIDTH} ${HEIGHT}`, role: 'img', id: 'price-plot',
    'aria-label': `Payment limit of ${code}: from ${unitPrice(values[0])} in ${quarters[0].start} to ${unitPrice(values.at(-1))} in ${quarters.at(-1).start}. The table below has every quarter.`,
  });
  svg.append(
    make('line', { class: 'axis', x1: MARGIN.left, y1: HEIGHT - MARGIN.bottom, x2: WIDTH - MARGIN.right, y2: HEIGHT - MARGIN.bottom }),
    make('line', { class: 'axis', x1: MARGIN.left, y1: MARGIN.top, x2: MARGIN.left, y2: HEIGHT - MARGIN.bottom }),
    make('text', { x: 4, y: y(low) + 4 }, unitPrice(low)),
    make('text', { x: 4, y: y(high) + 4 }, unitPrice(high)),
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

/** Every quarter in a table that is folded away. */
export function priceTable(all) {
  const rows = [...all].reverse().map((q) => [q.start, q.end, { number: unitPrice(q.price) }, q.posted ?? '']);
  return make('details', {}, make('summary', {}, 'Every quarter'), table('Prices by quarter', ['From', 'To', { number: 'Price of a unit' }, 'Posted'], rows));
}

/** A bar for each code from its first to its last day; the days stand before it. */
export function lives(codes) {
  const days = ({ added, terminated }) => `${added.slice(0, 10)} to ${terminated?.slice(0, 10) ?? 'now'}`;
  const end = WIDTH - MARGIN.right;
  const x = scale(Math.min(...codes.map((c) => day(c.added.slice(0, 10)))), Date.now(), LIFE.left, end);
  const svg = make('svg', {
    viewBox: `0 0 ${WIDTH} ${codes.length * LIFE.row}`, role: 'img', id: 'lives',
    'aria-label': codes.map((c) => `${c.name} from ${days(c)}`).join('; '),
  });
  codes.forEach((c, row) => {
    const from = x(day(c.added.slice(0, 10)));
    const to = c.terminated ? x(day(c.terminated.slice(0, 10))) : end;
    svg.append(
      make('text', { x: 4, y: row * LIFE.row + 17, class: 'name' }, c.name),
      make('text', { x: 56, y: row * LIFE.row + 17 }, days(c)),
      make('rect', { class: c.terminated ? 'lost' : 'administered', x: from, y: row * LIFE.row + 4, width: Math.max(3, to - from), height: 17, rx: 3 }),
    );
  });
  return svg;
}
