package org.priceunits;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;

/**
 * A file and an HTTP server that no parser may access, and documents that try to make one do so.
 * The file contains {@link #SECRET}.
 */
public final class Decoy implements AutoCloseable {
  public static final String SECRET = "read-from-a-local-file";
  private static final int LAUGHS = 9;

  private final HttpServer http;
  private final List<String> asked = new CopyOnWriteArrayList<>();
  private final Path file;
  private final Path dtd;

  /** Creates the decoy and writes its file into the folder. */
  public Decoy(Path folder) {
    try {
      file = Files.writeString(folder.resolve("secret.txt"), SECRET);
      dtd = Files.writeString(folder.resolve("secret.dtd"), "<!ENTITY x \"" + SECRET + "\">");
      http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    http.createContext(
        "/",
        exchange -> {
          asked.add(exchange.getRequestURI().toString());
          byte[] answer = "<!ENTITY x \"y\">".getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(200, answer.length);
          exchange.getResponseBody().write(answer);
          exchange.close();
        });
    http.start();
  }

  /** Returns the paths requested. */
  public List<String> asked() {
    return asked;
  }

  /** Returns the URI of the file. */
  public String fileUri() {
    return file.toUri().toString();
  }

  /** Returns the URI on the HTTP server. */
  public String httpUri() {
    return "http://127.0.0.1:" + http.getAddress().getPort() + "/asked";
  }

  /**
   * Returns one document for each way to access outside resources, or to grow without limit.
   *
   * @param root the opening tag of its root element, without the last bracket
   * @param inside returns the content of the root element, with a given text in it, and its closing
   *     tag
   */
  public List<Hostile> documents(String root, UnaryOperator<String> inside) {
    return List.of(
        entity("an entity of a local file", "SYSTEM \"" + fileUri() + "\"", root, inside),
        entity("an entity of another server", "SYSTEM \"" + httpUri() + "\"", root, inside),
        entity("a public entity", "PUBLIC \"a\" \"" + httpUri() + "\"", root, inside),
        typed(
            "a parameter entity of a local file",
            "[<!ENTITY % p SYSTEM \"" + dtd.toUri() + "\">%p;]",
            root,
            inside.apply("&x;")),
        typed(
            "a parameter entity of another server",
            "[<!ENTITY % p SYSTEM \"" + httpUri() + "\">%p;]",
            root,
            inside.apply("&x;")),
        typed("a DTD in a local file", "SYSTEM \"" + dtd.toUri() + "\"", root, inside.apply("&x;")),
        typed("a DTD on another server", "SYSTEM \"" + httpUri() + "\"", root, inside.apply("x")),
        typed("a billion laughs", "[" + laughs() + "]", root, inside.apply("&l" + LAUGHS + ";")),
        typed(
            "quadratic growth",
            "[<!ENTITY x \"" + "x".repeat(50_000) + "\">]",
            root,
            inside.apply("&x;".repeat(20_000))),
        new Hostile(
            "XInclude of a local file", root + ">" + include(fileUri()) + inside.apply("x")),
        new Hostile(
            "XInclude from another server", root + ">" + include(httpUri()) + inside.apply("x")),
        new Hostile(
            "a schema on another server",
            root
                + " xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" xsi:schemaLocation=\"http://hl7.org/fhir "
                + httpUri()
                + "\" xsi:noNamespaceSchemaLocation=\""
                + httpUri()
                + "\">"
                + inside.apply("x")),
        new Hostile(
            "a stylesheet on another server",
            "<?xml-stylesheet type=\"text/xsl\" href=\""
                + httpUri()
                + "\"?>"
                + root
                + ">"
                + inside.apply("x")),
        new Hostile(
            "an XPath that reads a document",
            root + ">" + inside.apply("document('" + httpUri() + "')")));
  }

  /** A document and what it attempts. */
  public record Hostile(String name, String xml) {
    @Override
    public String toString() {
      return name;
    }
  }

  private static Hostile entity(
      String name, String where, String root, UnaryOperator<String> inside) {
    return typed(name, "[<!ENTITY x " + where + ">]", root, inside.apply("&x;"));
  }

  private static Hostile typed(String name, String dtd, String root, String inside) {
    return new Hostile(name, "<!DOCTYPE a " + dtd + ">" + root + ">" + inside);
  }

  private static String laughs() {
    StringBuilder entities = new StringBuilder("<!ENTITY l0 \"ha\">");
    for (int i = 1; i <= LAUGHS; i++) {
      entities.append("<!ENTITY l%d \"%s\">".formatted(i, ("&l" + (i - 1) + ";").repeat(10)));
    }
    return entities.toString();
  }

  private static String include(String href) {
    return "<xi:include xmlns:xi=\"http://www.w3.org/2001/XInclude\" parse=\"text\" href=\""
        + href
        + "\"/>";
  }

  @Override
  public void close() {
    http.stop(0);
  }
}
