// The second view: many lines of a grid or a file, priced with progress, with a worklist and ways to take them away.
import { $, button, make, table } from './elements.js';
import { guarded } from './away.js';
import { claimForms } from './claim-form.js';
import { readExport } from './export-file.js';
import { addRows, clearGrid, fillFrom, filledRows, focusRow, makeGrid, readRows, showBeside, takeCode, withTheirPatients } from './grid.js';
import { money } from './numbers.js';
import { isRefusal, total } from './results.js';
import { priceAll } from './run.js';
import { textOf } from './issues.js';
import { copyTable, saveCsv, saveFhir, saveX12, words, writesX12 } from './take-away.js';
import { worklist } from './worklist.js';

let jobs = [];
let fromFile = false;
let x12;

/** The records of a file say themselves where the drug was given. */
const settings = () => ({ payer: $('grid-payer').value, place: fromFile ? '' : $('grid-place').value });

// ---- pricing

/** Prices rows of the grid, and with them all rows of their patients. */
async function priceRows(some) {
  const all = withTheirPatients(some);
  const read = await readRows(all, $('grid-kind').value, again);
  const kept = fromFile ? [] : jobs.filter((job) => !all.includes(job.row) && filledRows().includes(job.row));
  fromFile = false;
  jobs = [...kept, ...read].sort((a, b) => a.row.number - b.row.number);
  await price();
}

const again = (rows) => guarded(() => priceRows(rows));

async function price() {
  // Nothing else is started or typed while the lines are under way.
  const rest = [$('grid-form'), $('drop'), $('run')];
  rest.forEach((part) => { part.inert = true; });
  $('progress').hidden = false;
  $('progress-bar').max = jobs.length;
  try {
    await priceAll(jobs, settings(), (done) => {
      $('progress-bar').value = done;
      $('progress-words').textContent = `${done.toLocaleString('en-US')} of ${jobs.length.toLocaleString('en-US')} priced`;
    });
  } finally {
    rest.forEach((part) => { part.inert = false; });
    $('progress').hidden = true;
    await show();
  }
}

// ---- what became of them

async function show() {
  const done = jobs.filter((job) => job.result);
  for (const job of done) if (job.row) showBeside(job.row, job.result, again);
  $('run').hidden = jobs.length === 0;
  if (jobs.length === 0) return;
  $('run-title').textContent = [summary(done), ...open()].join('; ');
  $('run-lines').replaceChildren(...(fromFile ? [lines(done)] : []));
  $('claim-form').hidden = true;
  $('downloads').replaceChildren(...downloads(done));
  $('run-said').textContent = '';
  $('run-title').focus();
  $('worklist').replaceChildren(...(await worklist(done, { focus: fromFile ? undefined : (job) => focusRow(job.row), use, again: priceAgain })));
}

function summary(done) {
  const billed = done.filter((job) => job.result.items.length || job.result.billedWith);
  const items = done.flatMap((job) => job.result.items);
  const priced = items.filter((item) => item.net);
  const parts = [`${billed.length.toLocaleString('en-US')} of ${jobs.length.toLocaleString('en-US')} records billed on ${items.length.toLocaleString('en-US')} lines`];
  if (priced.length) parts.push(`${money(total(priced))}${priced.length < items.length ? `, and ${items.length - priced.length} lines without a price` : ''}`);
  return parts.join(' = ');
}

/** Rows that are not sent, for a cell of theirs is wrong. */
function open() {
  const marked = fromFile ? 0 : filledRows().length - jobs.length;
  return marked > 0 ? [marked === 1 ? '1 row waits for a correction' : `${marked} rows wait for a correction`] : [];
}

const lines = (done) => table('Lines of the file', ['Record', 'Result', 'To know'], done.map((job) => [
  job.name, words(job),
  [...new Set(job.result.issues.filter((i) => isRefusal(i) || i.severity === 'warning').map(textOf))].join(' '),
]));

