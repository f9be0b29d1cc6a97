Extension: Working
Id: working
Title: "Working"
Description: "How a claim line or charge came about: what was given, from which containers, by which formula, rule, policy and price."
Context: Claim.item, ChargeItem
* insert Stamp
* extension contains
    dose 1..1 and
    dosage 0..1 and
    discarded 0..1 and
    container 0..* and
    formula 1..1 and
    rule 1..* and
    policy 1..1 and
    codeSystemVersion 0..1 and
    priceBasis 0..1 and
    priceSource 0..1 and
    postedOn 0..1 and
    software 1..1
* insert Part(extension[dose], Quantity, "Dose given as the sum over the administrations of the line")
* insert Part(extension[dosage], Quantity, "Amount of drug that one unit of the code stands for")
* insert Part(extension[discarded], Quantity, "Amount of drug that was discarded")
* insert Part(extension[formula], string, "The arithmetic in words and numbers")
* insert BoundPart(extension[rule], Coding, "Rule of billing that was applied", $BillingRules)
* insert Part(extension[policy], canonical, "Payer policy and its version")
* insert Part(extension[codeSystemVersion], string, "Version of the code system that the code and its dosage were read from")
* insert BoundPart(extension[priceBasis], code, "limit | charge", $PriceBases)
* insert Part(extension[priceSource], canonical, "Fee that gave the unit price and its version")
* insert Part(extension[postedOn], date, "Day on which the price was posted")
* insert Part(extension[software], string, "Name and version of the software")
* extension[container] ^short = "Container that was opened"
* extension[container].value[x] 0..0
* extension[container]
  * insert ContainerParts
