// The opened vials of the form, one row for each size.
import { $, make } from './elements.js';
import { plain } from './numbers.js';
import { unitWord } from './units.js';

let of;

export const vialRows = () => [...document.querySelectorAll('.vial')];
export const read = (row, name) => row.querySelector(`[name=${name}]`);

export function addVial(size = '', count = '1', kindOf = 'single-dose', shared = false) {
  const number = $('vials').children.length + 1;
  const labelled = (name, text, element) =>
    make('span', {}, make('label', { for: `${name}-${number}` }, text), ' ', Object.assign(element, { id: `${name}-${number}`, name }));
  const kinds = make('select', {}, make('option', { value: 'single-dose' }, 'single-dose'), make('option', { value: 'multi-dose' }, 'multi-dose'), make('option', { value: '' }, 'not known'));
  const box = make('input', { type: 'checkbox', name: 'shared', id: `shared-${number}` });
  const row = make('div', { class: 'vial' },
    labelled('size', `Content, ${unitWord($('unit').value)}`, make('input', { inputmode: 'decimal', value: size })),
    labelled('count', 'Vials', make('input', { inputmode: 'numeric', value: count })),
    labelled('kind', 'Kind', kinds),
    make('label', { class: 'choice', for: box.id }, box, ' shared with another patient'));
  kinds.value = kindOf;
  kinds.addEventListener('change', () => { kinds.dataset.chosen = 'by hand'; });
  box.checked = shared;
  $('vials').append(row);
}

/** The vials of another drug are not those of this one; what was typed before any drug was named stays. */
export function startVials(drug) {
  if (of !== undefined && of !== drug) { $('vials').replaceChildren(); addVial(); }
  of = drug;
}

/** The rows are of a drug from now on, as they stand. */
export const keepVials = (drug) => { of = drug; };

/** What one container of a chosen package holds, where nothing is typed, and its kind. */
export function fillVial(content, kind) {
  const [first] = vialRows();
  if (content && !read(first, 'size').value.trim()) read(first, 'size').value = plain(content.value);
  read(first, 'kind').value = kind;
}

/** A kind that nobody chose is that of the package. */
export function setKind(kind) {
  for (const row of vialRows()) if (!read(row, 'kind').dataset.chosen) read(row, 'kind').value = kind;
}
