// What the server knows of drugs: hits of a search, each with its code, dosage and package.
import { HCPCS, NDC, OWN, expand, extension, lookUp, lookupOf, matches, parameters, properties, valueOf } from './fhir.js';
import { today } from './dates.js';
import { hyphens, ndcProduct, ndcReadings } from './ndc.js';
import { written } from './numbers.js';
import { unitWord } from './units.js';

const MOST = 12;
const PAST = 8;
const AT_ONCE = 100;
const known = new Map();
const key = (system, code) => `${system}|${code}`;

export const isCode = (text) => /^[A-Z]\d{4}$/i.test(text.trim());

const crosswalk = (system, code, { reverse = false, date } = {}) => ({
  path: 'ConceptMap/$translate',
  body: parameters({
    url: { valueUri: `${OWN}/ConceptMap/ndc-hcpcs` }, system: { valueUri: system }, code: { valueCode: code }, ...(reverse && { reverse: { valueBoolean: true } }), ...(date && { date: { valueDateTime: date } }),
  }),
});

/** Reads codes and packages that are not known yet, in as few calls as there are steps. */
async function learn(entries, signal) {
  const missing = entries.filter(({ system, code }) => !known.has(key(system, code)));
  const answers = await lookUp(missing.flatMap(({ system, code }) =>
    (system === NDC ? [{ path: `MedicationKnowledge/ndc-${code}` }, crosswalk(NDC, code)] : [lookupOf(HCPCS, code), crosswalk(HCPCS, code, { reverse: true })])), signal);
  missing.forEach(({ system, code }, i) => {
    const [one, others] = [answers[2 * i], matches(answers[2 * i + 1]).map((c) => c.code)];
    if (system === NDC) known.set(key(system, code), { product: one.resourceType === 'MedicationKnowledge' ? one : undefined, codes: others });
    else known.set(key(system, code), { code: properties(one), packages: others });
  });
  await learnEarlier(missing.filter(({ system }) => system === NDC).map(({ code }) => known.get(key(NDC, code))), signal);
}

/** A package that the newest crosswalk leaves out has the codes of the last one that named it, until the end of its quarter. */
async function learnEarlier(packages, signal) {
  const left = packages.filter(({ product, codes }) => codes.length === 0 && lastNamed(product));
  const answers = await lookUp(left.map(({ product }) => crosswalk(NDC, product.code.coding.find((c) => c.system === NDC).code, { date: lastNamed(product) })), signal);
  left.forEach((facts, i) => {
    facts.codes = matches(answers[i]).map((c) => c.code);
    if (facts.codes.length) facts.until = lastNamed(facts.product);
  });
}

/** The last day of the quarter whose crosswalk named a package. */
function lastNamed(product) {
  const [, year, quarter] = /^(\d{4})Q([1-4])$/.exec(valueOf(extension(product, 'knowledge-version')) ?? '') ?? [];
  return year && quarterEnd(Number(year), Number(quarter));
}

/**
 * What is known of a HCPCS code: its properties and its packages, each with its product, and until when it had the code where it has it no more.
 * An ended code has the packages of its last day.
 */
export async function codeFacts(code) {
  const facts = properties((await lookUp([lookupOf(HCPCS, code)]))[0]);
  const ended = facts?.terminated?.slice(0, 10);
  const days = ended && ended < today() ? [ended] : [undefined, ...pastQuarters(today())];
  const answers = await lookUp(days.map((date) => crosswalk(HCPCS, code, { reverse: true, date })));
  const until = new Map();
  answers.forEach((answer, i) => { for (const { code: ndc } of matches(answer)) if (!until.has(ndc)) until.set(ndc, days[i]); });
  const products = await productsOf([...until.keys()]);
  return { ...facts, hosted: Boolean(facts), packages: [...until].map(([ndc, day]) => ({ ndc, until: day, product: products.get(`ndc-${ndc}`) })) };
}

/** The ends of the last eight quarters, the latest first. */
function pastQuarters(day) {
  const quarters = Number(day.slice(0, 4)) * 4 + Math.floor((Number(day.slice(5, 7)) - 1) / 3);
  return Array.from({ length: PAST }, (_, i) => quarters - 1 - i).map((q) => quarterEnd(Math.floor(q / 4), (q % 4) + 1));
}

const quarterEnd = (year, quarter) => `${year}-${['03-31', '06-30', '09-30', '12-31'][quarter - 1]}`;

async function productsOf(ndcs) {
  const parts = Array.from({ length: Math.ceil(ndcs.length / AT_ONCE) }, (_, i) => ndcs.slice(i * AT_ONCE, (i + 1) * AT_ONCE));
  const bundles = await lookUp(parts.map((some) => ({ path: `MedicationKnowledge?_id=${some.map((ndc) => `ndc-${ndc}`).join(',')}&_count=${AT_ONCE}` })));
  return new Map(bundles.flatMap((bundle) => bundle.entry ?? []).map(({ resource }) => [resource.id, resource]));
}

/** The codes that a package has by CMS's crosswalk, or had by the last that named it. */
export async function codesOf(ndc, signal) {
  await learn([{ system: NDC, code: ndc }], signal);
  return known.get(key(NDC, ndc)).codes;
}

/** The units that the codes of a drug count by their dosages. */
export async function countedUnits({ system, code }) {
  const codes = system === HCPCS ? [code] : await codesOf(code);
  await learn(codes.map((one) => ({ system: HCPCS, code: one })));
  return [...new Set(codes.map((one) => known.get(key(HCPCS, one)).code?.['dosage-unit']).filter(Boolean))];
}

