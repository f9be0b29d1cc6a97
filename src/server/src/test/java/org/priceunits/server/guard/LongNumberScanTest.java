package org.priceunits.server.guard;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.priceunits.fhir.InputLimits;

class LongNumberScanTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "1",
        "0.",
        "\\u0030",
        "&#48;",
        "&#x30;",
        "\\u0663",
        "\\uff11",
        "&#xff11;",
        "٣",
        "𝟎"
      })
  void aLongNumberIsRefusedHoweverItIsWritten(String digit) {
    assertThat(LongNumberScan.check(body(digit.repeat(InputLimits.MAX_NUMBER_TEXT + 1))))
        .isPresent();
  }

  @Test
  void textCodesAndEncodedFilesPass() {
    assertThat(LongNumberScan.check(body("1".repeat(InputLimits.MAX_NUMBER_TEXT)))).isEmpty();
    assertThat(LongNumberScan.check(body("阿仑单抗".repeat(10_000)))).isEmpty();
    assertThat(LongNumberScan.check(body("&#1234567890123;\\u00zz&#".repeat(10_000)))).isEmpty();
    assertThat(LongNumberScan.check(body("JVBERi0xLjQKJ".repeat(10_000)))).isEmpty();
  }

  private static byte[] body(String value) {
    return ("{\"value\": \"" + value + "\"}").getBytes(StandardCharsets.UTF_8);
  }
}
