package org.priceunits.x12;

import java.util.Map;
import java.util.Optional;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.priceunits.fhir.Canonicals;

/** Codes as both sides, FHIR and X12, write them. */
final class Codes {
  /** The units of an NDC quantity, with the UCUM code of each. */
  static final Map<String, String> NDC_UNITS =
      Map.of("F2", "[iU]", "GR", "g", "ME", "mg", "ML", "mL", "UN", "{each}");

  private Codes() {}

  /** Returns the code of a system under any of its addresses. */
  static Optional<String> in(CodeableConcept concept, String system) {
    return concept.getCoding().stream()
        .filter(c -> system.equals(Canonicals.preferred(c.getSystem())) && c.hasCode())
        .map(Coding::getCode)
        .findFirst();
  }

  /** Returns the X12 unit of a UCUM code; empty if it is none of them. */
  static Optional<String> ndcUnit(String ucum) {
    return NDC_UNITS.entrySet().stream()
        .filter(unit -> unit.getValue().equals(ucum))
        .map(Map.Entry::getKey)
        .findFirst();
  }

  static CodeableConcept concept(String system, String code) {
    return new CodeableConcept(new Coding(system, code, null));
  }
}
