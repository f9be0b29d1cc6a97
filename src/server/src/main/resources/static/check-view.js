// What became of the claims of an 837: which agree, what to correct in the others, and what each correction changes.
import { $, button, make, table } from './elements.js';
import { download } from './clipboard.js';
import { textOf } from './issues.js';
import { inNumbers, money, written } from './numbers.js';
import { toCsv } from './spreadsheet.js';

const HEAD = ['Line of the claim', 'What to do', 'On the claim', 'By the record', { number: 'Asked too much' }];
const STATES = {
  differs: 'differs from what was given',
  refused: 'cannot be checked',
  'nothing-given': 'has nothing beside it: none of the records is of this patient on these days',
  replaced: 'is not held against anything: another claim of the file replaces or voids it, or it voids another',
  agrees: 'agrees with what was given',
};
const MILD = new Set(['nothing-given', 'replaced']);
const SHOWN = 100;

export function showCheck(results) {
  $('check').hidden = false;
  $('check-title').textContent = title(results);
  const sorted = Object.keys(STATES).flatMap((state) => results.filter((result) => result.state === state));
  const open = sorted.filter(({ state }) => state !== 'agrees');
  const fine = sorted.filter(({ state }) => state === 'agrees');
  $('check-claims').replaceChildren(
    ...open.slice(0, SHOWN).map(claimBox),
    ...(open.length > SHOWN ? [make('p', {}, `And ${inNumbers(open.length - SHOWN)} more claims; the CSV has all.`)] : []),
    ...(fine.length ? [make('details', {}, make('summary', {}, `${inNumbers(fine.length)} agree`), make('ul', {}, ...fine.slice(0, SHOWN).map((result) => make('li', {}, named(result), ...looks(result)))))] : []));
  $('check-downloads').replaceChildren(
    button('Download CSV', () => download('claims-checked.csv', 'text/csv', toCsv(rowsOf(sorted))), { class: 'quiet', id: 'save-check' }),
    button('Print', () => globalThis.print(), { class: 'quiet' }));
  $('check-title').focus();
}

/** "2 of 3 claims agree with what was given; 1 to correct: $2,440.70 asked too much". */
function title(results) {
  const count = (state) => results.filter((result) => result.state === state).length;
  const effect = results.reduce((sum, result) => sum + Math.round(result.effect * 100), 0) / 100;
  return [
    `${inNumbers(count('agrees'))} of ${inNumbers(results.length)} claims agree with what was given`,
    ...(count('differs') ? [`${inNumbers(count('differs'))} to correct${effect ? `: ${money(Math.abs(effect))} asked too ${effect > 0 ? 'much' : 'little'}` : ''}`] : []),
    ...(count('refused') ? [`${inNumbers(count('refused'))} not checked`] : []),
    ...(count('replaced') ? [`${inNumbers(count('replaced'))} replaced or voided`] : []),
    ...(count('nothing-given') ? [`${inNumbers(count('nothing-given'))} without a record`] : []),
  ].join('; ');
}

const named = ({ claim }) => `Claim ${claim.number}, ${[claim.patient.name, claim.days[0]].filter(Boolean).join(', ')}`;
const shown = (value) => (value === undefined ? '–' : /^\d+(\.\d+)?$/.test(value) && Number(value) < 1e9 ? { number: written(Number(value)) } : value);
const amount = ({ effect }) => (effect ? money(effect) : '–');

const isWrong = (one, result) => one.wrong || result.state === 'refused';
const looks = (result) => result.issues.filter((one) => !isWrong(one, result) && one.issue.severity === 'warning')
  .map((one) => make('p', { class: 'look' }, `${one.at}: ${textOf(one.issue)}`));

function claimBox(result) {
  const wrong = result.issues.filter((one) => isWrong(one, result));
  const rows = wrong.map((one) => [one.at, textOf(one.issue), shown(one.found), shown(one.expected), { number: amount(one) }]);
  return make('section', { class: `issue claim ${MILD.has(result.state) ? 'warning' : 'error'}`, 'data-state': result.state },
    make('h3', {}, named(result)), make('p', {}, `The claim ${STATES[result.state]}.`),
    ...(rows.length ? [table(`What differs on claim ${result.claim.number}`, HEAD, rows)] : []),
    ...looks(result));
}

const rowsOf = (results) => [
  ['Claim', 'Patient', 'Date', 'Result', 'Line of the claim', 'What to do', 'On the claim', 'By the record', 'Asked too much'],
  ...results.flatMap((result) => {
    const { claim, state, issues } = result;
    const start = [claim.number, claim.patient.name, claim.days[0] ?? '', STATES[state]];
    const told = issues.filter(({ issue }) => issue.severity !== 'information');
    return told.length ? told.map((one) => [...start, one.at, textOf(one.issue), one.found ?? '', one.expected ?? '', one.effect ?? '']) : [[...start, '', '', '', '', '']];
  }),
];
