package org.priceunits.pricing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.MedicationAdministration;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.OperationOutcome.IssueSeverity;
import org.hl7.fhir.r4.model.Parameters;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.priceunits.ShippedKnowledge;

/** Tests what HL7's own examples of an administration are billed as, and why most are not. */
class OfficialExamplesArePricedTest {

  /** Example, what the record says, lines or the issues that refuse it; neither if not billable. */
  @ParameterizedTest
  @CsvSource({
    "0301, in progress,,",
    "0302, potassium chloride 20 mEq, J3480 10,",
    "0303, entered in error,,",
    "0304, Lemtrada before it had a code,, product-without-code",
    "0305, brentuximab 1.8 mg/kg,, dose-unit-not-convertible",
    "0306, azithromycin by SNOMED CT alone,, product-unknown",
    "0307, lorazepam by SNOMED CT alone,, product-unknown",
    "0308, Lantus by a name that names no substance,, product-unknown",
    "0309, parenteral nutrition of three mixtures,, code-ambiguous",
    "0310, Myleran by an NDC that is not shipped,, product-unknown",
    "0311, a tablet without a code,, product-without-code",
    "0312, one patch,, dose-unit-not-convertible product-unknown",
    "0313, paracetamol by SNOMED CT alone,, product-unknown",
    "example3, on hold,,"
  })
  void anExampleIsPricedAsABillerWould(String name, String what, String lines, String errors)
      throws IOException {
    Call call = Call.body(new Parameters()).resource("administration", read(name));
    if (lines == null) {
      call.lines();
    } else {
      call.lines(lines);
    }
    call.statuses(lines != null ? "priced" : errors != null ? "refused" : "not-billable");
    assertThat(errors(call.outcome())).as(what).isEqualTo(set(errors));
  }

  private static Set<String> set(String codes) {
    return codes == null ? Set.of() : new TreeSet<>(Set.of(codes.split(" ")));
  }

  private static Set<String> errors(OperationOutcome outcome) {
    return outcome.getIssue().stream()
        .filter(issue -> issue.getSeverity() == IssueSeverity.ERROR)
        .map(issue -> issue.getDetails().getCodingFirstRep().getCode())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static MedicationAdministration read(String name) throws IOException {
    try (InputStream in =
        OfficialExamplesArePricedTest.class.getResourceAsStream(
            "/json/spec/medicationadministration" + name + ".json")) {
      assertThat(in).as(name).isNotNull();
      return ShippedKnowledge.FHIR
          .newJsonParser()
          .parseResource(
              MedicationAdministration.class,
              new String(in.readAllBytes(), StandardCharsets.UTF_8));
    }
  }
}
