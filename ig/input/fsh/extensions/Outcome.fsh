Extension: Successor
Id: successor
Title: "Successor"
Description: "The code that replaced a code that has ended."
Context: OperationOutcome.issue
* insert Stamp
* value[x] 1..1
* value[x] only Coding

Extension: SuccessorUnits
Id: successor-units
Title: "Successor units"
Description: "Billing units of the successor, worked out again from the dose."
Context: OperationOutcome.issue
* insert Stamp
* value[x] 1..1
* value[x] only Quantity

Extension: ClaimDifference
Id: claim-difference
Title: "Claim difference"
Description: "A difference between a claim line and the record: what is expected and found, what it changes, and what decides."
Context: OperationOutcome.issue
* insert Stamp
* extension contains
    expected 0..1 and
    found 0..1 and
    effect 0..1 and
    rule 0..1 and
    source 0..1
* insert Part(extension[expected], string, "By the record; absent where nothing is expected")
* insert Part(extension[found], string, "On the claim; absent where nothing is there")
* insert Part(extension[effect], Money, "Billed minus expected")
* insert BoundPart(extension[rule], Coding, "Rule of billing that decides", $BillingRules)
* insert Part(extension[source], canonical, "Policy or fee or code system that decides; with its version")

Extension: SuggestedSuccessor
Id: suggested-successor
Title: "Suggested successor"
Description: "A code that began on the day after the named one ended and is of the same drug by its description, where CMS names none in its place. It is a suggestion to check, and never billed by itself."
Context: OperationOutcome.issue
* insert Stamp
* value[x] 1..1
* value[x] only Coding

Extension: Candidate
Id: candidate
Title: "Candidate"
Description: "One of the codes that fit what the record says of the drug, so that the caller can answer with statement.billingCode."
Context: OperationOutcome.issue
* insert Stamp
* extension contains
    code 1..1 and
    brand 0..* and
    decides 1..*
* insert Part(extension[code], Coding, "The HCPCS code\, with CMS's description")
* insert Part(extension[brand], string, "Brand of a package that is known here and billed with the code on that day")
* insert Part(extension[decides], code, "What tells the candidates apart: biosimilar\, esrd\, form\, maker; drug where their descriptions name none of these")
