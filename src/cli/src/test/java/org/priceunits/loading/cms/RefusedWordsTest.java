package org.priceunits.loading.cms;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RefusedWordsTest {
  @Test
  void areThoseThatTheRefusalSpeaksOf() {
    assertThat(
            DosageText.read(
                "High osmolar contrast material, 150-199 mg/ml iodine concentration, per vial"))
        .isEqualTo(
            new StatedDosage.NotCertain(
                "per vial", "The unit is a dose or a vial, not an amount."));
  }
}
