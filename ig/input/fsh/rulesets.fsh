// The publisher of FHIR guides stamps these; we compile without it.
RuleSet: Stamp
* ^version = "0.1.0"
* ^status = #active
* ^experimental = false
* ^date = "2026-11-23"
* ^publisher = "price-units"
* ^jurisdiction = urn:iso:std:iso:3166#US

// A part of a complex extension with a plain value.
RuleSet: Part(path, type, short)
* {path}.value[x] 1..1
* {path}.value[x] only {type}
* {path} ^short = {short}

RuleSet: BoundPart(path, type, short, valueSet)
* insert Part({path}, {type}, {short})
* {path}.value[x] from {valueSet} (required)

// What is known about a container that was opened.
RuleSet: ContainerParts
* extension contains
    ndc 0..1 and
    size 0..1 and
    count 0..1 and
    kind 0..1 and
    shared 0..1
* insert Part(extension[ndc], code, "NDC of the container")
* insert Part(extension[size], Quantity, "Labelled content of one container")
* insert Part(extension[count], positiveInt, "How many containers; 1 where left out")
* insert BoundPart(extension[kind], code, "single-dose | multi-dose", $ContainerTypes)
* insert Part(extension[shared], boolean, "Whether another patient was also given drug from it")
