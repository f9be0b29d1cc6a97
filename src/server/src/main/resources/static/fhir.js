// What the page asks of the server: its public operations, and nothing else.
export const BASE = new URL('fhir', document.baseURI).href;
export const OWN = 'https://price-units.github.io/fhir';
export const HCPCS = 'http://www.cms.gov/Medicare/Coding/HCPCSReleaseCodeSets';
export const NDC = 'http://hl7.org/fhir/sid/ndc';
export const UCUM = 'http://unitsofmeasure.org';

/** An answer as JSON; an error answer is one too, with an OperationOutcome. */
export async function ask(path, query = {}, body = undefined) {
  const answer = await fetch(address(path, query), {
    method: body ? 'POST' : 'GET',
    headers: { Accept: 'application/fhir+json', ...(body && { 'Content-Type': 'application/fhir+json' }) },
    body: body && JSON.stringify(body),
  });
  return answer.json();
}

export function address(path, query = {}) {
  const words = new URLSearchParams(query).toString();
  return `${BASE}/${path}${words && `?${words}`}`;
}

export async function expand(valueSet, query = {}) {
  const set = await ask('ValueSet/$expand', { url: `${OWN}/ValueSet/${valueSet}`, ...query });
  return set.expansion?.contains ?? [];
}

export const extension = (element, name) =>
  element?.extension?.find((e) => e.url === name || e.url === `${OWN}/StructureDefinition/${name}`);

/** The value of a parameter, part or extension, of whatever type it is. */
export const valueOf = (element) =>
  element && Object.entries(element).find(([name]) => name.startsWith('value'))?.[1];

/** The properties of a code by name; a name that occurs twice has its last value. */
export async function lookup(system, code) {
  const answer = await ask('CodeSystem/$lookup', { system, code });
  if (answer.resourceType !== 'Parameters') return undefined;
  const found = { display: valueOf(answer.parameter.find((p) => p.name === 'display')) };
  for (const property of answer.parameter.filter((p) => p.name === 'property')) {
    const part = (name) => valueOf(property.part.find((p) => p.name === name));
    found[part('code')] = part('value');
  }
  return found;
}

/** An element with text and attributes; no text is ever read as HTML. */
export function make(name, attributes = {}, ...children) {
  const svg = ['svg', 'rect', 'path', 'line', 'text', 'title', 'desc', 'g', 'circle'].includes(name);
  const element = svg ? document.createElementNS('http://www.w3.org/2000/svg', name) : document.createElement(name);
  for (const [attribute, value] of Object.entries(attributes)) element.setAttribute(attribute, value);
  element.append(...children);
  return element;
}
