package org.priceunits.server;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.parser.IParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.hl7.fhir.r4.model.CapabilityStatement;
import org.junit.jupiter.api.Test;
import org.priceunits.examples.Golden;
import org.priceunits.fhir.Canonicals;

/**
 * The guide's CapabilityStatement is what the server says; {@code -Dexamples.write=true} writes it.
 */
class PublishedCapabilityStatementIT {
  private static final Path FILE =
      Path.of("ig/input/capabilities/CapabilityStatement-price-units.json");

  private final RunningServer server = RunningServer.shared();

  @Test
  void theGuideShowsTheStatementOfTheServer() throws IOException {
    IParser parser = FhirContext.forR4Cached().newJsonParser().setPrettyPrint(true);
    CapabilityStatement statement =
        parser.parseResource(
            CapabilityStatement.class,
            server
                .fhirUntyped()
                .get("/metadata")
                .asString()
                .replace(server.root(), "http://127.0.0.1:8080"));
    statement.setId("price-units");
    statement.setUrl(Canonicals.BASE + "/CapabilityStatement/price-units");
    // When it was asked is no part of what it can do.
    statement.setDateElement(statement.getSoftware().getReleaseDateElement());
    String text = parser.encodeResourceToString(statement) + "\n";
    if (Golden.isWritten()) {
      Files.createDirectories(FILE.getParent());
      Files.writeString(FILE, text);
    }

    assertThat(Files.readString(FILE)).isEqualTo(text);
    assertThat(statement.getPublisher()).isNotBlank();
    assertThat(statement.getDescription()).isNotBlank();
    assertThat(statement.getInstantiates()).isNotEmpty();
    assertThat(statement.getImplementationGuide()).isNotEmpty();
    assertThat(statement.getRestFirstRep().hasSecurity()).isTrue();
  }
}