function use(some, code) {
  for (const job of some) {
    if (job.row) takeCode(job.row, code);
    else job.billedAs = code;
  }
  return priceAgain(some);
}

/** Prices records again: rows as they stand in the grid now, records of a file with the payer chosen now. */
function priceAgain(some) {
  if (!fromFile) return again(some.map((job) => job.row));
  const patients = new Set(some.map((job) => job.patient));
  jobs.filter((job) => job.record && patients.has(job.patient)).forEach((job) => { job.result = undefined; });
  return guarded(price);
}

// ---- taking it away

function downloads(done) {
  const said = $('run-said');
  const quiet = { class: 'quiet' };
  const form = button('Claim form', () => {
    $('claim-form').replaceChildren(make('h3', {}, 'Lines as on a CMS-1500'), ...claimForms(done));
    $('claim-form').hidden = !$('claim-form').hidden;
  }, { ...quiet, id: 'show-form' });
  return [
    button('Download CSV', () => saveCsv(done), { ...quiet, id: 'save-csv' }), button('Copy as a table', () => copyTable(done, said), { ...quiet, id: 'copy-table' }),
    form, button('Print', () => globalThis.print(), { ...quiet, id: 'print' }), button('Download FHIR', () => saveFhir(done), { ...quiet, id: 'save-fhir' }),
    ...(x12 ? [button('Download X12 lines', () => guarded(() => saveX12(done, said)), { ...quiet, id: 'save-x12' })] : []),
  ];
}

// ---- files

/** What to do with a file that is neither an export nor rows of text. */
function unread(text) {
  if (text.includes('\u0000') || text.startsWith('PK')) return 'save the sheet as CSV, or copy its rows and paste them into the grid.';
  return text.trimStart().startsWith('ISA') ? 'an 837 holds claims, and this page prices what was given. Drop the administrations.' : undefined;
}

async function take(file) {
  if (!file) return;
  const text = await file.text();
  const other = unread(text);
  if (other) { $('file-said').textContent = `${file.name}: ${other}`; return; }
  if (!text.trimStart().startsWith('{')) {
    fillFrom(text);
    $('file-said').textContent = `${file.name}: rows are in the grid. Check them, then price the lines.`;
    return;
  }
  const { jobs: read, others, faults } = readExport(text);
  $('file-said').textContent = `${file.name}: ${read.length.toLocaleString('en-US')} administrations, ${others === 1 ? '1 other record' : `${others.toLocaleString('en-US')} other records`}${faults.length ? `; ${faults.length.toLocaleString('en-US')} not readable` : ''}. Priced by the rules of ${$('grid-payer').selectedOptions[0]?.textContent ?? 'Medicare'}, the payer chosen below; the place of service is that of the records. Nothing is stored.`;
  jobs = [...read, ...faults.map(notReadable)];
  fromFile = true;
  await guarded(price);
}

/** A line that is no record stands in the worklist beside the refusals. */
const notReadable = ({ name, words: text }) => ({
  name, result: { status: 'refused', claims: [], items: [], issues: [{ severity: 'error', details: { coding: [{ code: 'record-not-readable' }], text } }] },
});

export function startLines() {
  makeGrid();
  $('add-rows').addEventListener('click', () => addRows(10));
  $('clear-rows').addEventListener('click', () => { clearGrid(); jobs = []; $('run').hidden = true; $('file-said').textContent = ''; });
  $('grid-form').addEventListener('submit', (event) => { event.preventDefault(); again(filledRows()); });
  $('file').addEventListener('change', () => take($('file').files[0]));
  for (const name of ['dragover', 'dragleave', 'drop']) {
    $('drop').addEventListener(name, (event) => { event.preventDefault(); $('drop').toggleAttribute('data-over', name === 'dragover'); if (name === 'drop') take(event.dataTransfer.files[0]); });
  }
  guarded(async () => { x12 = await writesX12(); });
}
