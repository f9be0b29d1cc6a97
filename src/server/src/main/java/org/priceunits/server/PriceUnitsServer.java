package org.priceunits.server;

import org.priceunits.pricing.SoftwareVersion;
import org.priceunits.server.audit.AuditConfig;
import org.priceunits.server.browser.BrowserConfig;
import org.priceunits.server.bulk.BulkConfig;
import org.priceunits.server.compatibility.CompatibilityConfig;
import org.priceunits.server.guard.GuardConfig;
import org.priceunits.server.guard.LibraryTexts;
import org.priceunits.server.knowledge.KnowledgeConfig;
import org.priceunits.server.limits.LimitsConfig;
import org.priceunits.server.metrics.MetricsConfig;
import org.priceunits.server.metrics.TracingConfig;
import org.priceunits.server.search.SearchConfig;
import org.priceunits.server.security.NetworkExposure;
import org.priceunits.server.security.SecurityConfig;
import org.priceunits.server.settings.ServerProperties;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.actuate.autoconfigure.availability.AvailabilityHealthContributorAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.availability.AvailabilityProbesAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.endpoint.EndpointAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.endpoint.web.WebEndpointAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.health.HealthContributorAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.health.HealthEndpointAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.jdbc.DataSourceHealthContributorAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.metrics.CompositeMeterRegistryAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.metrics.JvmMetricsAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.metrics.MetricsAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.metrics.SystemMetricsAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.metrics.export.prometheus.PrometheusMetricsExportAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.metrics.jdbc.DataSourcePoolMetricsAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.web.server.ManagementContextAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.web.servlet.ServletManagementContextAutoConfiguration;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.availability.ApplicationAvailabilityAutoConfiguration;
import org.springframework.boot.autoconfigure.context.ConfigurationPropertiesAutoConfiguration;
import org.springframework.boot.autoconfigure.context.LifecycleAutoConfiguration;
import org.springframework.boot.autoconfigure.context.PropertyPlaceholderAutoConfiguration;
import org.springframework.boot.autoconfigure.http.HttpMessageConvertersAutoConfiguration;
import org.springframework.boot.autoconfigure.info.ProjectInfoAutoConfiguration;
import org.springframework.boot.autoconfigure.jackson.JacksonAutoConfiguration;
import org.springframework.boot.autoconfigure.jdbc.DataSourceAutoConfiguration;
import org.springframework.boot.autoconfigure.security.oauth2.resource.servlet.OAuth2ResourceServerAutoConfiguration;
import org.springframework.boot.autoconfigure.security.servlet.SecurityAutoConfiguration;
import org.springframework.boot.autoconfigure.security.servlet.SecurityFilterAutoConfiguration;
import org.springframework.boot.autoconfigure.web.embedded.EmbeddedWebServerFactoryCustomizerAutoConfiguration;
import org.springframework.boot.autoconfigure.web.servlet.DispatcherServletAutoConfiguration;
import org.springframework.boot.autoconfigure.web.servlet.ServletWebServerFactoryAutoConfiguration;
import org.springframework.boot.autoconfigure.web.servlet.WebMvcAutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.servlet.context.AnnotationConfigServletWebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Import;

/**
 * The FHIR server. Auto-configurations are listed one by one: HAPI's class path would otherwise
 * activate two dozen that are not used here, each of which costs start-up time.
 */
@SpringBootConfiguration(proxyBeanMethods = false)
@ImportAutoConfiguration({
  // Common to all Boot applications. Without the placeholder resolver HAPI's early beans read
  // "${...}" literally.
  PropertyPlaceholderAutoConfiguration.class,
  ConfigurationPropertiesAutoConfiguration.class,
  ProjectInfoAutoConfiguration.class,
  LifecycleAutoConfiguration.class,
  ApplicationAvailabilityAutoConfiguration.class,
  // Database and web server.
  DataSourceAutoConfiguration.class,
  ServletWebServerFactoryAutoConfiguration.class,
  EmbeddedWebServerFactoryCustomizerAutoConfiguration.class,
  // Spring MVC, which serves the health endpoint beside the FHIR servlet.
  DispatcherServletAutoConfiguration.class,
  WebMvcAutoConfiguration.class,
  JacksonAutoConfiguration.class,
  HttpMessageConvertersAutoConfiguration.class,
  // Access tokens.
  SecurityAutoConfiguration.class,
  SecurityFilterAutoConfiguration.class,
  OAuth2ResourceServerAutoConfiguration.class,
  // Liveness and readiness.
  EndpointAutoConfiguration.class,
  WebEndpointAutoConfiguration.class,
  ManagementContextAutoConfiguration.class,
  ServletManagementContextAutoConfiguration.class,
  HealthContributorAutoConfiguration.class,
  HealthEndpointAutoConfiguration.class,
  AvailabilityHealthContributorAutoConfiguration.class,
  AvailabilityProbesAutoConfiguration.class,
  DataSourceHealthContributorAutoConfiguration.class,
  // Meters.
  MetricsAutoConfiguration.class,
  CompositeMeterRegistryAutoConfiguration.class,
  PrometheusMetricsExportAutoConfiguration.class,
  JvmMetricsAutoConfiguration.class,
  SystemMetricsAutoConfiguration.class,
  DataSourcePoolMetricsAutoConfiguration.class
})
@EnableConfigurationProperties(ServerProperties.class)
@Import({
  StorageConfig.class,
  TerminologyStorageConfig.class,
  CompatibilityConfig.class,
  DatabaseConfig.class,
  FhirEndpointConfig.class,
  OperationsConfig.class,
  GuardConfig.class,
  BrowserConfig.class,
  SecurityConfig.class,
  AuditConfig.class,
  BulkConfig.class,
  LimitsConfig.class,
  SearchConfig.class,
  MetricsConfig.class,
  TracingConfig.class,
  KnowledgeConfig.class
})
public class PriceUnitsServer {
  private static final Logger LOG = LoggerFactory.getLogger(PriceUnitsServer.class);

  public static void main(String[] args) {
    start(args);
  }

  /**
   * Starts the server and returns when it listens and all shipped resources are loaded.
   *
   * @param args Spring Boot arguments, such as {@code --server.port=8081}
   * @return the running server; closing it lets running requests finish
   */
  public static ConfigurableApplicationContext start(String... args) {
    SpringApplication server = new SpringApplication(PriceUnitsServer.class);
    server.addInitializers(
        context -> LOG.info("{} is starting", SoftwareVersion.current()),
        context -> LibraryTexts.withholdValues(),
        new NetworkExposure(),
        new DatabaseFile(),
        new PreparedDatabase());
    server.setApplicationContextFactory(type -> new WebContext());
    return server.run(args);
  }

  /**
   * Freezes the bean configuration before the web server starts, since all of HAPI's beans are
   * created with it, for the FHIR servlet. Spring would freeze it only later and caches lookups by
   * type only then. Every bean definition is known by that time; without this, each injected field
   * searches all of them.
   */
  private static final class WebContext extends AnnotationConfigServletWebServerApplicationContext {
    @Override
    protected void onRefresh() {
      getBeanFactory().freezeConfiguration();
      super.onRefresh();
    }
  }
}
