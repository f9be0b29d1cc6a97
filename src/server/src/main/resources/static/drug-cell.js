// The drug of a row as people write it: a code, an NDC, or a name that stands for one code on the day.
import { find, isCode } from './drugs.js';
import { HCPCS, NDC } from './fhir.js';
import { hyphens, ndcReadings } from './ndc.js';

/** {value} as {system, code}, or {fault: {words, readings}}. */
export async function readDrug(text, date) {
  const said = text.trim();
  if (!said) return { fault: { words: 'Enter the drug.' } };
  if (isCode(said)) return { value: { system: HCPCS, code: said.toUpperCase() } };
  const ndcs = ndcReadings(said);
  if (ndcs.length === 1) return { value: { system: NDC, code: ndcs[0] } };
  const { hits, more, refused } = await find(said);
  if (ndcs.length > 1 && hits.length === 1) return { value: { system: NDC, code: hits[0].code } };
  if (ndcs.length > 1) return { fault: { words: 'Ten digits can be several NDCs. Which one?', readings: ndcs.map((ndc) => ({ shown: hyphens(ndc), value: ndc })) } };
  if (refused) return { fault: { words: 'Enter the code or the NDC.' } };
  const { value, fault } = whichCode(said, hits, date, more);
  return fault ? { fault } : { value: { system: HCPCS, code: value } };
}

/** The one code of the hits that could be billed on the day; the first hits of many do not tell that the others have the same. */
export function whichCode(said, hits, date, more) {
  const codes = [...new Set(hits.filter((h) => !date || ((h.added ?? '0') <= date && (h.terminated ?? '9') >= date)).flatMap((h) => h.hcpcs))];
  if (codes.length === 1 && !more) return { value: codes[0] };
  if (codes.length === 0) return { fault: { words: hits.length ? `${said} has no code known here on that day. Enter the code.` : `${said} is not known here. Enter the code or the NDC.` } };
  const many = `${said} fits more drugs than are looked at here. ${codes.length === 1 ? `Is it ${codes[0]}?` : 'Is it one of these?'} Else enter the code or the NDC.`;
  return { fault: { words: more ? many : 'Several codes fit. Which one?', readings: codes.map((code) => ({ shown: code, value: code })) } };
}
