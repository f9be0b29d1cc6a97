package org.priceunits.pricing;

import static org.priceunits.pricing.Administered.dose;

import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.priceunits.fhir.Canonicals;

/** Tests the names beside an RxNorm code that is not known: the more exact one tells the code. */
class BrandsOutrankTheirSubstanceTest {
  @ParameterizedTest
  @CsvSource({
    "Inflectra (infliximab), Q5103 10",
    "infliximab (Inflectra), Q5103 10",
    "Inflectra [infliximab], Q5103 10",
    "Remicade (infliximab), J1745 10",
    "Renflexis (infliximab), Q5104 10",
    "infliximab [Avsola], Q5121 10",
    "infliximab, code-ambiguous",
    // A brand beside a substance that it is not of.
    "Inflectra (rituximab), code-ambiguous",
    "rituximab (Inflectra), code-ambiguous"
  })
  void theBrandTellsTheCode(String display, String expected) {
    Call call =
        Call.of(
            dose("100 mg")
                .on("2025-05-14T10:00:00-05:00")
                .medication(
                    new CodeableConcept(new Coding(Canonicals.RXNORM, "99999991", display))));
    if (expected.contains(" ")) {
      call.lines(expected);
    } else {
      call.lines().says(expected);
    }
  }
}
