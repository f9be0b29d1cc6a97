// Which column of the grid each heading of a spreadsheet names.

/**
 * In the order in which a heading is recognised, for "Drug discarded" says discarded before it says drug. What a heading must not say keeps out its
 * neighbours: a place of service is no date of service, and a reason for waste is no amount.
 */
const COLUMNS = [
  ['discarded', /discard|wast/, /reason|witness|\bby\b|uom|unit of|\bunit$|\bvials\b|date|time/],
  ['patient', /patient|\bmrn\b|medical record|account|\brecord\b|member/, /weight|\bage\b|birth|\bdob\b|\bsex\b|gender|address|phone|dose|date|time|type/],
  ['size', /(vial|container|package).*(size|content|strength)|(size|content|strength) of (a |the )?(vial|container|package)/, /unit|uom/],
  ['count', /(number|count|no\.?|qty|quantity|#)( of)? ?(opened |used )?(vials|containers|packages)|(vial|container|package)s? (count|number|no\b|qty|quantity|used|opened)/, /ndc|lot/],
  ['vials', /vial|container|package/, /type|kind|ndc|lot|expir|description|code|unit|uom/],
  ['date', /\bdate|\bdos\b|\bday\b|\bdt\b|service (from|start)/, /birth|\bdob\b|place|provider|order|admission|admit|discharge|paid|bill|claim|expir|print|created|entered/],
  ['drug', /drug|medication|medicine|product|hcpcs|\bndc|\bj-?codes?\b|\bcode\b|brand|generic/, /place|diagnos|icd|reason|status|revenue|modifier|payer|zip|dose|unit|uom|quantity|qty|strength|form\b|route|\blot\b|class|charge|price|cost|amount/],
  ['dose', /dose|dosage|amount|given|administered|quantity|qty/, /ndc|unit(?!s?\))|uom|form\b|\bby\b|charge|price|paid|allowed|cost|bill|order|prescribed|time|route|remaining|left/],
  ['unit', /unit|uom/, /ndc|price|cost|charge|bill|given|administered|location|nursing|business|vial|container|package|size|strength|wast|discard/],
];

const NAMED = 2;

/** A number, a day, an amount, several vials, or a code: no heading begins so. */
const DATA = /^\s*(?:\d[\d\s.,/:-]*$|\d{1,2}[-\s][a-z]{3}|\d+(?:[.,]\d+)?\s*(?:mg|mcg|ug|µg|g|ml|l|units?|iu|u|meq)\b|\d+\s*[x×*]\s*\d|[a-z]\d{4}\s*$)/i;

/** {order, unread}: the column of each heading, and the headings that name none or one that stands already; undefined where a row is one of data. */
export function readHeadings(row) {
  if (row.some((cell) => DATA.test(cell))) return undefined;
  const found = doseFirst(row, row.map((cell) => columnOf(cell.toLowerCase())));
  if (new Set(found.filter(Boolean)).size < NAMED) return undefined;
  const order = found.map((column, i) => (found.indexOf(column) === i ? column : undefined));
  return { order, unread: row.map((cell) => cell.trim()).filter((cell, i) => cell && !order[i]) };
}

/** A quantity is the dose where no other heading says dose. */
function doseFirst(row, found) {
  const says = (i) => found[i] === 'dose' && /dos/i.test(row[i]);
  return found.some((_, i) => says(i)) ? found.map((column, i) => (column === 'dose' && !says(i) ? undefined : column)) : found;
}

const columnOf = (heading) => COLUMNS.find(([, says, saysNot]) => says.test(heading) && !saysNot.test(heading))?.[0];
