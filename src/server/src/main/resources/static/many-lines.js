// The second view: many lines of a grid, a file or a job of the server, priced or checked, with a worklist and ways to take them away.
import { $, button, make, table } from './elements.js';
import { guarded } from './away.js';
import { checkClaims } from './check.js';
import { showCheck } from './check-view.js';
import { readFiles } from './dropped.js';
import { addRows, clearGrid, fillFrom, filledRows, focusRow, makeGrid, readRows, showBeside, takeCode, withTheirPatients } from './grid.js';
import { addressOf } from './job.js';
import { readJob } from './job-results.js';
import { inNumbers, money } from './numbers.js';
import { underWay } from './progress.js';
import { administration } from './request.js';
import { total, words } from './results.js';
import { priceAll } from './run.js';
import { downloads, writesX12 } from './take-away.js';
import { worklist } from './worklist.js';

const SHOWN = 100;

let jobs = [];
let fromGrid = true;
let claims = [];
let x12;

/** The records of a file say themselves where the drug was given. */
const settings = () => ({ payer: $('grid-payer').value, place: fromGrid ? $('grid-place').value : '' });

// ---- pricing

/** Prices rows of the grid, and with them all rows of their patients. */
async function priceRows(some) {
  const all = withTheirPatients(some);
  const read = await readRows(all, $('grid-kind').value, again);
  const kept = fromGrid ? jobs.filter((job) => !all.includes(job.row) && filledRows().includes(job.row)) : [];
  fromGrid = true;
  jobs = [...kept, ...read].sort((a, b) => a.row.number - b.row.number);
  await price();
}

const again = (rows) => guarded(() => priceRows(rows));

async function price() {
  try {
    await underWay('priced', (progress, signal) => priceAll(jobs, settings(), progress, signal));
  } finally {
    await show();
  }
}

/** Prices records again: rows as they stand in the grid now, others with the payer chosen now. */
function priceAgain(some) {
  if (fromGrid) return again(some.map((job) => job.row));
  const patients = new Set(some.map((job) => job.patient));
  jobs.filter((job) => canBePriced(job) && patients.has(job.patient)).forEach((job) => { job.result = undefined; });
  return guarded(price);
}

const canBePriced = (job) => Boolean(job.row || job.record || job.stored);

function use(some, code) {
  for (const job of some) {
    if (job.row) takeCode(job.row, code);
    else job.billedAs = code;
  }
  return priceAgain(some);
}

/** Opens the results of a job that another program started. */
export const openJob = (text) => guarded(async () => {
  $('job').value = text;
  $('job').closest('details').open = true;
  fromGrid = false;
  jobs = await underWay('priced', (progress, signal) => readJob(addressOf(text), progress, signal)) ?? [];
  await show();
});

// ---- what became of them

async function show() {
  const done = jobs.filter((job) => job.result);
  for (const job of done) if (job.row) showBeside(job.row, job.result, again);
  $('check').hidden = true;
  $('run').hidden = jobs.length === 0;
  if (jobs.length === 0) return;
  $('run-title').textContent = [summary(done), ...open(done)].join('; ');
  $('run-lines').replaceChildren(...(fromGrid ? [] : lines(done)));
  $('claim-form').hidden = true;
  $('downloads').replaceChildren(...downloads(done, $('run-said'), x12));
  $('run-said').textContent = '';
  $('run-title').focus();
  $('worklist').replaceChildren(...(await worklist(done, { focus: fromGrid ? (job) => focusRow(job.row) : undefined, use, again: priceAgain, canBePriced })));
}

function summary(done) {
  const billed = done.filter((job) => job.result.items.length || job.result.billedWith);
  const items = done.flatMap((job) => job.result.items);
  const priced = items.filter((item) => item.net);
  const parts = [`${inNumbers(billed.length)} of ${inNumbers(jobs.length)} records billed on ${items.length === 1 ? '1 line' : `${inNumbers(items.length)} lines`}`];
  if (priced.length) parts.push(`${money(total(priced))}${priced.length < items.length ? `, and ${inNumbers(items.length - priced.length)} without a price` : ''}`);
  return parts.join(' = ');
}

/** Rows that are not sent, for a cell of theirs is wrong; records that were stopped before their turn. */
function open(done) {
  const marked = fromGrid ? filledRows().length - jobs.length : 0;
  const stopped = jobs.length - done.length;
  return [
    ...(marked > 0 ? [marked === 1 ? '1 row waits for a correction' : `${inNumbers(marked)} rows wait for a correction`] : []),
    ...(stopped > 0 ? [`${inNumbers(stopped)} not priced yet`] : []),
  ];
}

