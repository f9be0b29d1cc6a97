package org.priceunits.server.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Tests more refused clients than the server has threads, which continue to send a byte now and
 * then.
 */
class TricklingClientsIT {
  private static final int THREADS = 100;
  private static final int CLIENTS = THREADS + 30;
  private static final Duration SOON = Duration.ofSeconds(5);

  private static SecuredServer server;

  @BeforeAll
  static void start() {
    server = new SecuredServer("--server.tomcat.threads.max=" + THREADS);
  }

  @AfterAll
  static void stop() {
    if (server != null) {
      server.close();
    }
  }

  @ParameterizedTest(name = "{0}: {2} with {3}")
  @CsvSource({
    "nobody, POST, /fhir/Patient, Content-Length: 100000, 401",
    "nobody, POST, /fhir/Patient, Transfer-Encoding: chunked, 401",
    "tester, POST, /fhir/Patient, Content-Length: 100000000, 413",
    "tester, DELETE, /fhir/Patient/of-nobody, Content-Length: 100000, 200",
    "nobody, POST, /fhir/Patient//x, Content-Length: 100000, 400"
  })
  void othersAreAnswered(String who, String method, String path, String length, int status)
      throws Exception {
    List<Socket> clients = new ArrayList<>();
    try {
      for (int i = 0; i < CLIENTS; i++) {
        clients.add(client(who, method, path, length));
      }
      for (Socket client : clients) {
        assertThat(new String(client.getInputStream().readNBytes(12), StandardCharsets.US_ASCII))
            .isEqualTo("HTTP/1.1 " + status);
        trickle(client, length);
      }
      for (int i = 0; i < 10; i++) {
        long began = System.nanoTime();
        server.as("ehr-a").get("/Patient/p-a").then().statusCode(200);
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(SOON);
        for (Socket client : clients) {
          trickle(client, length);
        }
      }
    } finally {
      for (Socket client : clients) {
        client.close();
      }
    }
    await().until(() -> server.as("ehr-a").get("/Patient/p-a").statusCode() == 200);
  }

  private static Socket client(String who, String method, String path, String length)
      throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), port());
    socket.setSoTimeout((int) SOON.toMillis());
    String token =
        who.equals("nobody") ? "" : "Authorization: Bearer " + server.token(who) + "\r\n";
    OutputStream out = socket.getOutputStream();
    out.write(
        "%s %s HTTP/1.1\r\nHost: 127.0.0.1\r\n%sContent-Type: application/fhir+json\r\n%s\r\n\r\n%s"
            .formatted(method, path, token, length, isChunked(length) ? "1\r\n{\r\n" : "{")
            .getBytes(StandardCharsets.US_ASCII));
    return socket;
  }

  private static void trickle(Socket client, String length) {
    try {
      client
          .getOutputStream()
          .write((isChunked(length) ? "1\r\n \r\n" : " ").getBytes(StandardCharsets.US_ASCII));
    } catch (IOException e) {
      // The server closed the connection, which it is allowed to do.
      assertThat(e).hasMessageNotContaining("timed out");
    }
  }

  private static boolean isChunked(String length) {
    return length.endsWith("chunked");
  }

  private static int port() {
    return Integer.parseInt(server.running().root().replaceFirst(".*:", ""));
  }
}
