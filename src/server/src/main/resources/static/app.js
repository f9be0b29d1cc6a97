// The views of the page, and which one the address names.
import { $ } from './elements.js';
import { guarded } from './away.js';
import { showCard } from './card.js';
import { drugField } from './drug-field.js';
import { isCode } from './drugs.js';
import { HCPCS, NDC } from './fhir.js';
import { payers } from './form.js';
import { fromFragment } from './links.js';
import { openJob, startLines } from './many-lines.js';
import { ndcReadings } from './ndc.js';
import { open, start } from './one-dose.js';

const VIEWS = { price: 'price', lines: 'lines', drug: 'drug-view' };

function view() {
  const [fragment, query] = location.hash.replace(/^#/, '').split('?');
  // The link that skips to the form names a place and no view.
  if (fragment && !(fragment in VIEWS)) return;
  const named = fragment || 'price';
  for (const [name, id] of Object.entries(VIEWS)) {
    $(id).hidden = name !== named;
    if (name === named) $(`to-${name}`).setAttribute('aria-current', 'page');
    else $(`to-${name}`).removeAttribute('aria-current');
  }
  const said = fromFragment(location.hash);
  if (said) open(said);
  if (named === 'lines' && query) openJob(new URLSearchParams(query).get('job') ?? '');
  if (named === 'drug' && query) card(new URLSearchParams(query).get('code') ?? '');
}

// ---- the card

const field = drugField({ input: $('card-drug'), list: $('card-list'), hint: $('card-found') }, (hit) => hit && show(hit));

function show({ system, code }) {
  history.replaceState(null, '', `#drug?code=${code}`);
  $('card-found').textContent = '';
  return guarded(() => showCard({ system, code }, payers, $('card')));
}

function card(text) {
  $('card-drug').value = text;
  const readings = ndcReadings(text);
  if (isCode(text)) return show({ system: HCPCS, code: text.toUpperCase() });
  return readings.length === 1 ? show({ system: NDC, code: readings[0] }) : field.search(text);
}

$('card-form').addEventListener('submit', (event) => { event.preventDefault(); card($('card-drug').value.trim()); });

window.addEventListener('hashchange', view);
startLines();
await start();
view();
document.body.setAttribute('data-ready', '');
