// What a person takes away from a run: CSV, a table, paper, FHIR, and X12 where the server writes it.
import { $, button, make } from './elements.js';
import { ask } from './fhir.js';
import { guarded } from './away.js';
import { claimForms } from './claim-form.js';
import { copy, download } from './clipboard.js';
import { claimsOf, isRefusal, lineOf, ndcWords, words } from './results.js';
import { factsOf } from './record-facts.js';
import { textOf } from './issues.js';
import { toCsv, toTabs } from './spreadsheet.js';
import { inTerms, payerOf, placeName } from './terms.js';

const HEAD = ['Record', 'Date', 'Code', 'Modifiers', 'Units', 'NDC and quantity', 'Price of a unit', 'Line', 'What to know', 'Patient', 'Drug', 'Payer', 'Place of service'];

/** A row for each claim line, and one for each record without a line. */
export const rowsOf = (jobs) => jobs.flatMap((job) => {
  const { name, result } = job;
  const { patient, day, drug } = factsOf(job);
  const said = [...new Set(result.issues.filter((i) => i.severity !== 'information').map(textOf))].join(' ');
  const lines = result.items.map((item) => lineOf(item));
  const payer = payerOf(job);
  const stated = job.terms?.place ? placeName(job.terms.place) : '';
  if (lines.length === 0) return [[name, day, '', '', '', '', '', '', said || words({ result }), patient, asText(drug), payer, stated]];
  return lines.map((l) => [name, l.date, l.code, l.modifiers.join(' '), l.units, asText(ndcWords(l)), l.price ?? '', l.net ?? '', said, patient, asText(drug), payer, placeName(l.place)]);
});

/** Eleven digits alone are a number to a spreadsheet, which takes the zeros before it; on a claim they are written after N4. */
const asText = (ndc) => ndc.replace(/^\d{11}$/, 'N4$&');

/** The buttons under a run; `said` is where they answer. */
export function downloads(jobs, said, x12) {
  const quiet = { class: 'quiet' };
  return [
    button('Download CSV', () => saveCsv(jobs), { ...quiet, id: 'save-csv' }), button('Copy as a table', () => copyTable(jobs, said), { ...quiet, id: 'copy-table' }),
    button('Claim form', () => toggleForms(jobs), { ...quiet, id: 'show-form', 'aria-expanded': 'false', 'aria-controls': 'claim-form' }),
    button('Print', () => globalThis.print(), { ...quiet, id: 'print' }), button('Download FHIR', () => saveFhir(jobs), { ...quiet, id: 'save-fhir' }),
    ...(x12 ? [button('Download X12 lines', () => guarded(() => saveX12(jobs, said)), { ...quiet, id: 'save-x12' })] : []),
  ];
}

function toggleForms(jobs) {
  const shown = $('claim-form').hidden;
  if (shown) $('claim-form').replaceChildren(make('h3', {}, 'Lines as on a CMS-1500'), make('p', { class: 'terms' }, `${inTerms(jobs)}.`), ...claimForms(jobs));
  $('claim-form').hidden = !shown;
  $('show-form').setAttribute('aria-expanded', String(shown));
}

const saveCsv = (jobs) => download('claim-lines.csv', 'text/csv', toCsv([HEAD, ...rowsOf(jobs)]));

function copyTable(jobs, said) {
  const rows = [HEAD, ...rowsOf(jobs)];
  const escaped = (cell) => String(cell ?? '').replaceAll('&', '&amp;').replaceAll('<', '&lt;');
  const html = `<table>${rows.map((row) => `<tr>${row.map((cell) => `<td>${escaped(cell)}</td>`).join('')}</tr>`).join('')}</table>`;
  return copy(toTabs(rows), said, html);
}

function saveFhir(jobs) {
  const bundle = { resourceType: 'Bundle', type: 'collection', entry: claimsOf(jobs).map((resource) => ({ resource })) };
  download('claims.json', 'application/fhir+json', JSON.stringify(bundle, null, 2));
}

/** Whether this server writes the lines of an 837; the CapabilityStatement names what it serves. */
export async function writesX12() {
  const statement = await ask('metadata');
  const claim = statement.rest?.[0]?.resource?.find((r) => r.type === 'Claim');
  return (claim?.operation ?? []).some((o) => o.name === 'to-x12');
}

/** The loops of the service lines alone; what is refused is said. */
async function saveX12(jobs, said) {
  const answer = await ask('Claim/$to-x12', {
    resourceType: 'Parameters',
    parameter: [{ name: 'scope', valueCode: 'lines' }, ...claimsOf(jobs).map((resource) => ({ name: 'claim', resource }))],
  });
  const files = (answer.parameter ?? []).filter((p) => p.name === 'x12').map((p) => atob(p.resource.data));
  const outcome = answer.resourceType === 'OperationOutcome' ? answer : answer.parameter?.find((p) => p.name === 'outcome')?.resource;
  const refused = (outcome?.issue ?? []).filter(isRefusal).map(textOf);
  if (files.length) download('claim-lines.x12', 'application/edi-x12', files.join('\n'));
  said.textContent = [files.length ? '' : 'Nothing was written.', ...refused].join(' ').trim();
}
