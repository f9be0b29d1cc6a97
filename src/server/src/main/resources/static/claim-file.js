// An X12 837: its claims, and the part of the file that is about the claims of one visit, which the server checks together.

const ISA_LENGTH = 106;

export const isClaimFile = (text) => text.trimStart().startsWith('ISA');

/**
 * {claims} or {fault}: a claim is {number, patient: {name, born, member}, days, lines, part}. Days are as 2024-05-01, lines as "J0202-JW x 7"; part is
 * what fileOf() makes a file of. The server reads the values, and refuses what it cannot read.
 */
export function readClaims(text) {
  const { segments, write } = segmentsOf(text.trim());
  const fault = miscounted(segments);
  if (fault) return { fault };
  const claims = [];
  let group;
  let head = [];
  let levels = {};
  let all = [];
  let level;
  for (const segment of segments) {
    const [id] = segment;
    if (id === 'GS') group = segment;
    else if (id === 'ST') { head = [segment]; levels = {}; all = []; level = head; }
    else if (id === 'HL') { level = startLevel(levels, segment); all.push(segment); }
    else if (id === 'CLM') { level = [segment]; claims.push({ levels: Object.values(levels), all, head, group, own: level }); }
    else if (!['ISA', 'SE', 'GE', 'IEA'].includes(id)) level?.push(segment);
  }
  return claims.length ? { claims: claims.map((claim) => described(claim, segments[0], write)) } : { fault: 'The file has no claim. Choose the 837 with the claims.' };
}

/** A file of some claims alone, with the segments of their patients and payers, and of the sender. */
export function fileOf(claims) {
  const [{ isa, write }] = claims.map(({ part }) => part);
  const groups = claims.flatMap(({ part: { group, transaction } }) => [
    group, ...transaction, ['SE', String(transaction.length + 1), transaction[0][2]], ['GE', '1', group[6]]]);
  return write([isa, ...groups, ['IEA', String(claims.length), isa[13]]]);
}

/** The delimiters stand at fixed places of the first segment. */
function segmentsOf(text) {
  const [element, end] = [text[3], text[ISA_LENGTH - 1]];
  return {
    segments: text.split(end).map((segment) => segment.trim().split(element)).filter(([id]) => id),
    write: (segments) => segments.map((segment) => segment.join(element) + end).join('\n'),
  };
}

/** Sender, subscriber, patient: a new one ends those below the one before. */
function startLevel(levels, segment) {
  const kind = segment[3];
  for (const below of { 20: ['22', '23'], 22: ['23'] }[kind] ?? []) delete levels[below];
  return levels[kind] = [segment];
}

/**
 * The levels of one claim with the numbers that they have alone. A number, or a mark of levels below, that is wrong in the whole file stays wrong, so
 * that the server says it.
 */
function numbered(levels, all) {
  const numbers = new Map(levels.map(([hl], i) => [hl[1], all.indexOf(hl) + 1 === Number(hl[1]) ? String(i + 1) : hl[1]]));
  const mark = (has) => (has ? '1' : '0');
  return levels.map(([hl, ...others]) => {
    const [id, number, parent, kind, below] = hl;
    const truth = mark(all.some(([, , of]) => of === number));
    const has = levels.some(([[, , of]]) => of === number);
    const own = [id, numbers.get(number), numbers.get(parent) ?? parent, kind];
    return [below === undefined ? own : [...own, mark(has === (below === truth))], ...others];
  });
}

/** A file that lost a part says so by its counts, which the parts of it no longer have. */
function miscounted(segments) {
  let from = 0;
  const counts = { ST: 0, GS: 0 };
  for (const [i, [id, first, second]] of segments.entries()) {
    if (id === 'ST') { from = i; counts.ST++; }
    if (id === 'GS') { counts.GS++; counts.ST = 0; }
    if (id === 'SE' && (Number(first) !== i - from + 1 || second !== segments[from][2])) return `The 837 is damaged: transaction ${second} says ${first} segments and has ${i - from + 1}. Ask its sender for the whole file.`;
    if (id === 'GE' && Number(first) !== counts.ST) return `The 837 is damaged: a group says ${first} transactions and has ${counts.ST}. Ask its sender for the whole file.`;
  }
  const [last, groups, number] = segments.at(-1);
  const whole = last === 'IEA' && Number(groups) === counts.GS && number === segments[0][13];
  return whole ? undefined : 'The 837 breaks off or is damaged: its end does not match its beginning. Ask its sender for the whole file.';
}

function described({ levels, all, head, group, own }, isa, write) {
  const people = numbered(levels, all).flat();
  const found = (id, test = () => true) => people.findLast((segment) => segment[0] === id && test(segment));
  const person = found('NM1', ([, who]) => who === 'QC') ?? found('NM1', ([, who]) => who === 'IL') ?? [];
  const member = found('NM1', ([, who]) => who === 'IL')?.[9] ?? '';
  const transaction = [...head, ...people, ...own];
  return {
    number: own[0][1],
    patient: { name: [person[3], person[4]].filter(Boolean).join(', '), born: day(found('DMG')?.[2]), member },
    days: [daysOf(own, '472'), daysOf(own, '434')].find((days) => days.length) ?? [],
    lines: own.filter(([id]) => id === 'SV1' || id === 'SV2').map((segment) => line(segment, isa[16])),
    part: { isa, group, transaction, write },
  };
}

/** The days of the lines, or, where they have none, the ends of the claim's period, in their order. */
const daysOf = (own, wanted) =>
  own.filter(([id, kind]) => id === 'DTP' && kind === wanted).flatMap(([, , , value]) => value.split('-').map(day)).sort();

const day = (digits) => (digits ? `${digits.slice(0, 4)}-${digits.slice(4, 6)}-${digits.slice(6, 8)}` : '');

/** "J0202-JW x 7", of a professional or an institutional line. */
function line(segment, inner) {
  const [product, units] = segment[0] === 'SV1' ? [segment[1], segment[4]] : [segment[2], segment[5]];
  return `${(product ?? '').split(inner).slice(1, 6).filter(Boolean).join('-')} x ${units ?? '?'}`;
}
