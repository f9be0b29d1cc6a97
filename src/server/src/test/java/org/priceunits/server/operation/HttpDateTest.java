package org.priceunits.server.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HttpDateTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "2026-11-30T23:59:59Z     | Mon, 30 Nov 2026 23:59:59 GMT",
        "2026-12-01T00:00:00Z     | Tue, 01 Dec 2026 00:00:00 GMT",
        "2026-12-09T06:05:04.987Z | Wed, 09 Dec 2026 06:05:04 GMT",
        "2026-12-10T06:05:04Z     | Thu, 10 Dec 2026 06:05:04 GMT",
        "2024-02-29T12:00:00Z     | Thu, 29 Feb 2024 12:00:00 GMT"
      })
  void aDayHasTwoDigits(Instant instant, String written) {
    assertThat(HttpDate.of(instant)).isEqualTo(written);
  }

  @Test
  void namesAreEnglishEverywhere() {
    Locale before = Locale.getDefault();
    Locale.setDefault(Locale.GERMANY);
    try {
      assertThat(HttpDate.of(Instant.EPOCH)).isEqualTo("Thu, 01 Jan 1970 00:00:00 GMT");
    } finally {
      Locale.setDefault(before);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Wed, 02 Dec 2026 10:00:00 GMT",
        "Wed, 2 Dec 2026 10:00:00 GMT",
        " Wed, 02 Dec 2026 11:00:00 +0100 "
      })
  void aDateIsReadAsClientsSendIt(String text) {
    assertThat(HttpDate.read(text)).isEqualTo("2026-12-02T10:00:00Z");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "2026-12-02T10:00:00Z", "Tue, 02 Dec 2026 10:00:00 GMT"})
  void whatIsNoDateIsRefused(String text) {
    assertThatThrownBy(() -> HttpDate.read(text)).isInstanceOf(DateTimeParseException.class);
  }
}
