package org.priceunits.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.rest.client.api.IGenericClient;
import ca.uhn.fhir.rest.client.api.ServerValidationModeEnum;
import ca.uhn.fhir.rest.server.exceptions.ResourceGoneException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.hl7.fhir.instance.model.api.IIdType;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleType;
import org.hl7.fhir.r4.model.Bundle.HTTPVerb;
import org.hl7.fhir.r4.model.Claim;
import org.hl7.fhir.r4.model.CodeSystem;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.ConceptMap;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.MedicationAdministration;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.UriType;
import org.hl7.fhir.r4.model.ValueSet;
import org.junit.jupiter.api.Test;
import org.priceunits.fhir.Canonicals;

/** HAPI's own client does what the clients in {@code clients.mjs} do. */
class GenericClientIT {
  private static final int PATIENTS = 25;

  private final FhirContext fhir = FhirContext.forR4();
  private final IGenericClient client;

  GenericClientIT() {
    fhir.getRestfulClientFactory().setServerValidationMode(ServerValidationModeEnum.NEVER);
    fhir.getRestfulClientFactory().setSocketTimeout(120_000);
    client = fhir.newRestfulGenericClient(RunningServer.shared().root() + "/fhir");
  }

  @Test
  void createsReadsUpdatesAndDeletes() {
    IIdType id = client.create().resource(new Patient().setActive(true)).execute().getId();
    Patient stored = client.read().resource(Patient.class).withId(id.getIdPart()).execute();
    assertThat(stored.getActive()).isTrue();
    client.update().resource(stored.setActive(false)).execute();
    assertThat(client.read().resource(Patient.class).withId(id.getIdPart()).execute().getActive())
        .isFalse();
    client.delete().resourceById("Patient", id.getIdPart()).execute();
    assertThatThrownBy(() -> client.read().resource(Patient.class).withId(id.getIdPart()).execute())
        .isInstanceOf(ResourceGoneException.class);
  }

  @Test
  void storesInATransactionSearchesAndPages() {
    Bundle transaction = new Bundle().setType(BundleType.TRANSACTION);
    for (int i = 0; i < PATIENTS; i++) {
      Patient patient = new Patient();
      patient.addIdentifier().setSystem("urn:generic-client").setValue("p" + i);
      transaction
          .addEntry()
          .setResource(patient)
          .getRequest()
          .setMethod(HTTPVerb.POST)
          .setUrl("Patient");
    }
    assertThat(client.transaction().withBundle(transaction).execute().getEntry()).hasSize(PATIENTS);
    Bundle page =
        client
            .search()
            .forResource(Patient.class)
            .where(Patient.IDENTIFIER.hasSystemWithAnyCode("urn:generic-client"))
            .count(10)
            .returnBundle(Bundle.class)
            .execute();
    Set<String> found = new HashSet<>();
    while (true) {
      page.getEntry()
          .forEach(
              entry ->
                  found.add(((Patient) entry.getResource()).getIdentifierFirstRep().getValue()));
      if (page.getLink(Bundle.LINK_NEXT) == null) {
        break;
      }
      page = client.loadPage().next(page).execute();
    }
    assertThat(found)
        .containsExactlyInAnyOrderElementsOf(
            IntStream.range(0, PATIENTS).mapToObj(i -> "p" + i).toList());
  }

  @Test
  void asksTheTerminology() {
    ValueSet expanded =
        client
            .operation()
            .onType(ValueSet.class)
            .named("$expand")
            .withParameter(
                Parameters.class,
                "url",
                new UriType(Canonicals.BASE + "/ValueSet/alemtuzumab-codes"))
            .useHttpGet()
            .returnResourceType(ValueSet.class)
            .execute();
    assertThat(expanded.getExpansion().getContains())
        .anyMatch(code -> "J0202".equals(code.getCode()));
    Parameters known =
        client
            .operation()
            .onType(CodeSystem.class)
            .named("$validate-code")
            .withParameter(Parameters.class, "url", new UriType(Canonicals.HCPCS))
            .andParameter("code", new CodeType("J9010"))
            .andParameter("date", new DateTimeType("2015-12-31"))
            .execute();
    assertThat(known.getParameterBool("result")).isTrue();
    Parameters translated =
        client
            .operation()
            .onType(ConceptMap.class)
            .named("$translate")
            .withParameter(
                Parameters.class, "url", new UriType(Canonicals.BASE + "/ConceptMap/ndc-hcpcs"))
            .andParameter("system", new UriType(Canonicals.NDC))
            .andParameter("code", new CodeType("58468-0200-1"))
            .andParameter("date", new DateTimeType("2024-05-01"))
            .execute();
    assertThat(fhir.newJsonParser().encodeResourceToString(translated)).contains("J0202");
  }

  @Test
  void prices() throws IOException {
    Parameters call =
        fhir.newJsonParser()
            .parseResource(
                Parameters.class, Files.readString(Path.of("bench/requests/unidentified.json")));
    Parameters answer =
        client
            .operation()
            .onType(MedicationAdministration.class)
            .named("$price-units")
            .withParameters(call)
            .execute();
    Claim claim =
        answer.getParameter().stream()
            .filter(parameter -> "claim".equals(parameter.getName()))
            .map(parameter -> (Claim) parameter.getResource())
            .findFirst()
            .orElseThrow();
    assertThat(
            claim.getItem().stream().map(item -> item.getQuantity().getValue().intValue()).toList())
        .isEqualTo(List.of(1, 2));
  }
}
