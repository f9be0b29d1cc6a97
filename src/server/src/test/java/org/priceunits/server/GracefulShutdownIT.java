package org.priceunits.server;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.IInterceptorService;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.AuditEvent;
import org.junit.jupiter.api.Test;

/**
 * Tests that readiness fails first, that requests are still answered, and that running ones finish.
 */
class GracefulShutdownIT {
  private static final String BEGUN = "{\"resourceType\": \"Patient\", ";
  private static final String REST = "\"id\": \"begun\"}";

  /**
   * Half of a request's body has arrived when the shutdown begins; the rest arrives after the
   * drain.
   */
  @Test
  void aServerThatIsToldToStopFinishesWhatItBegan() throws Exception {
    RunningServer server =
        RunningServer.start(
            TestDatabase.newDatabase(), "--price-units.drain=3s", "--price-units.audit.to=store");
    Audited audit = new Audited();
    server.bean(IInterceptorService.class).registerInterceptor(audit);
    int port = URI.create(server.root()).getPort();
    try (Socket underWay = new Socket("127.0.0.1", port)) {
      assertThat(readiness(server)).isEqualTo(200);
      send(
          underWay,
          "PUT /fhir/Patient/begun HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/fhir+json\r\nContent-Length: %d\r\n\r\n%s"
              .formatted(BEGUN.length() + REST.length(), BEGUN));
      CompletableFuture<Void> stopping = CompletableFuture.runAsync(server::close);

      await()
          .pollInterval(Duration.ofMillis(20))
          .atMost(Duration.ofSeconds(3))
          .until(() -> readiness(server) == 503);
      server
          .fhir()
          .body("{\"resourceType\": \"Patient\", \"id\": \"while-draining\"}")
          .put("/Patient/while-draining")
          .then()
          .statusCode(201);
      await().atMost(Duration.ofSeconds(15)).until(() -> !takesConnections(port));

      send(underWay, REST);
      String status =
          new String(underWay.getInputStream().readNBytes(12), StandardCharsets.US_ASCII);
      assertThat(status).isEqualTo("HTTP/1.1 201");
      stopping.get(1, TimeUnit.MINUTES);
      assertThat(audit.stored).contains("begun", "while-draining");
    } finally {
      server.close();
    }
  }

  /** Notes which patients the stored AuditEvents name, as they are committed. */
  @Interceptor
  public static final class Audited {
    private final Set<String> stored = ConcurrentHashMap.newKeySet();

    @Hook(Pointcut.STORAGE_PRECOMMIT_RESOURCE_CREATED)
    public void created(IBaseResource resource) {
      if (resource instanceof AuditEvent event) {
        event.getEntity().stream()
            .map(entity -> entity.getWhat().getReferenceElement())
            .filter(what -> "Patient".equals(what.getResourceType()))
            .forEach(what -> stored.add(what.getIdPart()));
      }
    }
  }

  private static void send(Socket socket, String text) throws IOException {
    OutputStream out = socket.getOutputStream();
    out.write(text.getBytes(StandardCharsets.US_ASCII));
    out.flush();
  }

  private static boolean takesConnections(int port) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress("127.0.0.1", port), 1_000);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private static int readiness(RunningServer server) {
    return given().get(server.root() + "/actuator/health/readiness").statusCode();
  }
}
