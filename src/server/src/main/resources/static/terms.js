// The terms of a run: payer, and place of service. A run names them wherever its lines go.
import { inNumbers } from './numbers.js';
import { codeOf, lineOf } from './results.js';
import { payerNames } from './words.js';

/** The places of service by their codes, as "11 Office". */
export const placeNames = new Map();

export const areSame = (one, other) => JSON.stringify(one) === JSON.stringify(other);

/** The payer by whose rules a record was priced; nothing where another program chose it. */
export const payerOf = ({ terms }) => (terms ? (payerNames.get(terms.payer) ?? terms.payer) : '');

export const placeName = (code) => placeNames.get(code) ?? code;

/** "Medicare Part B, place of service 11 Office", of each payer and place of the records. */
export const inTerms = (jobs) => [...new Set(jobs.filter(({ result }) => result.items.length).map(termsOf))].join('; ');

function termsOf(job) {
  if (!job.terms) return 'payer and place as the program chose that started the job';
  return `${payerOf(job)}, ${job.terms.place ? `place of service ${placeName(job.terms.place)}` : 'place of service of the records'}`;
}

// ---- records of a file that say no place

const isAssumed = ({ result }) => result.items.length > 0 && result.issues.some((issue) => codeOf(issue) === 'place-assumed');

/** "3 records state no place of service and are billed in 22 …, which the payer's policy assumes."; nothing where all state one. */
export function assumedPlace(jobs) {
  const assumed = jobs.filter(isAssumed);
  const places = [...new Set(assumed.flatMap(({ result }) => result.items.map((item) => placeName(lineOf(item).place))))];
  if (assumed.length === 0) return '';
  const who = assumed.length === 1 ? '1 record states no place of service and is' : `${inNumbers(assumed.length)} records state no place of service and are`;
  return `${who} billed in ${places.join(' and ')}, which the payer's policy assumes.`;
}

/** All records of the patients of whom none states a place: one place may be said for all of them, and none is taken away. */
export function withoutPlace(jobs) {
  const stated = new Set(jobs.filter((job) => job.result.items.length && !isAssumed(job)).map(({ patient }) => patient));
  const open = new Set(jobs.filter((job) => isAssumed(job) && !stated.has(job.patient)).map(({ patient }) => patient));
  return jobs.filter(({ patient }) => open.has(patient));
}
