package org.priceunits.loading;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hl7.fhir.r4.model.ChargeItemDefinition;
import org.hl7.fhir.r4.model.Money;

/** Compares fees by their amounts. */
final class Fees {
  private Fees() {}

  /**
   * Lists the fees of one posting that are held with another amount: the code, that amount, and the
   * stated one.
   */
  static List<String> restated(List<ChargeItemDefinition> stated, List<ChargeItemDefinition> held) {
    Map<String, ChargeItemDefinition> byId = new HashMap<>();
    held.forEach(fee -> byId.put(fee.getIdPart(), fee));
    List<String> restated = new ArrayList<>();
    for (ChargeItemDefinition fee : stated) {
      Optional.ofNullable(byId.get(fee.getIdPart()))
          .filter(other -> amount(other).hasValue())
          .filter(other -> amount(other).getValue().compareTo(amount(fee).getValue()) != 0)
          .ifPresent(other -> restated.add(change(other, fee)));
    }
    return restated;
  }

  static String change(ChargeItemDefinition before, ChargeItemDefinition fee) {
    return "%s %s -> %s"
        .formatted(
            code(fee),
            amount(before).getValue().toPlainString(),
            amount(fee).getValue().toPlainString());
  }

  static String code(ChargeItemDefinition fee) {
    return fee.getCode().getCodingFirstRep().getCode();
  }

  static Money amount(ChargeItemDefinition fee) {
    return fee.getPropertyGroupFirstRep().getPriceComponentFirstRep().getAmount();
  }
}
