package org.priceunits.vectors;

import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.response.Response;
import java.util.List;
import org.hl7.fhir.r4.model.Parameters;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.priceunits.ShippedKnowledge;
import org.priceunits.server.RunningServer;

/** Sends every worked case as a real request. */
class VectorsOverHttpIT {
  private final RunningServer server = RunningServer.shared();

  static List<VectorRow> rows() {
    return VectorRow.all();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("rows")
  void priceAsTheCaseSays(VectorRow row) {
    String body =
        ShippedKnowledge.FHIR.newJsonParser().encodeResourceToString(VectorRequest.of(row));
    Response response = server.fhir().body(body).post("/MedicationAdministration/$price-units");
    assertThat(response.statusCode()).isEqualTo(200);
    Parameters answer =
        ShippedKnowledge.FHIR.newJsonParser().parseResource(Parameters.class, response.asString());
    VectorAnswer.assertMatches(row, answer);
  }
}
