package org.priceunits.terminology;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.narrative2.NullNarrativeGenerator;
import ca.uhn.fhir.rest.server.RestfulServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.startup.Tomcat;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Resource;
import org.priceunits.server.operation.OwnProviders;
import org.priceunits.server.operation.Software;

/**
 * The terminology operations on HAPI's server without its database: starts in a second, for tests.
 */
public final class PlainServer implements AutoCloseable {
  private static final Software SOFTWARE =
      new Software("plain", "0", Instant.parse("2026-01-01T00:00:00Z"));

  private final Tomcat tomcat = new Tomcat();

  private PlainServer(Supplier<Terminology> terminology, int port)
      throws IOException, LifecycleException {
    FhirContext fhir = FhirContext.forR4Cached();
    fhir.setNarrativeGenerator(new NullNarrativeGenerator());
    RestfulServer server = new RestfulServer(fhir);
    OwnProviders own = OwnProviders.ofTerminology(terminology, SOFTWARE);
    own.providers().forEach(server::registerProvider);
    own.interceptors().forEach(server::registerInterceptor);
    tomcat.setBaseDir(Files.createTempDirectory("plain-server").toString());
    tomcat.setPort(port);
    tomcat.getConnector().setProperty("address", "127.0.0.1");
    var context = tomcat.addContext("", null);
    Tomcat.addServlet(context, "fhir", server).setLoadOnStartup(1);
    context.addServletMappingDecoded("/fhir/*", "fhir");
    tomcat.start();
  }

  /** Starts on the given port; 0 chooses a free one. */
  public static PlainServer start(Supplier<Terminology> terminology, int port) {
    try {
      return new PlainServer(terminology, port);
    } catch (IOException | LifecycleException e) {
      throw new IllegalStateException("The plain server does not start", e);
    }
  }

  public String base() {
    return "http://127.0.0.1:" + tomcat.getConnector().getLocalPort() + "/fhir";
  }

  @Override
  public void close() {
    try {
      tomcat.stop();
      tomcat.destroy();
    } catch (LifecycleException e) {
      throw new IllegalStateException("The plain server does not stop", e);
    }
  }

  /** Returns all resources of a folder of FHIR JSON, including those inside collection Bundles. */
  public static List<Resource> resources(Path folder) {
    List<Resource> resources = new ArrayList<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".json")).sorted().toList()) {
        Resource resource =
            (Resource)
                FhirContext.forR4Cached().newJsonParser().parseResource(Files.readString(file));
        if (resource instanceof Bundle bundle) {
          bundle.getEntry().forEach(entry -> resources.add(entry.getResource()));
        } else {
          resources.add(resource);
        }
      }
      return resources;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Serves a folder until the process ends: arguments are the port and the folder. */
  public static void main(String[] args) {
    Terminology terminology =
        Terminology.of(args.length > 1 ? resources(Path.of(args[1])) : List.of());
    PlainServer server = start(() -> terminology, Integer.parseInt(args[0]));
    server.tomcat.getServer().await();
  }
}
