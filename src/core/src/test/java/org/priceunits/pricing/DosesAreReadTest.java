package org.priceunits.pricing;

import static org.priceunits.pricing.Administered.dose;

import java.math.BigDecimal;
import org.hl7.fhir.r4.model.Quantity;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.priceunits.fhir.Canonicals;

/** Tests the amounts of a dose in the words and forms that records have. */
class DosesAreReadTest {
  private static final String DAY = "2024-05-01T10:00:00-05:00";

  /** Quotes of a CSV cell are doubled. */
  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '"',
      value = {
        "milligram(s), J9271, 10",
        "Milligrams, J9271, 10",
        "MG, J9271, 10",
        "mgs, J9271, 10",
        "mg., J9271, 10",
        "microgram(s), J9039, 10",
        "mcg, J9039, 10",
        "MCG(s), J9039, 10",
        "gm, J9271, 10000",
        "gram(s), J9271, 10000",
        "grams, J9271, 10000",
        "units, J0585, 10",
        "Unit(s), J0585, 10",
        "units, J7192, 10",
        "u, J7192, 10",
        "international unit(s), J7192, 10",
        "International  Units, J7192, 10",
        "int'l units, J7192, 10",
        "Intl Units, J7192, 10",
        "IU, J7192, 10",
        "units, J0725, 1",
        "USP units, J0725, 1",
        "USP Unit(s), J0725, 1",
        "IU, J0725,",
        "USP units, J7192,",
        "IU, J0585,",
        "USP units, J0585,",
        "units, J9271,",
        "mg, J0725,",
        "gr, J9271,",
        "million units, J0725,",
        "mg/kg, J9271,",
      })
  void unitsInWordsAreTheCodes(String unit, String code, String units) {
    Quantity quantity = new Quantity().setValue(BigDecimal.TEN).setUnit(unit);
    Call call = Call.of(dose("").on(DAY).quantity(quantity)).code(code);
    if (units == null) {
      call.lines().says("dose-unit-not-convertible");
    } else {
      call.lines(code + " " + units).says("dose-unit-assumed");
    }
  }

  /** The unit's text, its UCUM code, billed units. */
  @ParameterizedTest
  @CsvSource({
    "MG, MG, J9271,",
    "MG, mg, J9271, 10",
    "units, [U], J0725, 1",
    "units, [USP'U], J0725, 1",
    "units, [iU], J0725,",
    "units, [U], J7192, 10",
    "units, U, J7192, 10"
  })
  void aUcumCodeIsTakenAtItsWord(String unit, String ucum, String code, String units) {
    Quantity quantity =
        new Quantity()
            .setValue(BigDecimal.TEN)
            .setUnit(unit)
            .setSystem(Canonicals.UCUM)
            .setCode(ucum);
    Call call = Call.of(dose("").on(DAY).quantity(quantity)).code(code);
    if (units == null) {
      call.lines().says("dose-unit-not-convertible");
    } else {
      call.lines(code + " " + units);
    }
  }
}