/** The lines alone: what there is to know of them stands in the worklist, once for each reason. */
const lines = (done) => [
  table('Lines of the file', ['Record', 'Result'], done.slice(0, SHOWN).map((job) => [job.name, words(job)])),
  ...(done.length > SHOWN ? [make('p', {}, `And ${inNumbers(done.length - SHOWN)} more records; the CSV has all.`)] : []),
];

// ---- files

async function take(files) {
  if (files.length === 0) return;
  const { claims: found, exported, rows, said } = await readFiles(files);
  if (found.length) claims = found;
  if (rows) fillFrom(rows);
  if (exported && claims.length === 0) said.push(`Priced by the rules of ${$('grid-payer').selectedOptions[0]?.textContent ?? 'Medicare'}, the payer chosen below; the place of service is that of the records.`);
  say(...said);
  if (exported) {
    jobs = [...exported.jobs, ...exported.faults.map(notReadable)];
    fromGrid = false;
  }
  showHeld();
  if (claims.length && (found.length || exported)) await check();
  else if (exported) await guarded(price);
}

/** A line that is no record stands in the worklist beside the refusals. */
const notReadable = ({ name, words: text }) => ({
  name, patient: name, result: { status: 'refused', claims: [], items: [], issues: [{ severity: 'error', details: { coding: [{ code: 'record-not-readable' }], text } }] },
});

function showHeld() {
  $('held').hidden = claims.length === 0;
  $('held').replaceChildren(
    button(claims.length === 1 ? 'Check the claim' : `Check the ${inNumbers(claims.length)} claims`, check, { id: 'check-again' }),
    button('Put the claims away', putAway, { class: 'quiet', id: 'put-away' }));
}

/** An export that came for the claims is priced once they are gone. */
function putAway() {
  claims = [];
  $('check').hidden = true;
  $('file-said').replaceChildren();
  showHeld();
  if (!fromGrid && jobs.some((job) => !job.result)) guarded(price);
}

/** Checks the claims against the export, or against the rows of the grid: against all of them, or a claim would bill what seems not given. */
const check = () => guarded(async () => {
  const given = fromGrid ? await rowsGiven() : jobs.filter((job) => job.record).map(({ record, patient, resources, name }) => ({ record, patient, resources, name }));
  if (fromGrid && given.length < filledRows().length) return say('Correct the marked cells first: a claim is checked against all that was given.');
  if (given.length === 0) return say('Now drop the export of what was given, or enter it below: in the column Patient, the number of the claim or of the member, or "last name, first name".');
  const results = await underWay('checked', (progress, signal) => checkClaims(claims, given, settings(), progress, signal));
  if (!results) return undefined;
  $('run').hidden = true;
  return showCheck(results);
});

const say = (...sentences) => $('file-said').replaceChildren(...sentences.map((sentence) => make('span', { class: 'said' }, sentence)));

async function rowsGiven() {
  const read = await readRows(filledRows(), $('grid-kind').value, again);
  return read.map(({ line, name, row, patient }) => ({ record: administration(line, 'of-this-list'), name, patient, mark: row.inputs.patient.value.trim(), resources: () => new Map() }));
}

// ---- the view

export function startLines() {
  makeGrid();
  $('add-rows').addEventListener('click', () => addRows(10));
  $('clear-rows').addEventListener('click', () => { clearGrid(); jobs = []; fromGrid = true; $('run').hidden = true; $('check').hidden = true; $('file-said').replaceChildren(); });
  $('grid-form').addEventListener('submit', (event) => { event.preventDefault(); again(filledRows()); });
  $('job-form').addEventListener('submit', (event) => { event.preventDefault(); if ($('job').value.trim()) openJob($('job').value); });
  $('file').addEventListener('change', async () => { await take([...$('file').files]); $('file').value = ''; });
  // A file that misses the field would replace the page, and with it all that was typed.
  for (const name of ['dragover', 'dragleave', 'drop']) {
    document.addEventListener(name, (event) => { event.preventDefault(); $('drop').toggleAttribute('data-over', name === 'dragover'); });
  }
  document.addEventListener('drop', (event) => { if (event.dataTransfer.files.length) { location.hash = '#lines'; take([...event.dataTransfer.files]); } });
  guarded(async () => { x12 = await writesX12(); });
}
