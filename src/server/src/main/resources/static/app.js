// The form, and the answer of $price-units in words. What is billed is the server's to say.
import { HCPCS, NDC, OWN, UCUM, address, ask, expand, extension, lookup, make, valueOf } from './fhir.js';
import { amounts, draw, hasModifier } from './vials.js';
import { showHistory } from './history.js';

const $ = (id) => document.getElementById(id);
const OPERATION = 'MedicationAdministration/$price-units';
const UNITS = { mg: 'mg', ug: 'mcg', g: 'g', mL: 'mL', '[U]': 'units', '[iU]': 'international units' };
const GUIDE = 'ig/issues.html';
let chosen;
let sent;
let received;

// ---- the drug: a combobox over $expand

async function search() {
  const filter = $('drug').value.trim();
  chosen = undefined;
  if (filter.length < 2) return close('Type at least two letters.');
  const found = await expand('drugs', { filter, count: 12 });
  if ($('drug').value.trim() !== filter) return;
  $('drug-list').replaceChildren(
    ...found.map((entry, i) => {
      const option = make('li', { role: 'option', id: `drug-${i}`, 'aria-selected': 'false' }, `${entry.code} ${entry.display ?? ''}`);
      option.addEventListener('mousedown', (event) => { event.preventDefault(); choose(entry); });
      option.entry = entry;
      return option;
    }),
  );
  $('drug-list').hidden = found.length === 0;
  $('drug').setAttribute('aria-expanded', String(found.length > 0));
  $('drug-chosen').textContent = found.length ? `${found.length} found; arrow keys and Enter choose.` : 'Nothing found. Try the code, the brand or the 11 digits of the NDC.';
}

function close(hint) {
  $('drug-list').hidden = true;
  $('drug').setAttribute('aria-expanded', 'false');
  $('drug').removeAttribute('aria-activedescendant');
  if (hint) $('drug-chosen').textContent = hint;
}

async function choose(entry) {
  chosen = entry;
  $('drug').value = entry.code;
  close(`${entry.code}: ${entry.display ?? ''}`);
  if (entry.system !== NDC) return;
  const known = await ask(`MedicationKnowledge/ndc-${entry.code}`);
  const size = known.amount;
  if (!size) return;
  $('unit').value = size.code in UNITS ? size.code : $('unit').value;
  const vial = $('vials').firstElementChild;
  vial.querySelector('[name=size]').value = size.value;
  const kind = known.drugCharacteristic?.[0]?.valueCodeableConcept?.coding?.[0]?.code;
  if (kind) vial.querySelector('[name=kind]').value = kind;
}

function move(step) {
  const options = [...$('drug-list').children];
  if (options.length === 0 || $('drug-list').hidden) return;
  const now = options.findIndex((o) => o.getAttribute('aria-selected') === 'true');
  const next = options[(now + step + options.length) % options.length];
  options.forEach((o) => o.setAttribute('aria-selected', String(o === next)));
  $('drug').setAttribute('aria-activedescendant', next.id);
  next.scrollIntoView({ block: 'nearest' });
}

$('drug').addEventListener('input', search);
$('drug').addEventListener('blur', () => close());
$('drug').addEventListener('keydown', (event) => {
  if (event.key === 'ArrowDown' || event.key === 'ArrowUp') { event.preventDefault(); move(event.key === 'ArrowDown' ? 1 : -1); }
  const selected = $('drug-list').querySelector('[aria-selected=true]');
  if (event.key === 'Enter' && selected && !$('drug-list').hidden) { event.preventDefault(); choose(selected.entry); }
  if (event.key === 'Escape') close();
});

// ---- vials, waste, lists

function addVial(size = '', count = 1) {
  const number = $('vials').children.length + 1;
  const field = (name, text, element) =>
    make('span', {}, make('label', { for: `${name}-${number}` }, text), ' ', Object.assign(element, { id: `${name}-${number}`, name }));
  const kind = make('select', {}, make('option', { value: 'single-dose' }, 'single-dose'), make('option', { value: 'multi-dose' }, 'multi-dose'), make('option', { value: '' }, 'kind not known'));
  const shared = make('input', { type: 'checkbox', name: 'shared', id: `shared-${number}` });
  const vial = make('div', { class: 'vial' },
    field('size', 'Size', make('input', { inputmode: 'decimal', value: size })),
    field('count', 'Number', make('input', { inputmode: 'numeric', value: count })),
    field('kind', 'Kind', kind),
    make('label', { class: 'choice', for: shared.id }, shared, ' shared with another patient'));
  $('vials').append(vial);
}

