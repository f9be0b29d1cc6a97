// Numbers as they are written in the United States. What can be read in two ways is asked, never guessed.
const PLAIN = /^(\d+\.?\d*|\.\d+)$/;
const GROUPED = /^\d{1,3}([, \u00a0\u202f])\d{3}(\1\d{3})*(\.\d+)?$/;
const GROUPED_BY_POINTS = /^\d{1,3}(\.\d{3})+(,\d+)?$/;
const COMMA = /^\d+,\d+$/;
const LONGEST = 12;

/** Whether people of this language write 1,5 for one and a half. */
const writesDecimalComma = (language) => new Intl.NumberFormat(language).format(1.5).includes(',');

/**
 * What a text says: {value}, or {readings} where it can be read in several ways, or {fault} in words. A comma groups
 * thousands as in the United States; where the browser's language has it otherwise, both readings are offered.
 */
export function readNumber(text, language = globalThis.navigator?.language ?? 'en-US') {
  const written = text.trim();
  if (written === '') return { fault: 'Enter a number.' };
  if (/^[-\u2212]/.test(written)) return { fault: 'An amount cannot be negative.' };
  if (written.replace(/\D/g, '').length > LONGEST) return { fault: `No amount has more than ${LONGEST} digits. Check it.` };
  return read(written, writesDecimalComma(language));
}

function read(written, decimalComma) {
  const american = PLAIN.test(written) || GROUPED.test(written) ? Number(written.replace(/[, \u00a0\u202f]/g, '')) : undefined;
  const european = GROUPED_BY_POINTS.test(written) || COMMA.test(written) ? Number(written.replaceAll('.', '').replace(',', '.')) : undefined;
  if (american === undefined && european === undefined) return { fault: 'Write the number alone, such as 1,200 or 0.5; the unit stands beside it.' };
  if (american === undefined) return decimalComma ? { value: european } : { readings: distinct([european, ungrouped(written)]) };
  return decimalComma && european !== undefined ? { readings: distinct([american, european]) } : { value: american };
}

/** "1,5" may also be fifteen with a slip of the finger. */
const ungrouped = (written) => (COMMA.test(written) ? Number(written.replace(',', '')) : undefined);
const distinct = (values) => [...new Set(values.filter((v) => v !== undefined))];

/** How many, as it is shown to a person. */
export const inNumbers = (count) => count.toLocaleString('en-US');

/** A number as it is shown to a person. */
export const written = (value) => value.toLocaleString('en-US', { maximumFractionDigits: 9 });

/** The same as it goes into a field: without groups, so that it can be read in one way only, whatever the language. */
export const plain = (value) => value.toLocaleString('en-US', { maximumFractionDigits: 9, useGrouping: false });

/** "Is it 1.5 or 15?" */
export const question = (readings) => `Is it ${readings.map(written).join(' or ')}?`;

export const money = (value, currency = 'USD') => value.toLocaleString('en-US', { style: 'currency', currency, maximumFractionDigits: 2 });

/** A price of one unit, with the three decimals of CMS's files. */
export const unitPrice = (value, currency = 'USD') =>
  value.toLocaleString('en-US', { style: 'currency', currency, minimumFractionDigits: 3, maximumFractionDigits: 3 });
