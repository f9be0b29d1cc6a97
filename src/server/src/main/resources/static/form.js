// The form of one dose: its fields, what is wrong with them in words, and the line that they say.
import { $, button, make, mark } from './elements.js';
import { guarded } from './away.js';
import { drugField } from './drug-field.js';
import { countedUnits, find, isCode, kind } from './drugs.js';
import { HCPCS, NDC, expand } from './fhir.js';
import { hyphens, ndcReadings } from './ndc.js';
import { plain, question, readNumber, written } from './numbers.js';
import { today } from './dates.js';
import { placeNames } from './terms.js';
import { chooseUnit, isCommon, nameUnit, offerUnit } from './unit-field.js';
import { largeDiscard } from './request.js';
import { addVial, fillVial, keepVials, read, setKind, startVials, vialRows } from './vial-rows.js';
import { payerNames } from './words.js';

let chosen;
let confirmed;
export let payers = [];

const field = drugField({ input: $('drug'), list: $('drug-list'), hint: $('drug-chosen') }, chose);
const waste = () => document.querySelector('[name=waste]:checked').value;

function chose(hit) {
  chosen = hit;
  mark($('drug'));
  if (!hit) return;
  const content = hit.product?.amount;
  startVials(hit.code);
  offerUnit(hit.dosageUnit);
  chooseUnit(content?.code ?? hit.dosageUnit);
  const said = kind(hit.product);
  fillVial(content, hit.system === NDC ? (said?.code ?? '') : 'single-dose');
  if (said?.source) $('drug-chosen').textContent = `${hit.words}; ${said.code} by ${said.source}`;
}

/** Takes a package that its text alone names, when the form is read: what the form says of the dose and its vials stands. */
function settle(hit) {
  chosen = hit;
  startVials(hit.code);
  offerUnit(hit.dosageUnit);
  setKind(kind(hit.product)?.code ?? '');
  $('drug-chosen').textContent = hit.words;
}

/** A drug that is typed and not chosen from the list has its own vials too, and perhaps a unit of its own. */
async function leftDrug() {
  const text = $('drug').value.trim();
  const [ndc, ...others] = ndcReadings(text);
  if (chosen) return;
  if (ndc && others.length === 0) startVials(ndc);
  if (!isCode(text)) return;
  startVials(text.toUpperCase());
  const [unit] = await countedUnits({ system: HCPCS, code: text.toUpperCase() });
  if (!unit || isCommon(unit) || chosen || $('drug').value.trim() !== text) return;
  offerUnit(unit);
  chooseUnit(unit);
}

/** `changed` is called when a field says something else. */
export function prepare(changed) {
  offerUnit();
  $('date').value = today();
  addVial();
  $('add-vial').addEventListener('click', () => addVial());
  $('unit').addEventListener('change', nameUnit);
  for (const radio of document.querySelectorAll('[name=waste]')) radio.addEventListener('change', enableDiscarded);
  $('drug').addEventListener('blur', () => guarded(leftDrug));
  $('form').addEventListener('input', () => { confirmed = undefined; $('confirm').replaceChildren(); changed(); });
}

/** The payers and the places of service that the server knows. */
export async function loadChoices() {
  const [found, places] = await Promise.all([expand('payers'), expand('places-of-service')]);
  payers = found ?? [];
  for (const { code, display } of payers) payerNames.set(code, display ?? code);
  for (const { code, display } of places ?? []) placeNames.set(code, [code, display].filter(Boolean).join(' '));
  for (const id of ['payer', 'grid-payer']) choose($(id), payers.map(({ code }) => [code, payerNames.get(code)]), 'medicare');
  for (const id of ['place', 'grid-place']) choose($(id), [...placeNames], '11');
}

function choose(select, choices, usual) {
  select.replaceChildren(...choices.map(([code, words]) => make('option', { value: code }, words)));
  select.value = usual;
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
  for (const id of ['payer', 'place']) if ([...$(id).options].some((o) => o.value === said[id])) $(id).value = said[id];
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
  chooseUnit(said.unit);
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

/** Takes a code that the server offers: for a package it is billed with that code and keeps its NDC; the vials stay. */
export function use(code) {
  if (chosen?.system === NDC) chosen = { ...chosen, billedAs: code };
  else { chosen = { system: HCPCS, code, words: code }; $('drug').value = code; keepVials(code); }
  $('drug-chosen').textContent = chosen.billedAs ? `${chosen.words ?? chosen.code}; billed with ${code}` : code;
}

/** The drug that was chosen, or that the text alone names; undefined after a question at the field. */
async function resolve() {
  const text = $('drug').value.trim();
  if (chosen) return chosen;
  if (isCode(text)) { startVials(text.toUpperCase()); return { system: HCPCS, code: text.toUpperCase() }; }
  const readings = ndcReadings(text);
  if (readings.length === 1) { const found = (await find(text)).hits[0]; if (found) settle(found); return found ?? { system: NDC, code: readings[0] }; }
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
    mark(element, fault ?? (readings && question(readings)), (readings ?? []).map(written), (shown) => { element.value = plain(readings.find((r) => written(r) === shown)); element.dispatchEvent(new Event('input', { bubbles: true })); });
    if (value === undefined) wrong.push(element);
    return value;
  };
  mark($('drug'), $('drug').value.trim() ? undefined : 'Enter a code, a name or an NDC.');
  if (!$('drug').value.trim()) wrong.push($('drug'));
  const drug = wrong.length ? undefined : await resolve();
  if (!drug && !wrong.length) wrong.push($('drug'));
  mark($('date'), $('date').value ? undefined : 'Enter the date of service.');
  if (!$('date').value) wrong.push($('date'));
  const dose = number($('dose'));
  if (dose === 0) { mark($('dose'), 'A dose is more than zero.'); wrong.push($('dose')); }
  const vials = vialRows().flatMap((row) => readVial(row, number, wrong));
  mark($('discarded'));
  const discarded = waste() === 'stated' ? number($('discarded')) : undefined;
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

/** "Keytruda (pembrolizumab), …: 200 mg, opened 2 x 100, on 2025-05-01; Medicare Part B, place of service 11 Office", as paper needs it; of one payer or of none. */
export function doseInWords(ofOne = true) {
  const drug = chosen ? [chosen.words ?? chosen.code, chosen.billedAs && `billed with ${chosen.billedAs}`].filter(Boolean).join(', ') : $('drug').value.trim();
  const vials = vialRows().filter((row) => read(row, 'size').value.trim()).map((row) => `${read(row, 'count').value.trim()} x ${read(row, 'size').value.trim()}`).join(' + ');
  const said = (id) => $(id).selectedOptions[0]?.textContent ?? '';
  return `${drug}: ${$('dose').value.trim()} ${said('unit')}${vials && `, opened ${vials}`}, on ${$('date').value}; ${ofOne ? `${said('payer')}, ` : ''}place of service ${said('place')}.`;
}
