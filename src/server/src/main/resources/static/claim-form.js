// The lines as they stand in block 24 of a CMS-1500: above each the shaded line with the NDC, below it dates, place, code, modifiers and units.
import { make, table } from './elements.js';
import { inNumbers } from './numbers.js';
import { claimsOf, lineOf, total } from './results.js';

const HEAD = ['24A From', 'To', '24B Place', '24D Code', 'Modifiers', '24E Pointer', { number: '24F Charges' }, { number: '24G Units' }];
const SHOWN = 50;

/** "N400006302602 ML8": qualifier and NDC, a space, unit and quantity. */
const shaded = ({ ndcs }) => ndcs.map(({ ndc, value, unit }) => `N4${ndc}${value === undefined ? '' : ` ${unit}${value}`}`).join('; ');

const american = (date) => `${date.slice(5, 7)} ${date.slice(8, 10)} ${date.slice(2, 4)}`;
const charge = (net) => (net === undefined ? '' : net.toFixed(2).replace('.', ' '));

/** One table for each claim; what this page does not ask stays empty. */
export function claimForms(jobs) {
  const records = new Map();
  for (const job of jobs) for (const claim of job.result.claims) records.set(claim, [...(records.get(claim) ?? []), job.name]);
  const claims = claimsOf(jobs);
  return [
    ...claims.slice(0, SHOWN).map((claim, i) => form(claim, `Claim ${i + 1}`, records.get(claim))),
    ...(claims.length > SHOWN ? [make('p', {}, `And ${inNumbers(claims.length - SHOWN)} more claims; the downloads have all.`)] : []),
  ];
}

function form(claim, title, from) {
  const all = table(title, HEAD, []);
  all.querySelector('tbody').append(...claim.item.flatMap((item) => rows(lineOf(item))));
  const sum = total(claim.item);
  if (sum !== undefined) all.querySelector('table').append(make('tfoot', {}, make('tr', {}, make('th', { colspan: 6, scope: 'row' }, '28 Total'), make('td', { class: 'number' }, charge(sum)), make('td'))));
  return make('section', { class: 'claim' }, make('h4', {}, `${title}: ${from.slice(0, 6).join(', ')}${from.length > 6 ? ` and ${inNumbers(from.length - 6)} more` : ''}`), all);
}

function rows(line) {
  const day = american(line.date);
  const ndc = shaded(line);
  const cells = [day, day, line.place, line.code, line.modifiers.join(' '), ''].map((text) => make('td', { class: 'nowrap' }, text));
  const numbers = [charge(line.net), String(line.units)].map((text) => make('td', { class: 'number' }, text));
  return [make('tr', { class: 'shaded' }, make('td', { colspan: HEAD.length }, ndc || make('span', { class: 'none' }, 'no NDC'))), make('tr', {}, ...cells, ...numbers)];
}
