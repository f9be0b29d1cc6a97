Profile: PriceUnitsChargeItem
Parent: ChargeItem
Id: price-units-charge-item
Title: "Priced drug charge"
Description: "A line that comes out of pricing, as a charge: administered units are one, discarded units with JW another. For systems that file charges and make the claim themselves."
* insert Stamp
* obeys pu-claim-1 and pu-charge-1 and pu-charge-2
* extension contains
    Modifier named modifier 0..4 and
    NdcQuantity named ndc-quantity 0..1 and
    PlaceOfService named place-of-service 0..1 and
    RevenueCode named revenue-code 0..1 and
    TypeOfBill named type-of-bill 0..1 and
    Working named working 1..1
* identifier ^short = "The administrations billed, and the line of each; a stored live charge with the same line bills it"
* status ^short = "billable as it comes out of pricing; the billing engine makes it billed"
* definitionCanonical 0..1
* definitionCanonical ^short = "The fee that gives the unit price, with its version"
* code ^short = "HCPCS code that was valid on the date of service"
* occurrence[x] 1..1
* occurrence[x] only dateTime
* occurrence[x] ^short = "Date of service"
* quantity 1..1
* quantity.value 1..1
* quantity.unit = "UN"
* factorOverride ^short = "Share of the fee that the payer pays"
* priceOverride ^short = "Net price of the line, where the call asks for it"
* service 1..*
* service only Reference(MedicationAdministration)
* product[x] only CodeableConcept
* product[x] ^short = "NDC of the package, 11 digits without hyphens"
