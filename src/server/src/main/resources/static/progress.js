// Long work: how far it is, a button that stops it, and nothing else that can be started meanwhile.
import { $ } from './elements.js';
import { inNumbers } from './numbers.js';

const PARTS = ['grid-form', 'drop', 'run', 'check'];

/**
 * Runs work(progress, signal) and returns what it returns; undefined when it was stopped. progress is called with {done, all}, shown as
 * "100 of 150 priced", or with {words} where nothing can be counted.
 */
export async function underWay(what, work) {
  const stop = new AbortController();
  const stopped = () => stop.abort();
  $('stop').addEventListener('click', stopped);
  PARTS.forEach((part) => { $(part).inert = true; });
  $('progress').hidden = false;
  try {
    return await work((step) => say(step, what), stop.signal);
  } catch (fault) {
    if (fault.name === 'AbortError') return undefined;
    throw fault;
  } finally {
    $('stop').removeEventListener('click', stopped);
    PARTS.forEach((part) => { $(part).inert = false; });
    $('progress').hidden = true;
  }
}

function say({ done, all, words }, what) {
  $('progress-words').textContent = words ?? `${inNumbers(done)} of ${inNumbers(all)} ${what}`;
  // Without a value the bar moves to and fro.
  if (words) $('progress-bar').removeAttribute('value');
  else Object.assign($('progress-bar'), { max: Math.max(1, all), value: done });
}
