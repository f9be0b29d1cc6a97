// R4's ChargeItem has no element for these parts of a claim line.

Extension: Modifier
Id: modifier
Title: "Modifier of a charge"
Description: "A modifier of the charge's code. The order of the extensions is the order on the claim line."
Context: ChargeItem
* insert Stamp
* value[x] 1..1
* value[x] only CodeableConcept
* valueCodeableConcept from $Modifiers (required)

Extension: NdcQuantity
Id: ndc-quantity
Title: "NDC quantity of a charge"
Description: "How much of the package with the charge's NDC the line bills, in the unit of the claim: UN, ML, GR, F2 or ME."
Context: ChargeItem
* insert Stamp
* value[x] 1..1
* value[x] only Quantity

Extension: PlaceOfService
Id: place-of-service
Title: "Place of service of a charge"
Description: "CMS place of service, on a charge for a professional claim."
Context: ChargeItem
* insert Stamp
* value[x] 1..1
* value[x] only CodeableConcept
* valueCodeableConcept from $PlacesOfService (required)

Extension: RevenueCode
Id: revenue-code
Title: "Revenue code of a charge"
Description: "NUBC revenue code, on a charge for an institutional claim."
Context: ChargeItem
* insert Stamp
* value[x] 1..1
* value[x] only CodeableConcept

Extension: TypeOfBill
Id: type-of-bill
Title: "Type of bill of a charge"
Description: "NUBC type of bill, on a charge for an institutional claim."
Context: ChargeItem
* insert Stamp
* value[x] 1..1
* value[x] only code
