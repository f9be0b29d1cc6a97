// An export of an EHR: NDJSON with one resource a line, or a Bundle; its administrations, and what they refer to.

/**
 * {jobs, others, faults}: a job has the record, its patient, its place in the file, and `resources`, a function that finds what it refers to;
 * others counts the remaining records; faults are lines that cannot be read.
 */
export function readExport(text) {
  const jobs = [];
  const faults = [];
  const others = new Map();
  for (const { name, resource } of lines(text)) {
    if (resource?.resourceType === 'MedicationAdministration') jobs.push({ record: resource, name, patient: whose(resource) ?? `\u0000${name}` });
    else if (resource?.resourceType) others.set(`${resource.resourceType}/${resource.id}`, resource);
    else faults.push({ name, words: 'The line is no FHIR resource. Correct it and choose the file again.' });
  }
  const ofPatients = Map.groupBy([...others.values()].filter((o) => ['MedicationDispense', 'Coverage'].includes(o.resourceType)), whose);
  for (const job of jobs) job.resources = () => referred(job.record, ofPatients.get(job.patient) ?? [], others);
  return { jobs, others: others.size, faults };
}

/** The resources of a file, each with its place. */
function lines(text) {
  const whole = parse(text);
  if (whole?.resourceType === 'Bundle') return (whole.entry ?? []).map(({ resource }, i) => ({ name: `Entry ${i + 1}`, resource }));
  if (whole?.resourceType) return [{ name: 'Line 1', resource: whole }];
  return text.split('\n').flatMap((line, i) => (line.trim() ? [{ name: `Line ${i + 1}`, resource: parse(line) }] : []));
}

function parse(text) {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const whose = ({ subject, beneficiary }) => (subject ?? beneficiary)?.reference ?? (subject ?? beneficiary)?.identifier?.value;

const key = (resource) => `${resource.resourceType}/${resource.id}`;

/** What a record refers to, step by step, and the dispenses and coverages of its patient. */
function referred(record, ofPatient, others) {
  const found = new Map(ofPatient.map((resource) => [key(resource), resource]));
  const open = [record, ...ofPatient];
  while (open.length) {
    for (const [, reference] of JSON.stringify(open.pop()).matchAll(/"reference":"([^"]+)"/g)) {
      const address = reference.split('/').slice(-2).join('/');
      const resource = others.get(address);
      if (resource && !found.has(address)) { found.set(address, resource); open.push(resource); }
    }
  }
  return found;
}
