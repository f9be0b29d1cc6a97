// Code systems of others
Alias: $HCPCS = http://www.cms.gov/Medicare/Coding/HCPCSReleaseCodeSets
Alias: $NDC = http://hl7.org/fhir/sid/ndc

// Our own; defined in fhir-resources
Alias: $BillingRule = https://price-units.github.io/fhir/CodeSystem/billing-rule
Alias: $ContextType = https://price-units.github.io/fhir/CodeSystem/context-type
Alias: $Payer = https://price-units.github.io/fhir/CodeSystem/payer
Alias: $PriceBasis = https://price-units.github.io/fhir/CodeSystem/price-basis
Alias: $DrugCharacteristic = https://price-units.github.io/fhir/CodeSystem/drug-characteristic

Alias: $BillingRules = https://price-units.github.io/fhir/ValueSet/billing-rules
Alias: $ClaimInformation = https://price-units.github.io/fhir/ValueSet/claim-information-kinds
Alias: $ClaimTypes = https://price-units.github.io/fhir/ValueSet/claim-types
Alias: $ContainerTypes = https://price-units.github.io/fhir/ValueSet/container-types
Alias: $DiscardModifiers = https://price-units.github.io/fhir/ValueSet/discard-modifiers
Alias: $DistinctModifiers = https://price-units.github.io/fhir/ValueSet/distinct-service-modifiers
Alias: $Modifiers = https://price-units.github.io/fhir/ValueSet/modifiers
Alias: $Payers = https://price-units.github.io/fhir/ValueSet/payers
Alias: $PlacesOfService = https://price-units.github.io/fhir/ValueSet/places-of-service
Alias: $PriceBases = https://price-units.github.io/fhir/ValueSet/price-bases
Alias: $DiscardStatements = https://price-units.github.io/fhir/ValueSet/policy-discard-statements
Alias: $Requirements = https://price-units.github.io/fhir/ValueSet/policy-requirements
Alias: $LineForms = https://price-units.github.io/fhir/ValueSet/policy-line-forms
Alias: $FeeMethods = https://price-units.github.io/fhir/ValueSet/policy-fee-methods
Alias: $UnitCeilings = https://price-units.github.io/fhir/ValueSet/policy-unit-ceilings
Alias: $PolicyPoints = https://price-units.github.io/fhir/ValueSet/policy-points
