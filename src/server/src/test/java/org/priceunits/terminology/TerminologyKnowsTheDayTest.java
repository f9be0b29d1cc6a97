package org.priceunits.terminology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.priceunits.terminology.TerminologyOperation.LOOKUP;
import static org.priceunits.terminology.TerminologyOperation.VALIDATE_IN_CODE_SYSTEM;
import static org.priceunits.terminology.TerminologyOperation.VALIDATE_IN_VALUE_SET;

import java.util.List;
import org.hl7.fhir.r4.model.ConceptMap;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.Enumerations.ConceptMapEquivalence;
import org.hl7.fhir.r4.model.Enumerations.PublicationStatus;
import org.hl7.fhir.r4.model.Period;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.priceunits.fhir.Canonicals;

class TerminologyKnowsTheDayTest {
  private final Asked asked = new Asked(Given.terminology());

  @ParameterizedTest
  @CsvSource({
    "J9010, 2002-12-31, false, -, -", // the day before it was added
    "J9010, 2003-01-01, true, -, active",
    "J9010, 2015-12-31, true, -, active", // its last day
    "J9010, 2016-01-01, true, true, retired",
    "J0202, 2015-12-31, false, -, -",
    "J0202, 2016-01-01, true, -, active",
    "J0202, 2016-01-01T23:00:00-05:00, true, -, active" // the day as written counts
  })
  void aCodeIsJudgedAsOfTheDay(
      String code, String date, String result, String inactive, String status) {
    String[] request = {"url", Given.HCPCS, "code", code, "date", date};
    assertThat(asked.output("result", VALIDATE_IN_CODE_SYSTEM, request)).isEqualTo(result);
    assertThat(asked.output("inactive", VALIDATE_IN_CODE_SYSTEM, request)).isEqualTo(inactive);
    assertThat(asked.output("status", VALIDATE_IN_CODE_SYSTEM, request)).isEqualTo(status);
  }

  @Test
  void withoutADateTodayCounts() {
    assertThat(
            asked.output("inactive", VALIDATE_IN_CODE_SYSTEM, "url", Given.HCPCS, "code", "J9010"))
        .isEqualTo("true");
  }

  @Test
  void anEndedCodeNamesItsSuccessor() {
    assertThat(
            asked.output("successor", VALIDATE_IN_CODE_SYSTEM, "url", Given.HCPCS, "code", "J9010"))
        .isEqualTo("J0202");
  }

  @Test
  void aCodeBeforeItsFirstDayIsNotFoundAndTheMessageSaysWhenItBegins() {
    String[] early = {"system", Given.HCPCS, "code", "J9010", "date", "2002-12-31"};
    assertThat(asked.refusal(LOOKUP, early)).startsWith("404:").endsWith("on 2002-12-31.");
    assertThat(
            asked.output(
                "message",
                VALIDATE_IN_CODE_SYSTEM,
                "url",
                Given.HCPCS,
                "code",
                "J9010",
                "date",
                "2002-12-31"))
        .contains("not in force on 2002-12-31", "begins on 2003-01-01");
  }

  @Test
  void anExpansionHoldsTheCodesOfItsDay() {
    assertThat(asked.codes("url", Given.ALEMTUZUMAB, "date", "2015-12-31"))
        .isEqualTo(List.of("J9010"));
    assertThat(asked.codes("url", Given.ALEMTUZUMAB, "date", "2016-01-01"))
        .isEqualTo(List.of("J9010", "J0202"));
    assertThat(asked.codes("url", Given.ALEMTUZUMAB, "date", "2016-01-01", "activeOnly", "true"))
        .isEqualTo(List.of("J0202"));
  }

  @Test
  void aCodeBeforeItsFirstDayIsInNoSet() {
    assertThat(
            asked.output(
                "result",
                VALIDATE_IN_VALUE_SET,
                "url",
                Given.ALEMTUZUMAB,
                "system",
                Given.HCPCS,
                "code",
                "J0202",
                "date",
                "2015-12-31"))
        .isEqualTo("false");
  }

  @ParameterizedTest
  @CsvSource({"2015-09-30, ''", "2015-10-01, Q9979", "2015-12-31, Q9979", "2016-01-01, J0202"})
  void aPackageTranslatesToTheCodeOfTheDay(String date, String code) {
    List<String> expected = code.isEmpty() ? List.of() : List.of(code);
    assertThat(asked.translations("system", Given.NDC, "code", "58468-0200-01", "date", date))
        .isEqualTo(expected);
  }

  /** FHIR R4, Period: an end of 2025-03 includes 31 March. */
  @ParameterizedTest
  @CsvSource({
    "2025, 2025-03, 2024-12-31, false",
    "2025, 2025-03, 2025-01-01, true",
    "2025, 2025-03, 2025-03-31, true",
    "2025, 2025-03, 2025-04-01, false",
    "2025-02, 2025, 2025-01-31, false",
    "2025-02, 2025, 2025-12-31, true"
  })
  void aMappingIsValidThroughTheWholeYearOrMonth(
      String start, String end, String date, boolean valid) {
    ConceptMap map = new ConceptMap();
    map.setUrl("http://x.org/map").setStatus(PublicationStatus.ACTIVE);
    Period period = new Period().setStartElement(new DateTimeType(start));
    map.addGroup()
        .setSource("http://x.org/from")
        .setTarget("http://x.org/to")
        .addElement()
        .setCode("a")
        .addTarget()
        .setCode("b")
        .setEquivalence(ConceptMapEquivalence.EQUAL)
        .addExtension(Canonicals.extension("valid"), period.setEndElement(new DateTimeType(end)));

    assertThat(
            new Asked(Given.hosting(map))
                .translations("system", "http://x.org/from", "code", "a", "date", date))
        .hasSize(valid ? 1 : 0);
  }

  @ParameterizedTest
  @CsvSource({"58468020001", "58468-0200-01", "58468-0200-1", "58468-200-01"})
  void allFormsOfAnNdcAreOne(String ndc) {
    assertThat(asked.translations("system", Given.NDC, "code", ndc)).isEqualTo(List.of("J0202"));
  }

  @Test
  void aMapIsReadBackwardsToo() {
    assertThat(asked.translations("system", Given.HCPCS, "code", "J0202", "reverse", "true"))
        .isEqualTo(List.of("58468020001"));
  }

  @ParameterizedTest
  @CsvSource({"2015", "2015-12", "31.12.2015", "2015-02-30"})
  void aDateThatIsNoDayIsRefusedByName(String date) {
    assertThat(asked.refusal(LOOKUP, "system", Given.HCPCS, "code", "J9010", "date", date))
        .startsWith("400: Parameter 'date'");
  }
}
