// The claims of an 837 held against what was given: which are of one visit, which records they bill, and what the server finds.
import { fileOf } from './claim-file.js';
import { askAll, extension, valueOf } from './fhir.js';
import { codeOf, isAsked, isRefusal } from './results.js';

const CHECK = 'Claim/$check-units';
const AT_ONCE = 40;

/**
 * One result for each claim: {claim, records, state, issues, effect}. `given` are the records: {record, name, patient, resources, mark}; the mark is
 * what a person wrote of the patient in a row. The state is agrees, differs, refused, replaced, or nothing-given; the effect is in USD, what is asked
 * too much. The claims of a visit are held together, so that what another of them bills is not missing.
 */
export async function checkClaims(claims, given, { payer }, progress, signal) {
  const records = recordsBy(claims, given);
  const results = claims.map((claim) => ({ claim, records: records(claim), state: 'nothing-given', issues: [], effect: 0 }));
  const visits = visitsOf(results).map((some) => ({ some, records: given.filter((one) => some.some((result) => result.records.includes(one))) }));
  const open = visits.filter((visit) => visit.records.length);
  let done = 0;
  for (let from = 0; from < open.length; from += AT_ONCE) {
    progress({ done, all: results.length });
    const visitsNow = open.slice(from, from + AT_ONCE);
    const refused = await hold(visitsNow, payer, signal);
    await hold(refused.filter(({ some }) => some.length > 1).flatMap(oneByOne), payer, signal);
    done += visitsNow.reduce((sum, { some }) => sum + some.length, 0);
  }
  return results;
}

/** Asks of visits, and reads the answers; returns the visits that the server refuses. */
async function hold(visits, payer, signal) {
  const answers = await askAll(visits.map((visit) => ({ path: CHECK, body: question(visit, payer) })), signal);
  visits.forEach((visit, i) => read(visit, answers[i]));
  return visits.filter((_, i) => answers[i].resourceType !== 'Parameters');
}

/** One claim that cannot be checked does not keep the others of its visit from it. */
const oneByOne = ({ some }) => some.filter(({ records }) => records.length).map((result) => ({ some: [result], records: result.records }));

// ---- which claims are of one visit

/** Claims of one patient whose days overlap; which of them replace or void others, the server says. */
function visitsOf(results) {
  const byPatient = Map.groupBy(results, ({ claim }) => ofPerson(claim.patient.name, claim.patient.born));
  return [...byPatient.values()].flatMap((some) => joined(some));
}

function joined(results) {
  const visits = [];
  for (const result of results) {
    const own = visits.filter((visit) => visit.some((other) => areOfOneVisit(result.claim, other.claim)));
    own.forEach((visit) => visits.splice(visits.indexOf(visit), 1));
    visits.push([...own.flat(), result]);
  }
  return visits.map((visit) => results.filter((result) => visit.includes(result)));
}

const areOfOneVisit = (one, other) => one.days.length > 0 && other.days.length > 0
  && one.days[0] <= other.days.at(-1) && other.days[0] <= one.days.at(-1);

// ---- which records a claim bills

/**
 * A function that gives the records of a claim: what was given to its patient on its days. Where claims and records are of one patient each, and
 * where a row does not say whose it is beside the claims of one patient, they belong together.
 */
