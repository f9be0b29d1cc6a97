// The vials of a row as people write them: 2 x 100, and several sizes as 1 x 100 + 1 x 50.
import { question, readNumber } from './numbers.js';
import { isUnit } from './unit-cell.js';
import { unitWord } from './units.js';

/** The kind that the lists have: the row says none. */
export const LISTED = 'listed';

const VIAL = /^(?:(\d+)\s*[x×*]\s*)?([\d.,\s]+?)\s*((?!single|multi)[a-zµμ[][^+;]*?)?(?:\s+(single|multi)(?:-dose)?)?$/i;
const HOW = 'Write vials as 2 x 100, and several sizes as 1 x 100 + 1 x 50.';

/** {vials} or {fault: {words, readings}}. */
export async function readVials(text, unit, kind) {
  const alone = /^[\d,\s]+$/.test(text) ? readNumber(text).value : undefined;
  if (Number.isInteger(alone)) return { fault: loneNumber(alone, unit) };
  const vials = [];
  for (const part of text.split(/[+;]/).filter((each) => each.trim())) {
    const { vial, fault } = await readVial(part.trim(), unit, kind);
    if (fault) return { fault: { words: fault } };
    vials.push(vial);
  }
  return { vials };
}

/** "2" may be two vials, or one of 2 mg. */
function loneNumber(number, unit) {
  if (number < 1) return { words: 'At least one vial.' };
  const size = unit ? `${number} ${unitWord(unit)}` : String(number);
  const words = number === 1 ? `How much does the vial hold? Write 1 x and its content, such as 1 x 100. One vial of ${size}?` : `One vial of ${size}, or ${number} vials? Write how much each holds, such as ${number} x 100.`;
  return { words, readings: [{ shown: `One vial of ${size}`, value: `1 x ${number}` }] };
}

async function readVial(text, unit, kind) {
  const [, count = '1', size, unitText, said] = VIAL.exec(text) ?? [];
  const read = readNumber(size ?? '');
  if (size === undefined || read.fault) return { fault: HOW };
  if (read.readings) return { fault: question(read.readings) };
  if (unitText && unit && !(await isUnit(unitText, unit))) return { fault: `Write the vials in ${unitWord(unit)}, as the dose.` };
  if (Number(count) < 1) return { fault: 'At least one vial.' };
  return { vial: { size: read.value, count: Number(count), kind: said ? `${said.toLowerCase()}-dose` : kind } };
}
