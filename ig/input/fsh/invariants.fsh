Invariant: pu-claim-1
Description: "Units are whole and at least one (R1)"
Severity: #error
Expression: "quantity.value >= 1 and quantity.value = quantity.value.truncate()"

Invariant: pu-claim-2
Description: "JW and JZ never stand on one line"
Severity: #error
Expression: "(modifier.coding.where(code = 'JW').exists() and modifier.coding.where(code = 'JZ').exists()).not()"

// Both sides are reduced to code and date, since FHIRPath cannot look at two items at once.
Invariant: pu-claim-3
Description: "A line with JW stands beside a line of the same code and date without it (R10)"
Severity: #error
Expression: "item.where(modifier.coding.where(code = 'JW').exists()).select(productOrService.coding.first().code & ' ' & serviced.toString()).subsetOf(item.where(modifier.coding.where(code = 'JW').empty()).select(productOrService.coding.first().code & ' ' & serviced.toString()))"

Invariant: pu-claim-4
Description: "An NDC has no hyphens and 11 digits, or 12 in the form that begins in 2033"
Severity: #error
Expression: "productOrService.coding.where(system = 'http://hl7.org/fhir/sid/ndc').all(code.matches('^[0-9]{11,12}$'))"

Invariant: pu-claim-5
Description: "A line with a unit price has the net of quantity and unit price, rounded to cents"
Severity: #error
Expression: "unitPrice.exists() implies (net.exists() and net.value = (quantity.value * unitPrice.value).round(2))"

Invariant: pu-charge-1
Description: "JW and JZ never stand on one charge"
Severity: #error
Expression: "(extension.where(url = 'https://price-units.github.io/fhir/StructureDefinition/modifier').value.coding.where(code = 'JW').exists() and extension.where(url = 'https://price-units.github.io/fhir/StructureDefinition/modifier').value.coding.where(code = 'JZ').exists()).not()"

Invariant: pu-charge-2
Description: "An NDC has no hyphens and 11 digits, or 12 in the form that begins in 2033"
Severity: #error
Expression: "product.coding.where(system = 'http://hl7.org/fhir/sid/ndc').all(code.matches('^[0-9]{11,12}$'))"

Invariant: pu-policy-1
Description: "A percentage is given where, and only where, the fee method needs it"
Severity: #error
Expression: "extension.where(url = 'fee-method' and value = 'percentage').exists() = extension.where(url = 'fee-percentage').exists()"

Invariant: pu-administration-1
Description: "A dose is more than nothing and has a unit"
Severity: #error
Expression: "value > 0 and (code.exists() or unit.exists())"

// A year or a month alone does not tell which code was valid.
Invariant: pu-administration-2
Description: "The administration has a full date of service"
Severity: #error
Expression: "iif(effective is Period, effective.start, effective).toString().length() >= 10"

Invariant: pu-container-1
Description: "A container that was opened has a size or an NDC, and its size is more than nothing"
Severity: #error
Expression: "extension.where(url = 'size' or url = 'ndc').exists() and extension.where(url = 'size').value.all(value > 0)"

Invariant: pu-package-1
Description: "A package has one NDC, without hyphens and of 11 digits, or 12 in the form that begins in 2033"
Severity: #error
Expression: "coding.where(system = 'http://hl7.org/fhir/sid/ndc').count() = 1 and coding.where(system = 'http://hl7.org/fhir/sid/ndc').all(code.matches('^[0-9]{11,12}$'))"

Invariant: pu-package-2
Description: "Single-dose or multi-dose is stated only with its source"
Severity: #error
Expression: "type.coding.where(code = 'container-type').exists() implies extension.where(url = 'https://price-units.github.io/fhir/StructureDefinition/citation').exists()"
