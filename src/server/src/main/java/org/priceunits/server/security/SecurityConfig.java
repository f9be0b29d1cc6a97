package org.priceunits.server.security;

import ca.uhn.fhir.rest.api.IResourceSupportedSvc;
import ca.uhn.fhir.rest.server.util.ISearchParamRegistry;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.servlet.DispatcherType;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.priceunits.server.guard.RefusalWriter;
import org.priceunits.server.guard.RequestId;
import org.priceunits.server.settings.FhirInterceptors;
import org.priceunits.server.settings.FilterOrder;
import org.priceunits.server.settings.ServerProperties;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.Environment;
import org.springframework.http.HttpMethod;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.EnableWebSecurity;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.UrlBasedCorsConfigurationSource;

/**
 * Configures access to the server. With an issuer, or the URL of its keys, everything under the
 * FHIR base requires a token except the CapabilityStatement and the SMART configuration; without
 * one everything but the meters ({@link MeterAccess}) is open, and {@link NetworkExposure} keeps
 * the server on this machine.
 */
@Configuration(proxyBeanMethods = false)
@EnableWebSecurity
@EnableConfigurationProperties(AccessProperties.class)
@Import({TokenConfig.class, PartitionConfig.class})
public class SecurityConfig {
  private static final String FHIR = ServerProperties.FHIR_BASE;

  /** The start page, the guide and the operations' page: they contain no data. */
  private static final String[] PAGES = {
    "/",
    "/index.html",
    "/*.js",
    "/*.css",
    "/*.svg",
    "/favicon.ico",
    "/ig",
    "/ig/**",
    "/swagger-ui",
    FHIR + "/swagger-ui/**",
    FHIR + "/api-docs"
  };

  @Bean
  FhirInterceptors servedOperations(RefusalListener listener) {
    return new FhirInterceptors(List.of(new ServedOperations(listener)));
  }

  @Bean
  @Conditional(TokenNeeded.class)
  FhirInterceptors scopeAuthorization(RefusalListener listener) {
    return new FhirInterceptors(List.of(new ScopeAuthorization(listener)));
  }

  @Bean
  ReachedTypes reachedTypes(
      ObjectProvider<ISearchParamRegistry> searchParameters,
      ObjectProvider<IResourceSupportedSvc> served) {
    return new ReachedTypes(searchParameters::getObject, served::getObject);
  }

  @Bean
  @Conditional(TokenNeeded.class)
  FhirInterceptors searchScopes(ReachedTypes reached, RefusalListener listener) {
    return new FhirInterceptors(List.of(new SearchScopes(reached, listener)));
  }

  @Bean
  FhirInterceptors commonResources(
      AccessProperties access,
      Environment environment,
      RefusalListener listener,
      ObjectProvider<ISearchParamRegistry> searchParameters) {
    return new FhirInterceptors(
        List.of(
            AuditTrail.of(access, environment, listener, searchParameters::getObject),
            KnowledgeEditors.of(access, environment, listener)));
  }

  @Bean
  TokenRefusals tokenRefusals(RefusalWriter refusalWriter, RefusalListener listener) {
    return new TokenRefusals(refusalWriter, listener);
  }

  @Bean
  SecurityFilterChain securityFilters(
      HttpSecurity http, AccessProperties access, Environment environment, TokenRefusals refusals)
      throws Exception {
    http.csrf(csrf -> csrf.disable())
        .logout(logout -> logout.disable())
        .requestCache(cache -> cache.disable())
        .sessionManagement(s -> s.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
        .exceptionHandling(e -> e.authenticationEntryPoint(refusals).accessDeniedHandler(refusals))
        .headers(
            h -> h.addHeaderWriter(new ContentPolicy()).referrerPolicy(Customizer.withDefaults()));
    cors(http, access.corsOrigins());
    http.authorizeHttpRequests(
        rules ->
            rules
                .requestMatchers(MeterAccess.HEALTH)
                .permitAll()
                .requestMatchers(MeterAccess.METERS)
                .access(MeterAccess.of(environment)));
    if (TokenNeeded.by(environment)) {
      http.oauth2ResourceServer(
          o ->
              o.jwt(Customizer.withDefaults())
                  .authenticationEntryPoint(refusals)
                  .accessDeniedHandler(refusals));
      needToken(http);
    } else {
      http.authorizeHttpRequests(all -> all.anyRequest().permitAll());
    }
    return http.build();
  }

  private static void needToken(HttpSecurity http) throws Exception {
    http.authorizeHttpRequests(
        rules ->
            rules
                .dispatcherTypeMatchers(DispatcherType.ERROR)
                .permitAll()
                .requestMatchers(
                    HttpMethod.GET, FHIR + "/metadata", FHIR + SmartConfigurationServlet.PATH)
                .permitAll()
                .requestMatchers(HttpMethod.GET, PAGES)
                .permitAll()
                .requestMatchers(FHIR, FHIR + "/**")
                .authenticated()
                .anyRequest()
                .denyAll());
  }

  private static void cors(HttpSecurity http, List<String> origins) throws Exception {
    if (origins.isEmpty()) {
      http.cors(cors -> cors.disable());
      return;
    }
    CorsConfiguration cors = new CorsConfiguration();
    cors.setAllowedOrigins(origins);
    cors.setAllowedMethods(List.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"));
    cors.setAllowedHeaders(
        List.of(
            "Authorization",
            "Accept",
            "Content-Type",
            "If-Match",
            "If-Modified-Since",
            "If-None-Exist",
            "If-None-Match",
            "If-Unmodified-Since",
            "Prefer",
            RequestId.HEADER));
    cors.setExposedHeaders(
        List.of(
            "Content-Location",
            "ETag",
            "Expires",
            "Last-Modified",
            "Location",
            "Retry-After",
            "WWW-Authenticate",
            "X-Progress",
            RequestId.HEADER));
    cors.setMaxAge(Duration.ofHours(1));
    UrlBasedCorsConfigurationSource everywhere = new UrlBasedCorsConfigurationSource();
    everywhere.registerCorsConfiguration("/**", cors);
    http.cors(c -> c.configurationSource(everywhere));
  }

  @Bean
  FilterRegistrationBean<HostFilter> hostFilter(
      AccessProperties access, Environment environment, RefusalWriter refusalWriter) {
    FilterRegistrationBean<HostFilter> registration =
        new FilterRegistrationBean<>(HostFilter.of(access, environment, refusalWriter));
    registration.setOrder(FilterOrder.HOST);
    return registration;
  }

  @Bean
  FilterRegistrationBean<CallerFilter> callerFilter() {
    FilterRegistrationBean<CallerFilter> registration =
        new FilterRegistrationBean<>(new CallerFilter());
    registration.addUrlPatterns(FHIR + "/*");
    registration.setOrder(FilterOrder.CALLER);
    return registration;
  }

  /** Registered only if there is a token endpoint to announce. */
  @Bean
  @ConditionalOnProperty("price-units.security.token-endpoint")
  ServletRegistrationBean<SmartConfigurationServlet> smartConfiguration(
      ObjectMapper json, AccessProperties access) throws IOException {
    return new ServletRegistrationBean<>(
        new SmartConfigurationServlet(
            json, Objects.requireNonNull(access.tokenEndpoint()), access.authorizationEndpoint()),
        FHIR + SmartConfigurationServlet.PATH);
  }
}
