// The field of a drug: a combobox over the search, which never offers what another text has found.
import { lacking, make } from './elements.js';
import { find } from './drugs.js';
import { NoAnswer } from './fhir.js';

const PAUSE = 200;

/**
 * @param input the text field; `list` and `hint` are its list box and the line that says what was found
 * @param onChoice called with a hit that a person chose
 */
export function drugField({ input, list, hint }, onChoice) {
  let timer;
  let running;
  let shownFor;

  function close(words) {
    list.hidden = true;
    list.replaceChildren();
    shownFor = undefined;
    input.setAttribute('aria-expanded', 'false');
    input.removeAttribute('aria-activedescendant');
    if (words !== undefined) hint.textContent = words;
  }

  function take(found) {
    clearTimeout(timer);
    running?.abort();
    close(found.words);
    input.value = found.code;
    onChoice(found);
  }

  function show({ hits, more, refused }, text) {
    if (document.activeElement !== input) {
      // The person has gone on: the list would cover what is below it.
      close(hits.find((found) => found.code === text.toUpperCase())?.words ?? '');
      return;
    }
    list.replaceChildren(...hits.map((found, i) => {
      const option = make('li', { role: 'option', id: `${input.id}-${i}`, 'aria-selected': 'false' }, found.words);
      option.addEventListener('mousedown', (event) => { event.preventDefault(); take(found); });
      option.found = found;
      return option;
    }));
    list.hidden = hits.length === 0;
    shownFor = text;
    input.setAttribute('aria-expanded', String(hits.length > 0));
    if (refused) hint.textContent = 'So many drugs are loaded that the server does not search them by name. Enter the code or the NDC.';
    else if (hits.length) hint.textContent = `${more ? `The first ${hits.length}; type more to narrow.` : `${hits.length} found.`} Arrow keys and Enter choose.`;
    else hint.replaceChildren(...lacking('No drug found. Try the code, the brand, the generic name or the NDC.').childNodes);
  }

  async function search(text) {
    running?.abort();
    running = new AbortController();
    hint.textContent = 'Searching …';
    try {
      const found = await find(text, running.signal);
      if (input.value.trim() === text) show(found, text);
      return found;
    } catch (fault) {
      if (fault instanceof NoAnswer) hint.textContent = `${fault.message} Try again.`;
      else if (fault.name !== 'AbortError') throw fault;
      return undefined;
    }
  }

  function typed() {
    clearTimeout(timer);
    running?.abort();
    const text = input.value.trim();
    close(text.length < 2 ? 'Type at least two letters.' : '');
    onChoice(undefined);
    if (text.length >= 2) timer = setTimeout(() => search(text), PAUSE);
  }

  function move(step) {
    const options = [...list.children];
    if (options.length === 0) return;
    const now = options.findIndex((o) => o.getAttribute('aria-selected') === 'true');
    const next = options[now < 0 ? (step > 0 ? 0 : options.length - 1) : (now + step + options.length) % options.length];
    options.forEach((o) => o.setAttribute('aria-selected', String(o === next)));
    input.setAttribute('aria-activedescendant', next.id);
    next.scrollIntoView({ block: 'nearest' });
  }

  function pressed(event) {
    const selected = list.querySelector('[aria-selected=true]');
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') { event.preventDefault(); move(event.key === 'ArrowDown' ? 1 : -1); }
    else if (event.key === 'Enter' && selected && shownFor === input.value.trim()) { event.preventDefault(); take(selected.found); }
    else if (event.key === 'Escape') close();
  }

  input.addEventListener('input', typed);
  input.addEventListener('keydown', pressed);
  input.addEventListener('blur', () => close());
  return { search, take };
}
