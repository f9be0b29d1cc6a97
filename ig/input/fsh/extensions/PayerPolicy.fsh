Extension: PayerPolicyExtension
Id: payer-policy
Title: "Payer policy"
Description: "The rules of one payer. A part that is absent was not published: it is named in not-published, and the reading of the reference policy is taken. So is its discard rule on a date for which the payer's own rules say nothing."
Context: ChargeItemDefinition
* insert Stamp
* extension contains
    citation 1..* and
    reference 0..1 and
    payer-identifier 0..* and
    discard-rule 0..* and
    line-form 0..1 and
    line-units 0..1 and
    unclassified-discard-code 0..* and
    discard-note-code 0..* and
    modifier-order 0..* and
    package-modifiers 0..1 and
    modifier-limit 0..1 and
    claim-limit 0..1 and
    default-place-of-service 0..1 and
    facility-place-of-service 0..* and
    default-type-of-bill 0..1 and
    revenue-code 0..1 and
    setting-not-billable 0..* and
    ndc-required 0..1 and
    preferred-code 0..* and
    fee-method 0..1 and
    fee-percentage 0..1 and
    unit-ceiling 0..1 and
    not-published 0..*
* insert Part(extension[citation], string, "Source of the rules in words")
* insert Part(extension[reference], boolean, "True for the one policy whose reading fills the silent points of others and that is assumed where no payer is named")
* insert Part(extension[payer-identifier], Identifier, "Identifier of the payer's Organization that a Coverage names")
* extension[discard-rule] ^short = "When a modifier states that drug was, or was not, discarded"
* extension[discard-rule].value[x] 0..0
* extension[discard-rule].extension contains
    modifier 1..1 and
    states 1..1 and
    requirement 1..1 and
    container 1..* and
    first-code 0..1 and
    last-code 0..1 and
    valid 0..1
* insert BoundPart(extension[discard-rule].extension[modifier], code, "JW | JZ", $DiscardModifiers)
* insert BoundPart(extension[discard-rule].extension[states], code, "discarded | none-discarded", $DiscardStatements)
* insert BoundPart(extension[discard-rule].extension[requirement], code, "required | optional | forbidden", $Requirements)
* insert BoundPart(extension[discard-rule].extension[container], code, "single-dose | multi-dose", $ContainerTypes)
* insert Part(extension[discard-rule].extension[first-code], code, "First HCPCS code of the range to which the rule applies; all codes where left out")
* insert Part(extension[discard-rule].extension[last-code], code, "Last HCPCS code of that range")
* insert Part(extension[discard-rule].extension[valid], Period, "Dates of service to which the rule applies; all where left out")
* insert BoundPart(extension[line-form], code, "administered-and-discarded | containers-rounded-up", $LineForms)
* extension[line-units] ^short = "Most units of one line; that of the reference policy where left out"
* extension[line-units].value[x] 0..0
* extension[line-units].extension contains
    most 1..1 and
    repeat 0..1 and
    valid 0..1
* insert Part(extension[line-units].extension[most], positiveInt, "Most units of one line: 100 or more")
* insert BoundPart(extension[line-units].extension[repeat], code, "Modifier of the second and every further line: 76. A line with more units is only pointed out where it is left out", $Modifiers)
* insert Part(extension[line-units].extension[valid], Period, "Dates of service to which it applies; all where left out")
* insert Part(extension[unclassified-discard-code], code, "HCPCS code for drugs without one whose discarded drug the payer takes as one unit with JW on a line of its own")
* insert Part(extension[discard-note-code], code, "HCPCS code whose discarded drug the payer wants explained in words on the claim")
* insert BoundPart(extension[modifier-order], code, "Modifier in its place; others follow as given", $Modifiers)
* extension[package-modifiers] ^short = "Modifiers that tell the lines of several NDCs of one drug apart; none where left out"
* extension[package-modifiers].value[x] 0..0
* extension[package-modifiers].extension contains
    first 1..1 and
    further 1..1
* insert BoundPart(extension[package-modifiers].extension[first], code, "On the lines of the first NDC: KP", $Modifiers)
* insert BoundPart(extension[package-modifiers].extension[further], code, "On the lines of every other NDC: KQ", $Modifiers)
* insert Part(extension[modifier-limit], positiveInt, "Number of modifiers that one line holds")
* insert Part(extension[claim-limit], Money, "Highest total of one professional claim")
* insert BoundPart(extension[default-place-of-service], code, "Place of service where the record names none", $PlacesOfService)
* insert BoundPart(extension[facility-place-of-service], code, "Place of service at which the facility bills the drug", $PlacesOfService)
* insert Part(extension[default-type-of-bill], code, "Type of bill of an institutional claim where none is given")
* insert Part(extension[revenue-code], code, "Revenue code of a drug line on an institutional claim")
* insert Part(extension[setting-not-billable], Coding, "Encounter class in which drugs are not billed by the unit")
* insert Part(extension[ndc-required], boolean, "Whether a drug line needs an NDC")
* insert Part(extension[preferred-code], code, "HCPCS code that the payer takes where one package has several")
* insert BoundPart(extension[fee-method], code, "limit | percentage | none", $FeeMethods)
* insert Part(extension[fee-percentage], decimal, "Percentage of the limit that is paid")
* insert BoundPart(extension[unit-ceiling], code, "applied | not-applied", $UnitCeilings)
* insert BoundPart(extension[not-published], code, "Point on which the payer published nothing that was found", $PolicyPoints)
* obeys pu-policy-1
