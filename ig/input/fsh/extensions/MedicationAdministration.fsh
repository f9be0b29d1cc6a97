Extension: DiscardedAmount
Id: discarded-amount
Title: "Discarded amount"
Description: "Amount of drug that was left over from the containers opened for this administration and was discarded; 0 where nothing was."
Context: MedicationAdministration
* insert Stamp
* value[x] 1..1
* value[x] only Quantity

Extension: ContainerUsed
Id: container-used
Title: "Container used"
Description: "A container that was opened for this administration. What was discarded can be worked out where all containers are stated, single-dose and not shared."
Context: MedicationAdministration
* insert Stamp
* insert ContainerParts
* obeys pu-container-1

Extension: DistinctService
Id: distinct-service
Title: "Distinct service"
Description: "Asserts that this administration is a service distinct from others of the same drug on the same day, and names the modifier. Without it the doses of a day are summed before rounding."
Context: MedicationAdministration
* insert Stamp
* value[x] 1..1
* value[x] only code
* value[x] from $DistinctModifiers (required)
