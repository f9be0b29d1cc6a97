package org.priceunits.bench;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.narrative2.NullNarrativeGenerator;
import ca.uhn.fhir.rest.annotation.Operation;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.RestfulServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.startup.Tomcat;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.ValueSet;

/**
 * Measures the ceiling of HAPI's server: it reads the request and answers with a resource that was
 * parsed at start. Arguments are the port and a folder with {@code lookup.json}, {@code
 * validate-code.json}, {@code validate-code-in-set.json}, {@code translate.json} and {@code
 * expand.json}.
 */
public final class FixedTerminologyServer {
  private static final FhirContext FHIR = FhirContext.forR4Cached();

  private FixedTerminologyServer() {}

  public static void main(String[] args) throws IOException, LifecycleException {
    FHIR.setNarrativeGenerator(new NullNarrativeGenerator());
    RestfulServer server = new RestfulServer(FHIR);
    server.registerProvider(new Answers(Path.of(args[1])));
    Tomcat tomcat = new Tomcat();
    tomcat.setBaseDir(Files.createTempDirectory("fixed-terminology").toString());
    tomcat.setPort(Integer.parseInt(args[0]));
    tomcat.getConnector().setProperty("address", "127.0.0.1");
    var context = tomcat.addContext("", null);
    Tomcat.addServlet(context, "fhir", server).setLoadOnStartup(1);
    context.addServletMappingDecoded("/fhir/*", "fhir");
    tomcat.start();
    tomcat.getServer().await();
  }

  /** Public because HAPI calls it by reflection. */
  public static final class Answers {
    private final Parameters lookup;
    private final Parameters validateCode;
    private final Parameters validateCodeInSet;
    private final Parameters translate;
    private final ValueSet expand;

    Answers(Path folder) throws IOException {
      lookup = (Parameters) FHIR.newJsonParser().parseResource(text(folder, "lookup"));
      validateCode = (Parameters) FHIR.newJsonParser().parseResource(text(folder, "validate-code"));
      validateCodeInSet =
          (Parameters) FHIR.newJsonParser().parseResource(text(folder, "validate-code-in-set"));
      translate = (Parameters) FHIR.newJsonParser().parseResource(text(folder, "translate"));
      expand = (ValueSet) FHIR.newJsonParser().parseResource(text(folder, "expand"));
    }

    private static String text(Path folder, String name) throws IOException {
      return Files.readString(folder.resolve(name + ".json"));
    }

    @Operation(name = "$lookup", typeName = "CodeSystem", idempotent = true)
    public Parameters lookup(RequestDetails request) {
      return lookup;
    }

    @Operation(name = "$validate-code", typeName = "CodeSystem", idempotent = true)
    public Parameters validateCode(RequestDetails request) {
      return validateCode;
    }

    @Operation(name = "$validate-code", typeName = "ValueSet", idempotent = true)
    public Parameters validateCodeInSet(RequestDetails request) {
      return validateCodeInSet;
    }

    @Operation(name = "$translate", typeName = "ConceptMap", idempotent = true)
    public Parameters translate(RequestDetails request) {
      return translate;
    }

    @Operation(name = "$expand", typeName = "ValueSet", idempotent = true)
    public ValueSet expand(RequestDetails request) {
      return expand;
    }
  }
}
