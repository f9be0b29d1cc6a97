// Days as this browser's calendar and a spreadsheet have them.

/** Today on this computer's calendar, which may be another day than in UTC. */
export function today(now = new Date()) {
  const two = (number) => String(number).padStart(2, '0');
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}

/** Whether people of this language write the day before the month. */
const writesDayFirst = (language) =>
  new Intl.DateTimeFormat(language, { day: 'numeric', month: 'numeric' }).formatToParts(new Date()).find((p) => p.type !== 'literal')?.type === 'day';

/**
 * A day of a spreadsheet, 2024-05-01 or 5/1/2024: {value} as 2024-05-01, {readings} where it may be two days, or {fault}.
 * The month stands first as in the United States; where the browser's language has it otherwise, both days are offered.
 */
export function readDate(text, language = globalThis.navigator?.language ?? 'en-US') {
  const written = text.trim();
  if (written === '') return { fault: 'Enter the date of service.' };
  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(written);
  if (iso) return day(iso[1], iso[2], iso[3]) ?? { fault: `${written} is no day of the calendar.` };
  const slashes = /^(\d{1,2})\/(\d{1,2})\/(\d{4}|\d{2})$/.exec(written);
  if (!slashes) return { fault: 'Write the date as 2024-05-01 or 5/1/2024.' };
  const year = slashes[3].length === 2 ? `20${slashes[3]}` : slashes[3];
  const american = day(year, slashes[1], slashes[2]);
  const swapped = day(year, slashes[2], slashes[1]);
  if (american && swapped && american.value !== swapped.value && writesDayFirst(language)) return { readings: [american.value, swapped.value] };
  return american ?? (swapped ? { readings: [swapped.value] } : { fault: `${written} is no day of the calendar.` });
}

function day(year, month, date) {
  const value = `${year}-${month.padStart(2, '0')}-${date.padStart(2, '0')}`;
  const parsed = new Date(`${value}T00:00:00Z`);
  return !Number.isNaN(parsed.getTime()) && parsed.toISOString().startsWith(value) ? { value } : undefined;
}
