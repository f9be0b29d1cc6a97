package org.priceunits.server.limits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.priceunits.terminology.TerminologyBounds;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class TerminologyLimitsTest {
  private static TerminologyBounds bounds(Map<String, String> properties) {
    return new Binder(new MapConfigurationPropertySource(properties))
        .bindOrCreate("price-units.limits", LimitProperties.class)
        .terminologyBounds();
  }

  @Test
  void withoutPropertiesTheBoundsAreTheUsualOnes() {
    assertThat(bounds(Map.of())).isEqualTo(TerminologyBounds.USUAL);
  }

  @Test
  void anOperatorSetsEachBound() {
    assertThat(
            bounds(
                Map.of(
                    "price-units.limits.expansion-codes", "11",
                    "price-units.limits.terminology.searched-codes", "12",
                    "price-units.limits.terminology.steps", "13",
                    "price-units.limits.terminology.depth", "14",
                    "price-units.limits.terminology.time", "15s",
                    "price-units.limits.terminology.text-length", "16",
                    "price-units.limits.terminology.codings", "17",
                    "price-units.limits.terminology.validations", "18",
                    "price-units.limits.terminology.languages", "19")))
        .isEqualTo(new TerminologyBounds(11, 12, 13, 14, Duration.ofSeconds(15), 16, 17, 18, 19));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "searched-codes",
        "steps",
        "depth",
        "time",
        "text-length",
        "codings",
        "validations",
        "languages"
      })
  void aBoundThatWouldRefuseEverythingPreventsTheStart(String name) {
    assertThatThrownBy(() -> bounds(Map.of("price-units.limits.terminology." + name, "0")))
        .hasStackTraceContaining("price-units.limits.terminology: each limit is 1 or more");
  }
}
