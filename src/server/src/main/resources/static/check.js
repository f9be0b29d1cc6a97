// The claims of an 837 held against what was given: which records each claim bills, and what the server finds.
import { askAll, extension, valueOf } from './fhir.js';
import { codeOf, isAsked, isRefusal } from './results.js';

const CHECK = 'Claim/$check-units';
const AT_ONCE = 40;

/**
 * One result for each claim: {claim, state, issues, effect, names}. `given` are the records: {record, name, patient, resources, mark}; the mark is
 * what a person wrote of the patient in a row. The state is agrees, differs, refused, or nothing-given; the effect is in USD, what is asked too much.
 */
export async function checkClaims(claims, given, { payer }, progress, signal) {
  const results = claims.map((claim) => ({ claim, records: ofClaim(claim, given), state: 'nothing-given', issues: [], effect: 0 }));
  const open = results.filter((result) => result.records.length);
  for (let from = 0; from < open.length; from += AT_ONCE) {
    progress({ done: from, all: open.length });
    const some = open.slice(from, from + AT_ONCE);
    const answers = await askAll(some.map((result) => ({ path: CHECK, body: question(result, payer) })), signal);
    some.forEach((result, i) => read(result, answers[i]));
  }
  return results;
}

// ---- which records a claim bills

/** What was given to the patient of a claim on its days; records of one patient alone are all that patient's. */
function ofClaim(claim, given) {
  const alone = new Set(given.map(({ patient }) => patient)).size === 1;
  return given.filter((one) => (alone || isOfPatient(claim, one)) && isOnADay(claim, day(one.record)));
}

const day = (record) => (record.effectiveDateTime ?? record.effectivePeriod?.start ?? '').slice(0, 10);
const isOnADay = ({ days }, date) => !date || days.length === 0 || (date >= days[0] && date <= days.at(-1));

/** An 837 names its patient by name and birth date; in a row stands what a person wrote. */
function isOfPatient({ number, patient }, { mark, resources }) {
  const same = (one, other) => one !== '' && one.toUpperCase() === other.toUpperCase();
  if (mark !== undefined) return [number, patient.member, patient.name].some((named) => same(named, mark));
  const person = [...resources().values()].find((resource) => resource.resourceType === 'Patient');
  return (person?.name ?? []).some((n) => same(`${[n.family, n.given?.[0]].filter(Boolean).join(', ')} ${person.birthDate ?? ''}`, `${patient.name} ${patient.born}`));
}

// ---- the call and its answer

function question({ claim, records }, payer) {
  const along = new Map(records.flatMap(({ resources }) => [...resources()]));
  return {
    resourceType: 'Parameters',
    parameter: [
      { name: 'x12', resource: { resourceType: 'Binary', contentType: 'application/EDI-X12', data: base64(claim.x12) } },
      ...records.map(({ record }) => ({ name: 'administration', resource: record })),
      ...[...along.values()].map((resource) => ({ name: 'resource', resource })),
      ...(payer ? [{ name: 'payer', valueCode: payer }] : []),
    ],
  };
}

const base64 = (text) => btoa(Array.from(new TextEncoder().encode(text), (byte) => String.fromCharCode(byte)).join(''));

function read(result, answer) {
  const of = (name) => answer.parameter?.find((p) => p.name === name);
  const outcome = answer.resourceType === 'OperationOutcome' ? answer : of('outcome')?.resource;
  result.issues = (outcome?.issue ?? []).filter(isAsked).map((issue) => difference(issue, result));
  result.effect = result.issues.reduce((sum, { effect }) => sum + Math.round((effect ?? 0) * 100), 0) / 100;
  result.state = answer.resourceType !== 'Parameters' ? 'refused' : valueOf(of('result')) ? 'agrees' : 'differs';
}

/** {issue, code, at, found, expected, effect}: at is the line of the claim, or the record. */
function difference(issue, { claim, records }) {
  const said = extension(issue, 'claim-difference');
  const part = (name) => valueOf(extension(said, name));
  return { issue, code: codeOf(issue), wrong: isRefusal(issue), at: place(issue.expression?.[0] ?? '', claim, records), found: part('found'), expected: part('expected'), effect: part('effect')?.value };
}

function place(path, claim, records) {
  const [, parameter, item] = /^Parameters\.parameter\[(\d+)\](?:\.resource\.item\[(\d+)\])?/.exec(path) ?? [];
  if (item !== undefined) return `Line ${Number(item) + 1}, ${claim.lines[item] ?? ''}`;
  const given = records[parameter - 1];
  return given ? `Given, ${given.name.toLowerCase()}` : 'The claim';
}
