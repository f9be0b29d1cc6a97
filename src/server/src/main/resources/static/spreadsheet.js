// Text of a spreadsheet: rows and cells separated by tabs or, in a file, by commas or semicolons.
import { COLUMNS } from './cells.js';
import { readHeadings } from './headings.js';

/**
 * {rows, headed, unread}: rows of cells by column. A first row of headings says which columns they are, and `unread` has those that say nothing to the
 * grid; without one they stand as in the grid, from a column on.
 */
export function readSheet(text, from = 'date') {
  const all = split(text).filter((row) => row.some((cell) => cell.trim()));
  const headings = readHeadings(all[0] ?? []);
  const names = Object.keys(COLUMNS);
  const order = headings?.order ?? names.slice(names.indexOf(from));
  const named = (row) => Object.fromEntries(row.flatMap((cell, i) => (order[i] ? [[order[i], cell.trim()]] : [])));
  return { rows: all.slice(headings ? 1 : 0).map((row) => withVials(named(row))), headed: Boolean(headings), unread: headings?.unread ?? [] };
}

/** How many vials and what one holds are one cell of the grid: "2 x 100". A column of vials beside one of these two says the other. */
function withVials({ size, count, ...cells }) {
  if (size === undefined && count === undefined) return cells;
  if (/[x×*+]/i.test(cells.vials ?? '')) return cells;
  const [many, each] = [count ?? cells.vials, size ?? cells.vials];
  return { ...cells, vials: many && each ? `${many} x ${each}` : many || each || '' };
}

/** A file of a country that writes 1,5 separates its cells by semicolons. */
function separatorOf(text) {
  if (text.includes('\t')) return '\t';
  const first = text.trimStart().split('\n', 1)[0].replaceAll(/"[^"]*"/g, '');
  return first.split(';').length > first.split(',').length ? ';' : ',';
}

/** Cells in quotes may hold separators, line ends and doubled quotes. */
function split(text) {
  const separator = separatorOf(text);
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
