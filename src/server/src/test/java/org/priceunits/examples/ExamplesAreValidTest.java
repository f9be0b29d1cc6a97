package org.priceunits.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.priceunits.ig.OfflineValidator;

/** Validates every answer, and every request that does not deliberately show a faulty record. */
class ExamplesAreValidTest {

  static List<Example> examples() {
    return Examples.all();
  }

  @ParameterizedTest
  @MethodSource("examples")
  void requestAndAnswerAreValid(Example example) {
    List<String> faults = OfflineValidator.shared().errors(example.request());
    if (example.isInvalid()) {
      assertThat(faults).as("shows an invalid request").isNotEmpty();
    } else {
      assertThat(faults).isEmpty();
    }
    assertThat(OfflineValidator.shared().errors(Golden.response(example))).isEmpty();
  }
}
