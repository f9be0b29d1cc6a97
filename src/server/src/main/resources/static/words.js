// The server's sentences for a person at this page: what they say of the elements of a request is said in words of the trade.
const WORDS = [
  [/ ?Ask again with billingCode (\w+): this dose is (\S+) units of it\./g, ' $1 bills this dose as $2 units.'],
  [/(Check it), and ask again with billingCode (\w+)\./g, '$1, and use $2 if it is right.'],
  [/Send the NDC, or name the code with billingCode\./g, 'Enter the NDC in place of the drug, or choose the code.'],
  [/Name (?:one|the one to bill|the code to bill) with billingCode\./g, 'Choose the code, or enter it in place of the drug.'],
  [/,? or name the code to bill with billingCode\./g, ', or enter the code in place of the drug.'],
  [/Send (?:dosage\.dose)(; dosage\.text is not read)?\./g, 'Enter the dose.'],
  [/ Send Medication\.form(?: and|, with) [^.]*\./g, ' Add the quantity by hand.'],
  [/Send placeOfService[^.]*\./g, 'Choose the place of service.'],
  [/Ask with claimType institutional if/g, 'It goes on the facility\'s claim if'],
  [/Send timeZone[^.]*\./g, 'Enter the date alone.'],
  [/(?:Put|Send) (?:the full date into )?effectiveDateTime[^.]*\.start[^.]*\./g, 'Enter the full date.'],
  [/ Send its NDC or RxNorm code as hosted in MedicationKnowledge, or name the code with billingCode\./g, ' Enter its HCPCS code, or the NDC of a package that is known here.'],
  [/ Send it with parameter resource, or name the code with billingCode\./g, ' Put it into the file, or name the code.'],
  [/; a volume counts where the strength is sent with the Medication or known/g, '; a volume counts where the strength is known'],
  [/ Send (?:the )?Medication\.form[^.]*\./g, ' Add the quantity by hand.'],
  [/Send effectiveDateTime[^.]*\./g, 'Enter the full date.'],
  [/Many payers want it: send it with the medication\./g, 'Many payers want it: choose the drug by its NDC.'],
  [/Send its NDC or RxNorm code, or name the code with billingCode\./g, 'Enter its NDC or its HCPCS code.'],
  [/Send an NDC or RxNorm code that the catalog holds, or give billingCode\./g, 'Enter an NDC that is known here, or the code.'],
  [/Send its administration, or leave the line out\./g, 'Add the record of it, or leave the line out.'],
  [/Send all pages at once\./g, 'Choose all pages at once.'],
  [/Send one of: [^.]*\./g, 'Choose another.'],
  [/Send it with a UCUM code, such as mg\./g, 'Choose the unit, such as mg.'],
  [/without a UCUM code; it is read as (\S+)\. Send the code to be sure\./g, 'without a code; it is read as $1. Check it.'],
  [/the time of effectivePeriod/g, 'the length of the administration'],
  [/effectivePeriod/g, 'the time of the administration'],
  [/Send the patient as subject\./g, 'Name the patient.'],
  [/Fill in subject\./g, 'Name the patient.'],
  [/subject references/g, 'names of the patients'],
  [/its subject or its partOf/g, 'its patient or its link to the administration'],
  [/requires the NDC\. Send it with the medication or with each container\./g, 'requires the NDC. Choose the drug by its NDC.'],
  [/Name another payer, or load its policy for that day\./g, 'Choose another payer.'],
  [/Send payer, or a coverage whose payor is known here\./g, 'Choose the payer.'],
  [/ state distinctness in distinct\./g, ' state a distinct service in the record.'],
  [/statement\.billingCode|billingCode/g, 'the billing code'],
  [/placeOfService/g, 'place of service'],
  [/claimType/g, 'kind of claim'],
  [/typeOfBill/g, 'type of bill'],
  [/dosage\.dose/g, 'the dose'],
  [/dosage\.text/g, 'the text of the dose'],
  [/discarded-amount/g, 'discarded amount'],
  [/container-used/g, 'opened container'],
  [/\bpartOf\b/g, 'link to the administration'],
  [/MedicationAdministrations?/g, 'record of the administration'],
  [/MedicationDispenses?/g, 'record of the dispense'],
  [/\bOperationOutcome\b/g, 'answer'],
  [/discard-rule-discarded/g, 'JW'],
  [/discard-rule-none-discarded/g, 'JZ'],
  [/ndc-required/g, 'NDC'],
  [/unit-ceiling/g, 'most units a day'],
  [/line-form/g, 'the line of discarded drug'],
  [/(?:(?:default|facility)-)?(?:place-of-service|type-of-bill)|modifier-order|claim-limit|revenue-code|setting-not-billable/g, (slug) => slug.replace('default-', '').replaceAll('-', ' ')],
  [/\{([A-Z]\d{4})\}/g, 'units of $1'],
  [/\{(\w+)\}/g, '$1'],
  [/\b([Ss])end\b/g, (all, letter) => (letter === 'S' ? 'Enter' : 'enter')],
  [/\bceil\(((?:[^()]|\([^()]*\))*)\)/g, '($1, rounded up)'],
  [/\bfloor\(((?:[^()]|\([^()]*\))*)\)/g, '($1, rounded down)'],
  [/\[iU\]/g, 'international units'],
  [/\[U\]/g, 'units'],
  [/\bug\b/g, 'mcg'],
];

/** The names of the payers by their codes, as the server has them. */
export const payerNames = new Map();

/** A sentence of the server without names of elements. */
export function inWords(sentence) {
  const said = WORDS.reduce((text, [pattern, words]) => text.replace(pattern, words), sentence)
    .replace(/\bpayer ([a-z][a-z0-9-]*)/gi, (all, code) => payerNames.get(code) ?? all);
  // What is left, such as an input that is new: "effectivePeriod" is read as "effective period".
  return said.replace(/\b[a-z]+(?:[A-Z][a-z]+)+\b/g, (name) => name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)).trim().replace(/^[a-z]/, (letter) => letter.toUpperCase());
}
