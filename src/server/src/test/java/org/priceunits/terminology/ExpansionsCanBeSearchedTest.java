package org.priceunits.terminology;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.hl7.fhir.r4.model.CodeSystem;
import org.hl7.fhir.r4.model.CodeSystem.CodeSystemContentMode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExpansionsCanBeSearchedTest {
  private static final String SET = "http://x.org/vs";
  private final Asked asked =
      new Asked(
          Given.hosting(
              Given.hcpcs(),
              Given.alemtuzumab(),
              Given.set(SET, Given.HCPCS),
              Given.set(SET + "2", null, SET)));

  @ParameterizedTest
  @CsvSource({
    "alem, J9010 J0202",
    "ALEM inj, J9010 J0202",
    "j02, J0202", // the code itself
    "10, J9010",
    "tuzumab, ''" // words are found by their beginning
  })
  void eachWordBeginsTheCodeOrAWordOfTheDisplay(String filter, String codes) {
    List<String> expected = codes.isEmpty() ? List.of() : List.of(codes.split(" "));
    assertThat(asked.codes("url", SET, "filter", filter)).isEqualTo(expected);
  }

  @Test
  void pagesOfASearchKeepItsTotal() {
    var page = asked.expansion("url", SET, "filter", "alem", "count", "1", "offset", "1");
    assertThat(page.getTotal()).isEqualTo(2);
    assertThat(page.getContains()).extracting(c -> c.getCode()).containsExactly("J0202");
  }

  @Test
  void pagesOfAnImportingSetCutTheWholeNotTheImport() {
    assertThat(asked.expansion("url", SET + "2", "count", "1").getTotal()).isEqualTo(2);
    assertThat(asked.codes("url", SET + "2", "count", "1", "offset", "1")).containsExactly("J0202");
  }

  /** A search and a page are flat, whatever the call says; the answer repeats what it said. */
  @ParameterizedTest
  @CsvSource({
    "true, filter, alem, true",
    "false, filter, alem, false",
    "false, count, 1, false",
    "false, count, 0, false",
    "false, activeOnly, false, false",
    ", filter, alem, -"
  })
  void theAnswerRepeatsWhetherCodesAreNested(
      String nested, String name, String value, String repeated) {
    for (String set : List.of(SET, SET + "2")) {
      var expansion =
          nested == null
              ? asked.expansion("url", set, name, value)
              : asked.expansion("url", set, name, value, "excludeNested", nested);
      assertThat(
              expansion.getParameter().stream()
                  .filter(parameter -> "excludeNested".equals(parameter.getName()))
                  .map(parameter -> parameter.getValue().primitiveValue())
                  .toList())
          .isEqualTo("-".equals(repeated) ? List.of() : List.of(repeated));
    }
  }

  @Test
  void anExpansionHasAUuidAndSaysThatItComesFromAFragment() {
    var expansion = asked.expansion("url", SET);
    assertThat(expansion.getIdentifier()).startsWith("urn:uuid:");
    assertThat(expansion.getParameter())
        .extracting(p -> p.getName())
        .contains("used-codesystem", "used-fragment");
  }

  @Test
  void aLanguageLeavesNoTraceInTheSnapshot() {
    CodeSystem german = Given.system("http://x.org/de", "1", CodeSystemContentMode.COMPLETE, "a");
    german.setLanguage("en");
    german.getConceptFirstRep().addDesignation().setLanguage("de").setValue("Ah");
    Asked there = new Asked(Given.hosting(german, Given.set(SET, "http://x.org/de")));
    for (String language : List.of("de", "de, en;q=0.5", "en")) {
      there.expansion("url", SET, "displayLanguage", language);
    }
    var german2 =
        there.expansion("url", SET, "displayLanguage", "de", "includeDesignations", "true");
    assertThat(german2.getContainsFirstRep().getDisplay()).isEqualTo("Ah");
    assertThat(german2.getContainsFirstRep().getDesignation()).hasSize(1);
  }
}
