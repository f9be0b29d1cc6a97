package org.priceunits.server.knowledge;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.ChargeItemDefinition;
import org.hl7.fhir.r4.model.CodeSystem;
import org.hl7.fhir.r4.model.MedicationKnowledge;
import org.hl7.fhir.r4.model.Resource;
import org.priceunits.fhir.Canonicals;
import org.priceunits.server.settings.ServerProperties;
import org.priceunits.server.settings.StartStep;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.web.context.WebServerApplicationContext;
import org.springframework.context.ApplicationListener;
import org.springframework.core.env.Environment;

/** Logs at the end of a start what is hosted, the four doors, and what to try first. */
class StartReport implements ApplicationListener<ApplicationReadyEvent> {
  private static final Logger LOG = LoggerFactory.getLogger(StartReport.class);
  private static final String POLICY = Canonicals.extension("payer-policy");

  private final HeldKnowledge held;

  StartReport(HeldKnowledge held) {
    this.held = held;
  }

  @Override
  public void onApplicationEvent(ApplicationReadyEvent event) {
    if (event.getApplicationContext() instanceof WebServerApplicationContext context) {
      List<Resource> resources = held.resources();
      LOG.info("Code systems: {}", codeSystems(resources));
      LOG.info("Pricing: {}", pricing(resources));
      String root = root(context);
      String base = root + ServerProperties.FHIR_BASE;
      LOG.info(StartStep.DOORS.of("ready in {} s"), event.getTimeTaken().toSeconds());
      LOG.info("Page for billing at {}/", root);
      LOG.info("Guide at {}/ig/index.html", root);
      LOG.info("Swagger at {}/swagger-ui", root);
      LOG.info("FHIR R4 at {}", base);
      LOG.info("Try: curl '{}/CodeSystem/$lookup?system={}&code=J9010'", base, Canonicals.HCPCS);
    }
  }

  private static String codeSystems(List<Resource> resources) {
    return resources.stream()
        .filter(CodeSystem.class::isInstance)
        .map(CodeSystem.class::cast)
        .sorted(Comparator.comparing((CodeSystem system) -> -system.getConcept().size()))
        .map(s -> "%s %s (%d)".formatted(s.getName(), s.getVersion(), s.getConcept().size()))
        .collect(Collectors.joining(", "));
  }

  private static String pricing(List<Resource> resources) {
    long products = resources.stream().filter(MedicationKnowledge.class::isInstance).count();
    long definitions = resources.stream().filter(ChargeItemDefinition.class::isInstance).count();
    long policies =
        resources.stream()
            .filter(
                r ->
                    r instanceof ChargeItemDefinition definition && definition.hasExtension(POLICY))
            .count();
    return "%d products, %d payer policies, %d prices"
        .formatted(products, policies, definitions - policies);
  }

  private static String root(WebServerApplicationContext context) {
    Environment environment = context.getEnvironment();
    String address = environment.getProperty("server.address", "127.0.0.1");
    return "http://%s:%d".formatted(address, context.getWebServer().getPort());
  }
}
