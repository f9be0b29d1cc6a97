package org.priceunits.server.bulk;

import static io.restassured.RestAssured.config;
import static io.restassured.config.DecoderConfig.decoderConfig;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.startsWith;

import ca.uhn.fhir.interceptor.api.IAnonymousInterceptor;
import ca.uhn.fhir.interceptor.api.IInterceptorService;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.rest.server.exceptions.InternalErrorException;
import ca.uhn.fhir.rest.server.exceptions.ResourceVersionConflictException;
import ca.uhn.fhir.rest.server.exceptions.UnprocessableEntityException;
import ca.uhn.fhir.util.ClasspathUtil;
import io.restassured.RestAssured;
import io.restassured.config.EncoderConfig;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.servlet.ServletOutputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.apache.coyote.CloseNowException;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.AuditEvent;
import org.hl7.fhir.r4.model.Claim;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.priceunits.pricing.ClaimPricer;
import org.priceunits.server.RunningServer;
import org.priceunits.server.TestDatabase;
import org.priceunits.server.audit.JobAudit;
import org.priceunits.server.knowledge.Knowledge;
import org.springframework.mock.web.DelegatingServletOutputStream;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.util.unit.DataSize;

/** Tests jobs over HTTP on one node, and what several nodes rely on in the database. */
class JobsIT {
  private static final String CALL = "/MedicationAdministration/$price-units";
  private static final String LINES = "application/fhir+ndjson";
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private static RunningServer server;
  private static Night night;

  @BeforeAll
  static void start(@TempDir Path folder) {
    server =
        RunningServer.start(
            TestDatabase.newDatabase(),
            "--price-units.bulk.chunk-size=20KB",
            "--price-units.bulk.chunks-at-once=2",
            "--price-units.bulk.max-input=3MB",
            "--price-units.bulk.poll=100ms",
            "--price-units.bulk.heartbeat=100ms",
            "--price-units.bulk.jobs-per-client=40",
            "--price-units.limits.administrations=3");
    night = new Night(folder, 40, 160);
  }

  @AfterAll
  static void stop() {
    if (server != null) {
      server.close();
    }
  }

  @AfterEach
  void takeWorkAgain() {
    server.bean(JobScheduler.class).scheduler().resume();
  }

  private static RequestSpecification asynchronous() {
    return server.fhirUntyped().header("Prefer", "respond-async");
  }

  private static RequestSpecification lines(ContentType body) {
    return server
        .fhirUntyped()
        .config(
            RestAssured.config()
                .encoderConfig(
                    EncoderConfig.encoderConfig()
                        .appendDefaultContentCharsetToContentTypeIfUndefined(false)
                        .encodeContentTypeAs(LINES, body)))
        .contentType(LINES);
  }

  private static RequestSpecification asynchronousLines() {
    return lines(ContentType.TEXT).header("Prefer", "respond-async");
  }

  private static String started(Response accepted) {
    return accepted
        .then()
        .statusCode(202)
        .header("Content-Location", startsWith(server.root() + "/fhir/$price-units-job/"))
        .extract()
        .header("Content-Location");
  }

  private static String ofLines(String body) {
    return started(asynchronousLines().queryParam("payer", "medicare").body(body).post(CALL));
  }

  private static RequestSpecification get() {
    return RestAssured.given().urlEncodingEnabled(false);
  }

  private static JsonPath complete(String job) {
    return await()
        .atMost(PATIENCE)
        .until(() -> get().get(job), answer -> answer.statusCode() != 202)
        .then()
        .statusCode(200)
        .extract()
        .jsonPath();
  }

  private static String file(JsonPath manifest, String list) {
    return get()
        .get(manifest.<String>get(list + "[0].url"))
        .then()
        .statusCode(200)
        .extract()
        .asString();
  }

  private static Job row(String job) {
    return server.bean(JobTables.class).jobs().find(id(job)).orElseThrow();
  }

  private static String id(String job) {
    return job.substring(job.lastIndexOf('/') + 1);
  }

  private static void pause() {
    server.bean(JobScheduler.class).scheduler().pause();
  }

  private static ClaimPricer pricer() {
    return ClaimPricer.with(server.bean(Knowledge.class).current().pricing());
  }

  private static void equalsTheCommandLine(JsonPath manifest) throws IOException {
    Path expected =
        night.byTheCommandLine(pricer(), Instant.parse(manifest.getString("transactionTime")));
    assertThat(file(manifest, "output"))
        .isEqualTo(Files.readString(expected.resolve("Claim.ndjson")))
        .contains("\"J");
    assertThat(file(manifest, "error"))
        .isEqualTo(Files.readString(expected.resolve("OperationOutcome.ndjson")))
        .contains("record-not-readable", "discard-without-administration");
    assertThat(get().get(manifest.<String>get("extension.summaryFile")).asString())
        .isEqualTo(Files.readString(expected.resolve("summary.csv")));
  }

