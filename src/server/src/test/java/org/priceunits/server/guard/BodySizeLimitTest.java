package org.priceunits.server.guard;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.zip.GZIPOutputStream;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.priceunits.server.guard.BodySizeLimit.Read;
import org.priceunits.server.guard.BodySizeLimit.Refused;
import org.priceunits.server.guard.BodySizeLimit.Result;
import org.springframework.mock.web.MockHttpServletRequest;

class BodySizeLimitTest {
  private static final int MOST = 1_000;

  /**
   * A call that has an asynchronous form is told of it, whatever is too long: plain or unpacked.
   */
  @ParameterizedTest
  @CsvSource({
    "/MedicationAdministration/$price-units, 1000, false, ",
    "/MedicationAdministration/$price-units, 1000, true, ",
    "/MedicationAdministration/$price-units, 1001, false, true",
    "/MedicationAdministration/$price-units, 1001, true, true",
    "/MedicationAdministration/a1/$price-units, 1001, false, false",
    "/Claim/$check-units, 1001, false, false",
    "/Patient, 1001, true, false"
  })
  void aBodyThatIsTooLongSaysHowToAskForAJob(
      String path, int bytes, boolean gzip, @Nullable Boolean job) throws IOException {
    MockHttpServletRequest request = new MockHttpServletRequest("POST", "/fhir" + path);
    request.setPathInfo(path);
    byte[] body = new byte[bytes];
    request.setContent(gzip ? gzip(body) : body);
    if (gzip) {
      request.addHeader("Content-Encoding", "gzip");
    }

    Result result = new BodySizeLimit(MOST).read(request);

    if (job == null) {
      assertThat(result)
          .isInstanceOfSatisfying(Read.class, r -> assertThat(r.bytes()).hasSize(bytes));
      return;
    }
    assertThat(result)
        .isInstanceOfSatisfying(
            Refused.class,
            r -> {
              assertThat(r.refusal().status()).isEqualTo(413);
              String text =
                  ((OperationOutcome) r.refusal().outcome()).getIssueFirstRep().getDiagnostics();
              assertThat(text).startsWith("The body is longer than the 1000 bytes");
              assertThat(text.contains("Prefer: respond-async")).as(text).isEqualTo(job);
            });
  }

  private static byte[] gzip(byte[] plain) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream zip = new GZIPOutputStream(bytes)) {
      zip.write(plain);
    }
    return bytes.toByteArray();
  }
}
