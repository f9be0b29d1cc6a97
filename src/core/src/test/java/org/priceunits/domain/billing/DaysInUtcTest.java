package org.priceunits.domain.billing;

import static org.priceunits.domain.billing.Case.given;
import static org.priceunits.domain.billing.result.IssueCode.DATE_AMBIGUOUS;
import static org.priceunits.domain.billing.result.IssueCode.DATE_FROM_UTC;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Tests doses whose day is known in UTC alone beside others: one unit of J9035 is 10 mg, so that
 * two doses of 95 mg are 19 units of one day, and 20 of two.
 */
class DaysInUtcTest {
  private static Case first(String dose) {
    return given().code("J9035").on("2024-04-15").dose(dose);
  }

  @Test
  void aDoseThatMayBeOfTheDayBeforeIsNotAddedWhereTheSumRoundsOtherwise() {
    first("95 mg").utc("03:00").and().local().dose("95 mg").lines("J9035 10").says(DATE_AMBIGUOUS);
    first("100 mg").utc("03:00").and().local().dose("95 mg").lines("J9035 20").says(DATE_FROM_UTC);
    first("95 mg").utc("03:00").and().local().dose("100 mg").lines("J9035 20");
    first("95 mg").utc("11:00").and().local().dose("95 mg").lines("J9035 19");
  }

  /** Times, and the lines: what a clock four to eleven hours behind parts is not added. */
  @ParameterizedTest
  @CsvSource({
    "03:00, 20:00, J9035 10",
    "20:00, 03:00, J9035 10",
    "03:00, 05:00, J9035 10",
    "03:00, 03:30, J9035 19",
    "05:10, 05:50, J9035 19",
    "05:50, 06:10, J9035 10",
    "11:00, 20:00, J9035 19"
  })
  void allTimesOfASiteMoveTogether(String one, String other, String line) {
    Case both = first("95 mg").utc(one).and().utc(other);
    both.lines(line);
    if (line.equals("J9035 19")) {
      both.neverSays(DATE_AMBIGUOUS);
    } else {
      both.saysOnce(DATE_AMBIGUOUS);
    }
  }

  @Test
  void theDosesOfTheDayBeforeCountToo() {
    first("95 mg")
        .on("2024-04-14")
        .and()
        .on("2024-04-15")
        .utc("03:00")
        .lines("J9035 10")
        .says(DATE_AMBIGUOUS);
    first("95 mg")
        .on("2024-04-13")
        .and()
        .on("2024-04-15")
        .utc("03:00")
        .lines("J9035 10", "J9035 10");
    first("95 mg")
        .on("2024-04-14")
        .and()
        .on("2024-04-15")
        .dose("100 mg")
        .utc("03:00")
        .lines("J9035 10", "J9035 10");
  }

  @Test
  void aDoseEachEveningIsOneEachDayAnywhere() {
    first("95 mg")
        .utc("03:00")
        .and()
        .on("2024-04-16")
        .and()
        .on("2024-04-17")
        .lines("J9035 10", "J9035 10", "J9035 10")
        .neverSays(DATE_AMBIGUOUS);
  }

  @Test
  void otherPatientsAndCodesAreNotMixed() {
    first("95 mg")
        .utc("03:00")
        .and()
        .local()
        .patient("Patient/other")
        .lines("J9035 10", "J9035 10")
        .neverSays(DATE_AMBIGUOUS);
  }

  @Test
  void containersOfAnotherDayAreNotDrawnOn() {
    first("100 mg").utc("03:00").vial("200 mg").and().local().dose("100 mg").says(DATE_AMBIGUOUS);
  }
}
