package org.priceunits.pricing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.priceunits.pricing.Administered.dose;

import java.math.BigDecimal;
import org.hl7.fhir.r4.model.Quantity;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.priceunits.fhir.PlainMessage;

/** Tests the words of issues about records that say something else than what is needed. */
class RefusalsSayWhatIsWrongTest {
  private static final String DAY = "2024-05-01T10:00:00-05:00";

  @Test
  void aRateWithoutATimeIsNamedAsSuch() {
    Administered given = dose("").on(DAY);
    given.record().getDosage().setRate(new Quantity().setValue(BigDecimal.ONE).setUnit("mg"));

    assertThat(Call.of(given).code("J9271").text("dose-missing"))
        .startsWith("1 mg is no rate, since it names no time.");
  }

  @Test
  void aRateWithATimeNeedsItsPeriod() {
    Administered given = dose("").on(DAY);
    given.record().getDosage().setRate(new Quantity().setValue(BigDecimal.ONE).setUnit("mg/h"));

    assertThat(Call.of(given).code("J9271").text("dose-missing"))
        .startsWith("A rate alone does not say how much was given.");
  }

  @ParameterizedTest
  @CsvSource({
    "mg/mL, a concentration",
    "MG/ML, a concentration",
    "units/mL, a concentration",
    "mg/10 mL, a concentration",
    "mg/kg, an amount per something else",
    "mg/h, an amount per something else",
  })
  void anAmountPerSomethingIsNoDose(String unit, String words) {
    Quantity stated = new Quantity().setValue(BigDecimal.TEN).setUnit(unit);

    assertThat(
            Call.of(dose("").on(DAY).quantity(stated))
                .code("J9271")
                .text("dose-unit-not-convertible"))
        .contains(words);
  }

  @Test
  void aMissingStatusIsNamed() {
    Administered given = dose("10 mg").on(DAY);
    given.record().setStatus(null);

    assertThat(Call.of(given).code("J9271").text("status-not-billable"))
        .startsWith("The record has no status");
  }

  /** Day, and what the line is said to lack: JZ exists since 2023. */
  @ParameterizedTest
  @CsvSource({"2020-05-01, the line has no JW.", "2024-05-01, the line has neither JW nor JZ."})
  void onlyModifiersOfTheDayAreNamed(String day, String words) {
    assertThat(
            Call.of(dose("10 mg").on(day + "T10:00:00-05:00")).code("J9271").text("waste-unknown"))
        .contains(words);
  }

  @Test
  void nothingIsLeftOfATablet() {
    Call.of(dose("20 mg").on(DAY)).code("J7512").lines("J7512 20").neverSays("waste-unknown");
  }

  @Test
  void messagesOfTheParserHaveNoNumber() {
    assertThat(PlainMessage.of(new IllegalStateException("HAPI-1821: Found incorrect type")))
        .isEqualTo("Found incorrect type");
  }
}
