// A payer's published rules for a drug in words. The policies are the server's; nothing is decided here.
import { extension, extensions, valueOf } from './fhir.js';

const REQUIREMENTS = { required: 'required', optional: 'may be sent', forbidden: 'not accepted' };
const FORMS = { 'administered-and-discarded': 'a line of its own', 'containers-rounded-up': 'whole containers on one line' };

const covers = (rule, code, date) => {
  const part = (name) => valueOf(extension(rule, name));
  const { start = '0', end = '9' } = part('valid') ?? {};
  const [first, last] = [part('first-code'), part('last-code')];
  return date >= start && date <= end && (!first || (code >= first && code <= (last ?? first)));
};

const SILENT = 'none published: as Medicare';

/** What a modifier is worth to the payer on a day: "required since 2017-01-01", or that nothing was published. */
function modifier(policies, name, code, date) {
  const rule = policies.flatMap((p) => extensions(p, 'discard-rule')).find((r) => valueOf(extension(r, 'modifier')) === name && covers(r, code, date));
  if (!rule) return SILENT;
  const since = valueOf(extension(rule, 'valid'))?.start;
  const kinds = extensions(rule, 'container').map(valueOf);
  return `${REQUIREMENTS[valueOf(extension(rule, 'requirement'))] ?? 'see the policy'}${since ? ` since ${since}` : ''}${kinds.includes('multi-dose') ? ', multi-dose too' : ''}`;
}

/** One row: the payer and its rules for single-dose vials of a code on a day. What a policy leaves to the one it is part of, that one says. */
export function policyRow(resource, all, code, date) {
  const wider = all.filter((other) => (resource.partOf ?? []).includes(other.url));
  const policies = [resource, ...wider].map((r) => extension(r, 'payer-policy'));
  const one = (name) => policies.map((policy) => valueOf(extension(policy, name))).find((value) => value !== undefined);
  const { start, end } = resource.effectivePeriod ?? {};
  const past = end && end < date ? ` (until ${end})` : start && start > date ? ` (from ${start})` : '';
  const ndc = one('ndc-required');
  return {
    payer: `${resource.title ?? resource.id}${past}`,
    jw: modifier(policies, 'JW', code, past ? (end ?? start) : date),
    jz: modifier(policies, 'JZ', code, past ? (end ?? start) : date),
    form: FORMS[one('line-form')] ?? SILENT,
    ndc: ndc === undefined ? SILENT : ndc ? 'required' : 'not required',
    sources: [...new Map((resource.derivedFromUri ?? []).filter((url) => /^https?:/.test(url)).map((url) => [new URL(url).hostname.replace('www.', ''), url]))],
    citation: valueOf(extension(policies[0], 'citation')) ?? '',
  };
}
