package org.priceunits.server;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.google.common.primitives.Bytes;
import com.sun.net.httpserver.HttpServer;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/** Tests a server with operator settings: TLS, origins of browser applications, limits. */
class OperatorSettingsIT {
  private static final String ORIGIN = "https://app.example.org";
  private static final String PASSWORD = "of-this-test";
  private static final int SECONDS = 3;

  /** The shipped resources are stored in transactions of 200. */
  private static final int ENTRIES = 200;

  private static final int ADMINISTRATIONS = 2_000;
  private static final String DIAGNOSTICS = "issue[0].diagnostics";

  private static final String SOUGHT = "Planted-in-a-search";
  private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";

  private static final Queue<byte[]> SPANS = new ConcurrentLinkedQueue<>();

  @TempDir private static Path directory;
  private static HttpServer collector;
  private static Path keys;
  private static RunningServer server;

  @BeforeAll
  static void start() throws Exception {
    keys = keyStore();
    collector = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
    collector.createContext(
        "/v1/traces",
        exchange -> {
          SPANS.add(exchange.getRequestBody().readAllBytes());
          exchange.sendResponseHeaders(200, -1);
          exchange.close();
        });
    collector.start();
    server =
        RunningServer.start(
            TestDatabase.newDatabase(),
            "--server.ssl.key-store=" + keys,
            "--server.ssl.key-store-password=" + PASSWORD,
            "--price-units.security.cors-origins=" + ORIGIN,
            "--management.otlp.tracing.endpoint=http://127.0.0.1:%d/v1/traces"
                .formatted(collector.getAddress().getPort()),
            "--management.tracing.sampling.probability=1.0",
            "--price-units.slow-query=1s",
            "--price-units.max-page-size=2",
            "--price-units.max-transaction-entries=" + ENTRIES,
            "--price-units.limits.administrations=" + ADMINISTRATIONS,
            "--price-units.limits.concurrent-pricings=1",
            "--price-units.limits.expansion-codes=50",
            "--price-units.limits.request-time=" + SECONDS + "s");
  }

  @AfterAll
  static void stop() {
    server.close();
    collector.stop(0);
  }

