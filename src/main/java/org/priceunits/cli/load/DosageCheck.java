package org.priceunits.cli.load;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.CodeSystem;
import org.hl7.fhir.r4.model.CodeSystem.ConceptDefinitionComponent;
import org.jspecify.annotations.Nullable;
import org.priceunits.cli.content.Dosages;
import org.priceunits.cms.HcpcsRecord;
import org.priceunits.cms.PaymentLimit;
import org.priceunits.cms.StatedDosage;

/**
 * Takes the dosage from codes of which payment limits state another one: a wrong dosage is worse
 * than none.
 */
final class DosageCheck {
  private static final Set<String> AMOUNT = Set.of("dosage-value", "dosage-unit");

  private final Set<String> contradicted;
  private final CodeSystem held;

  DosageCheck(CodeSystem held, List<PaymentLimit> limits) {
    HeldCodes codes = new HeldCodes(held);
    Dosages dosages = new Dosages(limits);
    this.held = held;
    this.contradicted =
        limits.stream()
            .map(PaymentLimit::code)
            .filter(code -> codes.dosage(code) instanceof StatedDosage.Certain)
            .filter(code -> isContradicted(codes.records().get(code), dosages))
            .collect(Collectors.toSet());
  }

  private static boolean isContradicted(@Nullable HcpcsRecord code, Dosages dosages) {
    return code != null
        && dosages.of(code.code(), code.longDescription()).dosage()
            instanceof StatedDosage.NotCertain;
  }

  int count() {
    return contradicted.size();
  }

  /** The code system without those dosages; empty where none is contradicted. */
  Optional<CodeSystem> corrected() {
    if (contradicted.isEmpty()) {
      return Optional.empty();
    }
    CodeSystem corrected = held.copy();
    for (ConceptDefinitionComponent concept : corrected.getConcept()) {
      if (contradicted.contains(concept.getCode())) {
        concept.getProperty().removeIf(property -> AMOUNT.contains(property.getCode()));
      }
    }
    return Optional.of(corrected);
  }
}
