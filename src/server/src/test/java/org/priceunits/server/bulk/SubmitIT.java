package org.priceunits.server.bulk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.startsWith;

import io.restassured.RestAssured;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.priceunits.pricing.ClaimPricer;
import org.priceunits.server.RunningServer;
import org.priceunits.server.TestDatabase;
import org.priceunits.server.knowledge.Knowledge;

/** Tests Bulk Submit over HTTP, with another server that has the files. */
class SubmitIT {
  private static final String BASE = "https://ehr.example.org/fhir";
  private static final String PAYER =
      part(
          "import",
          "parameterUrl",
          "https://price-units.github.io/fhir/OperationDefinition/MedicationAdministration-price-units#payer",
          "parameterValue",
          "medicare");
  private static final String COMPLETED = status("completed");
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private static FileServer files;
  private static RunningServer server;
  private static Night night;

  @BeforeAll
  static void start(@TempDir Path folder) {
    files = new FileServer();
    server =
        RunningServer.start(
            TestDatabase.newDatabase(),
            "--price-units.bulk.submit.addresses="
                + files.root()
                + "/ehr,http://[::1]:1/ehr,https://10.1.2.3/ehr",
            "--price-units.bulk.submit.private-networks=127.0.0.0/8",
            "--price-units.bulk.submit.max-files=12",
            "--price-units.bulk.chunk-size=20KB",
            "--price-units.bulk.max-input=1MB",
            "--price-units.bulk.poll=100ms",
            "--price-units.bulk.jobs-per-client=100");
    night = new Night(folder, 40, 160);
  }

  @AfterAll
  static void stop() {
    if (server != null) {
      server.close();
    }
    files.close();
  }

  private static String part(String name, String one, String first, String other, String second) {
    return "{\"name\":\"%s\",\"part\":[{\"name\":\"%s\",\"valueString\":\"%s\"},{\"name\":\"%s\",\"valueString\":\"%s\"}]}"
        .formatted(name, one, first, other, second);
  }

  private static String status(String code) {
    return "{\"name\":\"submissionStatus\",\"valueCoding\":{\"system\":\"http://hl7.org/fhir/event-status\",\"code\":\"%s\"}}"
        .formatted(code);
  }

  private static String url(String name, String url) {
    return "{\"name\":\"%s\",\"valueUrl\":\"%s\"}".formatted(name, url);
  }

  private static String manifest(String url) {
    return url("manifestUrl", url) + "," + url("fhirBaseUrl", BASE);
  }

  private static String body(String id, String... parameters) {
    String named =
        "{\"name\":\"submitter\",\"valueIdentifier\":{\"system\":\"urn:ehr\",\"value\":\"ehr-1\"}},{\"name\":\"submissionId\",\"valueString\":\"%s\"}"
            .formatted(id);
    return "{\"resourceType\":\"Parameters\",\"parameter\":["
        + String.join(",", new ArrayList<>(List.of(named, String.join(",", parameters))))
            .replaceFirst(",$", "")
        + "]}";
  }

  private static ValidatableResponse submit(String id, String... parameters) {
    return server.fhir().body(body(id, parameters)).post("/$bulk-submit").then();
  }

  private static String job(String id) {
    return server
        .fhir()
        .header("Prefer", "respond-async")
        .body(body(id))
        .post("/$bulk-submit-status")
        .then()
        .statusCode(202)
        .header("Content-Location", startsWith(server.root() + "/fhir/$price-units-job/"))
        .extract()
        .header("Content-Location");
  }

  private static Response get(String url) {
    return RestAssured.given().urlEncodingEnabled(false).get(url);
  }

  private static Response ended(String job) {
    return await().atMost(PATIENCE).until(() -> get(job), answer -> answer.statusCode() != 202);
  }

  /** Offers a manifest of files with these lines. */
  private static String offered(String name, List<List<String>> contents) {
    List<String> output = new ArrayList<>();
    for (List<String> lines : contents) {
      String path = "/ehr/%s/%d.ndjson".formatted(name, output.size());
      String text = String.join("\n", lines) + "\n";
      // Every other file is gzip that does not say so, as files lie on storage.
      String url =
          output.size() % 2 == 0 ? files.file(path, text) : files.file(path + ".gz", zipped(text));
      output.add("{\"type\":\"MedicationAdministration\",\"url\":\"%s\"}".formatted(url));
    }
    return files.file(
        "/ehr/%s/manifest.json".formatted(name),
        "{\"transactionTime\":\"2025-05-01T00:00:00Z\",\"requiresAccessToken\":false,\"output\":[%s]}"
            .formatted(String.join(",", output)));
  }

