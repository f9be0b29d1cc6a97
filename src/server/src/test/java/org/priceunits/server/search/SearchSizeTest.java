package org.priceunits.server.search;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.rest.server.util.FhirContextSearchParamRegistry;
import ca.uhn.fhir.util.UrlUtil;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SearchSizeTest {
  private final FhirContextSearchParamRegistry registry =
      new FhirContextSearchParamRegistry(FhirContext.forR4Cached());
  private final SearchSize size = new SearchSize(registry);

  private boolean isAnswered(String query) {
    Map<String, String[]> parameters = UrlUtil.parseQueryString(query);
    return size.fault("Patient", parameters, ResultParameters.OF_SEARCH).isEmpty();
  }

  /** Repeats count over all names together; a code with its system is found once in a resource. */
  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "birthdate=ge2000&birthdate=lt2010&_lastUpdated=ge2026-01-01&_lastUpdated=lt2026-02-01; true",
        "family=a&given=a&name=a&address=a&address-city=a&phonetic=a&telecom=a; true",
        "given=a&given=b&given=c&given=d&given=e; true",
        "given=a&given=b&given=c&given=d&given=e&given=f; false",
        "given=a&given=b&given=c&family=a&family=b&family=c; true",
        "given=a&given=b&given=c&family=a&family=b&family=c&family=d; false",
        "given=a&given=a&given=a&given=a&given=a&given=a&given=a; true",
        "given=a,b&given=b,a&given=a,c&given=c,a&given=c,b&given=b,c; false",
        "given:contains=a&given:contains=b&given:contains=c&given:contains=d&given:contains=e&given:contains=f; false",
        "identifier=1&identifier=2&identifier=3&identifier=4&identifier=5&identifier=6; false",
        "identifier=u|&identifier=v|&identifier=w|&identifier=x|&identifier=y|&identifier=z|; false",
        "identifier=u|1&identifier=u|2&identifier=u|3&identifier=u|4&identifier=u|5&identifier=u|6; true",
        "active:not=a&active:not=b&active:not=c&active:not=d&active:not=e&active:not=f; true",
        "organization.name=a&organization.name=b&organization.name=c&organization.name=d&organization.name=e&organization.name=f; false",
        "_include=a&_include=b&_include=c&_include=d&_include=e&_include=f&_include=g; true"
      })
  void repeatsThatMultiplyAreFew(String query, boolean answered) {
    assertThat(isAnswered(query)).isEqualTo(answered);
  }

  @Test
  void codesAreRepeatedTwentyTimes() {
    assertThat(isAnswered(codes(20))).isTrue();
    assertThat(isAnswered(codes(21))).isFalse();
  }

  private static String codes(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> "identifier=urn:x|" + i)
        .collect(Collectors.joining("&"));
  }

  /** A condition is sent to HAPI as it stands. */
  @ParameterizedTest
  @CsvSource({
    "given=a&given=b, true",
    "given=a&given=a, false",
    "given=, false",
    "'given=,', false",
    "'given=,a', true",
    "_format=json&given=a, true"
  })
  void aConditionHasNoValueTwiceAndNoneThatSaysNothing(String query, boolean taken) {
    Conditions conditions = new Conditions(new SearchQuestion(registry, type -> true), size);
    assertThat(conditions.faults("Patient", UrlUtil.parseQueryString(query)).isEmpty())
        .isEqualTo(taken);
  }
}
