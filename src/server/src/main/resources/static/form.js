// The form of one dose: its fields, what is wrong with them in words, and the line that they say.
import { $, button, make, mark } from './elements.js';
import { drugField } from './drug-field.js';
import { find, isCode, kind } from './drugs.js';
import { HCPCS, NDC, expand } from './fhir.js';
import { hyphens, ndcReadings } from './ndc.js';
import { plain, question, readNumber, written } from './numbers.js';
import { today } from './dates.js';
import { UNITS, unitWord } from './units.js';
import { largeDiscard } from './request.js';
import { payerNames } from './words.js';

let chosen;
let confirmed;
export let payers = [];

const field = drugField({ input: $('drug'), list: $('drug-list'), hint: $('drug-chosen') }, chose);
const waste = () => document.querySelector('[name=waste]:checked').value;
const vialRows = () => [...document.querySelectorAll('.vial')];
const read = (row, name) => row.querySelector(`[name=${name}]`);

function chose(hit) {
  chosen = hit;
  mark($('drug'));
  if (!hit) return;
  const content = hit.product?.amount;
  const unit = content?.code ?? hit.dosageUnit;
  if (unit in UNITS) $('unit').value = unit;
  nameUnit();
  const first = vialRows()[0];
  if (hit.system === NDC) {
    const said = kind(hit.product);
    if (content) read(first, 'size').value = written(content.value);
    read(first, 'kind').value = said?.code ?? '';
    if (said?.source) $('drug-chosen').textContent = `${hit.words}; ${said.code} by ${said.source}`;
  } else {
    read(first, 'kind').value = 'single-dose';
  }
}

function addVial(size = '', count = '1', kindOf = 'single-dose', shared = false) {
  const number = $('vials').children.length + 1;
  const labelled = (name, text, element) =>
    make('span', {}, make('label', { for: `${name}-${number}` }, text), ' ', Object.assign(element, { id: `${name}-${number}`, name }));
  const kinds = make('select', {}, make('option', { value: 'single-dose' }, 'single-dose'), make('option', { value: 'multi-dose' }, 'multi-dose'), make('option', { value: '' }, 'not known'));
  const box = make('input', { type: 'checkbox', name: 'shared', id: `shared-${number}` });
  const row = make('div', { class: 'vial' },
    labelled('size', `Content, ${unitWord($('unit').value)}`, make('input', { inputmode: 'decimal', value: size })),
    labelled('count', 'Vials', make('input', { inputmode: 'numeric', value: count })),
    labelled('kind', 'Kind', kinds),
    make('label', { class: 'choice', for: box.id }, box, ' shared with another patient'));
  kinds.value = kindOf;
  box.checked = shared;
  $('vials').append(row);
}

export async function prepare() {
  for (const [code, words] of Object.entries(UNITS)) $('unit').append(make('option', { value: code }, words));
  $('date').value = today();
  addVial();
  $('add-vial').addEventListener('click', () => addVial());
  $('unit').addEventListener('change', nameUnit);
  for (const radio of document.querySelectorAll('[name=waste]')) radio.addEventListener('change', enableDiscarded);
  $('form').addEventListener('input', () => { confirmed = undefined; $('confirm').replaceChildren(); });
  const [found, places] = await Promise.all([expand('payers'), expand('places-of-service')]);
  payers = found ?? [];
  for (const { code, display } of payers) payerNames.set(code, display ?? code);
  for (const id of ['payer', 'grid-payer']) { $(id).append(...payers.map((p) => make('option', { value: p.code }, p.display ?? p.code))); $(id).value = 'medicare'; }
  for (const id of ['place', 'grid-place']) { $(id).append(...(places ?? []).map((p) => make('option', { value: p.code }, `${p.code} ${p.display ?? ''}`))); $(id).value = '11'; }
}

/** A size without its unit would be read as another amount once the unit of the dose changes. */
function nameUnit() {
  for (const label of document.querySelectorAll('.vial label[for^=size-]')) label.textContent = `Content, ${unitWord($('unit').value)}`;
}

const enableDiscarded = () => { $('discarded').disabled = waste() !== 'stated'; };

// ---- what is typed, for a link

export const typed = () => ({
  drug: chosen ? chosen.code : $('drug').value.trim(), billedAs: chosen?.billedAs ?? '', date: $('date').value, dose: $('dose').value.trim(), unit: $('unit').value,
  vials: vialRows().filter((row) => read(row, 'size').value.trim()).map((row) => [read(row, 'size').value.trim(), read(row, 'count').value.trim(), read(row, 'kind').value, read(row, 'shared').checked ? 'shared' : ''].join(':')).join(';'),
  waste: waste(), discarded: waste() === 'stated' ? $('discarded').value.trim() : '', payer: $('payer').value, place: $('place').value,
});

