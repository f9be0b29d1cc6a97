Extension: Valid
Id: valid
Title: "Valid"
Description: "Dates of service for which this mapping holds."
Context: ConceptMap.group.element.target
* insert Stamp
* value[x] 1..1
* value[x] only Period

Extension: LastNamed
Id: last-named
Title: "Last named"
Description: "The newest quarter whose crosswalk names this package with this code, such as 2025Q4. Absent where the mapping is kept by hand."
Context: ConceptMap.group.element.target
* insert Stamp
* value[x] 1..1
* value[x] only string

Extension: RxnormTermType
Id: rxnorm-term-type
Title: "RxNorm term type"
Description: "How much of a drug the RxNorm code names, as RxNorm abbreviates it: IN (ingredient), PIN, MIN (several), BN (brand), SCDC, SCD, SBDC, SBD, GPCK, BPCK. Absent for a drug of which only its packages are known; it counts as one without a maker."
Context: ConceptMap.group.element
* insert Stamp
* value[x] 1..1
* value[x] only code

Extension: AllCodes
Id: all-codes
Title: "All codes"
Description: "True if the targets are all codes that the drug can have, so that descriptions of codes add none."
Context: ConceptMap.group.element
* insert Stamp
* value[x] 1..1
* value[x] only boolean

Extension: UnitsRatio
Id: units-ratio
Title: "Units ratio"
Description: "How many units of the new code hold the drug of one unit of the old code. Units are never converted with it, since the old ones are rounded; it shows how the two codes relate."
Context: ConceptMap.group.element.target
* insert Stamp
* value[x] 1..1
* value[x] only decimal

Extension: EffectivePeriod
Id: effective-period
Title: "Effective period"
Description: "Dates of service for which this knowledge about a package, or this list of codes, holds."
Context: MedicationKnowledge, ValueSet
* insert Stamp
* value[x] 1..1
* value[x] only Period

Extension: KnowledgeVersion
Id: knowledge-version
Title: "Knowledge version"
Description: "Version of this knowledge about a package."
Context: MedicationKnowledge
* insert Stamp
* value[x] 1..1
* value[x] only string

Extension: Citation
Id: citation
Title: "Citation"
Description: "Where this knowledge was read: a file, a label or a published policy."
Context: MedicationKnowledge, MedicationKnowledge.drugCharacteristic, MedicationKnowledge.ingredient, ConceptMap, ConceptMap.group.element.target, CodeSystem, CodeSystem.concept
* insert Stamp
* value[x] 1..1
* value[x] only string

Extension: FreeOfCharge
Id: free-of-charge
Title: "Free of charge"
Description: "Dates on which the manufacturer supplied this package free of charge."
Context: MedicationKnowledge
* insert Stamp
* value[x] 1..1
* value[x] only Period

Extension: HcpcsRelease
Id: hcpcs-release
Title: "HCPCS release"
Description: "The name of a loaded file of CMS's HCPCS Level II release. A code has the data of the newest one that lists it."
Context: CodeSystem
* insert Stamp
* value[x] 1..1
* value[x] only string

Extension: EarlierDosage
Id: earlier-dosage
Title: "Earlier dosage"
Description: "What one unit of the code stood for under an earlier descriptor, or while the code was that of another drug."
Context: CodeSystem.concept
* insert Stamp
* extension contains
    value 0..1 and
    unit 0..1 and
    serviceUnit 0..1 and
    serviceMostValue 0..1 and
    serviceMostUnit 0..1 and
    text 1..1 and
    since 0..1 and
    release 1..1 and
    added 0..1 and
    until 1..1 and
    valid 0..1
