package org.priceunits.server;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.support.IValidationSupport;
import ca.uhn.fhir.jpa.api.dao.DaoRegistry;
import ca.uhn.fhir.jpa.model.config.PartitionSettings;
import ca.uhn.fhir.jpa.partition.IRequestPartitionHelperSvc;
import ca.uhn.fhir.rest.api.IResourceSupportedSvc;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.RestfulServer;
import ca.uhn.fhir.rest.server.servlet.ServletRequestDetails;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.hl7.fhir.common.hapi.validation.validator.WorkerContextValidationSupportAdapter;
import org.hl7.fhir.r5.utils.validation.IValidationPolicyAdvisor;
import org.priceunits.pricing.PriceUnitsOperation;
import org.priceunits.pricing.ResourceStore;
import org.priceunits.pricing.SoftwareVersion;
import org.priceunits.pricing.check.CheckUnitsOperation;
import org.priceunits.server.bulk.CallerStores;
import org.priceunits.server.claims.BilledOnce;
import org.priceunits.server.guard.RequiredElements;
import org.priceunits.server.knowledge.Knowledge;
import org.priceunits.server.limits.TimeLimit;
import org.priceunits.server.operation.CheckUnitsProvider;
import org.priceunits.server.operation.OwnProviders;
import org.priceunits.server.operation.PriceUnitsProvider;
import org.priceunits.server.operation.Revalidation;
import org.priceunits.server.operation.ServedStatement;
import org.priceunits.server.operation.Software;
import org.priceunits.server.operation.ToX12Provider;
import org.priceunits.server.operation.ValidateProvider;
import org.priceunits.server.security.AccessProperties;
import org.priceunits.server.security.ActingClient;
import org.priceunits.server.security.CommonTypes;
import org.priceunits.server.security.TokenNeeded;
import org.priceunits.server.settings.FhirInterceptors;
import org.priceunits.server.settings.ServerProperties;
import org.priceunits.server.settings.ServerProperties.RequiredOnWrite;
import org.priceunits.units.UcumUnits;
import org.priceunits.x12.ToX12Operation;
import org.springframework.boot.info.BuildProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.orm.jpa.JpaTransactionManager;

/**
 * Configures the operations that this server adds to HAPI's, or that replace HAPI's: one {@link
 * OwnProviders} bean for each kind.
 */
@Configuration(proxyBeanMethods = false)
class OperationsConfig {

  @Bean
  OwnProviders terminologyOperations(Knowledge knowledge, BuildProperties build) {
    Software software = new Software(build.getName(), build.getVersion(), build.getTime());
    return OwnProviders.ofTerminology(() -> knowledge.current().terminology(), software);
  }

  @Bean
  FhirInterceptors described(
      Knowledge knowledge,
      Clock clock,
      BuildProperties build,
      Environment environment,
      AccessProperties access,
      ServerProperties properties) {
    Software software = new Software(build.getName(), build.getVersion(), build.getTime());
    return new FhirInterceptors(
        List.of(
            new ServedStatement(
                TokenNeeded.by(environment),
                !access.corsOrigins().isEmpty(),
                properties.requiredOnWrite()),
            new Revalidation(
                () -> knowledge.current().made(),
                () -> knowledge.current().digest(),
                clock,
                software)));
  }

  @Bean
  Clock clock() {
    return Clock.systemDefaultZone();
  }

  @Bean
  OwnProviders pricingOperations(
      Knowledge knowledge,
      ServerProperties properties,
      BuildProperties build,
      Clock clock,
      TimeLimit timeLimit,
      Function<RequestDetails, ResourceStore> stores) {
    PriceUnitsOperation operation =
        new PriceUnitsOperation(
            () -> knowledge.current().pricing(),
            new UcumUnits(),
            clock,
            properties.timeZone(),
            SoftwareVersion.current(),
            timeLimit::check);
    return new OwnProviders(
        List.of(
            new PriceUnitsProvider(operation, stores),
            new CheckUnitsProvider(new CheckUnitsOperation(operation), stores),
            new ToX12Provider(
                new ToX12Operation(
                    () -> knowledge.current().pricing(), clock, properties.timeZone()),
                stores)),
        List.of(new BilledOnce(stores)));
  }

  /** Replaces HAPI's, type by type. */
  @Bean
  OwnProviders validation(DaoRegistry daos, IResourceSupportedSvc served) {
    List<Object> providers =
        daos.getRegisteredDaoTypes().stream()
            .filter(served::isSupported)
            .sorted()
            .<Object>map(type -> new ValidateProvider<>(daos.getResourceDao(type)))
            .toList();
    return new OwnProviders(providers, List.of());
  }

  @Bean
  FhirInterceptors requiredElements(
      ServerProperties properties,
      FhirContext fhir,
      IValidationSupport definitions,
      WorkerContextValidationSupportAdapter context,
      IValidationPolicyAdvisor policy) {
    return new FhirInterceptors(
        properties.requiredOnWrite() == RequiredOnWrite.NOTHING
            ? List.of()
            : List.of(
                new RequiredElements(
                    properties.requiredOnWrite(),
                    CommonTypes.KNOWLEDGE,
                    fhir,
                    definitions,
                    context,
                    policy)));
  }

  /** Asks on the connections of Hibernate, so within its transactions and in its log. */
  @Bean
  SearchIndex searchIndex(
      JpaTransactionManager transactions,
      IRequestPartitionHelperSvc partitions,
      PartitionSettings settings) {
    return new SearchIndex(
        new JdbcTemplate(Objects.requireNonNull(transactions.getDataSource())),
        partitions,
        settings);
  }

  @Bean
  CallerStores storesOfJobs(DaoRegistry daos, SearchIndex index) {
    return (client, base) -> new JpaResourceStore(daos, index, ActingClient.of(client, base));
  }

  @Bean
  Function<RequestDetails, ResourceStore> stores(
      DaoRegistry daos, SearchIndex index, FhirContext fhir) {
    RestfulServer withoutPages = new RestfulServer(fhir);
    return request ->
        new JpaResourceStore(
            daos, index, new OwnRequest((ServletRequestDetails) request, withoutPages));
  }
}
