package org.priceunits.bench;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.rest.annotation.Operation;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.hl7.fhir.r4.model.Parameters;
import org.priceunits.server.PriceUnitsServer;
import org.priceunits.server.operation.OwnProviders;
import org.priceunits.server.operation.PriceUnitsProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.beans.factory.support.BeanDefinitionRegistryPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * The server with an additional operation, {@code MedicationAdministration/$fixed-claim}: it parses
 * the body and encodes an answer of {@code $price-units}, but prices nothing. The time that {@code
 * $price-units} takes beyond it is its own work.
 */
public final class BenchServer {
  private BenchServer() {}

  public static void main(String[] args) {
    SpringApplication.run(new Class<?>[] {PriceUnitsServer.class, FixedClaims.class}, args);
  }

  @Configuration(proxyBeanMethods = false)
  static class FixedClaims {
    /** The list of served operations does not contain the additional one. */
    @Bean
    static BeanDefinitionRegistryPostProcessor withoutTheListOfServedOperations() {
      return new BeanDefinitionRegistryPostProcessor() {
        @Override
        public void postProcessBeanDefinitionRegistry(BeanDefinitionRegistry registry) {
          registry.removeBeanDefinition("servedOperations");
        }

        @Override
        public void postProcessBeanFactory(ConfigurableListableBeanFactory factory) {}
      };
    }

    @Bean
    OwnProviders fixedClaims(
        @Qualifier("pricingOperations") OwnProviders pricing, FhirContext fhir) {
      PriceUnitsProvider real =
          pricing.providers().stream()
              .filter(PriceUnitsProvider.class::isInstance)
              .map(PriceUnitsProvider.class::cast)
              .findFirst()
              .orElseThrow();
      return new OwnProviders(List.of(new FixedClaim(real, fhir)), List.of());
    }
  }

  /** Public because HAPI calls it by reflection. */
  public static final class FixedClaim {
    private static final String NAME = "_answer";

    private final PriceUnitsProvider real;
    private final FhirContext fhir;
    private final Map<String, Parameters> answers = new ConcurrentHashMap<>();

    FixedClaim(PriceUnitsProvider real, FhirContext fhir) {
      this.real = real;
      this.fhir = fhir;
    }

    /**
     * Prices the first body for each name in the query, and returns the same answer from then on.
     */
    @Operation(name = "$fixed-claim", typeName = "MedicationAdministration", idempotent = true)
    public Parameters answer(RequestDetails request) {
      String name = request.getParameters().get(NAME)[0];
      return answers.computeIfAbsent(name, n -> detached(real.onType(request)));
    }

    private Parameters detached(Parameters answer) {
      String text = fhir.newJsonParser().encodeResourceToString(answer);
      return fhir.newJsonParser().parseResource(Parameters.class, text);
    }
  }
}
