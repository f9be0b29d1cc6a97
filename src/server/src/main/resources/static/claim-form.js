// The lines as they stand in block 24 of a CMS-1500: above each the shaded line with the NDC, below it date, place, code and units.
import { make, table } from './elements.js';
import { lineOf, total } from './results.js';
import { claimsOf } from './take-away.js';

const HEAD = ['24A Dates', '24B Place', '24D Code and modifiers', '24E Pointer', { number: '24F Charges' }, { number: '24G Units' }];

/** "N400006302602 ML8": qualifier and NDC, a space, unit and quantity. */
export const shaded = ({ ndcs }) => ndcs.map(({ ndc, value, unit }) => `N4${ndc}${value === undefined ? '' : ` ${unit}${value}`}`).join('; ');

const american = (date) => `${date.slice(5, 7)} ${date.slice(8, 10)} ${date.slice(2, 4)}`;
const charge = (net) => (net === undefined ? '' : net.toFixed(2).replace('.', ' '));

/** One table for each claim; what this page does not ask stays empty. */
export function claimForms(jobs) {
  return claimsOf(jobs).map((claim, number) => {
    const lines = claim.item.map((item) => lineOf(item, claim));
    const from = jobs.filter((job) => job.result.claims.includes(claim)).map((job) => job.name);
    const form = table(`Claim ${number + 1}`, HEAD, []);
    form.querySelector('tbody').append(...lines.flatMap(rows));
    const sum = total(claim.item);
    if (sum !== undefined) form.querySelector('table').append(make('tfoot', {}, make('tr', {}, make('th', { colspan: 4, scope: 'row' }, '28 Total'), make('td', { class: 'number' }, charge(sum)), make('td'))));
    return make('section', { class: 'claim' }, make('h4', {}, `Claim ${number + 1}: ${from.slice(0, 6).join(', ')}${from.length > 6 ? ` and ${from.length - 6} more` : ''}`), form);
  });
}

function rows(line) {
  const cell = (text, number) => make('td', number ? { class: 'number' } : {}, text);
  const upper = make('tr', { class: 'shaded' }, make('td', { colspan: 6 }, shaded(line) || '(no NDC stated)'));
  const lower = make('tr', {}, cell(american(line.date)), cell(line.place), cell([line.code, ...line.modifiers].join('  ')), cell(''), cell(charge(line.net), true), cell(String(line.units), true));
  return [upper, lower];
}
