package org.priceunits.ig;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.MedicationAdministration;
import org.junit.jupiter.api.Test;
import org.priceunits.ShippedKnowledge;

/**
 * Tests HL7's own examples of an administration: valid R4 without our profile, and the additional
 * requirements of our profile for each.
 */
class OfficialExamplesTest {
  private static final int EXAMPLES = 14;

  @Test
  void areValidAndReportedAgainstOurProfile() throws IOException {
    int meet = 0;
    for (String name : names()) {
      MedicationAdministration example = read(name);
      assertThat(ofOurOwn(OfflineValidator.shared().errors(example))).as(name).isEmpty();
      List<String> wanting =
          ofOurOwn(
              OfflineValidator.shared().errors(example, "price-units-medication-administration"));
      meet += wanting.isEmpty() ? 1 : 0;
      System.out.println(
          "Official example " + name + ": " + (wanting.isEmpty() ? "prices well" : wanting.get(0)));
    }
    System.out.println("Official examples: " + EXAMPLES + ", meeting our profile: " + meet);
  }

  /**
   * Drops errors about references to example.org, which cannot be resolved, and about a dose unit
   * that is missing from R4's own copy of its code system.
   */
  private static List<String> ofOurOwn(List<String> errors) {
    return errors.stream()
        .filter(e -> !e.contains("example.org") && !e.contains("v3-orderableDrugForm#patch"))
        .toList();
  }

  private static List<String> names() {
    return Stream.concat(
            IntStream.range(1, EXAMPLES).mapToObj("medicationadministration03%02d"::formatted),
            Stream.of("medicationadministrationexample3"))
        .toList();
  }

  private static MedicationAdministration read(String name) throws IOException {
    try (InputStream in =
        OfficialExamplesTest.class.getResourceAsStream("/json/spec/" + name + ".json")) {
      assertThat(in).as(name).isNotNull();
      return ShippedKnowledge.FHIR
          .newJsonParser()
          .parseResource(
              MedicationAdministration.class,
              new String(in.readAllBytes(), StandardCharsets.UTF_8));
    }
  }
}