$('add-vial').addEventListener('click', () => addVial());
for (const radio of document.querySelectorAll('[name=waste]')) {
  radio.addEventListener('change', () => { $('discarded').disabled = waste() !== 'stated'; });
}
const waste = () => document.querySelector('[name=waste]:checked').value;

async function fill() {
  for (const [code, words] of Object.entries(UNITS)) $('unit').append(make('option', { value: code }, words));
  $('date').value = new Date().toISOString().slice(0, 10);
  addVial();
  const [payers, places] = await Promise.all([expand('payers'), expand('places-of-service')]);
  $('payer').append(...payers.map((p) => make('option', { value: p.code }, p.display ?? p.code)));
  $('payer').value = 'medicare';
  $('place').append(...places.map((p) => make('option', { value: p.code }, `${p.code} ${p.display ?? ''}`)));
  $('place').value = '11';
}

// ---- the request

const quantity = (text) => ({ value: Number(text.replace(',', '.')), unit: UNITS[$('unit').value], system: UCUM, code: $('unit').value });
const isNumber = (text) => /^\d+([.,]\d+)?$/.test(text.trim());

function faults() {
  const wrong = [];
  const need = (element, right) => { element.setAttribute('aria-invalid', String(!right)); if (!right) wrong.push(element); };
  need($('drug'), $('drug').value.trim().length > 0);
  need($('date'), $('date').value !== '');
  need($('dose'), isNumber($('dose').value));
  if (waste() === 'stated') need($('discarded'), isNumber($('discarded').value));
  for (const size of document.querySelectorAll('[name=size]')) if (size.value.trim()) need(size, isNumber(size.value));
  return wrong;
}

function request() {
  const text = $('drug').value.trim();
  const drug = chosen ?? { system: /^\d[\d-]{9,}$/.test(text) ? NDC : HCPCS, code: text.toUpperCase() };
  const administration = {
    resourceType: 'MedicationAdministration', status: 'completed',
    medicationCodeableConcept: drug.system === NDC ? { coding: [{ system: NDC, code: drug.code }] } : { text: drug.display ?? drug.code },
    subject: { reference: 'Patient/of-this-form' },
    effectiveDateTime: $('date').value,
    dosage: { dose: quantity($('dose').value) },
  };
  const statement = { name: 'statement', part: [] };
  if (waste() === 'stated') statement.part.push({ name: 'discarded', valueQuantity: quantity($('discarded').value) });
  if (waste() !== 'unknown') statement.part.push(...containers());
  return {
    resourceType: 'Parameters',
    parameter: [
      ...(drug.system === NDC ? [] : [{ name: 'billingCode', valueCoding: { system: HCPCS, code: drug.code } }]),
      { name: 'payer', valueCode: $('payer').value },
      { name: 'placeOfService', valueCode: $('place').value },
      { name: 'administration', resource: administration },
      ...(statement.part.length ? [statement] : []),
    ],
  };
}

function containers() {
  return [...document.querySelectorAll('.vial')].filter((v) => v.querySelector('[name=size]').value.trim()).map((vial) => {
    const read = (name) => vial.querySelector(`[name=${name}]`).value.trim();
    const part = [{ name: 'size', valueQuantity: quantity(read('size')) }, { name: 'count', valuePositiveInt: Number(read('count')) }];
    if (read('kind')) part.push({ name: 'kind', valueCode: read('kind') });
    if (vial.querySelector('[name=shared]').checked) part.push({ name: 'shared', valueBoolean: true });
    return { name: 'container', part };
  });
}

async function send(event) {
  event?.preventDefault();
  const wrong = faults();
  if (wrong.length) return wrong[0].focus();
  sent = request();
  received = await ask(OPERATION, {}, sent);
  await show();
}

$('form').addEventListener('submit', send);

// ---- the answer

const resources = (name) => (received.parameter ?? []).filter((p) => p.name === name).map((p) => p.resource);

async function show() {
  const outcome = received.resourceType === 'OperationOutcome' ? received : resources('outcome')[0];
  const claims = resources('claim');
  $('answer').hidden = false;
  $('refusals').replaceChildren(...outcome.issue.filter((i) => i.severity === 'error' || i.severity === 'fatal').map(refusal));
  $('lines').replaceChildren(...(claims.length ? [lineTable(claims)] : []));
  const drawn = claims.length ? amounts(claims[0].item) : undefined;
  $('drawing').hidden = !drawn;
  if (drawn) $('vial-bar').replaceChildren(...draw(drawn));
  $('working').replaceChildren(...(await workings(claims)));
  const notes = outcome.issue.filter((i) => ['warning', 'information'].includes(i.severity) && i.details?.coding);
  $('notes').hidden = notes.length === 0;
  $('notes').open = notes.some((i) => i.severity === 'warning');
  $('notes').querySelector('ul').replaceChildren(...notes.map((i) => make('li', { class: `issue ${i.severity}` }, i.details.text, ' ', guide(i))));
  $('answer-title').setAttribute('tabindex', '-1');
  $('answer-title').focus();
}

