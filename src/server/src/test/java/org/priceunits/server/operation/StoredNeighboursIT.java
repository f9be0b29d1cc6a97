package org.priceunits.server.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.priceunits.pricing.Administered.dose;
import static org.priceunits.pricing.Administered.waste;

import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleType;
import org.hl7.fhir.r4.model.Bundle.HTTPVerb;
import org.hl7.fhir.r4.model.Claim;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Parameters.ParametersParameterComponent;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.priceunits.ShippedKnowledge;
import org.priceunits.pricing.Administered;
import org.priceunits.server.RunningServer;

/**
 * Tests that all records stored beside an administration count, regardless of their number and of
 * the paging that the caller requests.
 */
class StoredNeighboursIT {
  private static final String TYPE = "MedicationAdministration";
  private static final String OPERATION = "/" + TYPE + "/$price-units";
  private static final String DAY = "2025-05-14T09:30:00-05:00";

  /** Around HAPI's page size of ten, and around a hundred. */
  private static final int[] COUNTS = {1, 9, 10, 11, 100, 101};

  private final RunningServer server = RunningServer.shared();

  static IntStream counts() {
    return IntStream.of(COUNTS);
  }

  private static String json(Resource resource) {
    return ShippedKnowledge.FHIR.newJsonParser().encodeResourceToString(resource);
  }

  private void store(Stream<? extends Resource> resources) {
    Bundle transaction = new Bundle().setType(BundleType.TRANSACTION);
    resources.forEach(
        r ->
            transaction
                .addEntry()
                .setResource(r)
                .getRequest()
                .setMethod(HTTPVerb.PUT)
                .setUrl(r.fhirType() + "/" + r.getIdElement().getIdPart()));
    server.fhir().body(json(transaction)).post("/").then().statusCode(200);
  }

  private static Administered given(String id, String patient) {
    return dose("10 mg").id(id).patient("Patient/" + patient).on(DAY);
  }

  /** Stores a vial with as many discarded milligrams as there are records of discard. */
  private void storeWithWaste(String id, int records) {
    store(
        Stream.concat(
            Stream.of(given(id, id).vial(10 + records + " mg").record()),
            IntStream.range(0, records)
                .mapToObj(
                    i ->
                        waste("1 mg", TYPE + "/" + id)
                            .id(id + "-w" + i)
                            .patient("Patient/" + id)
                            .on(DAY)
                            .record())));
  }

  private static Parameters call(String... ids) {
    Parameters parameters = new Parameters();
    parameters.addParameter().setName("payer").setValue(new CodeType("medicare"));
    parameters.addParameter().setName("billingCode").setValue(new CodeType("J0202"));
    for (String id : ids) {
      parameters
          .addParameter()
          .setName("administrationReference")
          .setValue(new Reference(TYPE + "/" + id));
    }
    return parameters;
  }

  private static RequestSpecification inQuery(RequestSpecification request) {
    return request.queryParam("payer", "medicare").queryParam("billingCode", "J0202");
  }

  private static Parameters parameters(Response response) {
    assertThat(response.statusCode()).as(response.asString()).isEqualTo(200);
    return ShippedKnowledge.FHIR
        .newJsonParser()
        .parseResource(Parameters.class, response.asString());
  }

  private static <T> Stream<T> resources(Parameters answer, Class<T> type) {
    return answer.getParameter().stream()
        .map(ParametersParameterComponent::getResource)
        .filter(type::isInstance)
        .map(type::cast);
  }

  private static List<Integer> units(Parameters answer) {
    return resources(answer, Claim.class)
        .flatMap(c -> c.getItem().stream())
        .map(i -> i.getQuantity().getValue().intValueExact())
        .toList();
  }

  private static List<String> texts(Parameters answer, String code) {
    return resources(answer, OperationOutcome.class)
        .flatMap(o -> o.getIssue().stream())
        .filter(i -> code.equals(i.getDetails().getCodingFirstRep().getCode()))
        .map(i -> i.getDetails().getText())
        .toList();
  }

  @ParameterizedTest
  @MethodSource("counts")
  void everyStoredRecordOfWasteIsBilled(int records) {
    String id = "sn-waste-" + records;
    storeWithWaste(id, records);

    Response onInstance =
        inQuery(server.fhirUntyped()).get("/" + TYPE + "/" + id + "/$price-units");
    Response onType = server.fhir().body(json(call(id))).post(OPERATION);

    assertThat(units(parameters(onInstance))).containsExactly(10, records);
    assertThat(units(parameters(onType))).containsExactly(10, records);
  }

  @Test
  void moreWasteThanIsReadRefusesTheAdministration() {
    storeWithWaste("sn-waste-many", 1001);
    store(Stream.of(given("sn-waste-none", "sn-waste-none").record()));

    Parameters answer =
        parameters(
            server.fhir().body(json(call("sn-waste-many", "sn-waste-none"))).post(OPERATION));

    assertThat(units(answer)).containsExactly(10);
    assertThat(texts(answer, "discard-invalid")).singleElement().asString().contains("1000");
  }

