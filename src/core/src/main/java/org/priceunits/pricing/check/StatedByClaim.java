package org.priceunits.pricing.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.hl7.fhir.r4.model.Claim;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.Parameters.ParametersParameterComponent;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Type;
import org.priceunits.domain.billing.result.IssueCode;
import org.priceunits.domain.product.CodeCatalog;
import org.priceunits.fhir.Canonicals;
import org.priceunits.pricing.CallInputs.Input;
import org.priceunits.pricing.CallRefusedException;
import org.priceunits.pricing.read.ClaimReader;

/**
 * Adds inputs that the claim itself states to those of pricing: its claim type and type of bill
 * and, if the caller names none, its coverage and administrations.
 */
final class StatedByClaim {
  private final CheckUnitsRequest request;
  private final Claim claim;
  private final List<Input> inputs;

  StatedByClaim(CheckUnitsRequest request) {
    this.request = request;
    this.claim = request.claim();
    this.inputs = new ArrayList<>(request.inputs());
  }

  List<Input> inputs() {
    boolean institutional =
        claim.getType().getCoding().stream().anyMatch(c -> "institutional".equals(c.getCode()));
    add("claimType", ".type", new CodeType(institutional ? "institutional" : "professional"));
    if (institutional) {
      supporting("type-of-bill", "typeOfBill");
    }
    if (!request.named().contains("coverage")) {
      coverage();
    }
    Set<String> named = request.named();
    if (!named.contains("administration") && !named.contains("administrationReference")) {
      administrations();
    }
    return inputs;
  }

  /**
   * Returns the first place of service on its lines, for records that name none. A place not in use
   * on the line's day is skipped, because the check reports it.
   */
  Optional<String> placeOfService(CodeCatalog codes) {
    return claim.getItem().stream().flatMap(item -> usable(item, codes).stream()).findFirst();
  }

  private Optional<String> usable(Claim.ItemComponent item, CodeCatalog codes) {
    return ClaimReader.placeOfService(item)
        .filter(
            place ->
                ClaimReader.day(claim, item)
                    .flatMap(day -> codes.placeOfService(place).filter(v -> v.on(day)))
                    .isPresent());
  }

  private void coverage() {
    for (int i = 0; i < claim.getInsurance().size(); i++) {
      Claim.InsuranceComponent insurance = claim.getInsurance().get(i);
      boolean focal = insurance.getFocal() || claim.getInsurance().size() == 1;
      if (focal && insurance.getCoverage().hasReference()) {
        add("coverage", ".insurance[" + i + "].coverage", insurance.getCoverage());
        return;
      }
    }
  }

  private void administrations() {
    int before = inputs.size();
    supporting("administration", "administrationReference");
    if (inputs.size() == before) {
      throw CallRefusedException.notUnderstood(
          IssueCode.ADMINISTRATION_MISSING,
          request.path(),
          "There is nothing to compare with. Send the administrations, or name stored ones as administrationReference"
              + " or in the claim's supportingInfo.");
    }
  }

  private void supporting(String kind, String input) {
    for (int i = 0; i < claim.getSupportingInfo().size(); i++) {
      Claim.SupportingInformationComponent info = claim.getSupportingInfo().get(i);
      boolean wanted = info.getCode().hasCoding(Canonicals.codeSystem("claim-information"), kind);
      if (wanted && says(info.getValue())) {
        add(input, ".supportingInfo[" + i + "].value", info.getValue());
      }
    }
  }

  private static boolean says(Type value) {
    return value instanceof Reference reference
        ? reference.hasReference()
        : value != null && value.isPrimitive();
  }

  private void add(String name, String path, Type value) {
    ParametersParameterComponent parameter = new ParametersParameterComponent().setName(name);
    inputs.add(new Input(request.path() + path, parameter.setValue(value)));
  }
}
