package org.priceunits.domain.billing;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.priceunits.domain.billing.Administration.Drug;
import org.priceunits.domain.product.HcpcsCode;
import org.priceunits.domain.product.Modifier;

/**
 * Administrations to price together, and the terms to price them on.
 *
 * @param administrations in the order of the request
 * @param unpriced drugs of further administrations of the call that lack what pricing needs; the
 *     call's code may be about them
 * @param payer code of the payer whose rules apply
 * @param billingCode the HCPCS code to bill the one drug of the call with; absent if each product
 *     decides
 * @param placeOtherwise place of service for administrations that record none; absent if the policy
 *     assumes one
 * @param institutional true for an institutional claim, which carries no place of service
 * @param modifiers additional modifiers for every line
 * @param today the day of the call
 * @param asOf uses only reference data posted by that day
 */
public record PricingRequest(
    List<Administration> administrations,
    List<Drug> unpriced,
    String payer,
    @Nullable HcpcsCode billingCode,
    @Nullable String placeOtherwise,
    boolean institutional,
    List<Modifier> modifiers,
    LocalDate today,
    LocalDate asOf) {
  public PricingRequest {
    administrations = List.copyOf(administrations);
    unpriced = List.copyOf(unpriced);
    modifiers = List.copyOf(modifiers);
  }
}
