// Whose a record is, its day and its drug, as the row or the file says them.
import { NDC } from './fhir.js';
import { hyphens } from './ndc.js';

/** {id, patient, day, drug}; empty where nothing is said. */
export function factsOf({ row, line, record, resources }) {
  if (row) return { id: '', patient: row.inputs.patient.value.trim(), day: line.date, drug: row.inputs.drug.value.trim() };
  if (!record) return { id: '', patient: '', day: '', drug: '' };
  const along = resources?.() ?? new Map();
  return { id: record.id ?? '', patient: patient(record.subject, along), day: (record.effectiveDateTime ?? record.effectivePeriod?.start ?? '').slice(0, 10), drug: drug(record, along) };
}

/** "Line 9, a8, patient p8, 2025-05-01, J9010". A row of the grid stands in sight, and needs its number alone. */
export function nameWithFacts(job) {
  if (job.row) return job.name;
  const { id, patient: whose, day, drug: what } = factsOf(job);
  return [job.name, id, whose && `patient ${whose}`, day, what].filter(Boolean).join(', ');
}

const lastPart = (reference) => reference?.split('/').at(-1);
const found = (reference, along) => along.get(reference?.split('/').slice(-2).join('/'));

function patient(subject, along) {
  const { family, given = [], text } = found(subject?.reference, along)?.name?.[0] ?? {};
  return subject?.display ?? text ?? (family ? [family, given.join(' ')].filter(Boolean).join(', ') : (subject?.identifier?.value ?? lastPart(subject?.reference) ?? ''));
}

function drug({ medicationCodeableConcept, medicationReference }, along) {
  const concept = medicationCodeableConcept ?? found(medicationReference?.reference, along)?.code;
  const [coding] = concept?.coding ?? [];
  return concept?.text ?? coding?.display ?? (coding?.system === NDC && /^\d{11}$/.test(coding.code) ? hyphens(coding.code) : coding?.code) ?? medicationReference?.display ?? '';
}
