// The claims of an 837 held against what was given: which records each claim bills, and what the server finds.
import { askAll, extension, valueOf } from './fhir.js';
import { codeOf, isAsked, isRefusal } from './results.js';

const CHECK = 'Claim/$check-units';
const AT_ONCE = 40;

/**
 * One result for each claim: {claim, records, state, issues, effect}. `given` are the records: {record, name, patient, resources, mark}; the mark is
 * what a person wrote of the patient in a row. The state is agrees, differs, refused, or nothing-given; the effect is in USD, what is asked too much.
 */
export async function checkClaims(claims, given, { payer }, progress, signal) {
  const records = recordsBy(claims, given);
  const results = claims.map((claim) => ({ claim, records: records(claim), state: 'nothing-given', issues: [], effect: 0 }));
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

/**
 * A function that gives the records of a claim: what was given to its patient on its days. Where claims and records are of one patient each, and
 * where a row does not say whose it is beside the claims of one patient, they belong together.
 */
function recordsBy(claims, given) {
  const onePatient = new Set(claims.map(({ patient }) => ofPerson(patient.name, patient.born))).size === 1;
  const alone = new Set(given.map(({ patient }) => patient)).size === 1;
  const byName = Map.groupBy(given.flatMap((one) => namesOf(one, onePatient && alone).map((name) => ({ name, one }))), ({ name }) => name);
  return (claim) => {
    const { number, patient } = claim;
    const names = [number, patient.member, patient.name].filter(Boolean).map(key).concat(ofPerson(patient.name, patient.born), onePatient ? [ANYBODY] : []);
    const own = new Set(names.flatMap((name) => byName.get(name) ?? []).map(({ one }) => one));
    return given.filter((one) => own.has(one) && isOnADay(claim, day(one.record)));
  };
}

const ANYBODY = '';
const key = (text) => text.trim().toUpperCase();
/** An 837 names its patient by name and birth date; a person who fills a row may write less. */
const ofPerson = (name, born) => `${key(name)} born ${born}`;

/** The names by which a record can be found: what a row says of the patient, or the Patient that the record refers to. */
function namesOf({ mark, resources }, isAlone) {
  if (mark !== undefined) return [key(mark)];
  if (isAlone) return [ANYBODY];
  const people = [...resources().values()].filter(({ resourceType }) => resourceType === 'Patient');
  return people.flatMap(({ name = [], birthDate = '' }) => name.map((n) => ofPerson([n.family, n.given?.[0]].filter(Boolean).join(', '), birthDate)));
}

const day = (record) => (record.effectiveDateTime ?? record.effectivePeriod?.start ?? '').slice(0, 10);
const isOnADay = ({ days }, date) => !date || days.length === 0 || (date >= days[0] && date <= days.at(-1));

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
