package org.priceunits.server;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;

import io.micrometer.tracing.Tracer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.NoSuchBeanDefinitionException;

/** Tests the metrics of pricing, which must not reveal a patient. */
class MetricsIT {
  private static final String ADMINISTRATION =
      """
      {"resourceType": "MedicationAdministration", "status": "completed", "subject": {"reference": "Patient/metrics-planted"},
       "medicationCodeableConcept": {"coding": [{"system": "http://hl7.org/fhir/sid/ndc", "code": "58468020001"}]},
       "effectiveDateTime": "2025-08-02T10:00:00-05:00",
       "dosage": {"dose": {"value": 12, "system": "http://unitsofmeasure.org", "code": "%s"}}}
      """;

  private static final Pattern PRICED =
      Pattern.compile("price_units_administrations_total\\{status=\"priced\"} ([0-9.E]+)");

  private final RunningServer server = RunningServer.shared();

  @Test
  void pricingsRefusalsTimesAndKnowledgeAreShown() {
    for (String unit : new String[] {"mg", "{vial}"}) {
      server
          .fhir()
          .body(ADMINISTRATION.formatted(unit))
          .post("/MedicationAdministration/$price-units?payer=medicare")
          .then()
          .statusCode(200);
    }
    server
        .fhir()
        .body(ADMINISTRATION.formatted("mg"))
        .post("/MedicationAdministration/$price-units?payer=nobody")
        .then()
        .statusCode(422);
    double before = priced();
    for (String kind : new String[] {"batch", "transaction"}) {
      server
          .fhir()
          .body(
              "{\"resourceType\": \"Bundle\", \"type\": \"%s\", \"entry\": [{\"request\": {\"method\": \"POST\", \"url\": \"MedicationAdministration/$price-units?payer=medicare\"}, \"resource\": %s}]}"
                  .formatted(kind, ADMINISTRATION.formatted("mg")))
          .post()
          .then()
          .statusCode(200);
    }
    assertThat(priced()).isGreaterThanOrEqualTo(before + 2);

    given()
        .get(server.root() + "/actuator/prometheus")
        .then()
        .statusCode(200)
        .body(containsString("price_units_administrations_total{status=\"priced\"}"))
        .body(containsString("price_units_administrations_total{status=\"refused\"}"))
        .body(
            containsString(
                "price_units_issues_total{code=\"dose-unit-not-convertible\",severity=\"error\"}"))
        .body(containsString("price_units_issues_total{code=\"payer-unknown\",severity=\"error\"}"))
        .body(containsString("price_units_calls_seconds_bucket{operation=\"$price-units\""))
        .body(containsString("price_units_knowledge_age_seconds"))
        .body(containsString("price_units_knowledge_resources"))
        .body(containsString("price_units_knowledge_faults 0.0"))
        .body(containsString("price_units_shipped_resources_total{result=\"created\"}"))
        .body(containsString("hikaricp_connections"))
        .body(not(containsString("metrics-planted")));
  }

  /** Other tests price at the same server, so the count only grows. */
  private double priced() {
    Matcher found = PRICED.matcher(given().get(server.root() + "/actuator/prometheus").asString());
    assertThat(found.find()).isTrue();
    return Double.parseDouble(found.group(1));
  }

  /** OperatorSettingsIT has a collector. */
  @Test
  void withoutACollectorNothingMakesSpans() {
    assertThatThrownBy(() -> server.bean(Tracer.class))
        .isInstanceOf(NoSuchBeanDefinitionException.class);
  }
}
