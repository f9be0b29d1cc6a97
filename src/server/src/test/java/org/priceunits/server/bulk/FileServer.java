package org.priceunits.server.bulk;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;

/** Another server, from which manifests and files are fetched. */
final class FileServer implements AutoCloseable {
  private final HttpServer server;
  private final Map<String, Answer> answers = new ConcurrentHashMap<>();
  private final CopyOnWriteArrayList<String> asked = new CopyOnWriteArrayList<>();

  /** How a path is answered. */
  @FunctionalInterface
  interface Answer {
    void to(HttpExchange request) throws IOException;
  }

  FileServer() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/", this::answer);
    server.setExecutor(Executors.newCachedThreadPool());
    server.start();
  }

  private void answer(HttpExchange request) throws IOException {
    String path = request.getRequestURI().getPath();
    asked.add(path + " " + request.getRequestHeaders().getFirst("X-Key"));
    Answer answer = answers.get(path);
    try (request) {
      if (answer == null) {
        send(request, 404, new byte[0]);
      } else {
        answer.to(request);
      }
    }
  }

  static void send(HttpExchange request, int status, byte[] body) throws IOException {
    request.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
    request.getResponseBody().write(body);
  }

  /** Offers a file, and returns its address. */
  String file(String path, byte[] content) {
    return answer(path, request -> send(request, 200, content));
  }

  String file(String path, String content) {
    return file(path, content.getBytes(StandardCharsets.UTF_8));
  }

  String answer(String path, Answer answer) {
    answers.put(path, answer);
    return root() + path;
  }

  String root() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** Returns the paths that were asked for, each with the header X-Key. */
  List<String> asked() {
    return asked;
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
