Profile: ChargeItemDefinitionPolicy
Parent: ChargeItemDefinition
Id: charge-item-definition-policy
Title: "Payer policy"
Description: "The published rules of one payer, as data: change it with a PUT, no build is needed."
* insert Stamp
* insert ForPayer
* extension contains PayerPolicyExtension named payer-policy 1..1
* title 1..1
* code 0..0
* propertyGroup 0..0

Profile: ChargeItemDefinitionFee
Parent: ChargeItemDefinition
Id: charge-item-definition-fee
Title: "Fee"
Description: "The price of one unit of one code for one payer, for one quarter as posted on one day. A reposting is a new resource, so that an older answer can be worked out again."
* insert Stamp
* insert ForPayer
* code 1..1
* code.coding 1..1
* code.coding.system = $HCPCS
* code.coding.code 1..1
* effectivePeriod 1..1
* effectivePeriod.start 1..1
* effectivePeriod.end 1..1
* propertyGroup 1..1
* propertyGroup.priceComponent 1..1
* propertyGroup.priceComponent.type = #base
* propertyGroup.priceComponent.code 1..1
* propertyGroup.priceComponent.code from $PriceBases (required)
* propertyGroup.priceComponent.amount 1..1
* propertyGroup.priceComponent.amount.value 1..1
* propertyGroup.priceComponent.amount.currency = #USD

RuleSet: ForPayer
* version 1..1
* status = #active
* date 1..1
* date ^short = "Day of posting; a policy dates its rules itself and has the day of the first"
* description 1..1
* useContext 1..1
* useContext.code = $ContextType#payer
* useContext.value[x] only CodeableConcept
* useContext.valueCodeableConcept from $Payers (extensible)
