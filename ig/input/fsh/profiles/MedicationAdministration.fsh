Profile: PriceUnitsMedicationAdministration
Parent: MedicationAdministration
Id: price-units-medication-administration
Title: "Administration that prices well"
Description: "What pricing reads from an administration. Other administrations are accepted too; what they lack is refused or remarked on by name."
* insert Stamp
* extension contains
    DiscardedAmount named discarded-amount 0..1 MS and
    ContainerUsed named container-used 0..* MS and
    DistinctService named distinct-service 0..1 MS
* identifier MS
* identifier ^short = "Without it, billing the administration twice cannot be noticed"
* status MS
* status ^short = "completed is billed; stopped is billed as given and flagged"
* medication[x] MS
* medication[x] ^short = "NDC or RxNorm code; with an NDC the line carries it"
* subject MS
* context MS
* context ^short = "Encounter: place of service, provider, diagnosis"
* effective[x] MS
* effective[x] ^short = "Date of service, with the offset of the site"
* performer MS
* reasonCode MS
* reasonReference MS
* dosage 1..1 MS
* dosage.dose 1..1 MS
* dosage.dose ^short = "Amount given, in UCUM"
* dosage.dose obeys pu-administration-1
* obeys pu-administration-2

Profile: DiscardRecord
Parent: MedicationAdministration
Id: discard-record
Title: "Record of discarded drug"
Description: "The way in which FHIR records waste: a second administration that was not done, tied to the one that was."
* insert Stamp
* status = #not-done
* statusReason 1..*
* statusReason from https://price-units.github.io/fhir/ValueSet/waste-reasons (required)
* partOf 1..1 MS
* partOf only Reference(MedicationAdministration)
* dosage 1..1
* dosage.dose 1..1 MS
* dosage.dose ^short = "Amount that was discarded"
