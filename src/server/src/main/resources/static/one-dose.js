// The first view: one dose, its answer, the payers beside it, and the ways to take it away.
import { $ } from './elements.js';
import { BASE, ask } from './fhir.js';
import { explain, showAnswer } from './answer.js';
import { guarded } from './away.js';
import { copy } from './clipboard.js';
import { doseInWords, loadChoices, payers, prepare, readLine, restore, settings, typed, use } from './form.js';
import { remember, startKept, toFragment } from './links.js';
import { compare } from './payers.js';
import { OPERATION, administration, call } from './request.js';
import { byRecord, pathsOf, sentence } from './results.js';

let sent;
let received;
let busy = false;
let changes = 0;

/** What stands on the page is of the form as it is, or it is not there. */
function withdraw() {
  changes++;
  $('answer').hidden = true;
  $('all-payers').replaceChildren();
  $('copied-link').textContent = '';
}

/** The line of the form; without one there is no answer either. */
async function lineOfForm() {
  const line = await readLine();
  if (!line) withdraw();
  return line;
}

const send = () => once(async () => {
  const asked = changes;
  const line = await lineOfForm();
  if (!line || asked !== changes) return;
  sent = call([administration(line, 'of-this-form')], settings());
  const answer = await ask(OPERATION, sent);
  if (asked !== changes) return;
  received = answer;
  $('all-payers').replaceChildren();
  const [result] = byRecord(received, pathsOf(sent));
  const fragment = toFragment(typed());
  history.replaceState(null, '', `#${fragment}`);
  if (result.items.length) remember(`${line.date}: ${sentence(result.items).replace(/^Bill /, '')}`, fragment);
  showAnswer(result, doseInWords(), (code) => { use(code); send(); });
  guarded(() => explain(result));
});

const sideBySide = () => once(async () => {
  const asked = changes;
  const line = await lineOfForm();
  if (!line || asked !== changes) return;
  const shown = await compare(line, settings(), payers, doseInWords(false), (payer) => { $('payer').value = payer; withdraw(); send(); });
  if (asked !== changes) return;
  $('all-payers').replaceChildren(...shown);
  $('all-payers').scrollIntoView({ block: 'nearest' });
});

/** One call at a time: a second click while the first is under way asks nothing. */
async function once(work) {
  if (busy) return;
  busy = true;
  document.body.toggleAttribute('data-busy', true);
  try {
    await guarded(work);
  } finally {
    document.body.toggleAttribute('data-busy', false);
    busy = false;
  }
}

/** Opens the form that a link holds and prices it. */
export async function open(said) {
  withdraw();
  await guarded(() => restore(said));
  await send();
}

export async function start() {
  $('form').addEventListener('submit', (event) => { event.preventDefault(); send(); });
  $('compare').addEventListener('click', sideBySide);
  $('copy-link').addEventListener('click', () => copy(`${document.baseURI.split('#')[0]}#${toFragment(typed())}`, $('copied-link')));
  $('copy-line').addEventListener('click', () => copy($('answer-title').textContent, $('copied')));
  $('copy-fhir').addEventListener('click', () => copy(JSON.stringify(received, null, 2), $('copied')));
  $('copy-curl').addEventListener('click', () =>
    copy(`curl -s '${BASE}/${OPERATION}' -H 'Content-Type: application/fhir+json' -d '${JSON.stringify(sent).replaceAll("'", "'\\''")}'`, $('copied')));
  startKept(open);
  prepare(withdraw);
  await guarded(loadChoices, { isNeeded: true });
}
