/**
 * What HAPI's validator lacks with HL7's newer library. For programs that bring
 * hapi-fhir-validation: the server, and the tests of each module. Pricing needs none of it.
 *
 * <p>Entry: {@link org.priceunits.validation.ValidatorContext}.
 */
@org.jspecify.annotations.NullMarked
package org.priceunits.validation;
