// Pricing of a large file by a job of the server, with the answer for each record as a call would give it.
import { extension, valueOf } from './fhir.js';
import { follow, remove, resourcesOf, startJob } from './job.js';
import { inNumbers } from './numbers.js';
import { giveLines, isAsked, isRefusal, noResult } from './results.js';

const LARGE = 500;

/** A job tells its records apart by their ids, and takes no code that a person chose for one of them. */
export function isForJob(jobs) {
  const ids = new Set(jobs.map((job) => job.record?.id).filter(Boolean));
  return jobs.length > LARGE && ids.size === jobs.length && jobs.every((job) => !job.billedAs);
}

/** Sets `result` on each job. What the server keeps of them is removed in any case, also if a person stops it or leaves the page. */
export async function priceAsJob(jobs, settings, progress, signal) {
  const others = [...new Map(jobs.flatMap((job) => [...job.resources()])).values()];
  const ndjson = [...jobs.map((job) => job.record), ...others].map((resource) => `${JSON.stringify(resource)}\n`).join('');
  progress({ words: `Sending ${inNumbers(jobs.length)} records …` });
  const address = await startJob(ndjson, settings, signal);
  const leave = () => remove(address);
  globalThis.addEventListener('pagehide', leave);
  try {
    const results = byLine(jobs, others, await answerOf(address, progress, signal));
    jobs.forEach((job, i) => { job.result = results[i]; });
  } finally {
    globalThis.removeEventListener('pagehide', leave);
    await leave();
  }
}

/** The claims and the outcomes of a job, once it is complete. */
export async function answerOf(address, progress, signal) {
  const manifest = await follow(address, (done, all) => progress(all ? { done, all } : { words: 'The server sorts the records by patient …' }), signal);
  progress({ words: 'Reading the answer …' });
  return { claims: await resourcesOf(manifest, 'Claim', signal), outcomes: await resourcesOf(manifest, 'OperationOutcome', signal) };
}

/** The issues of a job name the line of the body: those of the records come first, then what they refer to. */
function byLine(jobs, others, { claims, outcomes }) {
  const results = jobs.map((job) => noResult([`MedicationAdministration/${job.record.id}`]));
  const referring = Map.groupBy(jobs.flatMap((job, i) => [...job.resources().values()].map((resource) => ({ resource, result: results[i] }))), ({ resource }) => resource);
  const owners = (line) => (line === undefined ? [] : line <= jobs.length ? [results[line - 1]] : (referring.get(others[line - jobs.length - 1]) ?? []).map(({ result }) => result));
  giveLines(claims, results);
  for (const { issue: issues } of outcomes) {
    const spokenOf = new Set(issues.flatMap((issue) => owners(placeOf(issue).line)));
    for (const issue of issues.filter(isAsked)) for (const result of placeOf(issue).line ? owners(placeOf(issue).line) : spokenOf) result.issues.push(issue);
  }
  results.forEach((result, i) => { result.status = statusOf(result, jobs[i].record); });
  return results;
}

const GIVEN = ['completed', 'stopped'];

/** A job tells no status: a record that was given, and has no line and no refusal, was counted with another. */
function statusOf({ issues, items, billedWith }, record) {
  if (items.length || billedWith) return 'priced';
  return issues.some(isRefusal) ? 'refused' : GIVEN.includes(record.status) ? 'discard-record' : 'not-billable';
}

/** Where the record of an issue stands, by HL7's extensions. */
export function placeOf(issue) {
  const said = (name) => valueOf(extension(issue, `http://hl7.org/fhir/StructureDefinition/operationoutcome-${name}`));
  return { file: said('file'), line: said('issue-line') };
}
