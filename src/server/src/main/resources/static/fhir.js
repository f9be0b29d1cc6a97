// What the page asks of the server. What a person typed travels in bodies only: addresses are logged.
import { inWords } from './words.js';

export const BASE = new URL('fhir', document.baseURI).href;
export const OWN = 'https://price-units.github.io/fhir';
export const HCPCS = 'http://www.cms.gov/Medicare/Coding/HCPCSReleaseCodeSets';
export const NDC = 'http://hl7.org/fhir/sid/ndc';
export const UCUM = 'http://unitsofmeasure.org';
const ENTRIES = 40;

/** The server gave no answer that this page can read. */
export class NoAnswer extends Error {}

/** What the server says against a request that it does not take. */
export async function refused(answer) {
  const outcome = await answer.json().catch(() => undefined);
  const said = outcome?.issue?.map((issue) => issue.details?.text ?? issue.diagnostics ?? '').join(' ').trim();
  return new NoAnswer(inWords(said ?? '') || `The server answered with ${answer.status}.`);
}

/** An answer as JSON; a refusal is one too, an OperationOutcome. */
export async function ask(path, body = undefined, signal = undefined) {
  let answer;
  try {
    answer = await fetch(`${BASE}/${path}`, {
      method: body ? 'POST' : 'GET',
      // Descriptions are English, and a list in the browser's language would find nothing.
      headers: { Accept: 'application/fhir+json', 'Accept-Language': 'en', ...(body && { 'Content-Type': 'application/fhir+json' }) },
      body: body && JSON.stringify(body),
      signal,
    });
    return await answer.json();
  } catch (fault) {
    if (fault.name === 'AbortError') throw fault;
    throw new NoAnswer(answer ? `The server answered with ${answer.status} and nothing to read.` : 'The server cannot be reached.');
  }
}

/** The answers to several questions, each {path} to read or {path, body} to run, in one call each forty. */
export async function askAll(questions, signal = undefined) {
  const answers = [];
  for (let from = 0; from < questions.length; from += ENTRIES) {
    const some = questions.slice(from, from + ENTRIES);
    const entry = some.map(({ path, body }) => ({ ...(body && { resource: body }), request: { method: body ? 'POST' : 'GET', url: path } }));
    const bundle = await ask('', { resourceType: 'Bundle', type: 'batch', entry }, signal);
    answers.push(...some.map((_, i) => bundle.entry?.[i]?.resource ?? bundle.entry?.[i]?.response?.outcome ?? bundle));
  }
  return answers;
}

/** A Parameters resource of plain strings and codes: {url: {valueUri: '…'}}. */
export const parameters = (values) => ({
  resourceType: 'Parameters',
  parameter: Object.entries(values).map(([name, value]) => ({ name, ...value })),
});

export const lookupOf = (system, code, date) => ({
  path: 'CodeSystem/$lookup',
  body: parameters({ system: { valueUri: system }, code: { valueCode: code }, ...(date && { date: { valueDateTime: date } }) }),
});

/** Codes of one of our own value sets; undefined where the server refuses, as for a set too large. */
export async function expand(valueSet, values = {}, signal = undefined) {
  const set = await ask('ValueSet/$expand', parameters({ url: { valueUri: `${OWN}/ValueSet/${valueSet}` }, ...values }), signal);
  return set.resourceType === 'ValueSet' ? (set.expansion?.contains ?? []) : undefined;
}

export const extension = (element, name) =>
  element?.extension?.find((e) => e.url === name || e.url === `${OWN}/StructureDefinition/${name}`);
export const extensions = (element, name) =>
  (element?.extension ?? []).filter((e) => e.url === name || e.url === `${OWN}/StructureDefinition/${name}`);

/** The value of a parameter, part or extension, of whatever type it is. */
export const valueOf = (element) => element && Object.entries(element).find(([name]) => name.startsWith('value'))?.[1];

/** The properties of a code by name, from the answer of a look-up; undefined for a code that is not hosted. */
export function properties(answer) {
  if (answer?.resourceType !== 'Parameters') return undefined;
  const found = {
    display: valueOf(answer.parameter.find((p) => p.name === 'display')),
    names: answer.parameter.filter((p) => p.name === 'designation').map((p) => valueOf(p.part.find((part) => part.name === 'value'))),
  };
  for (const property of answer.parameter.filter((p) => p.name === 'property')) {
    const part = (name) => valueOf(property.part.find((p) => p.name === name));
    found[part('code')] = part('value');
  }
  return found;
}

/** The targets of a translation. */
export const matches = (answer) =>
  (answer?.parameter ?? []).filter((p) => p.name === 'match').map((p) => valueOf(p.part.find((part) => part.name === 'concept'))).filter(Boolean);
