package org.priceunits.ig;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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

  /** The only one that our profile does not take: nothing was given. */
  private static final String WITHOUT_DOSAGE = "medicationadministrationexample3";

  @Test
  void areValidAndMeetOurProfileWhereTheyHaveADose() throws IOException {
    Map<String, List<String>> wanting = new LinkedHashMap<>();
    for (String name : names()) {
      MedicationAdministration example = read(name);
      assertThat(ofOurOwn(OfflineValidator.shared().errors(example))).as(name).isEmpty();
      List<String> errors =
          ofOurOwn(
              OfflineValidator.shared().errors(example, "price-units-medication-administration"));
      if (!errors.isEmpty()) {
        wanting.put(name, errors);
      }
    }
    assertThat(wanting).containsOnlyKeys(WITHOUT_DOSAGE);
    assertThat(wanting.get(WITHOUT_DOSAGE))
        .singleElement()
        .asString()
        .contains("MedicationAdministration.dosage: minimum required = 1");
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
            Stream.of(WITHOUT_DOSAGE))
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
