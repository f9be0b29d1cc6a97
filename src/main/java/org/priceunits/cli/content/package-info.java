/**
 * What is shipped in {@code fhir-resources}: CMS's files joined with small hand-kept tables.
 *
 * <p>Entry: {@link org.priceunits.cli.content.ShippedContent}. May depend on {@code cms}, {@code
 * fhir.out} and {@code domain}.
 */
@org.jspecify.annotations.NullMarked
package org.priceunits.cli.content;
