// Issues of an answer in words, with the choices that the server offers.
import { button, make, unbroken } from './elements.js';
import { choices, codeOf } from './results.js';
import { inWords } from './words.js';

const GUIDE = 'ig/issues.html';

const more = (issue) => make('a', { href: `${GUIDE}#${codeOf(issue)}` }, `More on ${codeOf(issue).replaceAll('-', ' ')}`);
export const textOf = (issue) => inWords(issue.details?.text ?? issue.diagnostics ?? 'The request was refused.');

/** A button for each code that the server offers: "Use J0202 (30 units)". */
export function choiceButtons(issue, use) {
  return choices(issue).map(({ code, units, display, brands, suggested }) => {
    const facts = [units !== undefined && `${units} units`, brands?.join(', '), display, suggested && 'a suggestion to check'].filter(Boolean);
    return button(`Use ${code}${facts.length ? ` (${facts.join('; ')})` : ''}`, () => use(code), { class: 'choose', 'data-code': code });
  });
}

/** A refusal: what is wrong, what to do, and the buttons that do it. */
export function refusal(issue, use) {
  const box = make('div', { class: 'issue error', role: 'alert' }, make('p', {}, ...unbroken(textOf(issue))));
  for (const choice of choiceButtons(issue, use)) box.append(choice, ' ');
  if (codeOf(issue)) box.append(more(issue));
  return box;
}

export const notice = (issue) => make('li', { class: `issue ${issue.severity}` }, ...unbroken(textOf(issue)), ' ', more(issue));
