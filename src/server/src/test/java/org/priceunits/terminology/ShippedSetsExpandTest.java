package org.priceunits.terminology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.hl7.fhir.r4.model.ValueSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.priceunits.ShippedKnowledge;

class ShippedSetsExpandTest {
  private static final String DRUGS = "https://price-units.github.io/fhir/ValueSet/drugs";
  private static final Asked ASKED = new Asked(Terminology.of(ShippedKnowledge.resources()));

  static List<String> sets() {
    return ShippedKnowledge.resources().stream()
        .filter(ValueSet.class::isInstance)
        .map(set -> ((ValueSet) set).getUrl())
        .toList();
  }

  /** Sets of external code systems that are not hosted are refused by that system's name. */
  private static final Map<String, String> NOT_HOSTED =
      Map.of(
          "alemtuzumab-diagnoses", "http://hl7.org/fhir/sid/icd-10-cm",
          "diluents", "http://www.nlm.nih.gov/research/umls/rxnorm",
          "provider-taxonomies", "http://nucc.org/provider-taxonomy");

  @ParameterizedTest
  @MethodSource("sets")
  void everySetHasItsCodesOrNamesTheSystemThatIsNotHosted(String url) {
    String absent = NOT_HOSTED.get(url.substring(url.lastIndexOf('/') + 1));
    if (absent == null) {
      assertThat(ASKED.codes("url", url, "count", "5")).isNotEmpty();
    } else {
      assertThatThrownBy(() -> ASKED.codes("url", url))
          .hasMessageContaining("422")
          .hasMessageContaining(absent);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "lemtrada, 58468020001",
    "58468020, 58468020001",
    "58468-0200-1, 58468020001",
    "'alemtuzumab, 1', J0202",
    "alemtuzumab, J0202",
    "J9010, J9010",
    "campath, 58468035701"
  })
  void aDrugIsFoundByCodeBrandOrNdc(String filter, String code) {
    assertThat(ASKED.codes("url", DRUGS, "filter", filter, "count", "12")).contains(code);
  }

  @ParameterizedTest
  @CsvSource({"count, 3, 0", "count, 2, 4"})
  void pagesOfAMixedSetAreStable(String count, String size, String offset) {
    List<String> whole = ASKED.codes("url", DRUGS, count, "9");
    assertThat(ASKED.codes("url", DRUGS, count, size, "offset", offset))
        .isEqualTo(
            whole.subList(
                Integer.parseInt(offset), Integer.parseInt(offset) + Integer.parseInt(size)));
  }
}
