// The cells of a row as people write them, read into a line; what is missing or wrong is said in words at its cell.
import { readDate } from './dates.js';
import { find, isCode } from './drugs.js';
import { HCPCS, NDC } from './fhir.js';
import { hyphens, ndcReadings } from './ndc.js';
import { plain, question, readNumber, written } from './numbers.js';
import { largeDiscard } from './request.js';
import { UNITS, unitCode, unitWord } from './units.js';

export const COLUMNS = { date: 'Date', drug: 'Drug', dose: 'Dose', unit: 'Unit', vials: 'Vials', discarded: 'Discarded', patient: 'Patient' };
const VIAL = /^(?:(\d+)\s*[x×*]\s*)?([\d.,\s]+?)\s*((?!single|multi)[a-zµμ]+)?(?:\s+(single|multi)(?:-dose)?)?$/i;
const NOT_KNOWN = /^(\?|unknown|not known)$/i;

export const isEmpty = (cells) => Object.keys(COLUMNS).every((column) => !cells[column]?.trim());

/**
 * Reads a row. {line} or {faults: {column: {words, readings}}}: a reading is {shown, value} and goes into the cell when
 * chosen. A confirmed row is not asked again about a large discard.
 */
export async function readRow(cells, { kind, billedAs, confirmed }) {
  const faults = {};
  const take = (column, { value, readings, fault }) => {
    if (fault) faults[column] = { words: fault };
    else if (readings) faults[column] = asked(readings);
    return value;
  };
  const date = take('date', readDate(cells.date ?? ''));
  const unitText = cells.unit?.trim() || split(cells.dose ?? '')[1];
  const unit = unitCode(unitText);
  if (!unit) faults.unit = { words: unitText ? `The unit ${unitText} is not known. Write ${Object.values(UNITS).join(', ')}.` : 'Enter the unit.' };
  const dose = take('dose', readAmount(cells.dose ?? '', unit));
  if (dose === 0) faults.dose = { words: 'A dose is more than zero.' };
  const vials = readVials(cells.vials ?? '', unit, kind, faults);
  const wasteUnknown = NOT_KNOWN.test(cells.discarded?.trim() ?? '');
  const discarded = wasteUnknown || !cells.discarded?.trim() ? undefined : take('discarded', /^none$/i.test(cells.discarded.trim()) ? { value: 0 } : readAmount(cells.discarded, unit));
  const drug = await readDrug(cells.drug ?? '', date, faults);
  if (Object.keys(faults).length) return { faults };
  const line = { drug: { ...drug, ...(billedAs && (drug.system === HCPCS ? { code: billedAs } : { billedAs })) }, date, dose, unit, vials, discarded, wasteUnknown };
  const words = largeDiscard(line);
  return words && words !== confirmed ? { faults: { discarded: { words, confirm: words } } } : { line };
}

/** The question about numbers or days, and what goes into the cell when one is chosen. */
const asked = (readings) => (typeof readings[0] === 'number'
  ? { words: question(readings), readings: readings.map((r) => ({ shown: written(r), value: plain(r) })) }
  : { words: `Is it ${readings.join(' or ')}?`, readings: readings.map((day) => ({ shown: day, value: day })) });

/** "200 mg" is an amount and a unit. */
const split = (text) => {
  const parts = /^\s*([\d.,\s\u00a0\u202f]+?)\s*([^\d.,\s].*)$/.exec(text);
  return parts ? [parts[1], parts[2]] : [text, ''];
};

/** A unit beside a number says the same as the cell of the unit, or the row says two things. */
function readAmount(text, unit) {
  const [amount, said] = split(text);
  return said && unit && unitCode(said) !== unit ? { fault: `It says ${said}, and the unit of the row is ${unitWord(unit)}.` } : readNumber(amount);
}

function readVials(text, unit, kind, faults) {
  return text.split(/[+;]/).filter((part) => part.trim()).flatMap((part) => {
    const [, count = '1', size, unitText, said] = VIAL.exec(part.trim()) ?? [];
    const read = readNumber(size ?? '');
    if (size === undefined || read.fault) { faults.vials = { words: 'Write vials as 2 x 100, and several sizes as 1 x 100 + 1 x 50.' }; return []; }
    if (read.readings) { faults.vials = { words: question(read.readings) }; return []; }
    if (unitText && unit && unitCode(unitText) !== unit) { faults.vials = { words: `Write the vials in ${unitWord(unit)}, as the dose.` }; return []; }
    if (Number(count) < 1) { faults.vials = { words: 'At least one vial.' }; return []; }
    return [{ size: read.value, count: Number(count), kind: said ? `${said.toLowerCase()}-dose` : kind }];
  });
}

/** A code and an NDC stand for themselves; a name does where one code of it was valid on the day. */
async function readDrug(text, date, faults) {
  const said = text.trim();
  if (!said) { faults.drug = { words: 'Enter the drug.' }; return undefined; }
  if (isCode(said)) return { system: HCPCS, code: said.toUpperCase() };
  const ndcs = ndcReadings(said);
  if (ndcs.length === 1) return { system: NDC, code: ndcs[0] };
  const { hits, refused } = await find(said);
  if (ndcs.length > 1) {
    if (hits.length === 1) return { system: NDC, code: hits[0].code };
    faults.drug = { words: 'Ten digits can be several NDCs. Which one?', readings: ndcs.map((ndc) => ({ shown: hyphens(ndc), value: ndc })) };
    return undefined;
  }
  const codes = [...new Set(hits.filter((h) => !date || ((h.added ?? '0') <= date && (h.terminated ?? '9') >= date)).flatMap((h) => h.hcpcs))];
  if (codes.length === 1) return { system: HCPCS, code: codes[0] };
  faults.drug = refused ? { words: 'Enter the code or the NDC.' }
    : codes.length ? { words: 'Several codes fit. Which one?', readings: codes.map((code) => ({ shown: code, value: code })) }
      : { words: hits.length ? `${said} has no code known here on that day. Enter the code.` : `${said} is not known here. Enter the code or the NDC.` };
  return undefined;
}
