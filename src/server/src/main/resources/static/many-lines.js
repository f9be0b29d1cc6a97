// The second view: many lines of a grid, a file or a job of the server, priced or checked, with a worklist and ways to take them away.
import { $, button, make } from './elements.js';
import { guarded } from './away.js';
import { checkClaims } from './check.js';
import { showCheck } from './check-view.js';
import { readFiles } from './dropped.js';
import { addRows, clearGrid, fillFrom, filledRows, focusRow, lastFilled, leave, patientOf, readRows, showBeside, startGrid, takeCode, withTheirPatients } from './grid.js';
import { addressOf } from './job.js';
import { readJob } from './job-results.js';
import { inNumbers } from './numbers.js';
import { underWay } from './progress.js';
import { administration } from './request.js';
import { priceAll } from './run.js';
import { showRun } from './run-view.js';
import { writesX12 } from './take-away.js';
import { areSame, placeName } from './terms.js';

let jobs = [];
let fromGrid = true;
let claims = [];
let checkedRows = false;
let x12;

/** The records of a file say themselves where the drug was given, and those that do not may be given a place. */
const termsOf = (job) => ({ payer: $('grid-payer').value, ...(job.row ? { place: $('grid-place').value, kind: $('grid-kind').value } : { place: job.place ?? '' }) });
/** What was not priced here has the terms of whoever priced it. */
const isOfOtherTerms = (job) => Boolean(job.terms) && !areSame(job.terms, termsOf(job));

// ---- pricing

/** Prices rows of the grid, and with them all rows of their patients, and those that were priced by the rules of another payer: a run has one. */
async function priceRows(some) {
  const others = fromGrid ? jobs.filter((job) => isOfOtherTerms(job) && filledRows().includes(job.row)).map((job) => job.row) : [];
  const all = withTheirPatients([...some, ...others]);
  const read = await readRows(all, $('grid-kind').value, again);
  const kept = fromGrid ? jobs.filter((job) => !all.includes(job.row) && filledRows().includes(job.row)) : [];
  fromGrid = true;
  jobs = [...kept, ...read].sort((a, b) => a.row.number - b.row.number);
  await price();
}

const again = (rows) => guarded(() => priceRows(rows));

async function price() {
  const open = jobs.filter((job) => !job.result);
  for (const job of open) job.terms = termsOf(job);
  const alike = [...Map.groupBy(open, (job) => JSON.stringify(job.terms)).values()];
  try {
    await underWay('priced', async (progress, signal) => { for (const some of alike) await priceAll(some, some[0].terms, progress, signal); });
  } finally {
    await show();
  }
}

/** Prices records again: rows as they stand in the grid now, others with the payer chosen now. */
function priceAgain(some) {
  if (fromGrid) return again(some.map((job) => job.row));
  const patients = new Set(some.map((job) => job.patient));
  jobs.filter((job) => canBePriced(job) && (patients.has(job.patient) || isOfOtherTerms(job))).forEach((job) => { job.result = undefined; });
  return guarded(price);
}

