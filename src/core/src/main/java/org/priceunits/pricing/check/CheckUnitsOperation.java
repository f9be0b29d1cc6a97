package org.priceunits.pricing.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.hl7.fhir.r4.model.Claim;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;
import org.priceunits.domain.billing.request.Catalogs;
import org.priceunits.domain.billing.result.IssueCode;
import org.priceunits.domain.checking.BilledClaim;
import org.priceunits.domain.checking.ClaimCheck;
import org.priceunits.domain.checking.Difference;
import org.priceunits.domain.checking.Difference.Part;
import org.priceunits.domain.checking.Difference.Place;
import org.priceunits.domain.dose.Units;
import org.priceunits.domain.product.CodeCatalog;
import org.priceunits.domain.product.DrugCode;
import org.priceunits.domain.product.HcpcsCode;
import org.priceunits.fhir.Canonicals;
import org.priceunits.pricing.CallEnvironment;
import org.priceunits.pricing.CallInputs;
import org.priceunits.pricing.EmptyStore;
import org.priceunits.pricing.ExpectedClaims;
import org.priceunits.pricing.PriceUnitsOperation;
import org.priceunits.pricing.ResourceStore;
import org.priceunits.pricing.read.ClaimPatient;
import org.priceunits.pricing.read.ClaimReader;

/**
 * Performs {@code $check-units} independently of the transport: prices the administrations as
 * {@code $price-units} does and compares the claim with the result. Nothing is stored.
 */
public final class CheckUnitsOperation {
  private final PriceUnitsOperation pricing;

  public CheckUnitsOperation(PriceUnitsOperation pricing) {
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
    CallEnvironment environment = pricing.environment(new OtherClaims(store, request.claim()));
    Catalogs catalogs = environment.knowledge().catalogs();
    StatedByClaim stated = new StatedByClaim(request);
    ExpectedClaims expected =
        PriceUnitsOperation.expected(
            new CallInputs().query(query).all(stated.inputs()),
            stated.placeOfService(catalogs.codes()).orElse(null),
            environment);
    ClaimPatient patient =
        ClaimPatient.of(request.claim(), expected.records(), expected.references());
    String display = Objects.requireNonNullElse(request.claim().getPatient().getDisplay(), "");
    BilledClaim billed = ClaimReader.read(request.claim(), patient.only(display));
    List<Difference> differences =
        new ArrayList<>(
            new ClaimCheck(catalogs, byText(environment), expected.payer(), expected.asOf())
                .differences(billed, expected.drafts(), expected.unpriced()));
    if (!patient.compared()) {
      differences.add(notCompared(display));
    }
    return new CheckUnitsResponse(request, expected, differences).parameters();
  }

  private static Difference notCompared(String display) {
    return new Difference(
        IssueCode.PATIENT_NOT_COMPARED,
        "The claim names its patient as %s, and no record tells the name or birth date of its own, so that the patient was not compared. Send the Patient that the administrations refer to."
            .formatted(display),
        new Place(List.of(), Part.LINE, List.of()),
        "",
        "",
        null,
        null);
  }

  /** Returns true if a line of a claim has the code of a known drug, or an NDC. */
  public boolean billsDrugs(Claim claim) {
    CodeCatalog codes = pricing.environment(new EmptyStore()).knowledge().catalogs().codes();
    return claim.getItem().stream()
        .anyMatch(
            item ->
                item.hasDetail()
                    || item.getProductOrService().getCoding().stream()
                        .anyMatch(coding -> isDrug(coding, codes)));
  }

  private static boolean isDrug(Coding coding, CodeCatalog codes) {
    return Canonicals.NDC.equals(Canonicals.preferred(coding.getSystem()))
        || HcpcsCode.of(String.valueOf(coding.getCode()))
            .flatMap(codes::code)
            .filter(DrugCode::isDrug)
            .isPresent();
  }

  /** Reads units as claims write them: as UCUM codes, or as the unit texts accepted for doses. */
  private static Units byText(CallEnvironment environment) {
    return (from, to) ->
        environment.units().factor(environment.knowledge().unitOf(from).orElse(from), to);
  }
}
