package org.priceunits.server;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.read.ListAppender;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.slf4j.LoggerFactory;

/**
 * Sends requests that fail and name a patient. Neither the log nor a file beside the database may
 * reveal the patient; an answer must not quote the database.
 */
class PatientsStayOutOfLogsIT {
  /** In upper and lower case, since HAPI normalizes names. */
  private static final List<String> PLANTED = List.of("planted", "1961-03-12", "31337");

  private static RunningServer server;
  private static List<String> database;
  private final ListAppender<ILoggingEvent> log = new ListAppender<>();

  @BeforeAll
  static void start() throws SQLException {
    database = TestDatabase.newDatabase();
    server = RunningServer.start(database);
    try (Connection connection = server.bean(DataSource.class).getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(
          "ALTER TABLE HFJ_SPIDX_STRING ADD CONSTRAINT OF_THIS_TEST CHECK (SP_VALUE_EXACT <> 'Planted-refused')");
    }
    for (String id : List.of("twin-1", "twin-2")) {
      String twin =
          "{\"resourceType\":\"Patient\",\"id\":\"%s\",\"identifier\":[{\"system\":\"urn:mrn\",\"value\":\"31337\"}],\"birthDate\":\"1961-03-12\"}";
      server.fhir().body(twin.formatted(id)).put("/Patient/" + id).then().statusCode(201);
    }
  }

  @AfterAll
  static void stop() throws IOException {
    server.close();
    if (!TestDatabase.isPostgres()) {
      Path folder = Path.of(database.get(0).replaceFirst(".*jdbc:h2:file:", "")).getParent();
      try (Stream<Path> files = Files.list(folder)) {
        assertThat(files.filter(file -> !file.toString().endsWith(".mv.db")))
            .allSatisfy(file -> assertThat(text(Files.readAllBytes(file))).doesNotContain(PLANTED));
      }
    }
  }

  /**
   * @param answer the expected answer, if both databases give the same
   * @param told true if the answer may repeat what was sent, as a parser does that names an element
   */
  @ParameterizedTest(name = "{0} {1} {2} {3}")
  @CsvFileSource(
      resources = "planted.csv",
      delimiter = ';',
      numLinesToSkip = 1,
      quoteCharacter = '`')
  void aFailedRequest(
      String method, String path, String header, String body, String answer, String told) {
    RequestSpecification request = server.fhir().urlEncodingEnabled(false);
    if (header != null) {
      String[] parts = header.split(": ", 2);
      request =
          parts[0].equals("Content-Type")
              ? request.contentType(parts[1])
              : request.header(parts[0], parts[1]);
    }
    if (body != null) {
      request.body(body);
    }
    RequestSpecification sent = request;
    Response response = logged(() -> sent.request(method, path));
    if (answer != null) {
      assertThat(String.valueOf(response.statusCode())).matches(answer);
    }
    assertThat(response.statusCode()).isGreaterThanOrEqualTo(200);
    String text = response.asString();
    if (told == null) {
      assertThat(text(text.getBytes(StandardCharsets.UTF_8))).doesNotContain(PLANTED);
    }
    assertThat(text).doesNotContain("HFJ_", "hfj_", "could not execute");
    assertNothingLogged();
  }

  @Test
  void anAddressThatTheWebServerRefuses() throws IOException {
    logged(
        () -> {
          try (Socket socket =
              new Socket(
                  InetAddress.getLoopbackAddress(),
                  Integer.parseInt(server.root().replaceFirst(".*:", "")))) {
            OutputStream out = socket.getOutputStream();
            out.write(
                "GET /fhir/Patient?name=<Planted> HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"
                    .getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readNBytes(12), StandardCharsets.US_ASCII);
          } catch (IOException e) {
            throw new IllegalStateException(e);
          }
        });
    assertNothingLogged();
  }

  private <T> T logged(Supplier<T> request) {
    Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    log.start();
    root.addAppender(log);
    try {
      return request.get();
    } finally {
      root.detachAppender(log);
    }
  }

  private void assertNothingLogged() {
    String lines =
        log.list.stream()
            .map(
                event ->
                    event.getLoggerName()
                        + ": "
                        + event.getFormattedMessage()
                        + (event.getThrowableProxy() == null
                            ? ""
                            : "\n" + ThrowableProxyUtil.asString(event.getThrowableProxy())))
            .collect(Collectors.joining("\n"));
    assertThat(text(lines.getBytes(StandardCharsets.UTF_8))).doesNotContain(PLANTED);
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8).toLowerCase(Locale.ROOT);
  }
}
