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
