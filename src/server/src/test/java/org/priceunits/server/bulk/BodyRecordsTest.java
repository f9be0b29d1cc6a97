package org.priceunits.server.bulk;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.h2.jdbcx.JdbcDataSource;
import org.hl7.fhir.r4.model.Medication;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.priceunits.pricing.EmptyStore;
import org.priceunits.pricing.ResourceStore;
import org.priceunits.server.bulk.Pieces.Kind;

/** The records of a body that is a FHIR resource, as a job keeps them. */
class BodyRecordsTest {
  private static final String HERE = "http://127.0.0.1:8080/fhir";
  private static final String DOSE =
      "{'fullUrl':'URL','resource':{'resourceType':'MedicationAdministration',ID'status':'completed','medicationReference':{'reference':'Medication/5'},'subject':{'reference':'SUBJECT'}}}";

  private JobTables tables = tables(new JdbcDataSource());
  private Intake intake = new Intake(tables, "job", bytes -> {}, 0);

  @BeforeEach
  void database() {
    JdbcDataSource database = new JdbcDataSource();
    database.setURL("jdbc:h2:mem:" + System.nanoTime() + ";DB_CLOSE_DELAY=-1");
    BulkTables.create(database, false);
    tables = tables(database);
    tables.jobs().add(job(null));
    intake = new Intake(tables, "job", bytes -> {}, 0);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        // no word of a server, or of this one: what is stored here counts
        "urn:uuid:6f0; Patient/1; ; ; true",
        "HERE/MedicationAdministration/1; Patient/1; ; ; true",
        "HERE/MedicationAdministration/1; HERE/Patient/1; ; ; true",
        "https://ehr.example/form/1; Patient/1; ; ; true",
        // another server, by the entry or by the subject
        "https://ehr.example/fhir/MedicationAdministration/1; Patient/1; ; ; false",
        "urn:uuid:6f0; https://ehr.example/fhir/Patient/1; ; ; false",
        // several
        "https://ehr.example/fhir/MedicationAdministration/1; https://b.example/fhir/Patient/1; ; ; false",
        "https://ehr.example/fhir/MedicationAdministration/1; Patient/1; https://b.example/fhir/MedicationAdministration/2; Patient/2; false",
        "https://ehr.example/fhir/MedicationAdministration/1; Patient/1; HERE/MedicationAdministration/2; Patient/2; false",
      })
  void recordsOfAnotherServerReferToNothingThatIsStoredHere(
      String url, String subject, @Nullable String otherUrl, String otherSubject, boolean found)
      throws IOException {
    List<String> entries = new ArrayList<>(List.of(dose(url, "1", subject)));
    if (otherUrl != null) {
      entries.add(dose(otherUrl, "2", otherSubject));
    }

    give(entries);

    JobResources resources =
        new JobResources(tables.shared(), job(intake.server(HERE)), storeWithMedication());
    assertThat(resources.read("Medication", "5").isPresent()).isEqualTo(found);
  }

  @Test
  void referencesToTheUrnOfAnEntryFollowItsId() throws IOException {
    give(
        List.of(
            dose("urn:uuid:aaaa", "a1", "urn:uuid:pppp"),
            "{'fullUrl':'urn:uuid:pppp','resource':{'resourceType':'Patient','id':'p1'}}",
            "{'fullUrl':'urn:uuid:wwww','resource':{'resourceType':'MedicationAdministration','id':'w1','status':'not-done','partOf':[{'reference':'urn:uuid:aaaa'}],'medicationReference':{'reference':'urn:uuid:mmmm'},'subject':{'reference':'urn:uuid:pppp'}}}",
            "{'fullUrl':'urn:uuid:mmmm','resource':{'resourceType':'Medication','status':'active'}}",
            dose("urn:uuid:bbbb", null, "Patient/p1")));

    List<String> lines = lines();
    assertThat(lines).hasSize(4);
    assertThat(lines)
        .anySatisfy(line -> assertThat(line).contains("\"id\":\"a1\"", "\"Patient/p1\""))
        .anySatisfy(
            line ->
                assertThat(line)
                    .contains(
                        "\"id\":\"w1\"",
                        "\"MedicationAdministration/a1\"",
                        "\"Medication/mmmm\"",
                        "\"Patient/p1\""))
        .anySatisfy(line -> assertThat(line).contains("\"id\":\"bbbb\"", "\"Patient/p1\""))
        .noneSatisfy(line -> assertThat(line).contains("urn:uuid:"));
    assertThat(tables.shared().find("job", "Medication/mmmm")).isPresent();
  }

  private void give(List<String> entries) throws IOException {
    String bundle =
        "{'resourceType':'Bundle','type':'searchset','entry':[" + String.join(",", entries) + "]}";
    Resource body =
        (Resource)
            FhirContext.forR4Cached().newJsonParser().parseResource(bundle.replace('\'', '"'));
    BodyRecords.give(body, intake);
    intake.flush();
  }

  private List<String> lines() throws IOException {
    List<String> lines = new ArrayList<>();
    for (Pieces.Part part : tables.pieces().parts("job")) {
      for (int sequence : tables.pieces().sequences("job", Kind.INPUT, part.number())) {
        byte[] piece = tables.pieces().content("job", Kind.INPUT, part.number(), sequence);
        try (DataInputStream in = new DataInputStream(Gzip.plain(piece))) {
          for (JobLine line = JobLine.read(in); line != null; line = JobLine.read(in)) {
            lines.add(new String(line.text(), StandardCharsets.UTF_8));
          }
        }
      }
    }
    return lines;
  }

  private static ResourceStore storeWithMedication() {
    return new EmptyStore() {
      @Override
      public Optional<Resource> read(String type, String id) {
        return Optional.of(new Medication().setId(id));
      }
    };
  }

  private static String dose(String url, @Nullable String id, String subject) {
    return DOSE.replace("URL", url)
        .replace("ID", id == null ? "" : "'id':'" + id + "',")
        .replace("SUBJECT", subject)
        .replace("HERE", HERE);
  }

  private static Job job(@Nullable String server) {
    Instant now = Instant.now();
    return new Job(
        "job", null, Job.Status.RECEIVING, now, now, "", HERE, "{}", false, server, null, null);
  }

  private static JobTables tables(JdbcDataSource source) {
    BulkDatabase database = BulkDatabase.on(source);
    return JobTables.on(
        database, new Jobs(database, Clock.systemUTC(), Duration.ofHours(1), 1 << 30, 1 << 30));
  }
}
