// Copies and downloads. The page has no address for a file, so a browser makes it from memory.
import { make } from './elements.js';

/** Copies text, and beside it HTML where a spreadsheet or a mail can take it. */
export async function copy(text, said, html = undefined) {
  try {
    if (html) await navigator.clipboard.write([new ClipboardItem({ 'text/plain': new Blob([text], { type: 'text/plain' }), 'text/html': new Blob([html], { type: 'text/html' }) })]);
    else await navigator.clipboard.writeText(text);
    said.textContent = 'Copied.';
  } catch {
    said.textContent = 'The browser does not let this page copy. Allow it, or open the page by https or on this machine.';
  }
}

export function download(name, type, text) {
  const address = URL.createObjectURL(new Blob([text], { type }));
  const link = make('a', { href: address, download: name });
  document.body.append(link);
  link.click();
  link.remove();
  URL.revokeObjectURL(address);
}
