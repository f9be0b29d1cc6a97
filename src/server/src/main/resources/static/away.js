// What is said when the server does not answer: that it is so, that nothing typed is lost, and a button to try again.
import { $, button, make } from './elements.js';
import { NoAnswer } from './fhir.js';

let needed;

/**
 * Runs work; without an answer of the server says so at the head of the page, until the server answers again. Without work that `isNeeded` the page
 * lacks something, so only its own success takes away what is said of it.
 */
export async function guarded(work, { isNeeded = false } = {}) {
  try {
    const result = await work();
    if (needed === work) needed = undefined;
    if (!needed) $('away').replaceChildren();
    return result;
  } catch (fault) {
    if (!(fault instanceof NoAnswer)) throw fault;
    if (isNeeded) needed = work;
    const again = button('Try again', () => tryAgain(work, isNeeded), { id: 'try-again' });
    $('away').replaceChildren(make('div', { class: 'issue error' }, make('p', {}, `${fault.message} What you typed is still here.`), again));
    $('away').scrollIntoView({ block: 'nearest' });
    return undefined;
  }
}

/** What the page lacks is asked for first: the work may need it. */
async function tryAgain(work, isNeeded) {
  $('away').replaceChildren();
  const lacking = needed;
  if (lacking && lacking !== work) await guarded(lacking, { isNeeded: true });
  return guarded(work, { isNeeded });
}
