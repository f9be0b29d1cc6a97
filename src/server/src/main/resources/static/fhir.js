// What the page asks of the server. What a person typed travels in bodies only: addresses are logged.
import { inWords } from './words.js';

export const BASE = new URL('fhir', document.baseURI).href;
export const OWN = 'https://price-units.github.io/fhir';
export const HCPCS = 'http://www.cms.gov/Medicare/Coding/HCPCSReleaseCodeSets';
export const NDC = 'http://hl7.org/fhir/sid/ndc';
export const UCUM = 'http://unitsofmeasure.org';
const ENTRIES = 40;
const TOO_LARGE = 422;
const UNANSWERED = new Set([401, 403, 408, 429]);

/** The server gave no answer that this page can read. */
export class NoAnswer extends Error {}

/** What the server says against a request that it does not take. */
export async function refused(answer) {
  return new NoAnswer(wordsOf(await answer.json().catch(() => undefined)) || `The server answered with ${answer.status}.`);
}

const wordsOf = (outcome) => inWords(outcome?.issue?.map((issue) => issue.details?.text ?? issue.diagnostics ?? '').join(' ').trim() ?? '');

/** An answer as JSON; a refusal is one too, an OperationOutcome. */
export async function ask(path, body = undefined, signal = undefined) {
  return content(await send(path, body, signal));
}

async function send(path, body, signal) {
  try {
    return await fetch(`${BASE}/${path}`, {
      method: body ? 'POST' : 'GET',
      // Descriptions are English, and a list in the browser's language would find nothing.
      headers: { Accept: 'application/fhir+json', 'Accept-Language': 'en', ...(body && { 'Content-Type': 'application/fhir+json' }) },
      body: body && JSON.stringify(body),
      signal,
    });
  } catch (fault) {
    if (fault.name === 'AbortError') throw fault;
    throw new NoAnswer('The server cannot be reached.');
  }
}

async function content(answer) {
  try {
    return await answer.json();
  } catch (fault) {
    if (fault.name === 'AbortError') throw fault;
    throw new NoAnswer(`The server answered with ${answer.status} and nothing to read.`);
  }
}

/** The answers to several questions, each {path} to read or {path, body} to run. */
export const askAll = async (questions, signal = undefined) => (await askInBatches(questions, signal)).map(({ resource }) => resource);

/** The same, where an answer is kept: what the server was too busy to say, or does not let this person ask, says nothing of what was asked. */
export async function lookUp(questions, signal = undefined) {
  const answers = await askInBatches(questions, signal);
  const failed = answers.find(({ status }) => UNANSWERED.has(status) || status >= 500);
  if (failed) throw new NoAnswer(wordsOf(failed.resource) || `The server answered with ${failed.status}.`);
  return answers.map(({ resource }) => resource);
}

/** One call each forty; {status, resource} for each question. */
async function askInBatches(questions, signal) {
  const answers = [];
  for (let from = 0; from < questions.length; from += ENTRIES) {
    const some = questions.slice(from, from + ENTRIES);
    const entry = some.map(({ path, body }) => ({ ...(body && { resource: body }), request: { method: body ? 'POST' : 'GET', url: path } }));
    const answer = await send('', { resourceType: 'Bundle', type: 'batch', entry }, signal);
    if (!answer.ok) throw await refused(answer);
    const bundle = await content(answer);
    answers.push(...some.map((_, i) => {
      const { resource, response } = bundle.entry?.[i] ?? {};
      return { status: Number.parseInt(response?.status ?? '200', 10), resource: resource ?? response?.outcome ?? bundle };
    }));
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

/** Codes of one of our own value sets; undefined where the set is too large for the server. */
export async function expand(valueSet, values = {}, signal = undefined) {
  const answer = await send('ValueSet/$expand', parameters({ url: { valueUri: `${OWN}/ValueSet/${valueSet}` }, ...values }), signal);
  if (answer.status === TOO_LARGE) return undefined;
  if (!answer.ok) throw await refused(answer);
  return (await content(answer)).expansion?.contains ?? [];
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
