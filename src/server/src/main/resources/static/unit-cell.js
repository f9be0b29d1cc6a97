// The unit of a row as people write it. Beyond the common ones a unit is read by the server's list of texts, where the drug is counted in it.
import { countedUnits } from './drugs.js';
import { OWN, lookUp, matches, parameters } from './fhir.js';
import { UNITS, unitCode, unitWord } from './units.js';

const spelled = new Map();

/** {value} as a code, or {fault} in words. */
export async function readUnit(text, drug) {
  if (!text) return { fault: 'Enter the unit.' };
  const common = unitCode(text);
  if (common) return { value: common };
  const counted = drug ? await countedUnits(drug) : [];
  const code = counted.length ? await inServersWords(text) : undefined;
  if (counted.includes(code)) return { value: code };
  const others = counted.filter((unit) => !(unit in UNITS)).map(unitWord);
  return { fault: `The unit ${text} is not known. Write ${[...others, ...Object.values(UNITS)].join(', ')}.` };
}

/** Whether a text beside a number is the unit of the row. */
export async function isUnit(text, unit) {
  const common = unitCode(text);
  return common ? common === unit : !(unit in UNITS) && (await inServersWords(text)) === unit;
}

async function inServersWords(text) {
  const written = text.trim().toLowerCase();
  if (!spelled.has(written)) {
    const body = parameters({ url: { valueUri: `${OWN}/ConceptMap/dose-units` }, system: { valueUri: `${OWN}/CodeSystem/dose-unit-text` }, code: { valueCode: written } });
    spelled.set(written, matches((await lookUp([{ path: 'ConceptMap/$translate', body }]))[0])[0]?.code);
  }
  return spelled.get(written);
}
