package org.priceunits.x12;

import java.util.Optional;
import org.hl7.fhir.r4.model.Claim.ItemComponent;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.Quantity;
import org.jspecify.annotations.Nullable;
import org.priceunits.fhir.Canonicals;
import org.priceunits.fhir.FhirValues;

/** What pricing says of a line beside its values: the policy, the amounts, and the price's kind. */
record LineWorking(@Nullable Extension working) {
  private static final String WORKING = Canonicals.extension("working");
  private static final String OPERATORS = "charge";

  static LineWorking of(ItemComponent item) {
    return new LineWorking(FhirValues.part(item, WORKING).orElse(null));
  }

  /** Returns canonical address and version of the policy; empty for a line of another program. */
  String policy() {
    return text("policy");
  }

  /** Returns true if the price is what the operator charges, not what a payer pays. */
  boolean isOperatorsCharge() {
    return text("priceBasis").equals(OPERATORS);
  }

  /** Returns what was given and discarded in words; empty if the line does not say it (R11). */
  String discarded() {
    Optional<String> given = amount("dose");
    return amount("discarded")
        .map(d -> "DISCARDED " + d + given.map(g -> ", GIVEN " + g).orElse(""))
        .orElse("");
  }

  private String text(String part) {
    return working == null ? "" : FhirValues.text(working, part).orElse("");
  }

  private Optional<String> amount(String part) {
    return working == null
        ? Optional.empty()
        : FhirValues.part(working, part)
            .map(Extension::getValue)
            .filter(Quantity.class::isInstance)
            .map(Quantity.class::cast)
            .filter(Quantity::hasValue)
            .map(
                q ->
                    Syntax.decimal(q.getValue()) + " " + (q.hasUnit() ? q.getUnit() : q.getCode()));
  }
}
