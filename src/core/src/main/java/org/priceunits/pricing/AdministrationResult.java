package org.priceunits.pricing;

import java.util.List;
import java.util.Locale;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Parameters.ParametersParameterComponent;
import org.hl7.fhir.r4.model.PositiveIntType;
import org.hl7.fhir.r4.model.Reference;
import org.jspecify.annotations.Nullable;

/**
 * The result for one administration of a call.
 *
 * @param administration refers to the record as the call named it
 * @param claim an identifier of the claim that has its lines; absent without lines or identity
 * @param items the sequence numbers of its lines on that claim
 * @param chargeItems an identifier of each charge item of its lines; none without identity
 */
public record AdministrationResult(
    Reference administration,
    Status status,
    @Nullable Identifier claim,
    List<Integer> items,
    List<Identifier> chargeItems) {

  /** The outcome for an administration. */
  public enum Status {
    PRICED,
    NOT_BILLABLE,
    REFUSED,
    DISCARD_RECORD;

    private final String code = name().toLowerCase(Locale.ROOT).replace('_', '-');

    /** Returns the code in the response, such as {@code not-billable}. */
    public String code() {
      return code;
    }
  }

  public AdministrationResult {
    items = List.copyOf(items);
    chargeItems = List.copyOf(chargeItems);
  }

  ParametersParameterComponent parameter() {
    ParametersParameterComponent parameter = new ParametersParameterComponent().setName("result");
    parameter.addPart().setName("administration").setValue(administration);
    parameter.addPart().setName("status").setValue(new CodeType(status.code()));
    if (claim != null) {
      parameter.addPart().setName("claim").setValue(claim.copy());
    }
    for (int item : items) {
      parameter.addPart().setName("item").setValue(new PositiveIntType(item));
    }
    for (Identifier chargeItem : chargeItems) {
      parameter.addPart().setName("charge-item").setValue(chargeItem.copy());
    }
    return parameter;
  }
}
