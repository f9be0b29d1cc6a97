// One dose under the rules of every payer, side by side and in one call.
import { button, make, table } from './elements.js';
import { askAll } from './fhir.js';
import { OPERATION, administration, call } from './request.js';
import { byRecord, pathsOf, codeOf, isRefusal, lineOf, total } from './results.js';
import { textOf } from './issues.js';
import { inNumbers, money } from './numbers.js';

/**
 * The elements that show them, under a line that says the dose.
 *
 * @param payers [{code, display}]; `choose` is called with the payer whose row is taken into the form
 */
export async function compare(line, settings, payers, dose, choose) {
  const record = administration(line, 'of-this-form');
  const bodies = payers.map(({ code }) => call([record], { ...settings, payer: code }));
  const answers = await askAll(bodies.map((body) => ({ path: OPERATION, body })));
  const results = answers.map((answer, i) => byRecord(answer, pathsOf(bodies[i]))[0]);
  const now = payers.findIndex((p) => p.code === settings.payer);
  const rows = payers.map((payer, i) => {
    const name = payer.display ?? payer.code;
    return [i === now ? make('strong', {}, `${name} (chosen)`) : button(name, () => choose(payer.code), { class: 'link' }),
      lines(results[i].items), { number: sum(results[i].items) }, i === now || results[i].items.length === 0 ? '–' : same(results[i], results[now]) ? 'the same lines' : 'other lines', open(results[i])];
  });
  return [make('h3', {}, 'All payers'), make('p', { class: 'terms' }, dose), table('All payers', ['Payer', 'Lines', { number: 'Sum' }, 'Compared with the chosen', 'To know'], rows)];
}

const lines = (items) => items.map((item) => lineOf(item)).map((l) => `${[l.code, ...l.modifiers].join('-')} x ${inNumbers(l.units)}`).join(', ') || 'not billed';
const sum = (items) => (items.length === 0 ? '–' : total(items) === undefined ? 'no price' : money(total(items)));
const same = (one, other) => lines(one.items) === lines(other?.items ?? []);

/** The refusal in words, or whether rules of the payer are Medicare's for lack of its own. */
function open({ issues }) {
  const refused = issues.find(isRefusal);
  if (refused) return textOf(refused);
  return issues.some((issue) => codeOf(issue) === 'payer-rule-not-published') ? 'Published too little: follows Medicare, so confirm it with the payer.' : 'By its own published rules.';
}
