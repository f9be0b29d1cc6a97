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
