package org.priceunits.server.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.priceunits.pricing.Administered.dose;
import static org.priceunits.pricing.Administered.quantity;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleType;
import org.hl7.fhir.r4.model.Bundle.HTTPVerb;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.MedicationDispense;
import org.hl7.fhir.r4.model.MedicationDispense.MedicationDispenseStatus;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.priceunits.ShippedKnowledge;
import org.priceunits.fhir.Canonicals;
import org.priceunits.pricing.Administered;
import org.priceunits.server.RunningServer;

/**
 * Tests that what is stored as dispensed for the order of a stored administration counts. The
 * orders themselves are not stored.
 */
class StoredDispensesIT {
  private static final String TYPE = "MedicationAdministration";
  private static final String UNITS =
      "parameter.find { it.name == 'claim' }.resource.item.quantity.value";
  private static final String LEMTRADA = "58468-0200-01";

  private final RunningServer server = RunningServer.shared();

  private void store(Stream<Resource> resources) {
    Bundle transaction = new Bundle().setType(BundleType.TRANSACTION);
    resources.forEach(
        r ->
            transaction
                .addEntry()
                .setResource(r)
                .getRequest()
                .setMethod(HTTPVerb.PUT)
                .setUrl(r.fhirType() + "/" + r.getIdElement().getIdPart()));
    String body = ShippedKnowledge.FHIR.newJsonParser().encodeResourceToString(transaction);
    server.fhir().body(body).post("/").then().statusCode(200);
  }

  private static Administered given(String id, String amount) {
    return dose(amount)
        .id(id)
        .ndc(LEMTRADA)
        .patient("Patient/" + id)
        .on("2025-05-14T09:30:00-05:00")
        .request("MedicationRequest/" + id);
  }

  private static MedicationDispense vial(String id, String dispense) {
    MedicationDispense resource =
        new MedicationDispense()
            .setStatus(MedicationDispenseStatus.COMPLETED)
            .setMedication(new CodeableConcept(new Coding(Canonicals.NDC, LEMTRADA, null)))
            .setSubject(new Reference("Patient/" + id))
            .addAuthorizingPrescription(new Reference("MedicationRequest/" + id))
            .setQuantity(quantity("1 {vial}"));
    resource.setWhenHandedOverElement(new DateTimeType("2025-05-14T08:10:00-05:00"));
    resource.setId(dispense);
    return resource;
  }

  private List<Integer> units(String id) {
    return server
        .fhirUntyped()
        .get("/" + TYPE + "/" + id + "/$price-units")
        .then()
        .statusCode(200)
        .extract()
        .path(UNITS);
  }

  /** Around HAPI's page size of ten. */
  @ParameterizedTest
  @ValueSource(ints = {1, 10, 11})
  void allOfAnOrderCount(int vials) {
    String id = "sd-" + vials;
    store(
        Stream.concat(
            Stream.of(given(id, 12 * vials - 2 + " mg").record()),
            IntStream.range(0, vials).mapToObj(i -> vial(id, id + "-" + i))));
    assertThat(units(id)).containsExactly(12 * vials - 2, 2);
  }

  @Test
  void thoseOfAnotherOrderDoNot() {
    store(Stream.of(given("sd-one", "10 mg").record(), vial("sd-two", "sd-two-0")));
    assertThat(units("sd-one")).containsExactly(10);
  }
}
