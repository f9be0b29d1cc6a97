package org.priceunits.examples;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.List;
import org.hl7.fhir.r4.model.Resource;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.priceunits.server.RunningServer;

/** Sends every request of the guide and expects the answer that the guide shows. */
class ExamplesIT {
  private final RunningServer server = RunningServer.shared();

  static List<Example> examples() {
    return Examples.all();
  }

  @ParameterizedTest
  @MethodSource("examples")
  void theServerAnswersAsTheGuideSays(Example example) {
    example.stored().forEach(this::put);
    Resource answer = Golden.answered(example, ask(example));
    example.stored().forEach(this::delete);

    if (Golden.isWritten()) {
      Golden.write(example.request());
      Golden.write(answer);
    }
    assertThat(Golden.text(example.request()))
        .isEqualTo(Golden.read(Golden.file(example.request())));
    assertThat(Golden.text(answer)).isEqualTo(Golden.read(Golden.file(answer)));
  }

  private Resource ask(Example example) {
    RequestSpecification request = server.fhir().body(text(example.request()));
    example.query().forEach(request::queryParam);
    Response response = request.post("/" + example.operation().path());
    assertThat(response.statusCode()).isEqualTo(example.status());
    return (Resource) FhirContext.forR4Cached().newJsonParser().parseResource(response.asString());
  }

  private void put(Resource resource) {
    server.fhir().body(text(resource)).put(path(resource)).then().statusCode(201);
  }

  private void delete(Resource resource) {
    server.fhir().delete(path(resource)).then().statusCode(200);
  }

  private static String path(Resource resource) {
    return "/" + resource.fhirType() + "/" + resource.getIdPart();
  }

  private static String text(Resource resource) {
    return FhirContext.forR4Cached().newJsonParser().encodeResourceToString(resource);
  }
}
