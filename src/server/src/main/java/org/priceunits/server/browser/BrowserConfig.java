package org.priceunits.server.browser;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.rest.server.interceptor.ResponseHighlighterInterceptor;
import java.util.List;
import org.priceunits.server.operation.OwnProviders;
import org.priceunits.server.settings.ServerProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.ViewControllerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Configures HAPI's views for browsers. */
@Configuration(proxyBeanMethods = false)
public class BrowserConfig {

  @Bean
  OwnProviders browserViews(FhirContext fhir) {
    return new OwnProviders(
        List.of(),
        List.of(
            new ResponseHighlighterInterceptor(),
            new OperationsDocument(OperationDefinitions.shipped(fhir))));
  }

  /**
   * Redirects {@code /swagger-ui}, where testers look for the operations, and {@code /ig}, where
   * they look for the guide.
   */
  @Bean
  WebMvcConfigurer addresses() {
    return new WebMvcConfigurer() {
      @Override
      public void addViewControllers(ViewControllerRegistry registry) {
        registry.addRedirectViewController(
            "/swagger-ui", ServerProperties.FHIR_BASE + "/swagger-ui/");
        registry.addRedirectViewController("/favicon.ico", "/icon.svg");
        registry.addRedirectViewController("/ig", "/ig/index.html");
        registry.addRedirectViewController("/ig/", "/ig/index.html");
      }

      @Override
      public void addResourceHandlers(ResourceHandlerRegistry registry) {
        registry.addResourceHandler("/ig/**").addResourceLocations("classpath:/ig/");
      }
    };
  }
}
