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
  [/effectivePeriod/g, 'the time of the administration'],
  [/Send the patient as subject\./g, 'Name the patient.'],
  [/Fill in subject\./g, 'Name the patient.'],
  [/subject references/g, 'names of the patients'],
  [/its subject or its partOf/g, 'its patient or its link to the administration'],
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
  [/\bceil\(((?:[^()]|\([^()]*\))*)\)/g, '($1, rounded up)'],
  [/\bfloor\(((?:[^()]|\([^()]*\))*)\)/g, '($1, rounded down)'],
  [/\[iU\]/g, 'international units'],
  [/\[U\]/g, 'units'],
  [/\bug\b/g, 'mcg'],
];

/** A sentence of the server without names of elements. */
export function inWords(sentence) {
  const said = WORDS.reduce((text, [pattern, words]) => text.replace(pattern, words), sentence);
  // What is left, such as an input that is new: "effectivePeriod" is read as "effective period".
  return said.replace(/\b[a-z]+(?:[A-Z][a-z]+)+\b/g, (name) => name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)).trim();
}
