package org.priceunits.server;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class DrainTest {
  private static final Duration PHASE = Duration.ofSeconds(20);

  @Test
  void aDrainThatSpringWouldCutShortIsRefused() {
    assertThatThrownBy(() -> new Drain(PHASE, PHASE))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("price-units.drain (20000 ms)");
    assertThatCode(() -> new Drain(PHASE.minusMillis(1), PHASE)).doesNotThrowAnyException();
    assertThatCode(() -> new Drain(Duration.ZERO, Duration.ZERO)).doesNotThrowAnyException();
  }
}
