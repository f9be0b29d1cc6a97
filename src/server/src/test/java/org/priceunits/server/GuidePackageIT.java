package org.priceunits.server;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.jpa.api.dao.DaoRegistry;
import ca.uhn.fhir.jpa.model.config.PartitionSettings;
import ca.uhn.fhir.jpa.packages.IPackageInstallerSvc;
import ca.uhn.fhir.jpa.packages.PackageInstallOutcomeJson;
import ca.uhn.fhir.jpa.packages.PackageInstallationSpec;
import ca.uhn.fhir.jpa.packages.PackageInstallationSpec.InstallModeEnum;
import ca.uhn.fhir.jpa.packages.PackageInstallationSpec.VersionPolicyEnum;
import ca.uhn.fhir.rest.api.server.SystemRequestDetails;
import java.io.IOException;
import java.io.InputStream;
import org.hl7.fhir.r4.model.CodeSystem;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.OperationDefinition;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.StructureDefinition;
import org.hl7.fhir.utilities.npm.NpmPackage;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.priceunits.server.settings.ServerProperties;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.context.ConfigurationPropertiesAutoConfiguration;
import org.springframework.boot.autoconfigure.context.PropertyPlaceholderAutoConfiguration;
import org.springframework.boot.autoconfigure.jdbc.DataSourceAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

/** Installs the guide's package on another HAPI server, without network access. */
class GuidePackageIT {
  private static final String PACKAGE = "/ig/package.tgz";

  private static ConfigurableApplicationContext otherServer;

  @BeforeAll
  static void start() {
    otherServer =
        new SpringApplicationBuilder(OtherServer.class)
            .web(WebApplicationType.NONE)
            .properties("logging.level.org.hibernate.persister.entity=error")
            .run(TestDatabase.emptyDatabase().toArray(String[]::new));
  }

  @AfterAll
  static void stop() {
    otherServer.close();
  }

  @Test
  void anotherServerInstallsThePackageUnderTheIdsOfTheGuide() throws IOException {
    PackageInstallOutcomeJson outcome =
        otherServer.getBean(IPackageInstallerSvc.class).install(guide());

    assertThat(outcome.getResourcesInstalled())
        .containsKeys(
            "CodeSystem",
            "ValueSet",
            "ConceptMap",
            "StructureDefinition",
            "OperationDefinition",
            "SearchParameter");
    assertThat(stored(CodeSystem.class, "hcpcs").getConcept()).hasSizeGreaterThan(2000);
    assertThat(stored(StructureDefinition.class, "price-units-claim").hasSnapshot()).isTrue();
    assertThat(stored(OperationDefinition.class, "MedicationAdministration-price-units").getCode())
        .isEqualTo("price-units");
  }

  /** With the default policy the server would assign its own ids. */
  private static PackageInstallationSpec guide() throws IOException {
    NpmPackage guide;
    try (InputStream archive = GuidePackageIT.class.getResourceAsStream(PACKAGE)) {
      guide = NpmPackage.fromPackage(archive);
    }
    return new PackageInstallationSpec()
        .setName(guide.name())
        .setVersion(guide.version())
        .setPackageUrl("classpath:" + PACKAGE)
        .setInstallMode(InstallModeEnum.STORE_AND_INSTALL)
        .setVersionPolicy(VersionPolicyEnum.SINGLE_VERSION)
        .addInstallResourceTypes(
            "CodeSystem",
            "ValueSet",
            "ConceptMap",
            "StructureDefinition",
            "OperationDefinition",
            "SearchParameter");
  }

  private static <T extends Resource> T stored(Class<T> type, String id) {
    return otherServer
        .getBean(DaoRegistry.class)
        .getResourceDao(type)
        .read(new IdType(type.getSimpleName(), id), new SystemRequestDetails());
  }

  /** HAPI's storage alone: no shipped resources and no pricing. */
  @SpringBootConfiguration(proxyBeanMethods = false)
  @ImportAutoConfiguration({
    PropertyPlaceholderAutoConfiguration.class,
    ConfigurationPropertiesAutoConfiguration.class,
    DataSourceAutoConfiguration.class
  })
  @EnableConfigurationProperties(ServerProperties.class)
  @Import({StorageConfig.class, DatabaseConfig.class})
  static class OtherServer {
    @Bean
    PartitionSettings partitionSettings() {
      return new PartitionSettings();
    }
  }
}
