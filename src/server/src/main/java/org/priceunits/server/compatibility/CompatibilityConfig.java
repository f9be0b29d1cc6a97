package org.priceunits.server.compatibility;

import java.util.Map;
import org.hl7.fhir.utilities.http.ManagedWebAccess;
import org.hl7.fhir.utilities.http.ManagedWebAccess.WebAccessPolicy;
import org.priceunits.validation.ValidatorContext;
import org.springframework.beans.factory.support.BeanDefinitionRegistryPostProcessor;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Replaces HAPI's beans that implement HL7's older interfaces, by name, since HAPI's own
 * configuration asks for them by name.
 */
@Configuration(proxyBeanMethods = false)
public class CompatibilityConfig {
  private static final Map<String, Class<?>> COMPLETED =
      Map.of(
          "workerContextValidationSupportAdapter", ValidatorContext.class,
          "jpaValidatorResourceFetcher", ValidatorFetcher.class,
          "jpaValidatorPolicyAdvisor", ValidatorPolicy.class,
          "searchParamExtractor", SearchPaths.class);

  /**
   * Keeps HL7's library from package servers on the internet, which its validator asks for
   * definitions that it does not find here.
   */
  CompatibilityConfig() {
    ManagedWebAccess.setAccessPolicy(WebAccessPolicy.PROHIBITED);
  }

  @Bean
  static BeanDefinitionRegistryPostProcessor completedForTheNewerLibrary() {
    return beans ->
        COMPLETED.forEach(
            (name, type) -> {
              RootBeanDefinition completed = new RootBeanDefinition(type);
              completed.setAutowireMode(RootBeanDefinition.AUTOWIRE_CONSTRUCTOR);
              beans.removeBeanDefinition(name);
              beans.registerBeanDefinition(name, completed);
            });
  }
}
