// The drawing of the opened vials. It knows no rule: every amount comes from the working of the lines.
import { make } from './elements.js';
import { extension, valueOf } from './fhir.js';
import { unitWord } from './units.js';

const WIDTH = 600;
const HEIGHT = 30;
const KINDS = {
  administered: 'given to the patient',
  'round-up': 'billed by rounding up',
  discarded: 'discarded and billed',
  lost: 'not billed',
};

/** Amounts of one group of lines in the unit of the dosage; undefined where no vial is stated. */
export function amounts(items) {
  const working = extension(items[0], 'working');
  const vials = working.extension.filter((e) => e.url === 'container');
  const dose = valueOf(extension(working, 'dose'));
  const dosage = valueOf(extension(working, 'dosage'));
  if (vials.length === 0 || !dose || !dosage) return undefined;
  const sizes = vials.map((v) => ({ size: valueOf(extension(v, 'size')), count: valueOf(extension(v, 'count')) }));
  if (sizes.some((v) => v.size?.code !== dosage.code)) return undefined;
  const billed = (isDiscard) =>
    items.filter((i) => isDiscard === hasModifier(i, 'JW')).reduce((sum, i) => sum + i.quantity.value * dosage.value, 0);
  const opened = sizes.reduce((sum, v) => sum + v.size.value * v.count, 0);
  const given = Math.min(dose.value, opened);
  const rounded = Math.max(0, Math.min(billed(false), opened) - given);
  const discarded = Math.min(billed(true), opened - given - rounded);
  return {
    unit: dosage.code,
    opened,
    parts: { administered: given, 'round-up': rounded, discarded, lost: Math.max(0, opened - given - rounded - discarded) },
  };
}

export const hasModifier = (item, code) => (item.modifier ?? []).some((m) => m.coding[0].code === code);

const shown = (value, unit) => `${Number(value.toPrecision(9))} ${unitWord(unit)}`;

/** A bar as long as what the vials held, and a legend that says the same in words. */
export function draw({ unit, opened, parts }) {
  const words = Object.entries(parts).filter(([, value]) => value > 1e-9).map(([kind, value]) => `${shown(value, unit)} ${KINDS[kind]}`);
  const bar = make('svg', { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, preserveAspectRatio: 'none', role: 'img', 'aria-label': `${shown(opened, unit)} opened: ${words.join(', ')}` });
  let x = 0;
  for (const [kind, value] of Object.entries(parts)) {
    const width = (WIDTH * value) / opened;
    if (width > 0) bar.append(make('rect', { class: kind, x, y: 1, width, height: HEIGHT - 2 }));
    x += width;
  }
  const legend = make('ul', { class: 'legend' });
  for (const [kind, value] of Object.entries(parts)) {
    if (value <= 1e-9) continue;
    const swatch = make('svg', { viewBox: '0 0 10 10', 'aria-hidden': 'true' }, make('rect', { class: kind, width: 10, height: 10, rx: 2 }));
    legend.append(make('li', {}, swatch, `${shown(value, unit)} ${KINDS[kind]}`));
  }
  return [bar, legend];
}
