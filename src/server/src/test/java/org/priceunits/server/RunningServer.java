package org.priceunits.server;

import static io.restassured.RestAssured.given;

import io.restassured.RestAssured;
import io.restassured.config.EncoderConfig;
import io.restassured.config.RestAssuredConfig;
import io.restassured.specification.RequestSpecification;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.priceunits.server.settings.ServerProperties;
import org.springframework.boot.web.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * A server on a free port. {@link #shared()} is started once per JVM, on a new database of the kind
 * that {@link TestDatabase} names; a test that needs a separate server uses {@link #start}.
 */
public final class RunningServer implements AutoCloseable {
  private static final RestAssuredConfig UTF_8 =
      RestAssured.config()
          .encoderConfig(
              EncoderConfig.encoderConfig().defaultContentCharset(StandardCharsets.UTF_8));

  private final ConfigurableApplicationContext context;

  private RunningServer(ConfigurableApplicationContext context) {
    this.context = context;
  }

  /**
   * Returns the server shared by all integration tests, which use their own ids and leave the
   * shipped resources unchanged.
   */
  public static RunningServer shared() {
    return Shared.SERVER;
  }

  /** Starts a separate server, which the caller must close. */
  public static RunningServer start(List<String> database, String... arguments) {
    List<String> all = new ArrayList<>(database);
    all.add("--server.port=0");
    all.addAll(Arrays.asList(arguments));
    return new RunningServer(PriceUnitsServer.start(all.toArray(String[]::new)));
  }

  /** Returns a request to the FHIR base with a FHIR JSON body. */
  public RequestSpecification fhir() {
    return fhirUntyped().config(UTF_8).contentType("application/fhir+json");
  }

  /** Returns a request to the FHIR base without a content type. */
  public RequestSpecification fhirUntyped() {
    return given().baseUri(root() + ServerProperties.FHIR_BASE);
  }

  public String root() {
    return "http://127.0.0.1:" + port();
  }

  private int port() {
    return ((ServletWebServerApplicationContext) context).getWebServer().getPort();
  }

  public <T> T bean(Class<T> type) {
    return context.getBean(type);
  }

  @Override
  public void close() {
    context.close();
  }

  private static final class Shared {
    static final RunningServer SERVER = start(TestDatabase.emptyDatabase());
  }
}
