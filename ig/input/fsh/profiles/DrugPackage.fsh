Profile: DrugPackage
Parent: MedicationKnowledge
Id: drug-package
Title: "Drug package"
Description: "What is known about one package: NDC, content of one container, strength, and, where a label or a published policy says so, whether the container is single-dose."
* insert Stamp
* extension contains
    EffectivePeriod named effective-period 0..1 and
    KnowledgeVersion named knowledge-version 1..1 and
    Citation named citation 1..1 and
    FreeOfCharge named free-of-charge 0..1 and
    CrosswalkSize named crosswalk-size 0..* and
    FdaListing named fda-listing 0..1
* status 1..1
* code 1..1
* code obeys pu-package-1
* code.coding ^short = "NDC and RxNorm"
* amount ^short = "Content of one container"
* synonym 1..*
* synonym ^short = "Brand first"
* packaging.quantity 1..1
* packaging.quantity ^short = "Containers in the package"
* drugCharacteristic.type 1..1
* drugCharacteristic.extension contains
    Citation named citation 0..1 and
    Basis named basis 0..1
* ingredient.extension contains
    Citation named citation 0..1 and
    Basis named basis 0..1
* drugCharacteristic obeys pu-package-2