  /** Creates the key store with the JDK's own tool, as an operator would for a first test. */
  private static Path keyStore() throws IOException, InterruptedException {
    Path store = directory.resolve("keys.p12");
    Process keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-keyalg",
                "EC",
                "-dname",
                "CN=localhost",
                "-ext",
                "san=ip:127.0.0.1",
                "-storetype",
                "PKCS12",
                "-storepass",
                PASSWORD,
                "-keystore",
                store.toString())
            .inheritIO()
            .start();
    assertThat(keytool.waitFor()).isZero();
    return store;
  }

  private static String secureRoot() {
    return server.root().replace("http:", "https:");
  }

  private static RequestSpecification fhir() {
    return given()
        .trustStore(keys.toFile(), PASSWORD)
        .baseUri(secureRoot() + "/fhir")
        .contentType("application/fhir+json");
  }

  @Test
  void tlsIsSpokenAndPlainHttpIsNot() {
    fhir()
        .get("/metadata")
        .then()
        .statusCode(200)
        .header("Strict-Transport-Security", containsString("max-age"))
        .body("implementation.url", equalTo(secureRoot() + "/fhir"));
    given().get(server.root() + "/fhir/metadata").then().statusCode(400);
  }

  @Test
  void aBrowserApplicationOfANamedOriginIsLetInAndNoOther() {
    fhir().get("/metadata").then().body("rest[0].security.cors", equalTo(true));
    fhir()
        .header("Origin", ORIGIN)
        .header("Access-Control-Request-Method", "POST")
        .header("Access-Control-Request-Headers", "authorization,content-type")
        .options("/MedicationAdministration/$price-units")
        .then()
        .statusCode(200)
        .header("Access-Control-Allow-Origin", equalTo(ORIGIN))
        .header("Access-Control-Allow-Headers", containsString("authorization"))
        .header("Access-Control-Allow-Credentials", nullValue());
    fhir()
        .header("Origin", "https://elsewhere.example.org")
        .get("/Patient")
        .then()
        .statusCode(403)
        .header("Access-Control-Allow-Origin", nullValue());
  }

  /** The span belongs to the caller's trace and has the URL without search values. */
  @Test
  void aCollectorGetsSpans() {
    fhir()
        .header("traceparent", "00-%s-00f067aa0ba902b7-01".formatted(TRACE))
        .queryParam("name", SOUGHT)
        .get("/Patient")
        .then()
        .statusCode(200);
    byte[] trace = HexFormat.of().parseHex(TRACE);
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> SPANS.stream().anyMatch(span -> Bytes.indexOf(span, trace) >= 0));
    assertThat(SPANS)
        .allSatisfy(
            span ->
                assertThat(new String(span, StandardCharsets.ISO_8859_1))
                    .contains("price-units")
                    .doesNotContain(SOUGHT));
  }

  /** Other databases have their own backups. */
  @Test
  void aBackupThatThisDatabaseHasNotIsRefusedAtTheStart() {
    assertThatThrownBy(
            () ->
                RunningServer.start(
                        TestDatabase.newDatabase(), "--price-units.backup.to=" + directory)
                    .close())
        .hasStackTraceContaining("pg_dump");
  }

  @Test
  void pagesAndTransactionsAreBounded() {
    fhir()
        .queryParam("_count", 1_000)
        .get("/ChargeItemDefinition")
        .then()
        .statusCode(200)
        .body("entry", hasSize(2));
    String entry = "{\"request\": {\"method\": \"GET\", \"url\": \"Patient?_summary=count\"}}";
    for (String type : List.of("batch", "transaction")) {
      fhir()
          .body(bundle(type, ENTRIES + 1, entry))
          .post("/")
          .then()
          .statusCode(413)
          .body("resourceType", equalTo("OperationOutcome"));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"MedicationAdministration/$price-units", "Claim/$check-units"})
  void administrationsOfOneCallAreBounded(String operation) {
    fhir()
        .body(
            "{\"resourceType\": \"Parameters\", \"parameter\": ["
                + IntStream.rangeClosed(0, ADMINISTRATIONS)
                    .mapToObj(
                        i ->
                            "{\"name\": \"administration\", \"resource\": %s}"
                                .formatted(administration(i)))
                    .collect(Collectors.joining(","))
                + "]}")
        .post("/" + operation)
        .then()
        .statusCode(413)
        .body("issue[0].code", equalTo("too-costly"))
        .body(DIAGNOSTICS, containsString("2001 administrations; 2000 are priced at once"));
  }

  @Test
  void pricingsAtOnceAreBounded() throws Exception {
    String many =
        bundle("collection", ADMINISTRATIONS, "{\"resource\": %s}".formatted(administration(0)));
    Supplier<CompletableFuture<Integer>> start =
        () ->
            CompletableFuture.supplyAsync(
                () ->
                    fhir().body(many).post("/MedicationAdministration/$price-units").statusCode());
    AtomicReference<CompletableFuture<Integer>> others = new AtomicReference<>(start.get());
    await()
        .atMost(Duration.ofMinutes(1))
        .pollInterval(Duration.ofMillis(5))
        .until(
            () -> {
              var answer =
                  fhir().body(administration(1)).post("/MedicationAdministration/$price-units");
              if (others.get().isDone()) {
                others.set(start.get());
              }
              return answer.statusCode() == 429
                  && "1".equals(answer.header("Retry-After"))
                  && "throttled".equals(answer.path("issue[0].code"));
            });
    assertThat(others.get().get(1, TimeUnit.MINUTES)).isIn(200, 429);
  }

  @Test
  void expansionsWithoutACountAreBounded() {
    fhir()
        .queryParam("url", "https://price-units.github.io/fhir/ValueSet/modifiers")
        .get("/ValueSet/$expand")
        .then()
        .statusCode(422)
        .body("issue[0].code", equalTo("too-costly"));
    fhir()
        .queryParam("url", "https://price-units.github.io/fhir/ValueSet/modifiers")
        .queryParam("count", 60)
        .get("/ValueSet/$expand")
        .then()
        .statusCode(200)
        .body("expansion.contains", hasSize(60));
  }

  /** Another session locks the row, so the update waits for it. */
  @Test
  void aTransactionThatTakesTooLongIsEndedAndStoresNothing() throws Exception {
    String patient = "{\"resourceType\": \"Patient\", \"id\": \"held\", \"active\": %s}";
    fhir().body(patient.formatted(true)).put("/Patient/held").then().statusCode(201);
    List<String> log =
        loggedWhileHeld(
            "SELECT * FROM HFJ_RESOURCE WHERE FHIR_ID = 'held' FOR UPDATE",
            () -> outOfTime(fhir().body(patient.formatted(false)).put("/Patient/held")));
    fhir().get("/Patient/held").then().body("active", equalTo(true));
    assertThat(log).noneMatch(line -> line.contains("\"active\""));
  }

  /** Logged with placeholders: a search may be for a name. */
  @Test
  void aStatementThatTakesLongIsLoggedWithoutItsValues() throws Exception {
    List<String> log =
        loggedWhileHeld(
            "LOCK TABLE HFJ_SPIDX_STRING IN ACCESS EXCLUSIVE MODE",
            () -> outOfTime(fhir().queryParam("name:exact", SOUGHT).get("/Patient")));
    assertThat(log)
        .anyMatch(line -> line.matches("(?is)Slow: \\d{4} ms.*SELECT.*HFJ_SPIDX_STRING.*\\?.*"))
        .noneMatch(line -> line.contains(SOUGHT));
  }

  private static void outOfTime(Response answer) {
    answer
        .then()
        .statusCode(503)
        .body("issue[0].code", equalTo("timeout"))
        .body(DIAGNOSTICS, containsString("was ended"));
  }

  /** Returns what is logged for a request while another session holds a lock that it needs. */
  private static List<String> loggedWhileHeld(String lock, Runnable request) throws SQLException {
    Logger logger = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    ListAppender<ILoggingEvent> log = new ListAppender<>();
    log.start();
    logger.addAppender(log);
    try (Connection other = server.bean(DataSource.class).getConnection();
        Statement statement = other.createStatement()) {
      other.setAutoCommit(false);
      statement.execute(lock);
      request.run();
      other.rollback();
    } finally {
      logger.detachAppender(log);
    }
    return log.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
  }

  /** The profile sets the timeout for every session. */
  @Test
  void postgresqlEndsAStatementAfterAMinute() throws SQLException {
    try (Connection session = server.bean(DataSource.class).getConnection();
        Statement statement = session.createStatement();
        ResultSet setting = statement.executeQuery("SHOW statement_timeout")) {
      assertThat(setting.next()).isTrue();
      assertThat(setting.getString(1)).isEqualTo("1min");
    }
  }

  @Test
  void aBodyThatTricklesInIsRefused() throws Exception {
    try (Socket socket = trusting().getSocketFactory().createSocket("127.0.0.1", port())) {
      OutputStream out = socket.getOutputStream();
      out.write(
          "POST /fhir/Patient HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/fhir+json\r\nContent-Length: 1000\r\n\r\n{"
              .getBytes(StandardCharsets.US_ASCII));
      CompletableFuture<String> answer = CompletableFuture.supplyAsync(() -> statusLine(socket));
      await()
          .atMost(Duration.ofSeconds(30))
          .pollInterval(Duration.ofMillis(300))
          .until(
              () -> {
                if (!answer.isDone()) {
                  out.write(' ');
                  out.flush();
                }
                return answer.isDone();
              });
      assertThat(answer.get()).startsWith("HTTP/1.1 408");
    }
  }

  private static String statusLine(Socket socket) {
    try {
      InputStream in = socket.getInputStream();
      return new String(in.readNBytes(12), StandardCharsets.US_ASCII);
    } catch (IOException e) {
      return e.toString();
    }
  }

  private static int port() {
    return Integer.parseInt(server.root().replaceFirst(".*:", ""));
  }

  private static SSLContext trusting() throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(keys)) {
      store.load(in, PASSWORD.toCharArray());
    }
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(store);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    return context;
  }

  private static String bundle(String type, int entries, String entry) {
    return "{\"resourceType\": \"Bundle\", \"type\": \"%s\", \"entry\": [%s]}"
        .formatted(
            type,
            IntStream.range(0, entries).mapToObj(i -> entry).collect(Collectors.joining(",")));
  }

  private static String administration(int number) {
    return """
        {"resourceType": "MedicationAdministration", "status": "completed", "subject": {"reference": "Patient/p%d"},
         "medicationCodeableConcept": {"coding": [{"system": "http://hl7.org/fhir/sid/ndc", "code": "58468020001"}]},
         "effectiveDateTime": "2025-08-02T10:00:00-05:00",
         "dosage": {"dose": {"value": 12, "system": "http://unitsofmeasure.org", "code": "mg"}}}"""
        .formatted(number);
  }
}
