package org.priceunits.bench;

import java.util.List;
import org.priceunits.server.PriceUnitsServer;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.beans.factory.support.BeanDefinitionRegistryPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * The same server with HAPI's own terminology: its providers, tables and caches. It is the
 * alternative for clients of {@code $lookup} and the other terminology operations.
 */
public final class StockTerminologyServer {
  private StockTerminologyServer() {}

  public static void main(String[] args) {
    SpringApplication.run(new Class<?>[] {PriceUnitsServer.class, WithoutOurs.class}, args);
  }

  @Configuration(proxyBeanMethods = false)
  static class WithoutOurs {
    @Bean
    static BeanDefinitionRegistryPostProcessor withoutOurTerminology() {
      return new BeanDefinitionRegistryPostProcessor() {
        @Override
        public void postProcessBeanDefinitionRegistry(BeanDefinitionRegistry registry) {
          List.of(
                  "terminologyOperations",
                  "withoutHapisRows",
                  "codeSystemsWithoutRows",
                  "conceptMapsWithoutRows")
              .forEach(registry::removeBeanDefinition);
        }

        @Override
        public void postProcessBeanFactory(ConfigurableListableBeanFactory factory) {}
      };
    }
  }
}
