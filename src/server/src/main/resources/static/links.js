// The form in the fragment of the address, which a browser sends to no server; and the last doses, kept in this browser only.
import { $, button, make } from './elements.js';

const KEPT = 'price-units.doses';
const MOST = 20;

/** The form as text: what a person typed, not yet read. */
export const toFragment = (typed) => `price?${new URLSearchParams(Object.entries(typed).filter(([, value]) => value !== '')).toString()}`;

/** What a fragment says of the form; undefined where it says nothing. */
export function fromFragment(fragment) {
  const [view, query] = fragment.replace(/^#/, '').split('?');
  return view === 'price' && query ? Object.fromEntries(new URLSearchParams(query)) : undefined;
}

let openKept = () => {};

/** Shows the list; `open` is called with what an entry says, where the address holds it already and so tells no change. */
export function startKept(open) {
  openKept = open;
  showKept();
}

function entry({ words, fragment }) {
  const link = make('a', { href: `#${fragment}` }, words);
  link.addEventListener('click', () => { if (link.hash === location.hash) openKept(fromFragment(fragment)); });
  return make('li', {}, link);
}

function kept() {
  try {
    const list = JSON.parse(localStorage.getItem(KEPT) ?? '[]');
    return Array.isArray(list) ? list.filter((e) => typeof e.words === 'string' && typeof e.fragment === 'string') : [];
  } catch {
    return [];
  }
}

function keep(list) {
  try {
    localStorage.setItem(KEPT, JSON.stringify(list));
  } catch {
    // A browser that keeps nothing has no list; the answer stands all the same.
  }
}

/** Adds a dose at the head; the same form a second time moves up. */
export function remember(words, fragment) {
  keep([{ words, fragment }, ...kept().filter((e) => e.fragment !== fragment)].slice(0, MOST));
  showKept();
}

function showKept() {
  const list = kept();
  $('kept').hidden = list.length === 0;
  $('kept-list').replaceChildren(...list.map(entry));
  $('kept-clear').replaceChildren(button('Clear this list', () => { keep([]); showKept(); }, { class: 'quiet', id: 'clear-kept' }));
}
