// What files of a person hold: claims of an 837, administrations of an export, rows of a spreadsheet, or nothing that can be used.
import { isClaimFile, readClaims } from './claim-file.js';
import { readExport } from './export-file.js';
import { inNumbers } from './numbers.js';

/** {claims, exported, sheets, said}: what could be read, and a sentence for each file. */
export async function readFiles(files) {
  const read = { claims: [], exported: undefined, sheets: [], said: [] };
  for (const file of files) read.said.push(`${file.name}: ${take(await file.text(), read)}`);
  return read;
}

function take(text, read) {
  if (text.includes('\u0000') || text.startsWith('PK')) return 'save the sheet as CSV, or copy its rows and paste them into the grid.';
  if (isClaimFile(text)) return takeClaims(text, read);
  if (/^\s*[{[]/.test(text)) return takeExport(text, read);
  if (!text.trim()) return 'the file is empty. Choose another.';
  read.sheets.push(text);
  return 'its rows are in the grid. Check them, then price the lines.';
}

function takeClaims(text, read) {
  const { claims, fault } = readClaims(text);
  if (fault) return fault;
  read.claims.push(...claims);
  return `${many(claims.length, 'claim')}.`;
}

function takeExport(text, read) {
  const exported = readExport(text);
  if (exported.jobs.length === 0) return 'no record of an administration is in it. Choose the export that has them.';
  const { jobs = [], faults = [] } = read.exported ?? {};
  read.exported = { jobs: [...jobs, ...exported.jobs], faults: [...faults, ...exported.faults] };
  return [many(exported.jobs.length, 'administration'), many(exported.others, 'other record')].join(', ') + (exported.faults.length ? `; ${inNumbers(exported.faults.length)} not readable` : '') + '.';
}

const many = (count, what) => `${inNumbers(count)} ${what}${count === 1 ? '' : 's'}`;
