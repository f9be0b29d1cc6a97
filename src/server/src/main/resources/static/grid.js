// The grid of many lines: rows of cells to type or paste into, their faults, and what became of each beside it.
import { $, button, make, mark, scrolling, unbroken } from './elements.js';
import { COLUMNS, isEmpty, readRow } from './cells.js';
import { choiceButtons, textOf } from './issues.js';
import { isRefusal, words } from './results.js';
import { readSheet } from './spreadsheet.js';

const HINTS = { date: '5/1/2024', drug: 'J9271', dose: '200', unit: 'mg', vials: '2 x 100' };
const rows = [];
let body;
let onChange = () => {};

/** `told` is called with a row that a person or a paste has changed. */
export function startGrid(told) {
  onChange = told;
  makeGrid();
}

function makeGrid() {
  body = make('tbody');
  const head = make('tr', {}, make('th', { scope: 'col' }, '#'), ...Object.values(COLUMNS).map((title) => make('th', { scope: 'col' }, title)), make('th', { scope: 'col' }, 'Result'));
  const all = make('table', { class: 'grid' }, make('thead', {}, head), body);
  all.addEventListener('paste', pasted);
  all.addEventListener('keydown', moved);
  $('grid').replaceChildren(scrolling('Lines to price', all));
  addRows(6);
}

export function addRows(count) {
  for (let i = 0; i < count; i++) {
    const row = { number: rows.length + 1, inputs: {}, edits: 0 };
    row.beside = make('td', { class: 'beside' });
    const cells = Object.entries(COLUMNS).map(([column, title]) => {
      const input = make('input', { id: `cell-${row.number}-${column}`, 'aria-label': `Row ${row.number}, ${title.toLowerCase()}`, class: column, ...(row.number === 1 && HINTS[column] && { placeholder: HINTS[column] }) });
      input.addEventListener('input', () => changed(row));
      row.inputs[column] = input;
      return make('td', {}, input);
    });
    rows.push(row);
    body.append(make('tr', {}, make('th', { scope: 'row', id: `row-${row.number}` }, String(row.number)), ...cells, row.beside));
  }
}

function changed(row) {
  row.edits++;
  row.billedAs = undefined;
  row.confirmed = undefined;
  row.marked = false;
  if (!row.left || isEmpty(cellsOf(row))) empty(row);
  for (const input of Object.values(row.inputs)) mark(input);
  onChange(row);
}

function empty(row) {
  row.left = false;
  row.waits = false;
  row.beside.replaceChildren();
  row.beside.dataset.state = '';
}

/** Says that what stood beside a row holds no more, for it or another row of its patient was changed. */
export function leave(row, changedRow) {
  empty(row);
  if (isEmpty(cellsOf(row))) return;
  row.left = true;
  say(row, `${row === changedRow ? 'Changed since it was priced' : `Row ${changedRow.number}, of the same patient, was changed`}: price the lines again.`);
}

function say(row, text) {
  row.beside.replaceChildren(make('span', { class: 'look' }, text));
  row.beside.dataset.state = 'look';
}

/** Up and down go to the same column of the next row. */
function moved(event) {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  const [, number, column] = /^cell-(\d+)-(\w+)$/.exec(event.target.id) ?? [];
  const next = step && rows[Number(number) - 1 + step]?.inputs[column];
  if (next) { event.preventDefault(); next.focus(); }
}

export function clearGrid() {
  rows.length = 0;
  makeGrid();
}

const cellsOf = (row) => Object.fromEntries(Object.entries(row.inputs).map(([column, input]) => [column, input.value]));
export const filledRows = () => rows.filter((row) => !isEmpty(cellsOf(row)));

/** The number of the last row that holds something. */
export const lastFilled = () => filledRows().at(-1)?.number ?? 0;

/** Fills rows from a place of the grid on, says which headings were not read, and returns how many rows there were. */
export function fillFrom(text, first = 0, column = 'date') {
  const { rows: sheet, headed, unread } = readSheet(text, column);
  addRows(Math.max(0, first + sheet.length - rows.length));
  sheet.forEach((cells, i) => {
    const row = rows[first + i];
    // Rows with headings are whole rows: what stood in columns that they lack is of another.
    if (headed) for (const input of Object.values(row.inputs)) input.value = '';
    for (const [name, value] of Object.entries(cells)) row.inputs[name].value = value;
    changed(row);
  });
  $('grid-said').textContent = unread.length ? `Not read: ${unread.join(', ')}. The grid has no column for ${unread.length === 1 ? 'it' : 'them'}, or another heading filled it.` : '';
  return sheet.length;
}

