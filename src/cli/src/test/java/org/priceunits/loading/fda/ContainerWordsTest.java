package org.priceunits.loading.fda;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which container the FDA's words name, as the unit that counts it. */
class ContainerWordsTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "VIAL, SINGLE-DOSE | {vial}",
        "VIAL, GLASS | {vial}",
        "Single-Dose Vial | {vial}",
        "Pre-Filled Syringe | {syringe}",
        "SYRINGE, PLASTIC | {syringe}",
        "Autoinjector | {pen}",
        "BOTTLE, DROPPER | {bottle}",
        "Single-Dose Vial, Pre-Filled Syringe |",
        "CARTON |",
        "PENCIL |",
      })
  void oneContainerIsNamedByItsUnit(String words, @Nullable String unit) {
    assertThat(ContainerWords.unit(words).orElse(null)).isEqualTo(unit);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "10 VIAL, SINGLE-DOSE in 1 CARTON (0002-1152-01)  / .5 mL in 1 VIAL, SINGLE-DOSE | VIAL, SINGLE-DOSE",
        "1 SYRINGE in 1 CARTON (0001-0001-01)  > 1 mL in 1 SYRINGE | SYRINGE",
        "10 mL in 1 VIAL (0001-0001-01) | VIAL",
        "1 KIT in 1 CARTON (0001-0001-01)  *  2 mL in 1 VIAL  *  9 mL in 1 SYRINGE | ''",
        "an unknown form | ''",
      })
  void theInnermostContainerHoldsTheDrug(String description, String holder) {
    assertThat(new PackageDescription(description).holder()).isEqualTo(holder);
  }
}
