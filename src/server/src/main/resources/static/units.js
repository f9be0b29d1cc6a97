// Units of a dose in the words of the trade. On the wire they are UCUM, or the symbol for units of activity.
export const UNITS = { mg: 'mg', ug: 'mcg', g: 'g', mL: 'mL', '[U]': 'units', '[iU]': 'international units' };

/** What single codes count besides: an area of skin substitute, milliequivalents, USP units. They are offered with the drugs that are counted so. */
const OTHERS = { cm2: 'sq cm', meq: 'mEq', "[USP'U]": 'USP units' };

const SPELLED = {
  mcg: 'ug', 'µg': 'ug', 'μg': 'ug', ug: 'ug', microgram: 'ug', micrograms: 'ug', mg: 'mg', milligram: 'mg', milligrams: 'mg',
  g: 'g', gm: 'g', gram: 'g', grams: 'g', ml: 'mL', cc: 'mL', u: '[U]', unit: '[U]', units: '[U]', iu: '[iU]',
  'international unit': '[iU]', 'international units': '[iU]',
};

/** The code of a unit as people write it; undefined for one that is not known here. */
export const unitCode = (text) => (text in UNITS ? text : SPELLED[text.trim().toLowerCase()]);

/** The word for a code; the code itself where there is no other, without the braces around what is counted, as {vial}. */
export const unitWord = (code) => UNITS[code] ?? OTHERS[code] ?? code?.replace(/^\{(.*)\}$/, '$1');
