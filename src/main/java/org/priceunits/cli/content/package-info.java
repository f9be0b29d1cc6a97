/**
 * Generates the content shipped in {@code fhir-resources} from CMS's files and small tables
 * maintained by hand.
 *
 * <p>Entry: {@link org.priceunits.cli.content.ShippedContent}. May depend on {@code cms}, {@code
 * fhir.out} and {@code domain}.
 */
@org.jspecify.annotations.NullMarked
package org.priceunits.cli.content;