  private static byte[] zipped(String text) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream zip = new GZIPOutputStream(bytes)) {
      zip.write(text.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static final String DOSE =
      "{\"resourceType\":\"MedicationAdministration\",\"id\":\"one\",\"status\":\"completed\",\"identifier\":[{\"system\":\"urn:submit\",\"value\":\"one\"}],"
          + "\"medicationCodeableConcept\":{\"coding\":[{\"system\":\"http://hl7.org/fhir/sid/ndc\",\"code\":\"58468020001\"}]},\"subject\":{\"reference\":\"Patient/p\"},"
          + "\"effectiveDateTime\":\"2025-08-02\",\"dosage\":{\"dose\":{\"value\":12,\"system\":\"http://unitsofmeasure.org\",\"code\":\"mg\"}}}";

  private static String oneDose(String name) {
    return offered(name, List.of(List.of(DOSE)));
  }

  @Test
  void theFilesOfTwoManifestsArePricedAsThoseOfOne() throws IOException {
    List<String> lines = night.body().lines().toList();
    List<List<String>> dealt = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      dealt.add(new ArrayList<>());
    }
    for (int i = 0; i < lines.size(); i++) {
      dealt.get(i % 4).add(lines.get(i));
    }
    String one = offered("night-1", dealt.subList(0, 2));
    String two = offered("night-2", dealt.subList(2, 4));
    submit("night", manifest(one), PAYER)
        .statusCode(200)
        .body("resourceType", equalTo("OperationOutcome"));
    String job = job("night");
    get(job)
        .then()
        .statusCode(202)
        .header("X-Progress", equalTo("waiting for submissionStatus completed"));
    assertThat(files.asked()).noneMatch(path -> path.contains("night-1"));
    submit("night", manifest(two), PAYER, COMPLETED).statusCode(200);
    JsonPath answer =
        ended(job)
            .then()
            .statusCode(200)
            .body("submissionId", equalTo("night"))
            .body("manifestType", containsString("BulkSubmitStatusManifest"))
            .body("outcome.manifestUrl", hasItems(one, two))
            .extract()
            .jsonPath();
    Path expected =
        night.byTheCommandLine(
            ClaimPricer.with(server.bean(Knowledge.class).current().pricing()),
            Instant.parse(answer.getString("transactionTime")));
    assertThat(get(answer.getString("output[0].url")).asString())
        .isEqualTo(Files.readString(expected.resolve("Claim.ndjson")));
    List<String> outcomes = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      String of = get(answer.getString("outcome[" + i + "].url")).asString();
      assertThat(of)
          .contains("\"" + (i + 1) + "/")
          .satisfies(text -> outcomes.addAll(text.lines().toList()));
    }
    assertThat(outcomes)
        .hasSize(Files.readAllLines(expected.resolve("OperationOutcome.ndjson")).size());
    submit("night", manifest(oneDose("late")))
        .statusCode(409)
        .body(containsString("takes no more"));
    RestAssured.given().urlEncodingEnabled(false).delete(job).then().statusCode(202);
    get(job).then().statusCode(404);
  }

  @Test
  void aManifestIsReplacedFollowedAndOpenedByItsHeaders() {
    String wrong = offered("wrong", List.of(List.of("no resource")));
    files.file(
        "/ehr/pages/2.json",
        "{\"output\":[{\"type\":\"MedicationAdministration\",\"url\":\"%s\"},{\"type\":\"Observation\",\"url\":\"%s/ehr/none\",\"count\":7}]}"
            .formatted(files.file("/ehr/pages/dose.ndjson", DOSE), files.root()));
    String right =
        files.file(
            "/ehr/pages/1.json",
            "{\"output\":[],\"link\":[{\"relation\":\"next\",\"url\":\"%s/ehr/pages/2.json\"}]}"
                .formatted(files.root()));
    submit("replaced", manifest(wrong)).statusCode(200);
    submit("replaced", manifest(wrong)).statusCode(409);
    submit("replaced", url("replacesManifestUrl", files.root() + "/ehr/other"), manifest(right))
        .statusCode(422);
    submit(
            "replaced",
            url("replacesManifestUrl", wrong),
            manifest(right),
            part("fileRequestHeader", "headerName", "X-Key", "headerValue", "s3cret"),
            part("metadata", "parameterUrl", "urn:a", "parameterValue", "b"),
            COMPLETED)
        .statusCode(200)
        .body(containsString("metadata is not read"));
    String job = job("replaced");
    ended(job)
        .then()
        .statusCode(200)
        .body("output[0].manifestUrl", equalTo(right))
        .body("extension.notUsed.Observation", equalTo(7))
        .body("extension.summary.priced", equalTo(1));
    assertThat(files.asked())
        .contains("/ehr/pages/2.json s3cret", "/ehr/pages/dose.ndjson s3cret")
        .noneMatch(path -> path.startsWith("/ehr/wrong"));
    assertThat(
            server.bean(JobTables.class).submissions().manifests(job.substring(job.length() - 36)))
        .allMatch(manifest -> manifest.headers() == null);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "{root}/other/manifest.json; 422; Ask its operator",
        "https://elsewhere.example.org/ehr/m; 422; Ask its operator",
        "{root}/ehr/../other/m; 422; dot segments",
        "file:///etc/passwd; 422; http or https"
      })
  void onlyAllowedAddressesAreTaken(String address, int status, String text) {
    submit("refused-address", manifest(address.replace("{root}", files.root())))
        .statusCode(status)
        .body("issue[0].diagnostics", containsString(text));
    server.fhir().body(body("refused-address")).post("/$bulk-submit-status").then().statusCode(404);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "http://[::1]:1/ehr/m; private network",
        "https://10.1.2.3/ehr/m; private network",
        "{root}/ehr/none.json; answers 404",
        "{root}/ehr/moved.json; not followed",
        "{root}/ehr/text.json; no manifest",
        "{root}/ehr/parquet.json; application/fhir+ndjson",
        "{root}/ehr/leads-out.json; Ask its operator",
        "{root}/ehr/half.json; breaks off",
        "{root}/ehr/long.json; longer than",
        "{root}/ehr/loop.json; at most 12 files",
        "{root}/ehr/outcome.json; is no manifest",
        "{root}/ehr/nothing.json; nothing to price"
      })
  void aFileThatCannotBeHadFailsTheSubmission(String address, String text) {
    files.answer(
        "/ehr/moved.json",
        request -> {
          request.getResponseHeaders().add("Location", files.root() + "/ehr/nothing.json");
          FileServer.send(request, 302, new byte[0]);
        });
    files.file("/ehr/text.json", "hello");
    files.file(
        "/ehr/parquet.json", "{\"outputFormat\":\"application/vnd.apache.parquet\",\"output\":[]}");
    files.file("/ehr/leads-out.json", output("http://169.254.169.254/latest/meta-data"));
    byte[] zipped = zipped(DOSE);
    files.file("/ehr/half.json", output(files.file("/ehr/half", Arrays.copyOf(zipped, 40))));
    files.file(
        "/ehr/long.json",
        output(files.file("/ehr/bomb", zipped((DOSE + "\n").repeat(2_000_000 / DOSE.length())))));
    files.file(
        "/ehr/loop.json",
        "{\"output\":[],\"link\":[{\"relation\":\"self\",\"url\":\"x\"},{\"relation\":\"next\",\"url\":\"%s/ehr/loop.json\"}]}"
            .formatted(files.root()));
    files.file("/ehr/outcome.json", "{\"resourceType\":\"OperationOutcome\",\"issue\":[]}");
    files.file("/ehr/nothing.json", "{\"output\":[]}");
    String id = "fails " + address;
    submit(id, manifest(address.replace("{root}", files.root())), COMPLETED).statusCode(200);
    Response end = ended(job(id));
    end.then().body("issue[0].diagnostics", containsString(text));
    assertThat(end.statusCode()).isBetween(400, 499);
  }

  private static String output(String url) {
    return "{\"output\":[{\"type\":\"MedicationAdministration\",\"url\":\"%s\"}]}".formatted(url);
  }

  @Test
  void aServerThatFailsForAWhileIsAskedAgainAndNothingCountsTwice() {
    AtomicInteger asked = new AtomicInteger();
    String dose = files.file("/ehr/late/1", DOSE);
    String late =
        files.answer(
            "/ehr/late/2",
            request -> {
              boolean ready = asked.incrementAndGet() > 1;
              FileServer.send(
                  request,
                  ready ? 200 : 503,
                  ready
                      ? DOSE.replace("one", "two").getBytes(StandardCharsets.UTF_8)
                      : new byte[0]);
            });
    String manifest =
        files.file(
            "/ehr/late/m",
            "{\"output\":[{\"type\":\"MedicationAdministration\",\"url\":\"%s\"},{\"type\":\"MedicationAdministration\",\"url\":\"%s\"}]}"
                .formatted(dose, late));
    submit("late", manifest(manifest), COMPLETED).statusCode(200);
    ended(job("late")).then().statusCode(200).body("extension.summary.values().sum()", equalTo(2));
    assertThat(asked).hasValue(2);
  }

  @Test
  void aStoppedSubmissionIsGivenUp() {
    submit("stopped", manifest(oneDose("stopped"))).statusCode(200);
    String job = job("stopped");
    submit("stopped", status("stopped")).statusCode(200);
    get(job).then().statusCode(410).body("issue[0].diagnostics", containsString("stopped"));
    submit("stopped", COMPLETED).statusCode(409);
    assertThat(files.asked()).noneMatch(path -> path.startsWith("/ehr/stopped"));
  }

  /** The other server never ends its answer; the thread that reads is free again soon. */
  @Test
  void aSubmissionThatIsCancelledStopsWhileAFileArrives() throws Exception {
    CountDownLatch cancelled = new CountDownLatch(1);
    CountDownLatch noticed = new CountDownLatch(1);
    String slow =
        files.answer(
            "/ehr/slow/1",
            request -> {
              request.sendResponseHeaders(200, 0);
              try {
                while (noticed.getCount() > 0) {
                  request.getResponseBody().write((DOSE + "\n").getBytes(StandardCharsets.UTF_8));
                  request.getResponseBody().flush();
                  if (cancelled.await(50, TimeUnit.MILLISECONDS)) {
                    // Written until the reader hangs up.
                    request.getResponseBody().write("\n".repeat(1 << 16).getBytes());
                  }
                }
              } catch (IOException e) {
                noticed.countDown();
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            });
    submit("slow", manifest(files.file("/ehr/slow/m", output(slow))), COMPLETED).statusCode(200);
    String job = job("slow");
    await().atMost(PATIENCE).until(() -> files.asked().contains("/ehr/slow/1 null"));
    get(job).then().statusCode(202).header("X-Progress", equalTo("fetching files"));
    RestAssured.given().urlEncodingEnabled(false).delete(job).then().statusCode(202);
    cancelled.countDown();
    assertThat(noticed.await(30, TimeUnit.SECONDS)).isTrue();
    get(job).then().statusCode(404);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '\0',
      value = {
        "; 400; submissionStatus, manifestUrl or both",
        "{\"name\":\"submissionStatus\",\"valueCoding\":{\"code\":\"aborted\"}}; 422; in-progress,"
            + " completed or stopped",
        "{\"name\":\"manifestUrl\",\"valueUrl\":\"{root}/ehr/m\"}; 400; fhirBaseUrl",
        "{\"name\":\"colour\",\"valueString\":\"red\"}; 400; colour is not known",
        "{\"name\":\"oauthMetadataUrl\",\"valueUrl\":\"https://a/b\"}; 422; fileRequestHeader",
        "{\"name\":\"fileEncryptionKey\"}; 422; does not decrypt",
        "{\"name\":\"outputFormat\",\"valueString\":\"parquet\"}; 422; application/fhir+ndjson",
        "{\"name\":\"outputFormat\",\"valueString\":\"ndjson\\u003bfhirVersion=5.0\"}; 422;"
            + " application/fhir+ndjson",
        "{\"name\":\"outputFormat\",\"valueString\":\"application/fhir+ndjson\\u003b"
            + " fhirVersion=4.0.0\"}; 400; submissionStatus, manifestUrl or both",
        "{\"name\":\"submissionStatus\",\"valueCoding\":{\"code\":\"completed\"}}; 404; no such"
            + " submission"
      })
  void whatCannotBeTakenIsRefused(String parameter, int status, String text) {
    submit("refused", Objects.requireNonNullElse(parameter, "").replace("{root}", files.root()))
        .statusCode(status)
        .body("resourceType", equalTo("OperationOutcome"))
        .body(containsString(text));
  }

  @Test
  void manifestsThatDoNotBelongTogetherAreRefused() {
    submit("together", manifest(oneDose("together-1"))).statusCode(200);
    submit(
            "together",
            url("manifestUrl", oneDose("together-2")),
            url("fhirBaseUrl", "https://other.example.org"))
        .statusCode(422)
        .body(containsString("same fhirBaseUrl"));
    submit("together", manifest(oneDose("together-2")), PAYER).statusCode(422);
    submit("together", manifest(oneDose("together-2")), PAYER.replace("medicare", "nobody"))
        .statusCode(422)
        .body(containsString("payer-unknown"));
    submit("together", manifest(oneDose("together-2")), PAYER.replace("#payer", "#criteria"))
        .statusCode(422);
    submit(
            "together",
            manifest(oneDose("together-2")),
            part("fileRequestHeader", "headerName", "Host", "headerValue", "a"))
        .statusCode(422);
  }

  @Test
  void theOperationsAreDescribedAndStayOutOfBatches() {
    server
        .fhir()
        .get("/metadata")
        .then()
        .body("rest[0].operation.name", hasItems("bulk-submit", "bulk-submit-status"))
        .body(
            "rest[0].operation.definition",
            hasItems("https://price-units.github.io/fhir/OperationDefinition/bulk-submit"));
    server
        .fhir()
        .body(
            "{\"resourceType\":\"Bundle\",\"type\":\"batch\",\"entry\":[{\"resource\":%s,\"request\":{\"method\":\"POST\",\"url\":\"$bulk-submit\"}}]}"
                .formatted(body("batched", status("in-progress"))))
        .post("/")
        .then()
        .statusCode(200)
        .body("entry[0].response.status", startsWith("400"));
    server.fhir().get("/$bulk-submit").then().statusCode(equalTo(405));
  }
}