function pasted(event) {
  const text = event.clipboardData.getData('text/plain');
  const [, number, column] = /^cell-(\d+)-(\w+)$/.exec(event.target.id) ?? [];
  if (!number || !/[\t\n]/.test(text.trim())) return;
  event.preventDefault();
  fillFrom(text, Number(number) - 1, column);
}

/** Reads rows and marks their faults; the jobs of those without one. `again` prices a row that a person has corrected. */
export async function readRows(some, kind, again) {
  const jobs = [];
  for (const row of some) {
    const { edits } = row;
    const { line, faults = {} } = await readRow(cellsOf(row), { kind, billedAs: row.billedAs, confirmed: row.confirmed });
    empty(row);
    row.marked = !line;
    row.beside.dataset.state = line ? '' : 'refused';
    for (const [column, input] of Object.entries(row.inputs)) markCell(row, input, column, faults[column], again);
    if (line) jobs.push({ row, line, edits, name: `Row ${row.number}`, patient: patientOf(row) });
  }
  // The drugs are looked up meanwhile, and a person writes on.
  const patients = new Set(jobs.filter(({ row, edits }) => row.edits !== edits).map(({ patient }) => patient));
  for (const { row, patient } of jobs) if (patients.has(patient)) leave(row, row);
  return jobs.filter((job) => !patients.has(job.patient) && !waits(job));
}

/** The mark of a patient; a row without one is a patient of its own. */
export const patientOf = (row) => row.inputs.patient.value.trim() || `\u0000${row.number}`;

/** All filled rows of the patients of some rows: they are rounded together. */
export function withTheirPatients(some) {
  const patients = new Set(some.map(patientOf));
  return filledRows().filter((row) => patients.has(patientOf(row)));
}

/** A row of a patient another row of whom is not readable yet would be rounded without it. */
function waits({ row, patient }) {
  const other = filledRows().find((r) => r.marked && patientOf(r) === patient);
  row.waits = Boolean(other);
  if (other) say(row, `Waits for the marked cell of row ${other.number}, of the same patient.`);
  return Boolean(other);
}

/** The words stand in the column of results, where there is room for them. */
function markCell(row, input, column, fault, again) {
  const readings = fault?.readings ?? [];
  const choose = (shown) => { input.value = readings.find((r) => r.shown === shown).value; again([row]); };
  mark(input, fault && `${COLUMNS[column]}: ${fault.words}`, readings.map((r) => r.shown), choose, row.beside);
  if (fault?.confirm) {
    $(`${input.id}-fault`).append(' ', button('It is right', () => { row.confirmed = fault.confirm; again([row]); }, { class: 'quiet small confirm' }));
  }
}

/** Shows beside a row what became of it. */
export function showBeside(row, result, again) {
  const refused = result.issues.filter(isRefusal);
  const warned = [...new Set(result.issues.filter((i) => i.severity === 'warning').map(textOf))];
  const first = refused.length && !result.items.length ? [] : [make('strong', {}, ...unbroken(words({ result })))];
  row.beside.replaceChildren(...first, ...refused.map((issue) => make('p', { class: 'fault' }, ...unbroken(textOf(issue)), ' ', ...choiceButtons(issue, (code) => { takeCode(row, code); again([row]); }))),
    ...warned.map((text) => make('p', { class: 'look' }, ...unbroken(text))));
  row.beside.dataset.state = refused.length ? 'refused' : warned.length ? 'look' : 'priced';
}

/** Takes a code that the server offers. A code that was typed is replaced; a package keeps its NDC. */
export function takeCode(row, code) {
  const typed = row.inputs.drug;
  if (/^[A-Z]\d{4}$/i.test(typed.value.trim())) typed.value = code;
  else row.billedAs = code;
}

export const focusRow = (row) => { row.inputs.drug.focus(); row.inputs.drug.scrollIntoView({ block: 'center' }); };