/** Fills the form with what a link says; the drug is looked up again. */
export async function restore(said) {
  for (const id of ['date', 'dose', 'discarded']) $(id).value = said[id] ?? '';
  for (const id of ['unit', 'payer', 'place']) if ([...$(id).options].some((o) => o.value === said[id])) $(id).value = said[id];
  const radio = [...document.querySelectorAll('[name=waste]')].find((r) => r.value === said.waste);
  if (radio) radio.checked = true;
  enableDiscarded();
  $('drug').value = said.drug ?? '';
  chosen = undefined;
  const code = (said.drug ?? '').toUpperCase();
  if (isCode(code)) await restoreCode(code);
  else if (said.drug) await resolve();
  if (chosen && isCode(said.billedAs ?? '')) chosen = { ...chosen, billedAs: said.billedAs };
  $('vials').replaceChildren();
  for (const vial of (said.vials ?? '').split(';')) addVial(...fields(vial));
  if ([...$('unit').options].some((o) => o.value === said.unit)) $('unit').value = said.unit;
  nameUnit();
}

async function restoreCode(code) {
  const hit = (await find(code)).hits.find((found) => found.code === code);
  if (hit) field.take(hit);
  else use(code);
}

function fields(vial) {
  const [size = '', count = '1', kindOf = 'single-dose', shared = ''] = vial.split(':');
  return vial ? [size, count, ['single-dose', 'multi-dose'].includes(kindOf) ? kindOf : '', shared === 'shared'] : [];
}

/** Takes a code that the server offers: for a package it is billed with that code and keeps its NDC. */
export function use(code) {
  if (chosen?.system === NDC) chosen = { ...chosen, billedAs: code };
  else { chosen = { system: HCPCS, code, words: code }; $('drug').value = code; }
  $('drug-chosen').textContent = chosen.billedAs ? `${chosen.words ?? chosen.code}; billed with ${code}` : code;
}

/** The drug that was chosen, or that the text alone names; undefined after a question at the field. */
async function resolve() {
  const text = $('drug').value.trim();
  if (chosen) return chosen;
  if (isCode(text)) return { system: HCPCS, code: text.toUpperCase() };
  const readings = ndcReadings(text);
  if (readings.length === 1) { const found = (await find(text)).hits[0]; if (found) chose(found); return found ?? { system: NDC, code: readings[0] }; }
  $('drug').focus();
  const found = await field.search(text);
  if (!found || found.refused) mark($('drug'), 'Enter the code of the drug or its NDC.');
  else if (found.hits.length === 1) { field.take(found.hits[0]); return chosen; }
  else if (readings.length > 1 && found.hits.length === 0) mark($('drug'), 'Ten digits can be several NDCs. Which one?', readings.map(hyphens), (ndc) => { $('drug').value = ndc; });
  else mark($('drug'), found.hits.length ? 'Several drugs fit. Choose one of the list.' : 'No drug of that name is known here. Enter its code or its NDC.');
  return undefined;
}

// ---- what the form says

/** The line, or undefined after the first field that is wrong has the focus. */
export async function readLine() {
  const wrong = [];
  const number = (element, needed = true) => {
    const text = element.value.trim();
    if (!needed && text === '') { mark(element); return undefined; }
    const { value, readings, fault } = readNumber(text);
    mark(element, fault ?? (readings && question(readings)), (readings ?? []).map(written), (shown) => { element.value = plain(readings.find((r) => written(r) === shown)); });
    if (value === undefined) wrong.push(element);
    return value;
  };
  mark($('drug'), $('drug').value.trim() ? undefined : 'Enter a code, a name or an NDC.');
  if (!$('drug').value.trim()) wrong.push($('drug'));
  mark($('date'), $('date').value ? undefined : 'Enter the date of service.');
  if (!$('date').value) wrong.push($('date'));
  const dose = number($('dose'));
  if (dose === 0) { mark($('dose'), 'A dose is more than zero.'); wrong.push($('dose')); }
  const vials = vialRows().flatMap((row) => readVial(row, number, wrong));
  mark($('discarded'));
  const discarded = waste() === 'stated' ? number($('discarded')) : undefined;
  const drug = wrong.includes($('drug')) ? undefined : await resolve();
  if (!drug && !wrong.includes($('drug'))) wrong.unshift($('drug'));
  if (wrong.length) { wrong[0].focus(); return undefined; }
  const line = { drug, date: $('date').value, dose, unit: $('unit').value, vials, discarded, wasteUnknown: waste() === 'unknown' };
  return isConfirmed(line) ? line : undefined;
}

function readVial(row, number, wrong) {
  const size = number(read(row, 'size'), false);
  if (size === undefined) return [];
  const count = number(read(row, 'count'));
  if (count !== undefined && (!Number.isInteger(count) || count < 1)) { mark(read(row, 'count'), 'A whole number of vials.'); wrong.push(read(row, 'count')); }
  return [{ size, count, kind: read(row, 'kind').value, shared: read(row, 'shared').checked }];
}

/** Asks once where more than half is discarded; a change of the form asks anew. */
function isConfirmed(line) {
  const words = largeDiscard(line);
  if (!words || confirmed === words) return true;
  const yes = button('It is right', () => { confirmed = words; $('confirm').replaceChildren(); $('form').requestSubmit(); }, { id: 'confirm-discard' });
  const no = button('Change it', () => { $('confirm').replaceChildren(); $('dose').focus(); }, { class: 'quiet' });
  $('confirm').replaceChildren(make('div', { class: 'issue warning', role: 'alert' }, make('p', {}, `${words} Is that right?`), yes, ' ', no));
  yes.focus();
  return false;
}

export const settings = () => ({ payer: $('payer').value, place: $('place').value });
