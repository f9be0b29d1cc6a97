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
Description: "Dates of service for which this knowledge about a package holds."
Context: MedicationKnowledge
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
Context: MedicationKnowledge, MedicationKnowledge.drugCharacteristic, ConceptMap, ConceptMap.group.element.target, CodeSystem, CodeSystem.concept
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

Extension: CodeForm
Id: code-form
Title: "Code form"
Description: "A regular expression that every code of this system matches as a whole, such as [A-Z][0-9]{4}. A code that does not match it is not in the system, though the system is held as a fragment."
Context: CodeSystem
* insert Stamp
* value[x] 1..1
* value[x] only string

Extension: CompleteFor
Id: complete-for
Title: "Complete for"
Description: "A regular expression of the codes of which this fragment holds all, such as [JQ][0-9]{4}. A code that matches it as a whole and is not in the fragment is not in the system."
Context: CodeSystem
* insert Stamp
* value[x] 1..1
* value[x] only string
