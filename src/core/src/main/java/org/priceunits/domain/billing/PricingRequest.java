package org.priceunits.domain.billing;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.priceunits.domain.billing.Administration.Drug;
import org.priceunits.domain.product.HcpcsCode;
import org.priceunits.domain.product.Modifier;

/**
 * Administrations to price together, and on what terms.
 *
 * @param administrations in the order of the request
 * @param unpriced drugs of further administrations of the call, which lack what pricing needs: the
 *     call's code may be about them
 * @param payer code of the payer whose rules apply
 * @param billingCode bill the one drug that it is about with this code; absent where each product
 *     decides
 * @param placeOtherwise place of service of what no record places; absent where the policy assumes
 *     one
 * @param institutional true for a facility's claim, which carries no place of service
 * @param modifiers further modifiers for every line
 * @param today the day on which is asked
 * @param asOf use only what had been posted by that day
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
