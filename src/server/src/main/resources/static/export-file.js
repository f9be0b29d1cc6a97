// An export as NDJSON, one resource a line: its administrations, and what they refer to.

/** {jobs, others, faults}: a job has the record, its patient and its line in the file; faults are lines that cannot be read. */
export function readExport(text) {
  const jobs = [];
  const faults = [];
  const others = new Map();
  text.split('\n').forEach((line, i) => {
    if (!line.trim()) return;
    const name = `Line ${i + 1}`;
    const resource = parse(line);
    if (resource?.resourceType === 'MedicationAdministration') jobs.push({ record: resource, name, patient: whose(resource.subject) ?? `\u0000${i}` });
    else if (resource?.resourceType) others.set(`${resource.resourceType}/${resource.id}`, resource);
    else faults.push({ name, words: 'The line is no FHIR resource. Correct it and choose the file again.' });
  });
  for (const job of jobs) job.resources = () => referred(job, others);
  return { jobs, others: others.size, faults };
}

function parse(line) {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

const whose = (subject) => subject?.reference ?? subject?.identifier?.value;

/** What a record refers to, step by step, and the dispenses and coverages of its patient. */
function referred(job, others) {
  const found = new Map();
  const open = [job.record, ...[...others.values()].filter((o) => ['MedicationDispense', 'Coverage'].includes(o.resourceType) && whose(o.subject ?? o.beneficiary) === job.patient)];
  for (const resource of open.slice(1)) found.set(`${resource.resourceType}/${resource.id}`, resource);
  while (open.length) {
    for (const [, reference] of JSON.stringify(open.pop()).matchAll(/"reference":"([^"]+)"/g)) {
      const address = reference.split('/').slice(-2).join('/');
      const resource = others.get(address);
      if (resource && !found.has(address)) { found.set(address, resource); open.push(resource); }
    }
  }
  return found;
}
