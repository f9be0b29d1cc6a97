package org.priceunits;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.priceunits.Structure.ROOT;
import static org.priceunits.Structure.sees;

import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The structure of the server, and of all modules together: which package may see which. */
@AnalyzeClasses(packages = "org.priceunits", importOptions = Structure.WithoutTests.class)
class ArchitectureTest {
  @ArchTest
  static final ArchRule terminologyKnowsNoPricing = sees("terminology..", "domain..", "fhir..");

  @ArchTest
  static final ArchRule terminologyKnowsNoServer =
      noClasses()
          .that()
          .resideInAPackage(ROOT + "terminology..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "org.springframework..", "ca.uhn.fhir.rest.server..", "ca.uhn.fhir.jpa..");

  @ArchTest
  static final ArchRule onlyTheServerIsConfiguredBySpring =
      noClasses()
          .that()
          .resideOutsideOfPackage(ROOT + "server..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.springframework..");

  @ArchTest static final ArchRule packagesHaveNoCycles = Structure.packagesHaveNoCycles();

  @ArchTest static final ArchRule classesHaveNoCycles = Structure.classesHaveNoCycles();

  @ArchTest
  static final ArchRule gzipIsReadWithAllItsMembers = Structure.gzipIsReadWithAllItsMembers();
}
