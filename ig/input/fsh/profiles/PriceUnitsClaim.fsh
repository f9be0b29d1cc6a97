Profile: PriceUnitsClaim
Parent: Claim
Id: price-units-claim
Title: "Priced drug claim"
Description: "The draft claim that comes out of pricing: administered units on one line, discarded units with JW on another, the NDC in the detail of the line, the working beside it."
* insert Stamp
* status = #draft
* use = #claim
* type from $ClaimTypes (required)
* obeys pu-claim-3
* identifier ^short = "One per administration; a stored live claim with the same one bills the same administration"
* supportingInfo.code from $ClaimInformation (extensible)
* item 1..*
* item obeys pu-claim-1 and pu-claim-2 and pu-claim-5
* item.extension contains Working named working 1..1
* item.productOrService ^short = "HCPCS code that was valid on the date of service"
* item.modifier 0..4
* item.modifier from $Modifiers (required)
* item.serviced[x] 1..1
* item.serviced[x] only date
* item.location[x] only CodeableConcept
* item.location[x] from $PlacesOfService (required)
* item.quantity 1..1
* item.quantity.value 1..1
* item.quantity.unit = "UN"
* item.detail 0..1
* item.detail ^short = "The drug package: NDC and its quantity"
* item.detail obeys pu-claim-4