/** Single- or multi-dose as the lists have a package; undefined where none has it. */
export async function listedKind(ndc) {
  await learn([{ system: NDC, code: ndc }]);
  return kind(known.get(key(NDC, ndc)).product)?.code;
}

/**
 * The drugs that a brand, a generic name, a code or an NDC in any form finds. {hits, more, refused}: more says that there may be others;
 * refused, that the server could not search by name, so that nothing found means nothing.
 */
export async function find(text, signal) {
  const readings = ndcReadings(text);
  const found = readings.length
    ? readings.map((code) => ({ system: NDC, code }))
    : await expand('drugs', { filter: { valueString: ndcProduct(text) ?? text.trim() }, count: { valueInteger: MOST } }, signal);
  if (found === undefined && !isCode(text)) return { hits: [], more: false, refused: true };
  const entries = found ?? [{ system: HCPCS, code: text.trim().toUpperCase() }];
  await learn(entries, signal);
  const packages = entries.filter((e) => e.system === HCPCS).slice(0, 4).flatMap((e) => known.get(key(HCPCS, e.code)).packages.map((code) => ({ system: NDC, code })));
  const distinct = [...new Map([...entries, ...packages].map((e) => [key(e.system, e.code), e])).values()];
  const all = distinct.slice(0, MOST);
  await learn(all, signal);
  await learn(all.filter((e) => e.system === NDC).flatMap((e) => known.get(key(NDC, e.code)).codes.map((code) => ({ system: HCPCS, code }))), signal);
  const hits = all.map((entry) => hit(entry, text.trim().toLowerCase())).filter(Boolean).sort((a, b) => rank(a, text) - rank(b, text));
  return { hits, more: distinct.length > MOST || found?.length === MOST, refused: false };
}

/** The code that was typed stands first, then what can be billed today: of a brand its packages, which say more than the code. */
function rank({ code, hcpcs, byBrand, terminated = '9' }, text) {
  if (code === text.trim().toUpperCase()) return 0;
  if (hcpcs.length === 0) return 4;
  return terminated < today() ? 3 : byBrand ? 2 : 1;
}

function hit({ system, code }, text) {
  const facts = known.get(key(system, code));
  if (system === NDC) return facts.product && packageHit(code, facts);
  return facts.code && { system, code, hcpcs: [code], byBrand: brands(facts.code, text).length > 0, ...life(facts.code), dosageUnit: facts.code['dosage-unit'], words: [code, named(facts.code, text), dosage(facts.code), ended(facts.code)].filter(Boolean).join(', ') };
}

function packageHit(ndc, { product, codes, until }) {
  const facts = codes.map((code) => ({ code, ...known.get(key(HCPCS, code))?.code }));
  const words = [name(product), codes.join(' or ') + (until ? ` until ${until}` : '') || 'no code known', facts.length === 1 && dosage(facts[0]), size(product), `NDC ${hyphens(ndc)}`, facts.length === 1 && ended(facts[0])];
  return { system: NDC, code: ndc, hcpcs: codes, product, ...(facts.length === 1 && { ...life(facts[0]), dosageUnit: facts[0]['dosage-unit'] }), ...(until && { terminated: until }), words: words.filter(Boolean).join(', ') };
}

/** The description without the amount at its end, where the dosage says the same. */
const described = ({ display = '', ...facts }) => {
  const amount = dosage(facts) && dosage(facts).replace(' a unit', '');
  return amount ? display.replace(new RegExp(`,?( per)? ${amount.replaceAll(',', ',?')}$`), '') : display;
};

const brands = ({ names }, text) => names.filter((each) => each.toLowerCase().includes(text));

/** "Injection, nivolumab (Opdivo)", with the names that were searched for. */
function named(facts, text) {
  const names = brands(facts, text);
  return names.length ? `${described(facts)} (${names.join(', ')})` : described(facts);
}

const life = (facts) => ({ added: facts.added?.slice(0, 10), terminated: facts.terminated?.slice(0, 10) });
const ended = (facts) => facts.terminated && `ended ${facts.terminated.slice(0, 10)}`;

/** "1 mg a unit". */
export const dosage = (facts) => facts['dosage-value'] !== undefined && `${written(Number(facts['dosage-value']))} ${unitWord(facts['dosage-unit'])} a unit`;

/** "Keytruda (pembrolizumab)". */
export function name(product) {
  const brand = product.synonym?.[0] ?? product.code?.text ?? '';
  const generic = [...new Set((product.ingredient ?? []).map((i) => i.itemCodeableConcept?.text).filter(Boolean))].join(', ');
  return generic && generic.toLowerCase() !== brand.toLowerCase() ? `${brand} (${generic})` : brand;
}

/** "100 mg/4 mL", of one container. */
export function size(product) {
  const content = product.amount && `${written(product.amount.value)} ${unitWord(product.amount.code ?? product.amount.unit)}`;
  const printed = /\d[\d.,]* ?[a-zA-Z[\]]+ ?\/ ?[\d.]* ?mL/.exec(product.code?.text ?? '')?.[0];
  return printed ?? content;
}

/** Single-dose or multi-dose, with the source that says so; undefined where none does. */
export function kind(product) {
  const said = product?.drugCharacteristic?.find((c) => c.type?.coding?.[0]?.code === 'container-type');
  return said && { code: said.valueCodeableConcept?.coding?.[0]?.code, source: valueOf(extension(said, 'citation')) };
}
