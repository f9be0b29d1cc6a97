// The field of the unit: the common ones, and the one that the drug alone is counted in.
import { $, make } from './elements.js';
import { UNITS, unitWord } from './units.js';

export const isCommon = (unit) => unit in UNITS;

export function offerUnit(unit) {
  const now = $('unit').value;
  const others = unit && !isCommon(unit) ? { [unit]: unitWord(unit) } : {};
  $('unit').replaceChildren(...Object.entries({ ...UNITS, ...others }).map(([code, words]) => make('option', { value: code }, words)));
  chooseUnit(now);
}

export function chooseUnit(unit) {
  if ([...$('unit').options].some((option) => option.value === unit)) $('unit').value = unit;
  nameUnit();
}

/** A size without its unit would be read as another amount once the unit of the dose changes. */
export function nameUnit() {
  for (const label of document.querySelectorAll('.vial label[for^=size-]')) label.textContent = `Content, ${unitWord($('unit').value)}`;
}
