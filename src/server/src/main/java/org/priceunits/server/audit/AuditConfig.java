package org.priceunits.server.audit;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.jpa.api.dao.DaoRegistry;
import ca.uhn.fhir.storage.interceptor.balp.BalpAuditCaptureInterceptor;
import ca.uhn.fhir.storage.interceptor.balp.IBalpAuditEventSink;
import java.util.List;
import org.priceunits.server.security.RefusalListener;
import org.priceunits.server.settings.FhirInterceptors;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Configures audit to the target of {@code price-units.audit.to}. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(AuditProperties.class)
public class AuditConfig {
  private static final String TO = "price-units.audit.to";

  @Bean
  @ConditionalOnProperty(name = TO, havingValue = "log")
  AuditLog auditLog(FhirContext fhir) {
    return new AuditLog(fhir);
  }

  @Bean
  @ConditionalOnProperty(name = TO, havingValue = "store")
  AuditStore auditStore(DaoRegistry daos) {
    return new AuditStore(daos);
  }

  /** Registers nothing if there is no sink. */
  @Bean
  FhirInterceptors audit(ObjectProvider<IBalpAuditEventSink> sinks) {
    IBalpAuditEventSink sink = sinks.getIfAvailable();
    if (sink == null) {
      return new FhirInterceptors(List.of());
    }
    IBalpAuditEventSink cleaned = new WithoutValues(sink);
    BalpAuditCaptureInterceptor balp =
        new BalpAuditCaptureInterceptor(cleaned, new CallerContext());
    return new FhirInterceptors(
        List.of(balp, new UnchangedUpdates(balp), new OperationAudit(cleaned)));
  }

  @Bean
  JobAudit jobAudit(ObjectProvider<IBalpAuditEventSink> sinks) {
    IBalpAuditEventSink sink = sinks.getIfAvailable();
    IBalpAuditEventSink cleaned = sink == null ? null : new WithoutValues(sink);
    return new JobAudit(cleaned, sink instanceof AuditStore store ? store::storeNow : cleaned);
  }

  /** Returns the audit as listener of refusals, or one that does nothing. */
  @Bean
  RefusalListener refusalListener(ObjectProvider<IBalpAuditEventSink> sinks) {
    IBalpAuditEventSink sink = sinks.getIfAvailable();
    return sink == null ? (request, status) -> {} : new OperationAudit(new WithoutValues(sink));
  }
}
