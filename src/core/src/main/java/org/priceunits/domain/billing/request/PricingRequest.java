package org.priceunits.domain.billing.request;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
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
 * @param places the places of service that the call knows of
 * @param coveredPatient the patient whom the coverage of the call covers; absent if it names none
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
    Places places,
    @Nullable String coveredPatient,
    boolean institutional,
    List<Modifier> modifiers,
    LocalDate today,
    LocalDate asOf) {
  /**
   * CMS place-of-service codes that the call knows of.
   *
   * @param stated the one stated for all administrations; absent if the records decide
   * @param otherwise the one for administrations that record none; absent if the policy assumes one
   */
  public record Places(@Nullable String stated, @Nullable String otherwise) {
    /** The records decide, otherwise the policy. */
    public static final Places OF_RECORDS = new Places(null, null);
  }

  /** Returns the same call about other administrations. */
  public PricingRequest with(List<Administration> kept, List<Drug> others) {
    return new PricingRequest(
        kept,
        others,
        payer,
        billingCode,
        places,
        coveredPatient,
        institutional,
        modifiers,
        today,
        asOf);
  }

  public PricingRequest {
    administrations = List.copyOf(administrations);
    unpriced = List.copyOf(unpriced);
    modifiers = List.copyOf(modifiers);
  }
}
