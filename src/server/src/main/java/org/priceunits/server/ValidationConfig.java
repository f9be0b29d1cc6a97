package org.priceunits.server;

import org.priceunits.validation.ValidatorContext;
import org.springframework.beans.factory.support.BeanDefinitionRegistryPostProcessor;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Lets HAPI's validator work with the newer library of HL7. */
@Configuration(proxyBeanMethods = false)
class ValidationConfig {
  private static final String OF_HAPI = "workerContextValidationSupportAdapter";

  /** Replaces the bean by name, since HAPI's own configuration asks for it by name. */
  @Bean
  static BeanDefinitionRegistryPostProcessor contextOfTheNewerLibrary() {
    return beans -> {
      beans.removeBeanDefinition(OF_HAPI);
      beans.registerBeanDefinition(OF_HAPI, new RootBeanDefinition(ValidatorContext.class));
    };
  }
}