  @Test
  void linesBecomeTheFilesOfTheCommandLineByteForByte() throws IOException {
    String job = ofLines(night.body());
    JsonPath manifest = complete(job);
    assertThat(server.bean(JobTables.class).chunks().of(id(job))).hasSizeGreaterThan(3);
    assertThat(manifest.getString("request").replace("%24", "$"))
        .endsWith(CALL + "?payer=medicare");
    assertThat(manifest.getBoolean("requiresAccessToken")).isFalse();
    assertThat(manifest.getLong("output[0].count"))
        .isEqualTo(file(manifest, "output").lines().count());
    equalsTheCommandLine(manifest);
  }

  private static byte[] zipped(String text) {
    return Gzip.of(text.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void compressedLinesAndFilesSayTheSame() throws IOException {
    String job =
        started(
            lines(ContentType.BINARY)
                .header("Prefer", "respond-async")
                .header("Content-Encoding", "gzip")
                .queryParam("payer", "medicare")
                .body(zipped(night.body()))
                .post(CALL));
    JsonPath manifest = complete(job);
    equalsTheCommandLine(manifest);
    String url = manifest.get("output[0].url");
    // Without its decoders, the client adds no Accept-Encoding of its own.
    String plain =
        get()
            .config(config().decoderConfig(decoderConfig().noContentDecoders()))
            .header("Accept-Encoding", "gzip;q=0.0, identity")
            .header("Accept", LINES)
            .get(url)
            .then()
            .header("Content-Encoding", (String) null)
            .contentType(LINES)
            .extract()
            .asString();
    get()
        .header("Accept-Encoding", "gzip")
        .get(url)
        .then()
        .header("Content-Encoding", "gzip")
        .body(equalTo(plain));
  }

  @ParameterizedTest
  @ValueSource(strings = {"gzip", "identity"})
  void aFileWhoseJobIsRemovedMeanwhileIsCutShort(String encoding) {
    String job = ofLines(night.body());
    complete(job);
    MockHttpServletRequest request = new MockHttpServletRequest("GET", "/fhir");
    request.setPathInfo("/$price-units-job/" + id(job) + "/Claim.ndjson");
    request.addHeader("Accept-Encoding", encoding);
    AtomicInteger written = new AtomicInteger();
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    MockHttpServletResponse response =
        new MockHttpServletResponse() {
          @Override
          public ServletOutputStream getOutputStream() {
            return new DelegatingServletOutputStream(body) {
              @Override
              public void write(byte[] bytes, int offset, int length) throws IOException {
                super.write(bytes, offset, length);
                setCommitted(true);
                if (length > 20 && written.getAndIncrement() == 0) {
                  get().delete(job).then().statusCode(202);
                }
              }
            };
          }
        };
    assertThatThrownBy(() -> server.bean(JobAnswers.class).answer(request, response))
        .isInstanceOf(CloseNowException.class)
        .hasCauseInstanceOf(JobGoneException.class);
    assertThat(written.get()).isPositive();
    if (encoding.equals("gzip")) {
      assertThatThrownBy(
              () ->
                  new GZIPInputStream(new ByteArrayInputStream(body.toByteArray())).readAllBytes())
          .isInstanceOf(EOFException.class);
    }
  }

  /** The client sees that the file is not whole, although it was answered with 200. */
  @ParameterizedTest
  @ValueSource(strings = {"gzip", "identity"})
  void aFaultInTheMiddleOfAFileCutsTheConnection(String encoding) throws Exception {
    String job = ofLines(night.body());
    complete(job);
    JobTables tables = server.bean(JobTables.class);
    int damaged =
        tables
            .database()
            .sql()
            .update(
                "UPDATE PRICE_UNITS_JOB_PIECE SET CONTENT = ? WHERE JOB_ID = ? AND KIND = 'CLAIM'"
                    + " AND PART = (SELECT MAX(PART) FROM PRICE_UNITS_JOB_PIECE WHERE JOB_ID = ?"
                    + " AND KIND = 'CLAIM')",
                new byte[] {0x1f},
                id(job),
                id(job));
    assertThat(damaged).isPositive();
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(job + "/Claim.ndjson"))
            .header("Accept-Encoding", encoding)
            .build();
    HttpClient client = HttpClient.newHttpClient();
    assertThatThrownBy(() -> client.send(request, HttpResponse.BodyHandlers.ofByteArray()))
        .isInstanceOf(IOException.class);
  }

  @Test
  void aDownloadKeepsTheJob() {
    String job = ofLines(administrations("kept", 1));
    JsonPath manifest = complete(job);
    JobTables tables = server.bean(JobTables.class);
    tables
        .database()
        .sql()
        .update("UPDATE PRICE_UNITS_JOB SET TOUCHED = TOUCHED - 3600000 WHERE ID = ?", id(job));
    Instant before = row(job).touched();
    file(manifest, "output");
    assertThat(row(job).touched()).isAfter(before.plusSeconds(3000));
  }

  @Test
  void aJobTellsHowFarItIsAndIsCancelled() {
    pause();
    String job = ofLines(night.body());
    get()
        .get(job)
        .then()
        .statusCode(202)
        .header("Retry-After", matchesPattern("\\d+"))
        .header("X-Progress", equalTo("preparing"));
    server.bean(JobWork.class).prepare(id(job), () -> false);
    get()
        .get(job)
        .then()
        .statusCode(202)
        .header("X-Progress", matchesPattern("priced 0 of \\d+ administrations \\(0 %\\)"));
    get().get(job + "/Claim.ndjson").then().statusCode(404);
    get().put(job).then().statusCode(405);
    get().delete(job).then().statusCode(202);
    get().get(job).then().statusCode(404).body("resourceType", equalTo("OperationOutcome"));
    get().delete(job).then().statusCode(404);
    assertThat(server.bean(JobTables.class).pieces().parts(id(job))).isEmpty();
  }

  /** The check is asked between administrations too, so a long chunk ends within a dose. */
  @Test
  void aCancelledJobEndsInsideAPatient() {
    pause();
    String job = ofLines(administrations("inside", 6));
    server.bean(JobWork.class).prepare(id(job), () -> false);
    Job row = row(job);
    Chunk chunk = server.bean(JobTables.class).chunks().of(row.id()).get(0);
    AtomicInteger asked = new AtomicInteger();
    ChunkPricing pricing = pricing();
    Runnable cancelledSoon =
        () -> {
          if (asked.incrementAndGet() == 4) {
            throw new JobGoneException("cancelled");
          }
        };
    assertThatThrownBy(() -> pricing.price(row, chunk, cancelledSoon))
        .isInstanceOf(JobGoneException.class);
    assertThat(asked).hasValue(4);
    assertThat(server.bean(JobTables.class).chunks().find(row.id(), 0).orElseThrow().priced())
        .isFalse();
    get().delete(job).then().statusCode(202);
    assertThatThrownBy(() -> pricing.price(row, chunk, () -> {}))
        .isInstanceOf(JobGoneException.class);
  }

  private static ChunkPricing pricing() {
    return pricing(server.bean(JobAudit.class));
  }

  private static ChunkPricing pricing(JobAudit audit) {
    return new ChunkPricing(
        server.bean(JobTables.class),
        server.bean(CurrentPricer.class),
        server.bean(CallerStores.class),
        audit,
        DataSize.ofMegabytes(64),
        null);
  }

  /** A node that wrote its result and died before it could say so. */
  @Test
  void aChunkThatIsTakenFromADeadNodeIsNotBilledTwice() throws IOException {
    pause();
    String job = ofLines(night.body());
    JobTables tables = server.bean(JobTables.class);
    List<Chunk> chunks = server.bean(JobWork.class).prepare(id(job), () -> false);
    Job row = row(job);
    Chunk dead = chunks.get(1);
    assertThat(pricing().price(row, dead, () -> {})).isNotNull();
    assertThat(pricing().price(row, dead, () -> {})).isNull();
    held(tables, job, dead.number());
    for (Chunk chunk : chunks) {
      if (chunk.number() != dead.number()) {
        held(tables, job, chunk.number());
      }
    }
    server.bean(JobScheduler.class).scheduler().resume();
    equalsTheCommandLine(complete(job));
  }

  /** Leaves a task as a node does that was killed an hour ago. */
  private static void held(JobTables tables, String job, int chunk) {
    Timestamp before = Timestamp.from(Instant.now().minusSeconds(3600));
    tables
        .database()
        .sql()
        .update(
            "INSERT INTO PRICE_UNITS_TASK (TASK_NAME, TASK_INSTANCE, EXECUTION_TIME, PICKED,"
                + " PICKED_BY, LAST_HEARTBEAT, CONSECUTIVE_FAILURES, VERSION) VALUES"
                + " ('price-units-chunk', ?, ?, TRUE, 'dead', ?, 0, 1)",
            id(job) + ":" + chunk,
            before,
            before);
  }

  private static String withReferences(String... references) {
    String all =
        Stream.of(references)
            .map(
                reference ->
                    "{\"name\":\"administrationReference\",\"valueReference\":{\"reference\":\"%s\"}}"
                        .formatted(reference))
            .collect(Collectors.joining(","));
    return started(
        asynchronous()
            .contentType("application/fhir+json")
            .body("{\"resourceType\":\"Parameters\",\"parameter\":[" + all + "]}")
            .post(CALL + "?payer=medicare"));
  }

  /** The first was only paused: by then the other has removed what it wrote. */
  @Test
  void aNodeThatWakesUpDoesNotEndThePreparationThatAnotherHasBegun() {
    pause();
    String job = withReferences("MedicationAdministration/woken");
    JobWork work = server.bean(JobWork.class);
    AtomicInteger asked = new AtomicInteger();
    BooleanSupplier pausedOnce =
        () -> {
          if (asked.getAndIncrement() == 0) {
            assertThatThrownBy(() -> work.prepare(id(job), () -> true))
                .isInstanceOf(JobGoneException.class);
          }
          return false;
        };
    assertThatThrownBy(() -> work.prepare(id(job), pausedOnce))
        .isInstanceOf(JobGoneException.class);
    assertThat(row(job).status()).isEqualTo(Job.Status.PREPARING);
    assertThat(work.prepare(id(job), () -> false)).hasSize(1);
  }

  @Test
  void aPreparationThatIsRepeatedIsCountedOnce() {
    pause();
    String job = withReferences("MedicationAdministration/counted-once");
    JobTables tables = server.bean(JobTables.class);
    for (int time = 0; time < 2; time++) {
      tables
          .database()
          .sql()
          .update("UPDATE PRICE_UNITS_JOB SET STATUS = 'PREPARING' WHERE ID = ?", id(job));
      tables.database().sql().update("DELETE FROM PRICE_UNITS_JOB_CHUNK WHERE JOB_ID = ?", id(job));
      server.bean(JobWork.class).prepare(id(job), () -> false);
      assertThat(number("SELECT BYTES FROM PRICE_UNITS_JOB WHERE ID = ?", job))
          .isPositive()
          .isEqualTo(
              number(
                  "SELECT SUM(OCTET_LENGTH(CONTENT)) FROM PRICE_UNITS_JOB_PIECE WHERE JOB_ID = ?",
                  job));
    }
  }

  private static long number(String query, String job) {
    Long number =
        server.bean(JobTables.class).database().sql().queryForObject(query, Long.class, id(job));
    return number == null ? 0 : number;
  }

  /** The node died after it wrote the row, before it could queue the work. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aJobWithoutATaskIsFoundAndDone(boolean prepared) {
    pause();
    String job = ofLines(administrations("forgotten", 1));
    if (prepared) {
      server.bean(JobWork.class).prepare(id(job), () -> false);
    }
    int removed =
        server
            .bean(JobTables.class)
            .database()
            .sql()
            .update("DELETE FROM PRICE_UNITS_TASK WHERE TASK_INSTANCE = ?", id(job));
    assertThat(removed).isEqualTo(1);
    server.bean(JobScheduler.class).sweep();
    server.bean(JobScheduler.class).scheduler().resume();
    complete(job);
    assertThat(server.bean(JobTables.class).jobs().withoutTask()).doesNotContain(id(job));
  }

  @Test
  void aReferenceToAnotherServerIsNotTakenForTheRecordOfThatIdHere() {
    server
        .fhir()
        .body(administrations("ref", 1).strip())
        .put("/MedicationAdministration/ref-0")
        .then()
        .statusCode(201);
    for (String here : List.of("", server.root() + "/fhir/")) {
      JsonPath manifest = complete(withReferences(here + "MedicationAdministration/ref-0"));
      assertThat(manifest.getInt("output[0].count")).as(here).isEqualTo(1);
    }
    JsonPath manifest =
        complete(withReferences("https://other.example.org/fhir/MedicationAdministration/ref-0"));
    assertThat(manifest.getList("output")).isEmpty();
    assertThat(file(manifest, "error"))
        .contains("reference-not-found", "The administration ref-0 is not here");
  }

  /** A record that changes while the job waits is read as it is then, and dated so. */
  @Test
  void theTransactionTimeIsWhenTheStoreIsRead() {
    pause();
    String job =
        started(
            asynchronous()
                .queryParam("payer", "medicare")
                .queryParam("criteria", "subject-reference=Patient/p-later")
                .post(CALL));
    Instant stored =
        Instant.parse(
            server
                .fhir()
                .body(administrations("later", 1).strip())
                .put("/MedicationAdministration/later-0")
                .then()
                .statusCode(201)
                .extract()
                .<String>path("meta.lastUpdated"));
    server.bean(JobScheduler.class).scheduler().resume();
    JsonPath manifest = complete(job);
    assertThat(manifest.getInt("output[0].count")).isEqualTo(1);
    assertThat(Instant.parse(manifest.getString("transactionTime"))).isAfterOrEqualTo(stored);
  }

  /** What is written is not priced again, so its audit could not be made good. */
  @Test
  void aChunkIsAuditedBeforeItIsWritten() {
    pause();
    String job = ofLines(administrations("audited", 1));
    server.bean(JobWork.class).prepare(id(job), () -> false);
    Chunk chunk = server.bean(JobTables.class).chunks().of(id(job)).get(0);
    JobAudit broken =
        new JobAudit(
            null,
            event -> {
              throw new IllegalStateException("The audit is full.");
            });
    assertThatThrownBy(() -> pricing(broken).price(row(job), chunk, () -> {}))
        .isInstanceOf(IllegalStateException.class);
    assertThat(server.bean(JobTables.class).chunks().of(id(job)).get(0).priced()).isFalse();
    List<AuditEvent> events = new ArrayList<>();
    assertThat(pricing(new JobAudit(null, events::add)).price(row(job), chunk, () -> {}))
        .isNotNull();
    assertThat(events).hasSize(1);
    assertThat(events.get(0).getEntity().toString()).isNotEmpty();
  }

  @Test
  void aJobThatIsKeptLongEnoughIsGone() {
    String job = ofLines(administrations("expiry", 1));
    complete(job);
    JobTables tables = server.bean(JobTables.class);
    Clock tomorrow = Clock.offset(Clock.systemUTC(), Duration.ofHours(24).plusSeconds(60));
    Jobs then = new Jobs(tables.database(), tomorrow, Duration.ofHours(24), 1, 1);
    assertThat(tables.jobs().outdated()).doesNotContain(id(job));
    assertThat(then.find(id(job))).isEmpty();
    assertThat(then.outdated()).contains(id(job));
    then.outdated().forEach(then::remove);
    get().get(job).then().statusCode(404);
    get().get(job + "/Claim.ndjson").then().statusCode(404);
    assertThat(tables.chunks().of(id(job))).isEmpty();
    assertThat(tables.pieces().sequences(id(job), Pieces.Kind.CLAIM, 0)).isEmpty();
  }

  /** A long job has few chunks in the queue, so one that comes later is not behind all of them. */
  @Test
  void jobsTakeTurns() {
    pause();
    String longer = id(ofLines(night.body()));
    String shorter = id(ofLines(administrations("turns", 1)));
    JobScheduler jobs = server.bean(JobScheduler.class);
    jobs.prepare(longer);
    jobs.prepare(shorter);
    assertThat(queue(longer, shorter))
        .containsExactly(longer + ":0", longer + ":1", shorter + ":0");
    jobs.price(longer + ":0", false);
    assertThat(queue(longer, shorter).get(3)).isEqualTo(longer + ":2");
    jobs.scheduler().resume();
    complete(server.root() + "/fhir/$price-units-job/" + longer);
    complete(server.root() + "/fhir/$price-units-job/" + shorter);
  }

  private static List<String> queue(String... jobs) {
    return server
        .bean(JobTables.class)
        .database()
        .sql()
        .queryForList(
            "SELECT TASK_INSTANCE FROM PRICE_UNITS_TASK WHERE TASK_NAME = 'price-units-chunk' ORDER"
                + " BY EXECUTION_TIME",
            String.class)
        .stream()
        .filter(task -> List.of(jobs).contains(task.substring(0, task.indexOf(':'))))
        .toList();
  }

  @Test
  void aJobThatIsCancelledWhileItIsPricedFreesItsNodeWithinSeconds() {
    String job = ofLines(("\n" + administrations("cancelled", 9)).repeat(300));
    await()
        .atMost(PATIENCE)
        .until(
            () -> get().get(job).header("X-Progress"),
            progress -> progress == null || progress.startsWith("priced"));
    get().delete(job).then().statusCode(202);
    await().atMost(Duration.ofSeconds(10)).until(() -> queue(id(job)).isEmpty());
    complete(ofLines(administrations("after", 1)));
  }

  @Test
  void parametersBecomeTheClaimsOfTheCallAtOnce() {
    String body = parameters("same", 3);
    List<Map<String, Object>> atOnce =
        server
            .fhir()
            .body(body)
            .post(CALL)
            .then()
            .statusCode(200)
            .extract()
            .jsonPath()
            .getList("parameter.findAll { it.name == 'claim' }.resource");
    String job = started(asynchronous().contentType("application/fhir+json").body(body).post(CALL));
    assertThat(withoutTime(claims(complete(job)))).isNotEmpty().isEqualTo(withoutTime(atOnce));
  }

  private static List<Map<String, Object>> claims(JsonPath manifest) {
    return file(manifest, "output")
        .lines()
        .map(line -> JsonPath.from(line).<String, Object>getMap(""))
        .toList();
  }

  private static List<Map<String, Object>> withoutTime(List<Map<String, Object>> claims) {
    claims.forEach(claim -> assertThat(claim.remove("created")).isNotNull());
    return claims;
  }

  /** The stored discard record is read although the criteria leave it out, as at once. */
  @Test
  void storedAdministrationsAreFoundPricedAndTheirClaimsStoredOnce() {
    for (String line : administrations("stored", 3).lines().toList()) {
      String id = JsonPath.from(line).getString("id");
      server.fhir().body(line).put("/MedicationAdministration/" + id).then().statusCode(201);
    }
    server.fhir().body(WASTE).put("/MedicationAdministration/stored-waste").then().statusCode(201);
    List<Map<String, Object>> atOnce =
        server
            .fhir()
            .body(
                """
                {"resourceType": "Parameters", "parameter": [{"name": "payer", "valueCode": "medicare"},
                 {"name": "administrationReference", "valueReference": {"reference": "MedicationAdministration/stored-0"}},
                 {"name": "administrationReference", "valueReference": {"reference": "MedicationAdministration/stored-1"}},
                 {"name": "administrationReference", "valueReference": {"reference": "MedicationAdministration/stored-2"}}]}
                """)
            .post(CALL)
            .then()
            .statusCode(200)
            .extract()
            .jsonPath()
            .getList("parameter.findAll { it.name == 'claim' }.resource");
    withoutTime(atOnce);
    assertThat(atOnce.toString()).contains("JW");
    String identifier = "";
    for (int time = 0; time < 2; time++) {
      JsonPath manifest =
          complete(
              started(
                  asynchronous()
                      .queryParam("payer", "medicare")
                      .queryParam("criteria", "status=completed&subject-reference=Patient/p-stored")
                      .queryParam("store", "true")
                      .post(CALL)));
      identifier = identifiers(manifest).get(0);
      assertThat(withoutTime(claims(manifest))).isEqualTo(atOnce);
    }
    storedOnce(identifier);
  }

  /** As if the node had died after it stored the claims, before it could say so. */
  @Test
  void claimsOfAChunkThatIsStoredTwiceAreBilledOnce() {
    pause();
    String job =
        started(
            asynchronousLines()
                .queryParam("payer", "medicare")
                .queryParam("store", "true")
                .body(administrations("twice", 3))
                .post(CALL));
    JobWork work = server.bean(JobWork.class);
    work.prepare(id(job), () -> false);
    for (int time = 0; time < 2; time++) {
      server
          .bean(JobTables.class)
          .database()
          .sql()
          .update("UPDATE PRICE_UNITS_JOB_CHUNK SET STORED = FALSE WHERE JOB_ID = ?", id(job));
      work.price(id(job), 0, false, () -> false);
    }
    List<String> identifiers = identifiers(complete(job));
    assertThat(identifiers).isNotEmpty();
    identifiers.forEach(JobsIT::storedOnce);
  }

  @Test
  void aClaimThatTheStoreRefusesDoesNotKeepTheOthersFromBeingStored() {
    IInterceptorService store = server.bean(IInterceptorService.class);
    IAnonymousInterceptor refusing =
        (pointcut, arguments) -> {
          if (arguments.get(IBaseResource.class) instanceof Claim claim
              && claim.getPatient().getReference().equals("Patient/p-refused-by-store")) {
            throw new UnprocessableEntityException("The member of that claim is not known.");
          }
        };
    store.registerAnonymousInterceptor(Pointcut.STORAGE_PRESTORAGE_RESOURCE_CREATED, refusing);
    try {
      JsonPath manifest =
          complete(
              started(
                  asynchronousLines()
                      .queryParam("payer", "medicare")
                      .queryParam("store", "true")
                      .body(
                          administrations("refused-by-store", 1)
                              + administrations("taken-by-store", 1))
                      .post(CALL)));
      assertThat(file(manifest, "error"))
          .containsOnlyOnce(
              "The claim is not stored: The member of that claim is not known. Store the claim");
      storedOnce(
          file(manifest, "output")
              .lines()
              .filter(line -> line.contains("Patient/p-taken-by-store"))
              .map(line -> JsonPath.from(line).getString("identifier[0].value"))
              .findFirst()
              .orElseThrow());
    } finally {
      store.unregisterInterceptor(refusing);
    }
  }

  @ParameterizedTest
  @CsvSource({"own, Patient/p-own, true", "one, Patient/p-other, false"})
  void aDraftIsReplacedByOneOfTheSamePatientOnly(String name, String second, boolean replaced) {
    String first = "Patient/p-" + name;
    String line = administrations(name, 1);
    String identifier = identifiers(stored(line)).get(0);

    JsonPath again = stored(line.replace(first, second).replace("\"value\":10,", "\"value\":8,"));

    storedOnce(identifier);
    server
        .fhirUntyped()
        .queryParam(
            "identifier",
            "https://price-units.github.io/fhir/sid/priced-administration|" + identifier)
        .get("/Claim")
        .then()
        .body("entry[0].resource.patient.reference", equalTo(first))
        .body("entry[0].resource.item[0].quantity.value", equalTo(replaced ? 8 : 10));
    if (replaced) {
      assertThat(file(again, "error")).doesNotContain("The claim is not stored");
    } else {
      assertThat(file(again, "error"))
          .containsOnlyOnce("The claim is not stored. Claim/")
          .contains("is of another patient", "\"severity\":\"error\"");
    }
  }

  private static JsonPath stored(String lines) {
    return complete(
        started(
            asynchronousLines()
                .queryParam("payer", "medicare")
                .queryParam("store", "true")
                .body(lines)
                .post(CALL)));
  }

  /** As if the server had failed on the claim nine times before. */
  @ParameterizedTest
  @ValueSource(strings = {"the store breaks", "another write each time"})
  void aClaimThatTheStoreFailsOnEachTimeIsReportedAndTheJobEnds(String how) {
    String name = how.replace(' ', '-');
    IInterceptorService store = server.bean(IInterceptorService.class);
    IAnonymousInterceptor failing =
        (pointcut, arguments) -> {
          if (arguments.get(IBaseResource.class) instanceof Claim claim
              && claim.getPatient().getReference().equals("Patient/p-" + name)) {
            throw name.startsWith("the")
                ? new InternalErrorException("secret of the store")
                : new ResourceVersionConflictException("Another write was faster.");
          }
        };
    store.registerAnonymousInterceptor(Pointcut.STORAGE_PRESTORAGE_RESOURCE_CREATED, failing);
    try {
      pause();
      String job =
          started(
              asynchronousLines()
                  .queryParam("payer", "medicare")
                  .queryParam("store", "true")
                  .body(administrations(name, 1) + administrations("beside-" + name, 1))
                  .post(CALL));
      server.bean(JobWork.class).prepare(id(job), () -> false);
      held(server.bean(JobTables.class), job, 0);
      server
          .bean(JobTables.class)
          .database()
          .sql()
          .update(
              "UPDATE PRICE_UNITS_TASK SET PICKED = FALSE, CONSECUTIVE_FAILURES = 9 WHERE"
                  + " TASK_INSTANCE = ?",
              id(job) + ":0");
      server.bean(JobScheduler.class).scheduler().resume();
      JsonPath manifest = complete(job);
      assertThat(file(manifest, "error"))
          .containsOnlyOnce("The claim is not stored")
          .doesNotContain("secret");
      storedOnce(
          file(manifest, "output")
              .lines()
              .filter(line -> line.contains("Patient/p-beside-" + name))
              .map(line -> JsonPath.from(line).getString("identifier[0].value"))
              .findFirst()
              .orElseThrow());
    } finally {
      store.unregisterInterceptor(failing);
    }
  }

  private static List<String> identifiers(JsonPath manifest) {
    return file(manifest, "output")
        .lines()
        .map(line -> JsonPath.from(line).getString("identifier[0].value"))
        .toList();
  }

  private static void storedOnce(String identifier) {
    server
        .fhirUntyped()
        .queryParam(
            "identifier",
            "https://price-units.github.io/fhir/sid/priced-administration|" + identifier)
        .get("/Claim")
        .then()
        .body("entry.size()", equalTo(1))
        .body("entry[0].resource.status", equalTo("draft"));
  }

  private static final String WASTE =
      """
      {"resourceType": "MedicationAdministration", "id": "stored-waste", "status": "not-done",
       "statusReason": [{"coding": [{"system": "https://price-units.github.io/fhir/CodeSystem/waste-reason",
         "code": "drug-discarded"}]}], "partOf": [{"reference": "MedicationAdministration/stored-0"}],
       "medicationCodeableConcept": {"text": "alemtuzumab"}, "subject": {"reference": "Patient/p-stored"},
       "effectiveDateTime": "2025-08-02",
       "dosage": {"dose": {"value": 2, "system": "http://unitsofmeasure.org", "code": "mg"}}}
      """;

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "payer=nobody; 422; payer-unknown",
        "billingCode=J0202; 422; about one drug",
        "asTransaction=true; 422; store=true",
        "coverage=Coverage/c; 422; about one patient",
        "store=perhaps; 422; true or false",
        "store=true&as=charge-item; 422; no charge items",
        "as=both&store=true; 422; no charge items",
        "colour=red; 400; colour",
        "criteria=nothing-like-this=1; 400; not understood",
        "criteria=code%3D50%25; 400; begins no escape",
        "criteria=; 422; no value",
        "_since=2025-01-01; 400; _since is no input of a job",
        "_typeFilter=x; 400; _typeFilter",
        "store=true&store=false; 422; sent twice"
      })
  void whatNoPatientCouldBePricedWithIsRefusedAtOnce(String query, int status, String text) {
    asynchronous()
        .urlEncodingEnabled(false)
        .contentType("application/fhir+json")
        .body(parameters("refused", 1))
        .post(
            CALL
                + "?"
                + query.replace("criteria=nothing-like-this=1", "criteria=nothing-like-this%3D1"))
        .then()
        .statusCode(status)
        .body("resourceType", equalTo("OperationOutcome"))
        .body(containsString(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"store=true&as=claim", "store=false&as=charge-item", "as=both", "_format=json"})
  void claimsAreStoredAndChargesWritten(String query) {
    asynchronous()
        .urlEncodingEnabled(false)
        .contentType("application/fhir+json")
        .body(parameters("taken", 1))
        .post(CALL + "?payer=medicare&" + query)
        .then()
        .statusCode(202);
  }

  @Test
  void linesThatCannotBeTakenAreRefused() {
    asynchronousLines()
        .body("\n\n")
        .post(CALL)
        .then()
        .statusCode(400)
        .body(containsString("nothing to price"));
    asynchronousLines()
        .header("Content-Encoding", "gzip")
        .body("no gzip")
        .post(CALL)
        .then()
        .statusCode(400)
        .body(containsString("gzip"));
    String line = administrations("long", 1).strip();
    asynchronousLines()
        .body((line + "\n").repeat(4_000_000 / line.length()))
        .post(CALL)
        .then()
        .statusCode(413)
        .body(containsString("several jobs"));
    lines(ContentType.BINARY)
        .header("Prefer", "respond-async")
        .header("Content-Encoding", "gzip")
        .body(zipped((line + "\n").repeat(4_000_000 / line.length())))
        .post(CALL)
        .then()
        .statusCode(413);
    lines(ContentType.TEXT)
        .body(line)
        .post(CALL)
        .then()
        .statusCode(415)
        .body(containsString("respond-async"));
    get().get(server.root() + "/fhir/$price-units-job/nothing").then().statusCode(404);
  }

  @Test
  void aCallThatIsTooLongAndACallWithInputsOfJobsSayHowToAskForOne() {
    server
        .fhir()
        .body(parameters("limit", 4))
        .post(CALL)
        .then()
        .statusCode(413)
        .body(containsString("Prefer: respond-async"));
    server
        .fhir()
        .body(parameters("criteria", 1))
        .queryParam("criteria", "status=completed")
        .post(CALL)
        .then()
        .statusCode(400)
        .body(containsString("Prefer: respond-async"));
  }

  @Test
  void jobsAreCountedAndDescribed() {
    complete(ofLines(administrations("counted", 1)));
    get().delete(ofLines(administrations("counted", 1))).then().statusCode(202);
    asynchronousLines().body("\n").post(CALL).then().statusCode(400);
    await()
        .atMost(PATIENCE)
        .until(
            () -> RestAssured.get(server.root() + "/actuator/prometheus").asString(),
            meters -> meters.contains("price_units_jobs_total{event=\"completed\"}"));
    RestAssured.get(server.root() + "/actuator/prometheus")
        .then()
        .body(containsString("price_units_jobs_total{event=\"started\"}"))
        .body(containsString("price_units_jobs_total{event=\"cancelled\"}"))
        .body(containsString("price_units_jobs_total{event=\"refused\"}"))
        .body(containsString("price_units_jobs_chunks_seconds_count"))
        .body(containsString("price_units_administrations_total{status=\"priced\"}"))
        .body(containsString("price_units_jobs_kept"));
    assertThat(
            ClasspathUtil.loadResource(
                "/fhir-resources/OperationDefinition-MedicationAdministration-price-units.json"))
        .contains("\"name\": \"criteria\"", "\"name\": \"store\"");
  }

  /** Doses of one patient, one a day. */
  private static String administrations(String name, int count) {
    return String.join("\n", doses(name, count)) + "\n";
  }

  private static List<String> doses(String name, int count) {
    return IntStream.range(0, count)
        .mapToObj(
            i ->
                """
                {"resourceType":"MedicationAdministration","id":"%1$s-%2$d","status":"completed","identifier":[{"system":"urn:jobs","value":"%1$s-%2$d"}],\
                "medicationCodeableConcept":{"coding":[{"system":"http://hl7.org/fhir/sid/ndc","code":"58468020001"}],"text":"alemtuzumab"},"subject":{"reference":"Patient/p-%1$s"},\
                "effectiveDateTime":"2025-08-0%3$d","dosage":{"dose":{"value":10,"system":"http://unitsofmeasure.org","code":"mg"}},\
                "extension":[{"url":"https://price-units.github.io/fhir/StructureDefinition/container-used","extension":[\
                {"url":"size","valueQuantity":{"value":12,"system":"http://unitsofmeasure.org","code":"mg"}},\
                {"url":"count","valuePositiveInt":1},{"url":"kind","valueCode":"single-dose"}]}]}\
                """
                    .formatted(name, i, i + 2))
        .toList();
  }

  private static String parameters(String name, int count) {
    String doses =
        doses(name, count).stream()
            .map(dose -> "{\"name\":\"administration\",\"resource\":" + dose + "}")
            .reduce((a, b) -> a + "," + b)
            .orElse("");
    return "{\"resourceType\":\"Parameters\",\"parameter\":[" + doses + "]}";
  }
}
