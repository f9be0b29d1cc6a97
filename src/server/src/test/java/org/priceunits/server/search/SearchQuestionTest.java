package org.priceunits.server.search;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.rest.server.util.FhirContextSearchParamRegistry;
import ca.uhn.fhir.util.UrlUtil;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests what is searched for, without a database. */
class SearchQuestionTest {
  private final SearchQuestion question =
      new SearchQuestion(
          new FhirContextSearchParamRegistry(FhirContext.forR4Cached()), type -> true);

  private Map<String, String> faults(String type, String query) {
    return question.faults(type, UrlUtil.parseQueryString(query), ResultParameters.OF_SEARCH);
  }

  /** As many as a chain may be long. */
  @ParameterizedTest
  @CsvSource({"1, true", "4, true", "5, false", "3000, false"})
  void aHasInAHasIsBounded(int levels, boolean understood) {
    String query = "_has:Encounter:part-of:".repeat(levels) + "status=finished";
    assertThat(faults("Encounter", query).isEmpty()).isEqualTo(understood);
    assertThat(faults("Encounter", query).values())
        .allSatisfy(text -> assertThat(text).hasSizeLessThan(200).contains("more than 4"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "Encounter; _has:Encounter:part-of:part-of.part-of.part-of.status=finished; true",
        "Encounter; _has:Encounter:part-of:part-of.part-of.part-of.part-of.status=finished; false",
        "Encounter; part-of.part-of.part-of.part-of.status=finished; true",
        "Encounter; part-of.part-of.part-of.part-of.part-of.status=finished; false"
      })
  void aChainIsBoundedBehindAHasToo(String type, String query, boolean understood) {
    assertThat(faults(type, query).isEmpty()).isEqualTo(understood);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "_sort=given; true",
        "_sort=-birthdate,family,given,_id,_lastUpdated; true",
        "_sort=family&_sort=given; true",
        "_sort=-birthdate,family,given,_id,_lastUpdated,gender; false",
        "_sort=given,given; false",
        "_sort=given,-given; false",
        "_sort=given&_sort=given; false"
      })
  void resultsAreSortedByAFewNames(String query, boolean understood) {
    assertThat(faults("Patient", query).isEmpty()).isEqualTo(understood);
  }
}
