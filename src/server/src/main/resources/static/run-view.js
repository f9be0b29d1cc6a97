// What became of a run: its sum and terms, its lines, the worklist, and the ways to take them away.
import { $, button, lacking, make, table } from './elements.js';
import { inNumbers, money } from './numbers.js';
import { total, words } from './results.js';
import { downloads } from './take-away.js';
import { assumedPlace, inTerms, withoutPlace } from './terms.js';
import { worklist } from './worklist.js';

const SHOWN = 100;
let shown = 0;

/**
 * Shows the jobs of a run that are done. `waiting` are sentences on what is not part of it; `act` has what the worklist needs, and placeName, the place
 * that a person may choose for records that state none, with inPlace(jobs). With `quietly` the focus stays where the person works.
 */
export async function showRun(jobs, { waiting, ofGrid, x12, act, quietly = false }) {
  const now = ++shown;
  $('run').hidden = jobs.length === 0;
  if (jobs.length === 0) return;
  const done = jobs.filter((job) => job.result);
  $('run-title').textContent = [summary(done, jobs.length), ...waiting].join('; ');
  $('run-terms').replaceChildren(...terms(done, act));
  $('run-lines').replaceChildren(...(ofGrid ? [] : lines(done)));
  $('claim-form').hidden = true;
  $('downloads').replaceChildren(...downloads(done, $('run-said'), x12));
  $('run-said').textContent = '';
  if (!quietly) $('run-title').focus();
  const list = await worklist(done, act);
  // A later view of the run has its own list.
  if (now === shown) $('worklist').replaceChildren(...list);
}

function summary(done, all) {
  const billed = done.filter((job) => job.result.items.length || job.result.billedWith);
  const items = done.flatMap((job) => job.result.items);
  const priced = items.filter((item) => item.net);
  const parts = [`${inNumbers(billed.length)} of ${inNumbers(all)} records billed on ${items.length === 1 ? '1 line' : `${inNumbers(items.length)} lines`}`];
  if (priced.length) parts.push(`${money(total(priced))}${priced.length < items.length ? `, and ${inNumbers(items.length - priced.length)} without a price` : ''}`);
  return parts.join(' = ');
}

function terms(done, act) {
  const said = inTerms(done);
  const assumed = assumedPlace(done);
  const open = act.placeName ? withoutPlace(done).filter(act.canBePriced) : [];
  const unpriced = done.some(({ result }) => result.items.some((item) => !item.net));
  return [
    ...(said ? [make('p', {}, `${said[0].toUpperCase()}${said.slice(1)}.`)] : []),
    ...(assumed ? [make('p', {}, assumed, ' ', ...(open.length ? [button(`Bill them in ${act.placeName}`, () => act.inPlace(open), { class: 'quiet small', id: 'in-place' })] : []))] : []),
    ...(unpriced ? [lacking('Of some lines no price is known here for their day.')] : []),
  ];
}

/** The lines alone: what there is to know of them stands in the worklist, once for each reason. */
const lines = (done) => [
  table('Lines of the file', ['Record', 'Result'], done.slice(0, SHOWN).map((job) => [job.name, words(job)])),
  ...(done.length > SHOWN ? [make('p', {}, `And ${inNumbers(done.length - SHOWN)} more records; the CSV has all.`)] : []),
];
