package org.priceunits.fhir;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.Period;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PartialDatesTest {

  @ParameterizedTest
  @CsvSource({
    "2025, 2025, 2025-01-01, true",
    "2025, 2025, 2024-12-31, false",
    "2025, 2025, 2025-12-31, true",
    "2025, 2025, 2026-01-01, false",
    "2025-02, 2025-03, 2025-01-31, false",
    "2025-02, 2025-03, 2025-02-01, true",
    "2025-02, 2025-03, 2025-03-31, true",
    "2025-02, 2025-03, 2025-04-01, false",
    "2024-02, 2024-02, 2024-02-29, true",
    "2025-02-10T23:30:00-05:00, 2025-02-11T01:00:00Z, 2025-02-11, true",
    "2025-02-10T23:30:00-05:00, 2025-02-11T01:00:00Z, 2025-02-09, false"
  })
  void aYearOrAMonthOfAPeriodCountsWhole(String start, String end, LocalDate day, boolean in) {
    Period period = new Period();
    period.setStartElement(new DateTimeType(start)).setEndElement(new DateTimeType(end));

    assertThat(FhirValues.validity(period).on(day)).isEqualTo(in);
  }

  @ParameterizedTest
  @CsvSource({",", "unknown", "'20 5'", "2025-13", "2025-02-30", "2025-1-1", "''"})
  void whatIsNoDateIsNoDay(String text) {
    assertThat(PartialDates.firstDay(text)).isEmpty();
    assertThat(PartialDates.lastDay(text)).isEmpty();
  }
}
