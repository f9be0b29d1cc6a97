// The request of $price-units for lines of a form, a grid or a file.
import { HCPCS, NDC, OWN, UCUM } from './fhir.js';
import { unitWord } from './units.js';

export const OPERATION = 'MedicationAdministration/$price-units';

const quantity = (value, unit) => ({ value, unit: unitWord(unit), system: UCUM, code: unit });
const own = (name, content) => ({ url: `${OWN}/StructureDefinition/${name}`, ...content });

/**
 * A record of what a line says: {drug: {system, code, billedAs}, date, dose, unit, vials: [{size, count, kind, shared}],
 * discarded, wasteUnknown}. Lines of one patient and day are rounded together, so each line needs to say whose it is.
 */
export function administration(line, patient) {
  const { drug } = line;
  const coding = [
    ...(drug.system === HCPCS ? [{ system: HCPCS, code: drug.code }] : []),
    ...(drug.billedAs ? [{ system: HCPCS, code: drug.billedAs }] : []),
    ...(drug.system === NDC ? [{ system: NDC, code: drug.code }] : []),
  ];
  const extension = [];
  if (line.discarded !== undefined) extension.push(own('discarded-amount', { valueQuantity: quantity(line.discarded, line.unit) }));
  if (!line.wasteUnknown) extension.push(...line.vials.map((vial) => container(vial, line.unit)));
  return {
    resourceType: 'MedicationAdministration', status: 'completed',
    medicationCodeableConcept: { coding },
    subject: { reference: `Patient/${patient}` },
    effectiveDateTime: line.date,
    dosage: { dose: quantity(line.dose, line.unit) },
    ...(extension.length && { extension }),
  };
}

function container({ size, count, kind, shared }, unit) {
  const part = [{ url: 'size', valueQuantity: quantity(size, unit) }, { url: 'count', valuePositiveInt: count }];
  if (kind) part.push({ url: 'kind', valueCode: kind });
  if (shared) part.push({ url: 'shared', valueBoolean: true });
  return own('container-used', { extension: part });
}

/** The call for records, each a resource or the reference of a stored one, with what stands beside them. */
export const call = (records, { payer, place }, resources = []) => ({
  resourceType: 'Parameters',
  parameter: [
    ...(payer ? [{ name: 'payer', valueCode: payer }] : []),
    ...(place ? [{ name: 'placeOfService', valueCode: place }] : []),
    ...records.map((record) => (record.resourceType ? { name: 'administration', resource: record } : { name: 'administrationReference', valueReference: record })),
    ...resources.map((resource) => ({ name: 'resource', resource })),
  ],
});

/** Says where more than half of the opened drug is discarded: rare, costly, and often a slip of the finger. */
export function largeDiscard({ dose, unit, vials, discarded, wasteUnknown }) {
  if (wasteUnknown) return undefined;
  const opened = vials.filter((v) => !v.shared && v.kind !== 'multi-dose').reduce((sum, v) => sum + v.size * v.count, 0);
  const wasted = discarded ?? opened - dose;
  const whole = Math.max(opened, discarded === undefined ? 0 : dose + discarded);
  const shown = (value) => `${Number(value.toPrecision(9))} ${unitWord(unit)}`;
  return wasted > whole / 2 ? `${shown(wasted)} of ${shown(whole)} would be discarded: more than half.` : undefined;
}