function recordsBy(claims, given) {
  const onePatient = new Set(claims.map(({ patient }) => ofPerson(patient.name, patient.born))).size === 1;
  const alone = new Set(given.map(({ patient }) => patient)).size === 1;
  const byName = Map.groupBy(given.flatMap((one) => namesOf(one, onePatient && alone).map((name) => ({ name, one }))), ({ name }) => name);
  const known = new Set(given.map(nameOf));
  const dosesOf = ({ record }) => (record.status === 'not-done' ? (record.partOf ?? []).map(({ reference }) => reference).filter((name) => known.has(name)) : []);
  return (claim) => {
    const { number, patient } = claim;
    const names = [number, patient.member, patient.name].filter(Boolean).map(key).concat(ofPerson(patient.name, patient.born), onePatient ? [ANYBODY] : []);
    const own = new Set(names.flatMap((name) => byName.get(name) ?? []).map(({ one }) => one));
    // Discarded drug goes with its dose, on whatever day it was written down.
    const taken = given.filter((one) => own.has(one) && !dosesOf(one).length && isOnADay(claim, day(one.record)));
    const doses = new Set(taken.map(nameOf));
    return given.filter((one) => own.has(one) && (taken.includes(one) || dosesOf(one).some((name) => doses.has(name))));
  };
}

const nameOf = ({ record }) => `MedicationAdministration/${record.id}`;

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

function question({ some, records }, payer) {
  const along = new Map(records.flatMap(({ resources }) => [...resources()]));
  return {
    resourceType: 'Parameters',
    parameter: [
      { name: 'x12', resource: { resourceType: 'Binary', contentType: 'application/EDI-X12', data: base64(fileOf(some.map(({ claim }) => claim))) } },
      ...records.map(({ record }) => ({ name: 'administration', resource: record })),
      ...[...along.values()].map((resource) => ({ name: 'resource', resource })),
      ...(payer ? [{ name: 'payer', valueCode: payer }] : []),
    ],
  };
}

const base64 = (text) => btoa(Array.from(new TextEncoder().encode(text), (byte) => String.fromCharCode(byte)).join(''));

function read({ some, records }, answer) {
  const outcome = answer.resourceType === 'OperationOutcome' ? answer : answer.parameter?.find((p) => p.name === 'outcome')?.resource;
  const found = (outcome?.issue ?? []).filter(isAsked).map((issue) => difference(issue, some, records));
  const gone = new Set(found.filter(({ code }) => code === 'claim-replaced').map(({ of }) => of));
  const first = Math.max(0, some.findIndex((_, i) => !gone.has(i)));
  for (const [i, result] of some.entries()) {
    result.issues = answer.resourceType === 'Parameters' ? found.filter(({ of = first }) => of === i) : found;
    result.effect = result.issues.reduce((sum, { effect }) => sum + Math.round((effect ?? 0) * 100), 0) / 100;
    result.state = stateOf(result.issues, answer);
  }
}

function stateOf(issues, answer) {
  if (answer.resourceType !== 'Parameters') return 'refused';
  if (issues.some(({ code }) => code === 'claim-replaced')) return 'replaced';
  return issues.some(({ wrong }) => wrong) ? 'differs' : 'agrees';
}

/** {issue, code, of, at, found, expected, effect}: at is the line of the claim, or the record; of is the place of the claim in its visit. */
function difference(issue, some, records) {
  const said = extension(issue, 'claim-difference');
  const part = (name) => valueOf(extension(said, name));
  return { issue, code: codeOf(issue), wrong: isRefusal(issue), ...place(issue.expression?.[0] ?? '', some, records), found: part('found'), expected: part('expected'), effect: part('effect')?.value };
}

/** What is about no claim alone is told with the first of its visit that stands. */
function place(path, some, records) {
  const [, parameter, claim, item] = /^Parameters\.parameter\[(\d+)\](?:\.resource(?:\.claim\[(\d+)\])?(?:\.item\[(\d+)\])?)?/.exec(path) ?? [];
  const of = Number(claim ?? 0);
  if (item !== undefined) return { of, at: `Line ${Number(item) + 1}, ${some[of].claim.lines[item] ?? ''}` };
  const given = records[parameter - 1];
  if (!given) return { of: parameter === '0' ? of : undefined, at: 'The claim' };
  const others = some.length > 1 ? ` (claims ${some.map((result) => result.claim.number).join(', ')} together)` : '';
  return { at: `Given, ${given.name.toLowerCase()}${others}` };
}
