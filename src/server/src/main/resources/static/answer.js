// The answer for one dose: one line first, then the table, the vials, and why.
import { $, lacking, make, table, unbroken } from './elements.js';
import { OWN, extension, lookUp, lookupOf, properties, valueOf } from './fhir.js';
import { notice, refusal } from './issues.js';
import { isRefusal, lineOf, ndcWords, netOf, priceOf, sentence, total } from './results.js';
import { inNumbers, money } from './numbers.js';
import { amounts, draw, hasModifier } from './vials.js';
import { inWords } from './words.js';

const rules = new Map();
let shown;

/** Shows what became of the one record under a line that says the dose; `use` is called with a code that a person takes from a refusal. */
export function showAnswer(result, dose, use) {
  const { items, claims, issues } = result;
  shown = result;
  $('answer').hidden = false;
  $('answer-title').replaceChildren(...unbroken(items.length ? sentence(items) : 'Not billed'));
  $('answer-of').textContent = dose;
  $('copy-line').hidden = items.length === 0;
  $('copied').textContent = '';
  $('refusals').replaceChildren(...issues.filter(isRefusal).map((issue) => refusal(issue, use)));
  $('lines-of-dose').replaceChildren(...(items.length ? [lineTable(items, claims)] : []), ...(items.some((item) => item.net === undefined) ? [lacking('No price is known here for that day.')] : []));
  const drawn = items.length ? amounts(items) : undefined;
  $('drawing').hidden = !drawn;
  if (drawn) $('vial-bar').replaceChildren(...draw(drawn));
  $('working').hidden = true;
  const notes = issues.filter((issue) => !isRefusal(issue));
  $('notes').hidden = notes.length === 0;
  $('notes').open = notes.some((issue) => issue.severity === 'warning') || items.length === 0;
  $('notes').querySelector('ul').replaceChildren(...notes.map(notice));
  $('answer-title').focus();
}

/** Adds why, which asks the server for the words of rules; the answer does not wait for it. */
export async function explain(result) {
  const why = await workings(result.items);
  // A later answer has its own reasons.
  if (shown !== result) return;
  $('working').hidden = why.length === 0;
  $('working-lines').replaceChildren(...why);
}

/** The lines as a table; of several claims each line says which. */
function lineTable(items, claims) {
  const lines = items.map((item) => lineOf(item));
  const several = claims.length > 1;
  const head = [...(several ? ['Claim'] : []), 'Code', 'Modifiers', { number: 'Units' }, 'NDC and quantity', { number: 'Price of a unit' }, { number: 'Line' }];
  const rows = lines.map((line, i) => [
    ...(several ? [String(claims.findIndex((claim) => claim.item.includes(items[i])) + 1)] : []),
    line.code, line.modifiers.join(' ') || '–', { number: inNumbers(line.units) }, ndcWords(line) || '–', { number: priceOf(line) }, { number: netOf(line) },
  ]);
  const sum = total(items);
  const foot = sum === undefined ? [] : [make('tfoot', {}, make('tr', {}, make('th', { colspan: head.length - 1, scope: 'row' }, 'Total'), make('td', { class: 'number', id: 'total' }, money(sum))))];
  return table('Claim lines', head, rows, foot);
}

/** How each number came about, and each rule once with its source. */
async function workings(items) {
  const steps = items.map((item) => {
    const working = extension(item, 'working');
    const code = item.productOrService.coding[0].code;
    const what = hasModifier(item, 'JW') ? 'discarded' : 'administered';
    return { cited: (working?.extension ?? []).filter((e) => e.url === 'rule').map((e) => valueOf(e).code),
      shown: make('li', {}, `${code}, ${what}: `, make('code', {}, inWords(valueOf(extension(working, 'formula')) ?? ''))) };
  });
  const cited = [...new Set(steps.flatMap((step) => step.cited))];
  await learn(cited);
  if (items.length === 0) return [];
  const list = make('ul', { class: 'rules' }, ...cited.map((code) => {
    const { display, source } = rules.get(code) ?? {};
    return make('li', {}, make('strong', {}, display ?? code), make('span', { class: 'source' }, ` Rule ${code}. Source: ${source ?? 'not known'}`));
  }));
  return [make('ul', { class: 'plain' }, ...steps.map((step) => step.shown)), list];
}

async function learn(codes) {
  const missing = codes.filter((code) => !rules.has(code));
  const answers = missing.length ? await lookUp(missing.map((code) => lookupOf(`${OWN}/CodeSystem/billing-rule`, code))) : [];
  missing.forEach((code, i) => rules.set(code, properties(answers[i])));
}
