package org.priceunits.pricing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.priceunits.pricing.Administered.dose;
import static org.priceunits.pricing.Administered.quantity;

import java.math.BigDecimal;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.Ratio;
import org.hl7.fhir.r4.model.Type;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests rates per body weight and surface, from which no amount follows. */
class RatesOfTheBodyAreRefusedTest {
  private static String refusal(Type rate) {
    Administered infusion =
        dose("").during("2024-05-01T10:00:00-05:00", "2024-05-01T12:00:00-05:00");
    infusion.record().getDosage().setRate(rate);
    return Call.of(infusion).code("J1745").lines().text("dose-missing");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ug/kg/min",
        "mg/kg/h",
        "ug/kg",
        "mg/m2/h",
        "ug.kg-1.min-1",
        "ug/min/kg",
        "mL/kg/h",
        "ug/kg{body_weight}/min"
      })
  void itIsSaidThatTheRateIsOfTheBody(String unit) {
    for (Quantity rate :
        new Quantity[] {
          quantity("5 " + unit), new Quantity().setValue(BigDecimal.valueOf(5)).setUnit(unit)
        }) {
      assertThat(refusal(rate))
          .contains("per body weight or surface", unit, "dosage.dose", "total amount")
          .doesNotContain("no time");
    }
  }

  @Test
  void aRatioMayBeOfTheBodyToo() {
    assertThat(
            refusal(
                new Ratio().setNumerator(quantity("5 ug/kg")).setDenominator(quantity("1 min"))))
        .contains("per body weight or surface");
    assertThat(refusal(new Ratio().setNumerator(quantity("5 ug")).setDenominator(quantity("1 kg"))))
        .contains("per body weight or surface");
  }

  @ParameterizedTest
  @ValueSource(strings = {"mg", "mL"})
  void anAmountIsNoRate(String unit) {
    assertThat(refusal(quantity("5 " + unit))).contains("names no time");
  }
}
