/**
 * Decides which HCPCS codes are hosted, with which dosage and successor: CMS's files joined with
 * small hand-kept tables, each row with its source.
 *
 * <p>Entry: {@link org.priceunits.loading.codes.Dosages} and {@link
 * org.priceunits.loading.codes.HostedCodes}. May depend on {@code loading.cms}, {@code
 * loading.write} and {@code domain}.
 */
@org.jspecify.annotations.NullMarked
package org.priceunits.loading.codes;