* insert Part(extension[value], decimal, "Amount of drug of one unit; absent if the descriptor\, or the day on which it changed\, is not certain")
* insert Part(extension[unit], code, "Its unit\, as in the property dosage-unit")
* insert Part(extension[serviceUnit], code, "The service that one unit stood for in place of an amount\, as in the property service-unit")
* insert Part(extension[serviceMostValue], decimal, "The most drug that one such service stood for")
* insert Part(extension[serviceMostUnit], code, "Its unit")
* insert Part(extension[text], string, "The descriptor")
* insert Part(extension[since], date, "Day of the earliest known action of a release that states it")
* insert Part(extension[release], string, "Newest release that states it\, such as 2016-01")
* insert Part(extension[added], date, "First day of the code\, as that release states it")
* insert Part(extension[until], date, "Last day of the code as that release states it\, otherwise the last day of that release")
* insert Part(extension[valid], Period, "Dates of service on which it was in force; absent if a newer release says that it never was")

Extension: CoinsurancePercentage
Id: coinsurance-percentage
Title: "Coinsurance percentage"
Description: "The patient's share of the payment limit in percent, as CMS publishes it. It changes no price here."
Context: ChargeItemDefinition
* insert Stamp
* value[x] 1..1
* value[x] only decimal

Extension: PricedAmount
Id: priced-amount
Title: "Priced amount"
Description: "The amount of drug that a price is for, where its code stands for drugs without a code of their own; the price is of the package that the code names beside it."
Context: ChargeItemDefinition
* insert Stamp
* value[x] 1..1
* value[x] only Quantity

Extension: Basis
Id: basis
Title: "Basis"
Description: "What the source of this statement speaks of, where it is not the package itself: licence, for a licence and a strength of FDA's Purple Book. A statement about the package is believed before it."
Context: MedicationKnowledge.drugCharacteristic, MedicationKnowledge.ingredient
* insert Stamp
* value[x] 1..1
* value[x] only code

Extension: CrosswalkSize
Id: crosswalk-size
Title: "Crosswalk size"
Description: "Content and PKG SIZE of one item as quarters of CMS's crosswalk state them. The size is millilitres of a liquid, 1 for a powder, a number of tablets, and other things besides: alone it is no strength."
Context: MedicationKnowledge
* insert Stamp
* extension contains
    content 1..1 and
    size 1..1 and
    first 1..1 and
    last 1..1
* insert Part(extension[content], Quantity, "Billing units of one item times the dosage of the code")
* insert Part(extension[size], decimal, "PKG SIZE as printed")
* insert Part(extension[first], string, "First quarter that states both: 2024Q1")
* insert Part(extension[last], string, "Last such quarter")

Extension: FdaListing
Id: fda-listing
Title: "FDA listing"
Description: "The listing of this package in FDA's NDC Directory. What it says of form, strength and container stands in doseForm, ingredient and drugCharacteristic, with its citation."
Context: MedicationKnowledge
* insert Stamp
* extension contains
    listed 1..1 and
    application 0..1 and
    marketing 0..1
* insert Part(extension[listed], date, "Day of the directory")
* insert Part(extension[application], string, "Number of the application or licence")
* insert Part(extension[marketing], Period, "Dates of marketing")


Extension: CodeForm
Id: code-form
Title: "Code form"
Description: "A regular expression that every code of this system matches as a whole, such as [A-Z][0-9]{4}. A code that does not match it is not in the system, though the system is held as a fragment."
Context: CodeSystem
* insert Stamp
* value[x] 1..1
* value[x] only string

Extension: ValueForm
Id: value-form
Title: "Form of the codes with a value"
Description: "A regular expression that every code with this value of the property matches as a whole, such as [A-Z][A-Z0-9] for the modifiers of HCPCS. A code that does not match it does not have the value, though the system is held as a fragment."
Context: CodeSystem.property
* insert Stamp
* extension contains
    value 1..1 and
    form 1..1
* insert Part(extension[value], string, "Value of the property")
* insert Part(extension[form], string, "Regular expression of the codes")

Extension: CompleteFor
Id: complete-for
Title: "Complete for"
Description: "A regular expression of the codes of which this fragment holds all, such as [JQ][0-9]{4}. A code that matches it as a whole and is not in the fragment is not in the system."
Context: CodeSystem
* insert Stamp
* value[x] 1..1
* value[x] only string
