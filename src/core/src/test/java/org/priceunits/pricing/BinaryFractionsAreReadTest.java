package org.priceunits.pricing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.priceunits.pricing.Administered.dose;
import static org.priceunits.pricing.Administered.waste;

import org.hl7.fhir.r4.model.CodeableConcept;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests amounts that programs wrote from binary fractions. */
class BinaryFractionsAreReadTest {
  private static final String ROUNDED = "amount-rounded";

  private static Administered nivolumab(String amount) {
    return dose(amount)
        .id("a")
        .on("2025-05-14T10:00:00-05:00")
        .medication(new CodeableConcept().setText("nivolumab"));
  }

  /** The value, the amount that is read, and the units of 1 mg. */
  @ParameterizedTest
  @CsvSource({
    "361.59999999999997, 361.6 mg, 362",
    "77.00000000000001, 77 mg, 77",
    "76.99999999999999, 77 mg, 77",
    "0.30000000000000004, 0.3 mg, 1",
    // Single precision has its noise in the decimals that count.
    "0.10000000149011612, 0.10000000149 mg, 1",
    // Half-up at twelve decimals.
    "77.0000000000005, 77.000000000001 mg, 78",
    "77.0000000000004, 77 mg, 77",
    "0.0000000000005, 0.000000000001 mg, 1"
  })
  void anAmountIsRoundedToTwelveDecimals(String value, String read, String units) {
    Call call = Call.of(nivolumab(value + " mg")).code("J9299").lines("J9299 " + units);
    assertThat(call.says(ROUNDED).text(ROUNDED)).contains(value, read);
  }

  @ParameterizedTest
  @CsvSource({
    "77, 77",
    "77.0, 77",
    "77.000000000001, 78",
    "77.00000000000000000000000, 77",
    "1000000, 1000000"
  })
  void anAmountOfTwelveDecimalsStays(String value, String units) {
    Call.of(nivolumab(value + " mg")).code("J9299").lines("J9299 " + units).neverSays(ROUNDED);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1e-30",
        "1e-37",
        "0.0000000000004",
        "1e13",
        "1e30",
        "1234567890123456789",
        "0.1000000000000000055511151231257827"
      })
  void aNumberOfNoScaleIsRefusedInWordsOfItsOwn(String value) {
    assertThat(Call.of(nivolumab(value + " mg")).code("J9299").lines().text("dose-invalid"))
        .contains("digits", "larger or smaller")
        .doesNotContain("above zero");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-1", "-0.00000000000001"})
  void noAmountIsRefusedAsNone(String value) {
    assertThat(Call.of(nivolumab(value + " mg")).code("J9299").lines().text("dose-invalid"))
        .contains("above zero");
  }

  @ParameterizedTest
  @CsvSource({
    "23.000000000000028, J9299 23 JW",
    "5.684341886080802e-14, ''",
    "22.999999999999996, J9299 23 JW"
  })
  void whatWasDiscardedIsRoundedToo(String value, String line) {
    Administered[][] ways = {
      {nivolumab("217 mg").discarded(value + " mg")},
      {
        nivolumab("217 mg"),
        waste(value + " mg", "MedicationAdministration/a")
            .id("w")
            .medication(new CodeableConcept().setText("nivolumab"))
      }
    };
    for (Administered[] way : ways) {
      Call call = Call.of(way).code("J9299").says(ROUNDED);
      if (line.isEmpty()) {
        call.lines("J9299 217 JZ");
      } else {
        call.lines("J9299 217", line);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"240.00000000000003", "239.99999999999997"})
  void theSizeOfAContainerIsRoundedToo(String size) {
    Call.of(nivolumab("240 mg").vial(size + " mg"))
        .code("J9299")
        .lines("J9299 240 JZ")
        .says(ROUNDED);
  }
}
