package org.priceunits.server;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.jpa.api.config.JpaStorageSettings;
import ca.uhn.fhir.jpa.config.util.HapiEntityManagerFactoryUtil;
import jakarta.persistence.EntityManagerFactory;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Map;
import javax.sql.DataSource;
import org.priceunits.server.knowledge.StartTurn;
import org.priceunits.server.settings.ServerProperties;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.springframework.orm.jpa.JpaTransactionManager;
import org.springframework.orm.jpa.LocalContainerEntityManagerFactoryBean;

/** Hibernate on the data source of {@code spring.datasource.*}. */
@Configuration(proxyBeanMethods = false)
class DatabaseConfig {

  @Bean
  StartTurn startTurn(DataSource dataSource) throws SQLException {
    return new StartTurn(dataSource);
  }

  @Bean
  @Primary
  LocalContainerEntityManagerFactoryBean entityManagerFactory(
      DataSource dataSource,
      StartTurn turnToMakeTheSchema,
      ConfigurableListableBeanFactory beans,
      FhirContext fhir,
      JpaStorageSettings settings,
      ServerProperties properties) {
    LocalContainerEntityManagerFactoryBean factory =
        HapiEntityManagerFactoryUtil.newEntityManagerFactory(beans, fhir, settings);
    factory.setPersistenceUnitName("price-units");
    factory.setDataSource(dataSource);
    factory.setJpaPropertyMap(hibernateProperties(properties));
    return factory;
  }

  private static Map<String, Object> hibernateProperties(ServerProperties properties) {
    return Map.of(
        "hibernate.dialect", properties.hibernateDialect(),
        "hibernate.hbm2ddl.auto", properties.schemaAction().name().toLowerCase(Locale.ROOT),
        "hibernate.jdbc.batch_size", "30",
        "hibernate.order_inserts", "true",
        "hibernate.search.enabled", "false",
        "hibernate.integration.envers.enabled", "false",
        // HAPI names its entity packages; scanning all jars for more costs seconds.
        "hibernate.archive.scanner", "org.hibernate.boot.archive.scan.internal.DisabledScanner",
        "hibernate.cache.use_second_level_cache", "false",
        "hibernate.cache.use_query_cache", "false");
  }

  @Bean
  @Primary
  JpaTransactionManager transactionManager(EntityManagerFactory factory) {
    return new JpaTransactionManager(factory);
  }
}
