// The results of a job that another program started, by the records that they name.
import { answerOf, placeOf } from './job-run.js';
import { giveLines, isAsked, noResult } from './results.js';

const isAdministration = (address) => address?.startsWith('MedicationAdministration/');

/** The records of a job as they come out of a run. One that is stored here can be priced again; one of a file has only its file. */
export async function readJob(address, progress, signal) {
  const { claims, outcomes } = await answerOf(address, progress, signal);
  const jobs = new Map();
  for (const { issue: issues } of outcomes) tell(issues, jobs);
  for (const { valueReference } of claims.flatMap((claim) => claim.supportingInfo ?? [])) if (isAdministration(valueReference?.reference)) jobOf(valueReference.reference, {}, jobs);
  giveLines(claims, [...jobs.values()].map(({ result }) => result));
  return [...jobs.values()];
}

/** What is said of a medication, a coverage and the like is said of the administrations of the same patient. */
function tell(issues, jobs) {
  const own = (issue) => isAdministration(issue.diagnostics) || !issues.some(({ diagnostics }) => isAdministration(diagnostics));
  const spokenOf = new Set(issues.filter(own).map((issue) => jobOf(issue.diagnostics, placeOf(issue), jobs)));
  for (const issue of issues.filter(isAsked)) for (const job of own(issue) ? [jobOf(issue.diagnostics, placeOf(issue), jobs)] : spokenOf) job.result.issues.push(issue);
}

function jobOf(address, { file, line }, jobs) {
  const key = address ?? `${file} ${line}`;
  if (!jobs.has(key)) jobs.set(key, { name: named(address, file, line), patient: key, result: noResult([key]), ...(address && file === address && { stored: { reference: address } }) });
  return jobs.get(key);
}

/** "Line 9, a7" of a file; "a7" of a stored record, whose place is its address. */
function named(address, file, line) {
  const id = address?.split('/').at(-1);
  return line && file !== address ? [`Line ${line}`, id].filter(Boolean).join(', ') : (id ?? 'A record');
}
