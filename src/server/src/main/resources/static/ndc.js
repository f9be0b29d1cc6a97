// The forms of an NDC: 11 digits on a claim, 10 with hyphens on a label.
const FORMS = [/^(\d{4})-(\d{4})-(\d{2})$/, /^(\d{5})-(\d{3})-(\d{2})$/, /^(\d{5})-(\d{4})-(\d{1,2})$/];

/** The 11 digits that a text may stand for: none if it is no NDC, several for ten digits without hyphens. */
export function ndcReadings(text) {
  const written = bare(text);
  for (const form of FORMS) {
    const parts = form.exec(written);
    if (parts) return [parts[1].padStart(5, '0') + parts[2].padStart(4, '0') + parts[3].padStart(2, '0')];
  }
  const digits = written.replaceAll(/\s/g, '');
  if (/^\d{11}$/.test(digits)) return [digits];
  if (!/^\d{10}$/.test(digits)) return [];
  return [`0${digits}`, `${digits.slice(0, 5)}0${digits.slice(5)}`, `${digits.slice(0, 9)}0${digits.slice(9)}`];
}

/** The first nine of the 11 digits, of a text that names maker and product alone, as 0006-3026; undefined for another text. */
export function ndcProduct(text) {
  const [, labeler, product] = /^(\d{4,5})-(\d{3,4})$/.exec(bare(text)) ?? [];
  return labeler && labeler.padStart(5, '0') + product.padStart(4, '0');
}

/** Without what a label or a claim writes before it. */
const bare = (text) => text.trim().replace(/^(ndc|n4)[:\s]*/i, '').replaceAll(/[‐–]/g, '-');

/** An NDC with hyphens. Labelers below 10000 have four digits; of the others the 11 digits do not tell which part was filled. */
export function hyphens(ndc) {
  const [labeler, product, size] = [ndc.slice(0, 5), ndc.slice(5, 9), ndc.slice(9)];
  return `${labeler.startsWith('0') ? labeler.slice(1) : labeler}-${product}-${size}`;
}
