package org.priceunits.server;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.jpa.api.config.JpaStorageSettings;
import ca.uhn.fhir.jpa.config.util.HapiEntityManagerFactoryUtil;
import ca.uhn.fhir.jpa.migrate.DriverTypeEnum;
import ca.uhn.fhir.jpa.model.dialect.IHapiFhirDialect;
import jakarta.persistence.EntityManagerFactory;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import javax.sql.DataSource;
import org.priceunits.server.bulk.BulkTables;
import org.priceunits.server.knowledge.StartTurn;
import org.priceunits.server.limits.LimitProperties;
import org.priceunits.server.settings.ServerProperties;
import org.priceunits.server.settings.ServerProperties.SchemaAction;
import org.springframework.beans.BeanUtils;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.jdbc.DataSourceProperties;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.springframework.orm.jpa.JpaTransactionManager;
import org.springframework.orm.jpa.LocalContainerEntityManagerFactoryBean;

/** Configures Hibernate on the data source of {@code spring.datasource.*}. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(LimitProperties.class)
class DatabaseConfig {

  /** Lets the pool open an H2 file again only where it can grow. */
  @Bean
  static ReopenedFiles reopenedFiles() {
    return new ReopenedFiles();
  }

  @Bean
  StartTurn startTurn(DataSource dataSource) throws SQLException {
    return new StartTurn(dataSource);
  }

  /** Named storage in the health of the server. */
  @Bean
  StorageHealth storageHealthIndicator() {
    return new StorageHealth();
  }

  @Bean
  @Primary
  LocalContainerEntityManagerFactoryBean entityManagerFactory(
      DataSource dataSource,
      DataSourceProperties connection,
      StartTurn turnToMakeTheSchema,
      ConfigurableListableBeanFactory beans,
      FhirContext fhir,
      JpaStorageSettings settings,
      ServerProperties properties) {
    if (properties.schemaAction() == SchemaAction.UPDATE) {
      SchemaMigration.run(connection, driver(properties));
      BulkTables.create(dataSource, driver(properties) == DriverTypeEnum.POSTGRES_9_4);
    } else if (properties.schemaAction() == SchemaAction.VALIDATE) {
      BulkTables.validate(dataSource);
      UniquePerClient.validate(dataSource);
    }
    LocalContainerEntityManagerFactoryBean factory =
        HapiEntityManagerFactoryUtil.newEntityManagerFactory(beans, fhir, settings);
    factory.setPersistenceUnitName("price-units");
    factory.setDataSource(SlowQueries.logged(dataSource, properties.slowQuery()));
    factory.setJpaPropertyMap(hibernateProperties(properties));
    return factory;
  }

  private static DriverTypeEnum driver(ServerProperties properties) {
    return BeanUtils.instantiateClass(properties.hibernateDialect(), IHapiFhirDialect.class)
        .getDriverType();
  }

  private static Map<String, Object> hibernateProperties(ServerProperties properties) {
    return Map.of(
        "hibernate.dialect", properties.hibernateDialect().getName(),
        "hibernate.hbm2ddl.auto",
            properties.schemaAction() == SchemaAction.NONE ? "none" : "validate",
        "hibernate.jdbc.batch_size", "30",
        "hibernate.order_inserts", "true",
        "hibernate.search.enabled", "false",
        "hibernate.integration.envers.enabled", "false",
        // HAPI names its entity packages; scanning all jars for others takes seconds.
        "hibernate.archive.scanner", "org.hibernate.boot.archive.scan.internal.DisabledScanner",
        "hibernate.cache.use_second_level_cache", "false",
        "hibernate.cache.use_query_cache", "false");
  }

  @Bean
  @ConditionalOnProperty("price-units.backup.to")
  H2Backup h2Backup(
      DataSource database,
      Clock clock,
      @Value("${price-units.backup.to}") Path folder,
      @Value("${price-units.backup.every:24h}") Duration interval,
      ServerProperties properties) {
    if (driver(properties) != DriverTypeEnum.H2_EMBEDDED) {
      throw new IllegalStateException(
          "price-units.backup.to backs up H2's file. Take PostgreSQL's backups with pg_dump and"
              + " leave the property out.");
    }
    return new H2Backup(database, folder, interval, clock);
  }

  @Bean
  @Primary
  JpaTransactionManager transactionManager(EntityManagerFactory factory) {
    return new JpaTransactionManager(factory);
  }

  /**
   * Sets the transaction timeout after the start, whose transactions may take longer than a
   * request's.
   */
  @Bean
  ApplicationListener<ApplicationReadyEvent> transactionsAreBoundedFromNowOn(
      JpaTransactionManager transactions, LimitProperties limits) {
    return ready ->
        transactions.setDefaultTimeout(Math.toIntExact(limits.requestTime().toSeconds()));
  }
}
