// The cells of a row as people write them, read into a line; what is missing or wrong is said in words at its cell.
import { readDate } from './dates.js';
import { readDrug } from './drug-cell.js';
import { listedKind } from './drugs.js';
import { HCPCS, NDC } from './fhir.js';
import { plain, question, readNumber, written } from './numbers.js';
import { largeDiscard } from './request.js';
import { isUnit, readUnit } from './unit-cell.js';
import { unitWord } from './units.js';
import { LISTED, readVials } from './vials-cell.js';

export const COLUMNS = { date: 'Date', drug: 'Drug', dose: 'Dose', unit: 'Unit', vials: 'Vials', discarded: 'Discarded', patient: 'Patient' };
const NOT_KNOWN = /^(\?|unknown|not known)$/i;

export const isEmpty = (cells) => Object.keys(COLUMNS).every((column) => !cells[column]?.trim());

/**
 * Reads a row. {line} or {faults: {column: {words, readings}}}: a reading is {shown, value} and goes into the cell when
 * chosen. The kind of the vials is single-dose, multi-dose, "" where it is not known, or LISTED. A confirmed row is not asked again about a large discard.
 */
export async function readRow(cells, { kind, billedAs, confirmed }) {
  const faults = {};
  const take = (column, { value, readings, fault }) => {
    if (fault) faults[column] = { words: fault };
    else if (readings) faults[column] = asked(readings);
    return value;
  };
  const date = take('date', readDate(cells.date ?? ''));
  const { value: drug, fault: drugFault } = await readDrug(cells.drug ?? '', date);
  if (drugFault) faults.drug = drugFault;
  const unit = take('unit', await readUnit(cells.unit?.trim() || split(cells.dose ?? '')[1], drug));
  const dose = take('dose', await readAmount(cells.dose ?? '', unit));
  if (dose === 0) faults.dose = { words: 'A dose is more than zero.' };
  const { vials, fault: vialFault } = await readVials(cells.vials ?? '', unit, kindFor(kind, drug));
  if (vialFault) faults.vials = vialFault;
  const wasteUnknown = NOT_KNOWN.test(cells.discarded?.trim() ?? '');
  const discarded = wasteUnknown || !cells.discarded?.trim() ? undefined : take('discarded', /^none$/i.test(cells.discarded.trim()) ? { value: 0 } : await readAmount(cells.discarded, unit));
  if (Object.keys(faults).length) return { faults };
  const line = { drug: { ...drug, ...(billedAs && (drug.system === HCPCS ? { code: billedAs } : { billedAs })) }, date, dose, unit, vials, discarded, wasteUnknown };
  const words = await muchDiscarded(line);
  return words && words !== confirmed ? { faults: { discarded: { words, confirm: words } } } : { line };
}

/** A package is of the kind that the lists have it, which the server knows; a code stands for single-dose vials where nobody says otherwise. */
const kindFor = (kind, drug) => (kind !== LISTED ? kind : drug?.system === NDC ? '' : 'single-dose');

/** What is left in a vial that the lists have as multi-dose is not discarded. */
async function muchDiscarded(line) {
  const words = largeDiscard(line);
  if (!words || line.drug.system !== NDC || line.vials.every((vial) => vial.kind)) return words;
  const listed = await listedKind(line.drug.code);
  return largeDiscard({ ...line, vials: line.vials.map((vial) => ({ ...vial, kind: vial.kind || listed })) });
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
async function readAmount(text, unit) {
  const [amount, said] = split(text);
  return said && unit && !(await isUnit(said, unit)) ? { fault: `It says ${said}, and the unit of the row is ${unitWord(unit)}.` } : readNumber(amount);
}
