// Pricing of many records in calls of a bounded size, or by a job where they are very many.
import { HCPCS, ask } from './fhir.js';
import { isForJob, priceAsJob } from './job-run.js';
import { OPERATION, administration, call } from './request.js';
import { byRecord, pathsOf } from './results.js';

const MOST = 100;

/**
 * Sets `result` on each job that has none yet. A job has a `line`, a `record`, or the reference of a `stored` one; a `patient`, and perhaps `resources`.
 * `progress` is called with {done, all} or {words}; without an answer, or when stopped, the jobs that are left keep no result.
 */
export function priceAll(jobs, settings, progress, signal) {
  const open = jobs.filter((job) => !job.result);
  return isForJob(open) ? priceAsJob(open, settings, progress, signal) : priceInCalls(open, settings, progress, signal);
}

/** All records of a patient are in one call, for they are rounded together. */
async function priceInCalls(jobs, settings, progress, signal) {
  // One name for a patient over all calls, so that the claims of two patients are never taken for those of one.
  const patients = new Map([...new Set(jobs.map((job) => job.patient))].map((patient, i) => [patient, `of-this-list-${i + 1}`]));
  let done = 0;
  for (const some of chunks(jobs)) {
    progress({ done, all: jobs.length });
    const records = some.map((job) => job.stored ?? (job.record ? named(job) : administration(job.line, patients.get(job.patient))));
    const along = some.map((job) => job.resources?.() ?? new Map());
    const resources = new Map(along.flatMap((map) => [...map]));
    const body = call(records, settings, [...resources.values()]);
    const first = body.parameter.findIndex((p) => p.name === 'resource');
    const places = new Map([...resources.keys()].map((address, i) => [address, `Parameters.parameter[${first + i}].resource`]));
    const paths = pathsOf(body).map((names, i) => [...names, ...[...along[i].keys()].map((address) => places.get(address))]);
    body.parameter.push(...statements(some));
    const results = byRecord(await ask(OPERATION, body, signal), paths);
    some.forEach((job, i) => { job.result = results[i]; });
    done += some.length;
  }
}

/** A record of a file that needs a statement needs a name to be stated about. */
const named = ({ record, billedAs, name }) => (billedAs && !record.id ? { ...record, id: name.toLowerCase().replaceAll(' ', '-') } : record);

/** A code that a person chose outranks those of the record. */
const statements = (jobs) => jobs.filter((job) => !job.line && job.billedAs).map((job) => ({
  name: 'statement',
  part: [
    { name: 'administration', valueReference: job.stored ?? { reference: `MedicationAdministration/${named(job).id}` } },
    { name: 'billingCode', valueCoding: { system: HCPCS, code: job.billedAs } },
  ],
}));

function chunks(jobs) {
  const all = [[]];
  for (const group of Map.groupBy(jobs, (job) => job.patient).values()) {
    if (all.at(-1).length > 0 && all.at(-1).length + group.length > MOST) all.push([]);
    all.at(-1).push(...group);
  }
  return all.filter((some) => some.length);
}
