// Pricing of many records in calls of a bounded size. All records of a patient are in one call, for they are rounded together.
import { HCPCS, ask } from './fhir.js';
import { OPERATION, administration, call } from './request.js';
import { byRecord, pathsOf } from './results.js';

const MOST = 100;

/**
 * Sets `result` on each job that has none yet. A job has a `line` or a `record`, a `patient`, and perhaps `resources`.
 * `progress` is called with how many are done; without an answer the jobs that are left keep no result.
 */
export async function priceAll(jobs, settings, progress) {
  // One name for a patient over all calls, so that the claims of two patients are never taken for those of one.
  const patients = new Map([...new Set(jobs.map((job) => job.patient))].map((patient, i) => [patient, `of-this-list-${i + 1}`]));
  let done = jobs.length - jobs.filter((job) => !job.result).length;
  for (const some of chunks(jobs.filter((job) => !job.result))) {
    progress(done);
    const records = some.map((job) => (job.record ? named(job) : administration(job.line, patients.get(job.patient))));
    const along = some.map((job) => job.resources?.() ?? new Map());
    const resources = new Map(along.flatMap((map) => [...map]));
    const body = call(records, settings, [...resources.values()]);
    const first = body.parameter.findIndex((p) => p.name === 'resource');
    const places = new Map([...resources.keys()].map((address, i) => [address, `Parameters.parameter[${first + i}].resource`]));
    const paths = pathsOf(body).map((names, i) => [...names, ...[...along[i].keys()].map((address) => places.get(address))]);
    body.parameter.push(...statements(some));
    const results = byRecord(await ask(OPERATION, body), paths);
    some.forEach((job, i) => { job.result = results[i]; });
    done += some.length;
  }
  progress(done);
}

/** A record of a file that needs a statement needs a name to be stated about. */
const named = ({ record, billedAs, name }) => (billedAs && !record.id ? { ...record, id: name.toLowerCase().replaceAll(' ', '-') } : record);

/** A code that a person chose for a record of a file outranks those of the record. */
const statements = (jobs) => jobs.filter((job) => job.record && job.billedAs).map((job) => ({
  name: 'statement',
  part: [
    { name: 'administration', valueReference: { reference: `MedicationAdministration/${named(job).id}` } },
    { name: 'billingCode', valueCoding: { system: HCPCS, code: job.billedAs } },
  ],
}));

function chunks(jobs) {
  const byPatient = new Map();
  for (const job of jobs) byPatient.set(job.patient, [...(byPatient.get(job.patient) ?? []), job]);
  const all = [[]];
  for (const group of byPatient.values()) {
    if (all.at(-1).length > 0 && all.at(-1).length + group.length > MOST) all.push([]);
    all.at(-1).push(...group);
  }
  return all.filter((some) => some.length);
}
