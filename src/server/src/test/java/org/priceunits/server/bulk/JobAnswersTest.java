package org.priceunits.server.bulk;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JobAnswersTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '#',
      value = {
        "gzip # true",
        "GZIP # true",
        "br, gzip;q=0.5 # true",
        "gzip; q=0.001 # true",
        "x-gzip # true",
        "gzip;q=0 # false",
        "gzip;q=0.0 # false",
        "gzip; q=0.000, br # false",
        "identity # false",
        "gzipped # false",
        "'' # false",
        " # false"
      })
  void aFileIsCompressedForWhoTakesIt(String encodings, boolean gzip) {
    assertThat(JobAnswers.accepts(encodings)).isEqualTo(gzip);
  }
}