  @ParameterizedTest
  @MethodSource("counts")
  void everyOtherDoseOfTheDayIsNamed(int others) {
    String id = "sn-day-" + others;
    store(IntStream.rangeClosed(0, others).mapToObj(i -> given(id + "-" + i, id).record()));

    Response onInstance =
        inQuery(server.fhirUntyped()).get("/" + TYPE + "/" + id + "-0/$price-units");
    Response onType = server.fhir().body(json(call(id + "-0"))).post(OPERATION);

    for (Response response : List.of(onInstance, onType)) {
      String named = String.join(" ", texts(parameters(response), "more-administrations-that-day"));
      assertThat(named.split(TYPE + "/" + id)).hasSize(others + 1);
    }
  }

  @Test
  void aDayWithMoreThanIsReadIsNamedAsOne() {
    String id = "sn-day-many";
    store(IntStream.rangeClosed(0, 1001).mapToObj(i -> given(id + "-" + i, id).record()));

    Response response =
        inQuery(server.fhirUntyped()).get("/" + TYPE + "/" + id + "-0/$price-units");

    assertThat(texts(parameters(response), "more-administrations-that-day"))
        .singleElement()
        .asString()
        .contains("more than 1000");
  }

  @ParameterizedTest
  @MethodSource("counts")
  void everyLiveClaimIsNamed(int claims) {
    String id = "sn-claim-" + claims;
    String[] ids = IntStream.range(0, claims).mapToObj(i -> id + "-" + i).toArray(String[]::new);
    store(Stream.of(ids).map(own -> given(own, id).record()));
    Parameters first = parameters(server.fhir().body(json(call(ids))).post(OPERATION));
    Claim claim = resources(first, Claim.class).findFirst().orElseThrow();
    List<Identifier> billed = claim.getIdentifier();
    assertThat(billed).hasSize(claims);
    store(
        billed.stream()
            .map(
                identifier -> {
                  Claim one = claim.copy().setIdentifier(List.of(identifier));
                  one.setId(id + "-" + billed.indexOf(identifier));
                  return one;
                }));

    Parameters again = parameters(server.fhir().body(json(call(ids))).post(OPERATION));

    assertThat(texts(again, "already-billed")).hasSize(claims);
  }

  /** Page parameters that a caller may send, with a search or by mistake with an operation. */
  static Stream<Map<String, String>> pages() {
    return Stream.of(
        Map.of(),
        Map.of("_offset", "1"),
        Map.of("_offset", "100"),
        Map.of("_count", "0"),
        Map.of("_count", "1"),
        Map.of("_count", "1", "_offset", "1"),
        Map.of("_count", "10000"));
  }

  @ParameterizedTest
  @MethodSource("pages")
  void theCallersPagesDoNotReachWhatIsRead(Map<String, String> page) {
    String id = "sn-page" + String.join("-", page.values()) + page.size();
    storeWithWaste(id, 5);
    store(IntStream.range(0, 2).mapToObj(i -> given(id + "-n" + i, id).record()));
    Claim claim =
        resources(parameters(server.fhir().body(json(call(id))).post(OPERATION)), Claim.class)
            .findFirst()
            .orElseThrow();
    claim.setId(id);
    store(Stream.of(claim));
    String onInstance = "/" + TYPE + "/" + id + "/$price-units";

    List<Response> answers =
        List.of(
            inQuery(server.fhirUntyped()).queryParams(page).get(onInstance),
            server.fhir().queryParams(page).body(json(call())).post(onInstance),
            server.fhir().queryParams(page).body(json(call(id))).post(OPERATION));

    for (Response response : answers) {
      Parameters answer = parameters(response);
      assertThat(units(answer)).containsExactly(10, 5);
      assertThat(texts(answer, "already-billed")).hasSize(1);
      assertThat(texts(answer, "more-administrations-that-day"))
          .singleElement()
          .asString()
          .contains(id + "-n0", id + "-n1");
    }
    Response checked = server.fhirUntyped().queryParams(page).get("/Claim/" + id + "/$check-units");
    assertThat(texts(parameters(checked), "discard-units-wrong")).isEmpty();
    assertThat(texts(parameters(checked), "units-too-high")).isEmpty();
  }

  /** HAPI takes a limit of results from this header too. */
  @ParameterizedTest
  @ValueSource(strings = {"no-store, max-results=1", "no-cache", "no-store"})
  void theCallersHeadersDoNotReachWhatIsRead(String cacheControl) {
    String id = "sn-header-" + cacheControl.length();
    storeWithWaste(id, 5);

    Response response =
        inQuery(server.fhirUntyped())
            .header("Cache-Control", cacheControl)
            .get("/" + TYPE + "/" + id + "/$price-units");

    assertThat(units(parameters(response))).containsExactly(10, 5);
  }

  /** In a batch each entry is a request of its own. */
  @ParameterizedTest
  @ValueSource(strings = {"", "&_offset=1", "&_count=0", "&_count=1"})
  void anEntryOfABatchReadsTheSame(String page) {
    String id = "sn-batch" + page.replaceAll("[^a-z0-9]", "-");
    storeWithWaste(id, 11);
    Bundle batch = new Bundle().setType(BundleType.BATCH);
    batch
        .addEntry()
        .getRequest()
        .setMethod(HTTPVerb.GET)
        .setUrl(TYPE + "/" + id + "/$price-units?payer=medicare&billingCode=J0202" + page);

    Bundle answered =
        ShippedKnowledge.FHIR
            .newJsonParser()
            .parseResource(Bundle.class, server.fhir().body(json(batch)).post("/").asString());

    assertThat(units((Parameters) answered.getEntryFirstRep().getResource()))
        .containsExactly(10, 11);
  }
}
