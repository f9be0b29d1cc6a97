package org.priceunits.loading;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.hl7.fhir.r4.model.CodeSystem;
import org.hl7.fhir.r4.model.CodeSystem.ConceptDefinitionComponent;
import org.priceunits.loading.cms.HcpcsRecord;
import org.priceunits.loading.cms.PaymentLimit;
import org.priceunits.loading.cms.StatedDosage;
import org.priceunits.loading.codes.Dosages;
import org.priceunits.loading.write.HcpcsCodeSystemWriter;

/**
 * Removes the dosage of codes for which the newest payment limits state another one, since a wrong
 * dosage is worse than none, and restores it if newer limits agree with the description again.
 * Limits of a quarter with an earlier descriptor say nothing about today's.
 */
final class DosageCheck {
  private final CodeSystem held;
  private final Map<String, StatedDosage> withdrawn = new LinkedHashMap<>();
  private final Map<String, StatedDosage> restored = new LinkedHashMap<>();

  /**
   * @param superseded true for a code with newer known limits; the dosage text of older limits then
   *     changes nothing
   */
  DosageCheck(CodeSystem held, List<PaymentLimit> limits, Predicate<String> superseded) {
    this.held = held;
    HeldCodes codes = new HeldCodes(held);
    Dosages dosages = new Dosages(limits);
    for (PaymentLimit limit : limits) {
      HcpcsRecord code = codes.records().get(limit.code());
      if (code == null
          || superseded.test(limit.code())
          || codes.hadAnotherDescriptor(code.code(), limit.from())) {
        continue;
      }
      StatedDosage stated = dosages.of(code.code(), code.longDescription()).dosage();
      StatedDosage before = codes.dosage(code.code());
      if (before instanceof StatedDosage.Certain certain
          && stated instanceof StatedDosage.NotCertain open) {
        withdrawn.put(code.code(), new StatedDosage.NotCertain(certain.text(), open.reason()));
      } else if (before instanceof StatedDosage.NotCertain
          && stated instanceof StatedDosage.Certain) {
        restored.put(code.code(), stated);
      }
    }
  }

  /** Returns the codes whose dosage is removed. */
  Set<String> withdrawn() {
    return withdrawn.keySet();
  }

  /** Returns the codes whose dosage is restored. */
  Set<String> restored() {
    return restored.keySet();
  }

  /** Returns the code system with corrected dosages; empty if they are correct already. */
  Optional<CodeSystem> corrected() {
    Map<String, StatedDosage> dosages = new LinkedHashMap<>(withdrawn);
    dosages.putAll(restored);
    if (dosages.isEmpty()) {
      return Optional.empty();
    }
    CodeSystem corrected = held.copy();
    for (ConceptDefinitionComponent concept : corrected.getConcept()) {
      StatedDosage dosage = dosages.get(concept.getCode());
      if (dosage != null) {
        HcpcsCodeSystemWriter.restate(concept, dosage);
      }
    }
    return Optional.of(corrected);
  }
}
