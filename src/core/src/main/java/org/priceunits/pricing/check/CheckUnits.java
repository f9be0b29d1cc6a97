package org.priceunits.pricing.check;

import java.util.List;
import java.util.Map;
import org.hl7.fhir.r4.model.Claim;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;
import org.priceunits.domain.billing.Catalogs;
import org.priceunits.domain.checking.BilledClaim;
import org.priceunits.domain.checking.ClaimCheck;
import org.priceunits.domain.checking.Difference;
import org.priceunits.domain.dose.Units;
import org.priceunits.pricing.ExpectedClaims;
import org.priceunits.pricing.PriceUnitsOperation;
import org.priceunits.pricing.ResourceStore;
import org.priceunits.pricing.read.ClaimReader;

/**
 * Performs {@code $check-units} independently of the transport: prices the administrations as
 * {@code $price-units} does and compares the claim with the result. Nothing is stored.
 */
public final class CheckUnits {
  private final PriceUnitsOperation pricing;

  public CheckUnits(PriceUnitsOperation pricing) {
    this.pricing = pricing;
  }

  /**
   * @param body Parameters or a Claim; absent for a call with query parameters only
   * @param query inputs beside the body
   * @param instance the stored claim that the URL names; absent at type level
   */
  public Parameters answer(
      @Nullable Resource body,
      Map<String, String[]> query,
      @Nullable Claim instance,
      ResourceStore store) {
    CheckUnitsRequest request = CheckUnitsRequest.read(body, query, instance);
    PriceUnitsOperation.Site site = pricing.site(new OtherClaims(store, request.claim()));
    Catalogs catalogs = site.knowledge().catalogs();
    StatedByClaim stated = new StatedByClaim(request);
    ExpectedClaims expected =
        PriceUnitsOperation.expected(
            stated.inputs(), stated.placeOfService(catalogs.codes()).orElse(null), query, site);
    BilledClaim billed = new ClaimReader(expected.references()).read(request.claim());
    List<Difference> differences =
        new ClaimCheck(catalogs, byText(site), expected.payer(), expected.asOf())
            .differences(billed, expected.drafts());
    return new CheckUnitsResponse(request, expected, differences).parameters();
  }

  /** Reads units as claims write them: as UCUM codes, or as the unit texts accepted for doses. */
  private static Units byText(PriceUnitsOperation.Site site) {
    return (from, to) -> site.units().factor(site.knowledge().unitOf(from).orElse(from), to);
  }
}