/** Records that state no place of service are billed in the place that is chosen now. */
function inPlace(some) {
  for (const job of some) job.place = $('grid-place').value;
  return priceAgain(some);
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

async function show({ quietly = false } = {}) {
  if (!quietly) {
    for (const job of jobs) if (job.row && job.result) showBeside(job.row, job.result, again);
    $('check').hidden = true;
  }
  await showRun(jobs, {
    waiting: waiting(), ofGrid: fromGrid, x12, quietly,
    act: { focus: fromGrid ? (job) => focusRow(job.row) : undefined, use, again: priceAgain, canBePriced, placeName: fromGrid ? '' : placeName($('grid-place').value), inPlace },
  });
}

/** Rows that are not part of the run: a cell of theirs is wrong, or they were changed; and records that were stopped before their turn. */
function waiting() {
  const others = fromGrid ? filledRows().filter((row) => !jobs.some((job) => job.row === row)) : [];
  const marked = others.filter((row) => row.marked || row.waits).length;
  const open = others.length - marked;
  const stopped = jobs.filter((job) => !job.result).length;
  return [
    ...(marked > 0 ? [marked === 1 ? '1 row waits for a correction' : `${inNumbers(marked)} rows wait for a correction`] : []),
    ...(open > 0 ? [open === 1 ? '1 row is new or changed and not priced' : `${inNumbers(open)} rows are new or changed and not priced`] : []),
    ...(stopped > 0 ? [`${inNumbers(stopped)} not priced yet`] : []),
  ];
}

/** What stood beside a changed row is no part of the run any more, nor that of the other rows of its patient: they are rounded together. */
function leaveRun(row) {
  if (checkedRows && !$('check').hidden) {
    $('check').hidden = true;
    say('A row was changed since the claims were checked. Check them again.');
  }
  if (!fromGrid) return;
  const patients = new Set([patientOf(row), jobs.find((job) => job.row === row)?.patient]);
  const gone = jobs.filter((job) => patients.has(job.patient));
  if (gone.length === 0) return;
  jobs = jobs.filter((job) => !gone.includes(job));
  for (const job of gone) leave(job.row, row);
  guarded(() => show({ quietly: true }));
}

// ---- files

async function take(files) {
  if (files.length === 0) return;
  const { claims: found, exported, sheets, said } = await readFiles(files);
  if (found.length) claims = found;
  if (exported && claims.length === 0) said.push(`Priced by the rules of ${$('grid-payer').selectedOptions[0]?.textContent ?? 'Medicare'}, the payer chosen below. The place of service is that of the records; a record that states none is billed in the place that the payer's policy assumes, not in the one chosen below.`);
  say(...said);
  if (sheets.length) takeSheets(sheets);
  if (exported) {
    jobs = [...exported.jobs, ...exported.faults.map(notReadable)];
    fromGrid = false;
  }
  showHeld();
  if (claims.length && (found.length || exported)) await check();
  else if (exported) await guarded(price);
}

/** Rows of files stand below those that are there, so that no row is made of two. */
function takeSheets(sheets) {
  const before = lastFilled();
  const unread = sheets.map((text) => { fillFrom(text, lastFilled()); return $('grid-said').textContent; });
  $('grid-said').textContent = unread.filter(Boolean).join(' ');
  if (before === 0) return;
  const alone = button('Keep the rows of the file alone', () => { forget(); takeSheets(sheets); say('The rows of the file stand alone in the grid. Check them, then price the lines.'); }, { class: 'quiet small', id: 'file-alone' });
  $('file-said').append(make('span', { class: 'said' }, `They stand from row ${before + 1} on, below the rows that were there. `, alone));
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
  const results = await underWay('checked', (progress, signal) => checkClaims(claims, given, { payer: $('grid-payer').value }, progress, signal));
  if (!results) return undefined;
  checkedRows = fromGrid;
  $('run').hidden = true;
  return showCheck(results);
});

const say = (...sentences) => $('file-said').replaceChildren(...sentences.map((sentence) => make('span', { class: 'said' }, sentence)));

async function rowsGiven() {
  const read = await readRows(filledRows(), $('grid-kind').value, again);
  return read.map(({ line, name, row, patient }) => ({ record: administration(line, 'of-this-list'), name, patient, mark: row.inputs.patient.value.trim(), resources: () => new Map() }));
}

// ---- the view

function forget() {
  clearGrid();
  jobs = [];
  fromGrid = true;
  for (const id of ['run', 'check']) $(id).hidden = true;
  for (const id of ['file-said', 'grid-said']) $(id).replaceChildren();
}

/** What was typed is gone for good, so it is asked. */
function askToClear() {
  const filled = filledRows().length;
  if (filled === 0) return forget();
  const yes = button('Clear them', () => { forget(); $('cell-1-date').focus(); }, { class: 'small', id: 'clear-yes' });
  const no = button('Keep them', () => { $('grid-said').replaceChildren(); $('clear-rows').focus(); }, { class: 'quiet small' });
  $('grid-said').replaceChildren(filled === 1 ? '1 row is filled. Clear it and its result?' : `${inNumbers(filled)} rows are filled. Clear them and their results?`, ' ', yes, ' ', no);
  return yes.focus();
}

export function startLines() {
  startGrid(leaveRun);
  $('add-rows').addEventListener('click', () => addRows(10));
  $('clear-rows').addEventListener('click', askToClear);
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
