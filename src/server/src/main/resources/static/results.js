// The answer of $price-units by record: what was billed, what was refused, and in which words.
import { extension, extensions, valueOf } from './fhir.js';
import { inNumbers, money, unitPrice } from './numbers.js';

/** What no form or spreadsheet of this page asks; it is said once and not under every answer. */
const NOT_ASKED = new Set(['provider-unknown', 'coverage-unknown', 'diagnosis-missing', 'administration-not-identified']);

export const codeOf = (issue) => issue.details?.coding?.[0]?.code ?? '';
export const isAsked = (issue) => !NOT_ASKED.has(codeOf(issue)) && (Boolean(issue.details?.coding) || isRefusal(issue));
export const isRefusal = (issue) => issue.severity === 'error' || issue.severity === 'fatal';

/**
 * One result for each record: {status, claims, items, issues}. `paths` has for each record the names by which the answer
 * speaks of it: its place in the request, its reference, and the places of what was sent along for it alone.
 */
export function byRecord(answer, paths) {
  const results = paths.map(noResult);
  if (answer.resourceType !== 'Parameters') {
    for (const result of results) result.issues = answer.issue ?? [];
    return results;
  }
  const of = (name) => answer.parameter.filter((p) => p.name === name);
  const open = new Set(results);
  for (const { part } of of('result')) {
    const said = namesOf(part.find((p) => p.name === 'administration')?.valueReference);
    const result = [...open].find(({ names }) => names.some((name) => said.includes(name)));
    if (!result) continue;
    open.delete(result);
    result.status = part.find((p) => p.name === 'status')?.valueCode;
  }
  giveLines(of('claim').map(({ resource }) => resource), results);
  for (const issue of of('outcome')[0]?.resource.issue ?? []) tell(issue, results);
  return results;
}

/** The result of a record before anything is known of it. */
export const noResult = (names) => ({ names, status: 'refused', claims: [], items: [], issues: [] });

/** The names of the records of a call, as its answer uses them. */
export const pathsOf = (body) => body.parameter.flatMap(({ name, resource, valueReference }, i) => {
  if (name === 'administrationReference') return [[`Parameters.parameter[${i}].value`, valueReference.reference]];
  return name === 'administration' ? [[`Parameters.parameter[${i}].resource`, ...(resource.id ? [`MedicationAdministration/${resource.id}`] : [])]] : [];
});

const namesOf = (reference) => [reference?.display, reference?.reference].filter(Boolean);

/** Gives each line of the claims to the record it came from; a line of several records goes to the first. */
export function giveLines(claims, results) {
  const places = new Map(results.flatMap(({ names }, place) => names.map((name) => [name, place])).reverse());
  for (const claim of claims) {
    const sources = new Map((claim.supportingInfo ?? []).filter((s) => s.valueReference).map((s) => [s.sequence, namesOf(s.valueReference)]));
    for (const item of claim.item) {
      const from = (item.informationSequence ?? []).flatMap((sequence) => sources.get(sequence) ?? []);
      const found = new Set(from.map((name) => places.get(name)).filter((place) => place !== undefined));
      const [first, ...others] = [...found].sort((a, b) => a - b).map((place) => results[place]);
      if (!first) continue;
      first.items.push(item);
      if (!first.claims.includes(claim)) first.claims.push(claim);
      for (const other of others) other.billedWith = first;
    }
  }
}

function tell(issue, results) {
  if (!isAsked(issue)) return;
  const about = issue.expression ?? [];
  const owners = results.filter((r) => r.names.some((name) => about.some((path) => path === name || path.startsWith(`${name}.`))));
  for (const owner of owners.length ? owners : results) owner.issues.push(issue);
}

/** The codes that the server offers in place of the refused one: {code, units, display, suggested}. */
export function choices(issue) {
  const successors = [['successor', false], ['suggested-successor', true]].flatMap(([name, suggested]) => {
    const coding = valueOf(extension(issue, name));
    return coding ? [{ code: coding.code, units: valueOf(extension(issue, 'successor-units'))?.value, suggested }] : [];
  });
  const candidates = extensions(issue, 'candidate').map((candidate) => {
    const coding = valueOf(extension(candidate, 'code'));
    return { code: coding.code, display: coding.display, brands: extensions(candidate, 'brand').map(valueOf) };
  });
  return [...successors, ...candidates];
}

/** The facts of a claim line as a person reads them. */
export function lineOf(item, claim) {
  const detail = item.detail?.[0];
  return {
    code: item.productOrService.coding[0].code,
    modifiers: (item.modifier ?? []).map((m) => m.coding[0].code),
    units: item.quantity.value,
    ndcs: (item.detail ?? []).map((d) => ({ ndc: d.productOrService.coding[0].code, value: d.quantity?.value, unit: d.quantity?.unit })),
    ndc: detail?.productOrService.coding[0].code,
    date: item.servicedDate,
    place: item.locationCodeableConcept?.coding?.[0]?.code ?? '',
    price: item.unitPrice?.value,
    net: item.net?.value,
    claim,
  };
}

/** "Bill J9271-JZ x 200 = $11,712.40"; a sum only where every line has a price. */
export function sentence(items) {
  const lines = items.map((item) => lineOf(item));
  const bill = lines.map((l) => `${[l.code, ...l.modifiers].join('-')} x ${inNumbers(l.units)}`).join(' and ');
  const sum = total(items);
  return sum === undefined ? `Bill ${bill}; no price is known here for that day` : `Bill ${bill} = ${money(sum)}`;
}

/** The sum in cents, so that no binary fraction is added up. */
export function total(items) {
  if (items.length === 0 || items.some((item) => item.net === undefined)) return undefined;
  return items.reduce((sum, item) => sum + Math.round(item.net.value * 100), 0) / 100;
}

export const priceOf = (line) => (line.price === undefined ? 'no price' : unitPrice(line.price));
export const netOf = (line) => (line.net === undefined ? 'no price' : money(line.net));
export const ndcWords = (line) => line.ndcs.map(({ ndc, value, unit }) => (value === undefined ? ndc : `${ndc}, ${value} ${unit}`)).join('; ');

const WITHOUT_LINES = { 'discard-record': 'Discarded drug, counted with its administration', 'not-billable': 'Not given, so not billed' };

/** What became of a record in one sentence. */
export const words = ({ result }) =>
  (result.items.length ? sentence(result.items) : result.billedWith ? 'Billed with the other doses of that patient and day' : WITHOUT_LINES[result.status] ?? 'Not billed');

/** The claims of a run, each once. */
export const claimsOf = (jobs) => [...new Set(jobs.flatMap((job) => job.result.claims))];