const codeOf = (issue) => issue.details?.coding?.[0]?.code ?? '';
const guide = (issue) => make('a', { href: `${GUIDE}#${codeOf(issue)}` }, `More on ${codeOf(issue)}`);

function refusal(issue) {
  const box = make('div', { class: 'issue error', role: 'alert' }, make('p', {}, issue.details?.text ?? issue.diagnostics ?? 'The request was refused.'));
  const successor = valueOf(extension(issue, 'successor'));
  if (successor) {
    const units = valueOf(extension(issue, 'successor-units'))?.value;
    const button = make('button', { type: 'button', id: 'use-successor' }, `Use ${successor.code} (${units} units)`);
    button.addEventListener('click', async () => { await choose({ system: HCPCS, code: successor.code }); await send(); });
    box.append(button, ' ');
  }
  if (codeOf(issue)) box.append(guide(issue));
  return box;
}

const money = (amount) => (amount ? amount.value.toLocaleString('en-US', { style: 'currency', currency: amount.currency, maximumFractionDigits: 3 }) : 'no price');

function lineTable(claims) {
  const items = claims.flatMap((c) => c.item);
  const cells = (item) => [
    [item.productOrService.coding[0].code], [(item.modifier ?? []).map((m) => m.coding[0].code).join(' ') || '–'],
    [item.quantity.value, 'number'], [(item.detail ?? []).map((d) => `${d.productOrService.coding[0].code}${d.quantity ? `, ${d.quantity.value} ${d.quantity.unit}` : ''}`).join('; ') || '–'],
    [money(item.unitPrice), 'number'], [money(item.net), 'number'],
  ];
  const head = ['Code', 'Modifiers', 'Units', 'NDC and quantity', 'Price of a unit', 'Line'];
  const total = claims.every((c) => c.total) ? claims.reduce((sum, c) => sum + c.total.value, 0) : undefined;
  return make('div', { class: 'scroll', tabindex: 0, role: 'region', 'aria-label': 'Claim lines' },
    make('table', {},
      make('thead', {}, make('tr', {}, ...head.map((h, i) => make('th', { scope: 'col', ...(i > 1 && i !== 3 && { class: 'number' }) }, h)))),
      make('tbody', {}, ...items.map((item) => make('tr', {}, ...cells(item).map(([text, kind]) => make('td', kind ? { class: kind } : {}, String(text)))))),
      ...(total === undefined ? [] : [make('tfoot', {}, make('tr', {}, make('th', { colspan: 5, scope: 'row' }, 'Total'), make('td', { class: 'number', id: 'total' }, money({ value: total, currency: 'USD' }))))])));
}

async function workings(claims) {
  const list = make('ol');
  for (const item of claims.flatMap((c) => c.item)) {
    const working = extension(item, 'working');
    const what = hasModifier(item, 'JW') ? 'Discarded' : 'Administered';
    const entry = make('li', {}, make('strong', {}, `${what}: `), make('code', {}, valueOf(extension(working, 'formula')) ?? ''), make('ul'));
    for (const { code } of working.extension.filter((e) => e.url === 'rule').map(valueOf)) {
      const rule = await lookup(`${OWN}/CodeSystem/billing-rule`, code);
      entry.lastChild.append(make('li', {}, `${code}: ${rule?.display ?? ''}. Source: ${rule?.source ?? ''}`));
    }
    list.append(entry);
  }
  return list.children.length ? [make('h3', {}, 'Why'), list] : [];
}

// ---- taking it away

async function copy(text) {
  await navigator.clipboard.writeText(text);
  $('copied').textContent = 'Copied.';
}

$('copy-fhir').addEventListener('click', () => copy(JSON.stringify(received, null, 2)));
$('copy-curl').addEventListener('click', () =>
  copy(`curl -s '${address(OPERATION)}' -H 'Content-Type: application/fhir+json' -d '${JSON.stringify(sent).replaceAll("'", "'\\''")}'`));

// ---- the two views

function view() {
  const history = location.hash === '#history';
  $('price').hidden = history;
  $('history').hidden = !history;
  $(history ? 'to-history' : 'to-price').setAttribute('aria-current', 'page');
  $(history ? 'to-price' : 'to-history').removeAttribute('aria-current');
}

window.addEventListener('hashchange', view);
$('history-form').addEventListener('submit', (event) => {
  event.preventDefault();
  showHistory($('history-code').value.trim().toUpperCase(), $('history-answer'));
});
view();
fill();
