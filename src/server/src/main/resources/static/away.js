// What is said when the server does not answer: that it is so, that nothing typed is lost, and a button to try again.
import { $, button, make } from './elements.js';
import { NoAnswer } from './fhir.js';

/** Runs work; without an answer of the server says so at the head of the page. */
export async function guarded(work) {
  try {
    const result = await work();
    $('away').replaceChildren();
    return result;
  } catch (fault) {
    if (!(fault instanceof NoAnswer)) throw fault;
    const again = button('Try again', () => { $('away').replaceChildren(); guarded(work); }, { id: 'try-again' });
    $('away').replaceChildren(make('div', { class: 'issue error' }, make('p', {}, `${fault.message} What you typed is still here.`), again));
    $('away').scrollIntoView({ block: 'nearest' });
    return undefined;
  }
}
