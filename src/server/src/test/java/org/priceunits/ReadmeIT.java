package org.priceunits;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hl7.fhir.r4.model.Claim;
import org.hl7.fhir.r4.model.Parameters;
import org.junit.jupiter.api.Test;
import org.priceunits.server.RunningServer;

/** Sends the README's first request and expects the answer that the README links. */
class ReadmeIT {
  private static final Pattern REQUEST =
      Pattern.compile("curl -s -X POST '([^']+)'.*?-d '\\n(\\{.*?\\n})'", Pattern.DOTALL);
  private static final Pattern ANSWER = Pattern.compile("\\[The whole answer]\\(([^)]+)\\)");

  @Test
  void theFirstRequestGetsTheAnswerThatIsLinked() throws IOException {
    String readme = Files.readString(Path.of("README.md"));
    Matcher request = REQUEST.matcher(readme);
    Matcher answer = ANSWER.matcher(readme);
    assertThat(request.find()).isTrue();
    assertThat(answer.find()).isTrue();

    URI address = URI.create(request.group(1).replace("$", "%24"));
    String body =
        RunningServer.shared()
            .fhir()
            .urlEncodingEnabled(false)
            .body(request.group(2))
            .post("/MedicationAdministration/%24price-units?" + address.getRawQuery())
            .then()
            .statusCode(200)
            .extract()
            .asString();

    assertThat(withoutTime(body))
        .isEqualTo(withoutTime(Files.readString(Path.of(answer.group(1)))));
  }

  /** Returns the answer without its creation time. */
  private static String withoutTime(String json) {
    Parameters parameters =
        ShippedKnowledge.FHIR.newJsonParser().parseResource(Parameters.class, json);
    parameters.getParameter().stream()
        .filter(p -> p.getResource() instanceof Claim)
        .forEach(p -> ((Claim) p.getResource()).setCreated(null));
    return ShippedKnowledge.FHIR.newJsonParser().encodeResourceToString(parameters);
  }
}
