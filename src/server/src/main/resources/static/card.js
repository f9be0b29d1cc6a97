// The card of a drug: its code, packages, dates, prices, unit limit, and the payers' rules for it.
import { lacking, make, scrolling, table } from './elements.js';
import { HCPCS, extension, lookUp, lookupOf, properties, valueOf } from './fhir.js';
import { codeFacts, codesOf, dosage, kind, name, size } from './drugs.js';
import { today } from './dates.js';
import { family, lives, plot, priceTable, pricesOf, quarters } from './history.js';
import { hyphens } from './ndc.js';
import { inNumbers, unitPrice } from './numbers.js';
import { policyRow } from './policy.js';

const SHOWN = 12;
let asked = 0;
const SETTINGS = { professional: 'in a practice', institutional: 'in an outpatient hospital' };

/** Shows the card of a HCPCS code, or of an NDC's codes; `payers` are those with a policy here. */
export async function showCard({ system, code }, payers, into) {
  const now = ++asked;
  const codes = system === HCPCS ? [code] : await codesOf(code);
  const cards = await Promise.all(codes.map((one) => card(one, payers)));
  const none = make('p', { class: 'issue error' }, `No code of ${code} is known here. Check it, or load the release that has it.`);
  // A card that was asked for later may have come first.
  if (now === asked) into.replaceChildren(...(cards.length ? cards.flat() : [none]));
}

async function card(code, payers) {
  const [facts, codes, [found, supplements, ...policies]] = await Promise.all([
    codeFacts(code), family(code),
    lookUp([pricesOf(code), { path: `CodeSystem?supplements=${encodeURIComponent(HCPCS)}&_elements=url,title,date,useContext` },
      ...payers.map((p) => ({ path: `ChargeItemDefinition/policy-${p.code}` }))]),
  ]);
  if (!facts.hosted) return [make('p', { class: 'issue error' }, `${code} is not known here. Check the code, or load the HCPCS release that has it.`)];
  const prices = quarters(found);
  const names = [...new Set(facts.packages.map(({ product }) => product && name(product)).filter(Boolean))];
  return [
    make('h3', {}, [names.slice(0, 4).join(' or '), code].filter(Boolean).join(', ')),
    make('dl', { class: 'facts' }, ...(await summary(code, facts, prices, supplements)).flatMap(([what, value]) => [make('dt', {}, what), make('dd', {}, value)])),
    make('h4', {}, 'Packages'), ...packages(facts.packages),
    make('h4', {}, 'Payers\' rules today, for single-dose vials'), rules(code, policies),
    make('h4', {}, 'When this code and those before and after it could be billed'), scrolling('Lives of codes', lives(codes)),
    make('h4', {}, 'Medicare payment limit (ASP file) of one unit by quarter'), ...(prices.length ? [scrolling('Prices as a drawing', plot(code, prices)), priceTable(prices)] : [lacking(`No price of ${code} is loaded.`)]),
  ];
}

async function summary(code, facts, prices, supplements) {
  const last = prices.at(-1);
  return [
    ['Description', facts.display ?? ''],
    ['One unit', dosage(facts) || `${facts['dosage-text'] ?? 'not known'}: bill by hand`],
    ['Valid', `from ${facts.added?.slice(0, 10) ?? 'an unknown day'} ${facts.terminated ? `to ${facts.terminated.slice(0, 10)}` : 'on'}${facts.successor ? `, then ${facts.successor}` : ''}`],
    ['Newest payment limit (ASP file)', last ? `${unitPrice(last.price)} a unit, ${last.start} to ${last.end}` : 'none loaded'],
    ['Most units a day (MUE)', (await unitLimits(code, supplements)).join('; ') || 'no limit published here'],
  ];
}

/** CMS's medically unlikely edits that hold today, of each setting that is loaded. */
async function unitLimits(code, found) {
  const begun = (found.entry ?? []).map((e) => e.resource).filter(({ date }) => date <= today()).sort((a, b) => a.date.localeCompare(b.date));
  const sets = [...new Map(begun.map((set) => [settingOf(set), set])).values()];
  const answers = await lookUp(sets.map(({ url }) => {
    const question = lookupOf(HCPCS, code);
    question.body.parameter.push({ name: 'useSupplement', valueCanonical: url });
    return question;
  }));
  return sets.flatMap((set, i) => {
    const most = properties(answers[i])?.['unit-ceiling'];
    return most === undefined ? [] : [`${inNumbers(Number(most))} ${SETTINGS[settingOf(set)] ?? ''} (CMS, from ${set.date?.slice(0, 10)})`];
  });
}

const settingOf = (set) => set.useContext?.map((c) => c.valueCodeableConcept?.coding?.[0]?.code).find((c) => c in SETTINGS);

/** The first packages in sight, the others folded; those that have the code today first. */
function packages(all) {
  const sorted = all.filter(({ product }) => product).sort((a, b) => (b.until ?? '9').localeCompare(a.until ?? '9') || name(a.product).localeCompare(name(b.product)));
  if (sorted.length === 0) return [lacking('No package of this code is loaded.')];
  const shown = (some) => table('Packages', ['NDC', 'Package', 'Maker', 'Single- or multi-dose, and who says so', 'As of'], some.map(packageRow));
  const rest = sorted.slice(SHOWN);
  return [shown(sorted.slice(0, SHOWN)), ...(rest.length ? [make('details', {}, make('summary', {}, `${inNumbers(rest.length)} more packages`), shown(rest))] : [])];
}

function packageRow({ ndc, until, product }) {
  const said = kind(product);
  const { start, end } = valueOf(extension(product, 'effective-period')) ?? {};
  const dates = until ? `had the code until ${until}` : start || end ? `${start ?? ''} to ${end ?? 'now'}` : valueOf(extension(product, 'knowledge-version')) ?? '';
  return [
    make('span', { class: 'nowrap' }, hyphens(ndc)), `${product.synonym?.[0] ?? ''} ${size(product) ?? ''}`, product.manufacturer?.display ?? '',
    make('span', { class: 'long' }, said ? `${said.code} (${said.source ?? 'no source named'})` : 'not known'), dates,
  ];
}

function rules(code, policies) {
  const all = policies.filter((p) => p.resourceType === 'ChargeItemDefinition');
  const rows = all.map((p) => policyRow(p, all, code, today())).map((row) => [
    row.payer, row.jw, row.jz, row.form, row.ndc,
    make('span', { class: 'source long' }, ...(row.sources.length ? row.sources.flatMap(([host, url], i) => [i ? ', ' : '', make('a', { href: url, rel: 'noreferrer' }, host)]) : [row.citation])),
  ]);
  return table('Rules of the payers', ['Payer', 'JW, discarded', 'JZ, none discarded', 'Discarded drug goes on', 'NDC', 'Source'], rows);
}
