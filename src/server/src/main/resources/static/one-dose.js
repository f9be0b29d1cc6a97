// The first view: one dose, its answer, the payers beside it, and the ways to take it away.
import { $ } from './elements.js';
import { BASE, ask } from './fhir.js';
import { explain, showAnswer } from './answer.js';
import { guarded } from './away.js';
import { copy } from './clipboard.js';
import { payers, prepare, readLine, restore, settings, typed, use } from './form.js';
import { remember, showKept, toFragment } from './links.js';
import { compare } from './payers.js';
import { OPERATION, administration, call } from './request.js';
import { byRecord, pathsOf, sentence } from './results.js';

let sent;
let received;
let busy = false;

const send = () => once(async () => {
  const line = await readLine();
  if (!line) return;
  sent = call([administration(line, 'of-this-form')], settings());
  received = await ask(OPERATION, sent);
  $('all-payers').replaceChildren();
  const [result] = byRecord(received, pathsOf(sent));
  const fragment = toFragment(typed());
  history.replaceState(null, '', `#${fragment}`);
  if (result.items.length) remember(`${line.date}: ${sentence(result.items).replace(/^Bill /, '')}`, fragment);
  showAnswer(result, (code) => { use(code); send(); });
  guarded(() => explain(result));
});

const sideBySide = () => once(async () => {
  const line = await readLine();
  if (!line) return;
  await compare(line, settings(), payers, $('all-payers'), (payer) => { $('payer').value = payer; send(); });
  $('all-payers').scrollIntoView({ block: 'nearest' });
});

/** One call at a time: a second click while the first is under way asks nothing. */
async function once(work) {
  if (busy) return;
  busy = true;
  document.body.toggleAttribute('data-busy', true);
  await guarded(work);
  document.body.toggleAttribute('data-busy', false);
  busy = false;
}

/** Opens the form that a link holds and prices it. */
export async function open(said) {
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
  showKept();
  await guarded(prepare);
}
