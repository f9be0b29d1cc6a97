package org.priceunits.x12;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.hl7.fhir.r4.model.Claim;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.DateType;
import org.hl7.fhir.r4.model.Period;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which claims of one patient are checked together, by their days. */
class ClaimGroupTest {
  /** Each claim has a period, of days in August 2025, and one line, with a day or without. */
  @ParameterizedTest
  @CsvSource({
    "1-31, 2, 1-31, 2, true",
    "1-31, 2, 1-31, 20, false",
    "1-5, , 5-9, , true",
    "1-5, , 6-9, , false",
    "1-5, , 1-31, 5, true",
    "1-5, , 1-31, 6, false"
  })
  void theDaysOfTheLinesCountAndElseThePeriod(
      String period, String day, String otherPeriod, String otherDay, boolean one) {
    assertThat(ClaimGroup.isOneVisit(List.of(claim(period, day), claim(otherPeriod, otherDay))))
        .isEqualTo(one);
  }

  private static Claim claim(String period, String day) {
    Claim claim = new Claim();
    String[] ends = period.split("-");
    claim.setBillablePeriod(
        new Period()
            .setStartElement(new DateTimeType(ofAugust(ends[0])))
            .setEndElement(new DateTimeType(ofAugust(ends[1]))));
    Claim.ItemComponent line = claim.addItem();
    if (day != null) {
      line.setServiced(new DateType(ofAugust(day)));
    }
    return claim;
  }

  private static String ofAugust(String day) {
    return "2025-08-%02d".formatted(Integer.parseInt(day));
  }
}
