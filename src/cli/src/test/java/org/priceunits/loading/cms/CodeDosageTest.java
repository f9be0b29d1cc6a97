package org.priceunits.loading.cms;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.priceunits.loading.cms.CodeDosage.Basis;

class CodeDosageTest {
  private static final String REFUSED = "REFUSED";

  @ParameterizedTest
  @CsvSource({
    "'Injection, alemtuzumab, 1 mg', 1 MG, AGREED",
    "'Injection, ceftriaxone, 1 gm', 1000 MG, AGREED",
    "'Injection, blinatumomab, 1 mcg', 0.001 mg, AGREED",
    "'Injection, alemtuzumab, 1 mg', 10 MG, REFUSED",
    "'Injection, alemtuzumab, 1 mg', 1 ML, REFUSED",
    "'Injection, saline, 1 ml', 2 ML, REFUSED",
    "'Injection, asparaginase, 1000 iu', 1000 UNITS, AGREED",
    "'Injection, asparaginase, 1000 iu', 100 UNITS, REFUSED",
    "'Injection, botulinum toxin, 1 unit', 1 UNIT, AGREED",
    "'Injection, potassium, 2 meq', 2 UNITS, REFUSED",
    "'Injection, gonadotropin, 1000 usp units', 1000 IU, REFUSED",
    "'Injection, botulinum toxin, per unit', 1 UNIT, REFUSED",
    "'Injection, alemtuzumab, 1 mg', per vial, REFUSED"
  })
  void twoTextsMustStateTheSameAmount(String description, String listed, Basis basis) {
    CodeDosage dosage = CodeDosage.of(description, listed);
    assertThat(dosage.basis()).isEqualTo(basis);
    assertThat(dosage.dosage())
        .isInstanceOf(
            basis.name().equals(REFUSED)
                ? StatedDosage.NotCertain.class
                : StatedDosage.Certain.class);
  }

  @Test
  void aRefusalNamesBothTexts() {
    assertThat(CodeDosage.of("Injection, alemtuzumab, 1 mg", "10 MG").dosage())
        .isEqualTo(
            new StatedDosage.NotCertain(
                "1 mg", "The long description states 1 mg, the payment limits 10 MG."));
    assertThat(CodeDosage.of("Injection, alemtuzumab, 1 mg", "per dose").dosage())
        .isEqualTo(
            new StatedDosage.NotCertain(
                "1 mg",
                "The payment limits word the dosage as 'per dose': The unit is a dose or a vial, not an"
                    + " amount."));
  }

  @Test
  void oneTextIsEnoughWhereItIsCertain() {
    assertThat(CodeDosage.of("Injection, alemtuzumab, 1 mg").basis()).isEqualTo(Basis.ONE_SOURCE);
    assertThat(CodeDosage.of("Unclassified drugs").basis()).isEqualTo(Basis.REFUSED);
  }

  @ParameterizedTest
  @CsvSource({
    "'Skin substitute, one and another, per square centimeter', true",
    "'Solution, one and another, 500 ml', true",
    "'Injection, one and another, 10 mg', false",
    "'Injection, one (with another), 10 mg', true"
  })
  void anAmountForSeveralDrugsIsCertainOnlyAsVolumeOrArea(String text, boolean certain) {
    assertThat(DosageText.read(text) instanceof StatedDosage.Certain).isEqualTo(certain);
  }
}
