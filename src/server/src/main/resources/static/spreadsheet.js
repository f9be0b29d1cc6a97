// Text of a spreadsheet: rows and cells separated by tabs or, in a file, by commas.
import { COLUMNS } from './cells.js';

const HEADINGS = {
  date: /date|service|dos\b/i, drug: /drug|medic|code|hcpcs|ndc|product/i, dose: /dose|amount given|given|quantity/i, unit: /unit|uom/i,
  vials: /vial|container|package/i, discarded: /discard|waste/i, patient: /patient|mrn|account|record/i,
};

/** Rows of cells by column. A first row of headings says which columns they are; else they stand as in the grid, from a column on. */
export function readSheet(text, from = 'date') {
  const rows = split(text).filter((row) => row.some((cell) => cell.trim()));
  const headings = columns(rows[0] ?? []);
  const names = Object.keys(COLUMNS);
  const order = headings ?? names.slice(names.indexOf(from));
  return rows.slice(headings ? 1 : 0).map((row) => Object.fromEntries(row.flatMap((cell, i) => (order[i] ? [[order[i], cell.trim()]] : []))));
}

/** The columns that headings name; undefined where the row is one of data. */
function columns(row) {
  if (row.some((cell) => /\d/.test(cell))) return undefined;
  const named = row.map((cell) => Object.keys(HEADINGS).find((column) => HEADINGS[column].test(cell)));
  return named.filter(Boolean).length >= 2 ? named.map((column, i) => (named.indexOf(column) === i ? column : undefined)) : undefined;
}

/** Cells in quotes may hold separators, line ends and doubled quotes. */
function split(text) {
  const separator = text.includes('\t') ? '\t' : ',';
  const rows = [['']];
  let quoted = false;
  for (let i = 0; i < text.length; i++) {
    const letter = text[i];
    const row = rows.at(-1);
    if (quoted && letter === '"' && text[i + 1] === '"') { row[row.length - 1] += '"'; i++; }
    else if (letter === '"' && (quoted || row.at(-1) === '')) quoted = !quoted;
    else if (!quoted && letter === separator) row.push('');
    else if (!quoted && letter === '\n') rows.push(['']);
    else if (quoted || letter !== '\r') row[row.length - 1] += letter;
  }
  return rows;
}

/** A table as CSV. A text that a spreadsheet would run as a formula gets an apostrophe. */
export const toCsv = (rows) => rows.map((row) => row.map(csvCell).join(',')).join('\r\n') + '\r\n';

function csvCell(value) {
  const text = typeof value === 'string' && /^[=+\-@\t\r]/.test(value) ? `'${value}` : String(value ?? '');
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** The same for the clipboard: cells hold neither tabs nor line ends. */
export const toTabs = (rows) => rows.map((row) => row.map((cell) => String(cell ?? '').replaceAll(/[\t\r\n]+/g, ' ')).join('\t')).join('\n');
