// What is left to do after a run: the refusals by reason, how many, what to do, the records, and a way to price them again.
import { button, make, unbroken } from './elements.js';
import { OWN, lookUp, lookupOf, valueOf } from './fhir.js';
import { inNumbers } from './numbers.js';
import { nameWithFacts } from './record-facts.js';
import { choices, codeOf, isRefusal } from './results.js';
import { textOf } from './issues.js';
import { inWords } from './words.js';

const SHOWN = 12;
const reasons = new Map();

/**
 * The groups as elements. `act` has focus(job), undefined where a record cannot be shown; use(jobs, code) and again(jobs), for the records
 * that canBePriced(job).
 */
export async function worklist(jobs, act) {
  const groups = new Map();
  for (const job of jobs) {
    for (const issue of job.result.issues.filter((i) => isRefusal(i) || i.severity === 'warning')) {
      const key = codeOf(issue) || textOf(issue);
      const group = groups.get(key) ?? { code: codeOf(issue), refused: false, entries: [] };
      group.refused ||= isRefusal(issue);
      if (!group.entries.some((e) => e.job === job)) group.entries.push({ job, issue });
      groups.set(key, group);
    }
  }
  await learn([...groups.values()].map((g) => g.code).filter(Boolean));
  const sorted = [...groups.values()].sort((a, b) => b.entries.length - a.entries.length);
  const refused = sorted.filter((g) => g.refused).map((g) => reason(g, act));
  const warned = sorted.filter((g) => !g.refused).map((g) => reason(g, act));
  return [
    ...(refused.length ? [make('h3', {}, 'To do: not billed, by reason'), ...refused] : []),
    ...(warned.length ? [make('details', {}, make('summary', {}, `Billed, but to be looked at (${warned.length === 1 ? 'one reason' : `${warned.length} reasons`})`), ...warned)] : []),
  ];
}

function reason({ code, refused, entries }, act) {
  const { display, definition } = reasons.get(code) ?? {};
  const jobs = entries.map((e) => e.job);
  const box = make('div', { class: `issue reason ${refused ? 'error' : 'warning'}`, 'data-code': code },
    make('p', {}, make('strong', {}, `${display ?? textOf(entries[0].issue)}: ${entries.length === 1 ? '1 record' : `${inNumbers(entries.length)} records`}. `), inWords(definition ?? '')),
    make('ul', {}, ...entries.slice(0, SHOWN).map((e) => record(e, act))));
  if (entries.length > SHOWN) box.append(make('p', {}, `And ${inNumbers(entries.length - SHOWN)} more; the CSV has all.`));
  // A line that cannot be read is corrected in the file, and so is a record that only the file has.
  if (refused && jobs.every(act.canBePriced)) box.append(...offers(entries, act), button(jobs.length === 1 ? 'Price it again' : `Price these ${inNumbers(jobs.length)} again`, () => act.again(jobs), { class: 'quiet again' }));
  else if (refused) box.append(make('p', { class: 'hint' }, 'Correct the file and drop it here to price it again.'));
  return box;
}

const record = ({ job, issue }, act) =>
  make('li', {}, act.focus ? button(job.name, () => act.focus(job), { class: 'link' }) : nameWithFacts(job), ': ', ...unbroken(textOf(issue)));

/** A button for each code that is offered, for all records that it is offered for. */
function offers(entries, act) {
  const byCode = new Map();
  for (const { job, issue } of entries) for (const { code } of choices(issue)) byCode.set(code, [...(byCode.get(code) ?? []), job]);
  return [...byCode].flatMap(([code, jobs]) => [button(`Use ${code}${jobs.length > 1 ? ` for ${inNumbers(jobs.length)} records` : ''}`, () => act.use(jobs, code), { class: 'choose' }), ' ']);
}

async function learn(codes) {
  const missing = codes.filter((code) => !reasons.has(code));
  const answers = missing.length ? await lookUp(missing.map((code) => lookupOf(`${OWN}/CodeSystem/price-units-issue`, code))) : [];
  missing.forEach((code, i) => {
    const said = (name) => valueOf(answers[i].parameter?.find((p) => p.name === name));
    reasons.set(code, { display: said('display'), definition: said('definition') });
  });
}
