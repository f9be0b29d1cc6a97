package org.priceunits;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/**
 * Tests the architecture: the allowed dependencies between packages, and constructs that are
 * forbidden in some of them.
 */
@AnalyzeClasses(packages = "org.priceunits", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  private static final String ROOT = "org.priceunits.";
  private static final DescribedPredicate<JavaClass> OURS = resideInAnyPackage("org.priceunits..");

  @ArchTest
  static final ArchRule theDomainKnowsOnlyJava =
      classes()
          .that()
          .resideInAPackage(ROOT + "domain..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(ROOT + "domain..", "java..", "org.jspecify..");

  @ArchTest static final ArchRule dosesKnowNoProducts = sees("domain.dose..");

  @ArchTest static final ArchRule productsKnowDoses = sees("domain.product..", "domain.dose..");

  @ArchTest
  static final ArchRule policiesKnowProducts =
      sees("domain.policy..", "domain.product..", "domain.dose..");

  @ArchTest
  static final ArchRule pricingKnowsNoCheckOfClaims =
      sees("domain.billing..", "domain.policy..", "domain.product..", "domain.dose..");

  @ArchTest static final ArchRule unitsKnowTheDomain = sees("units..", "domain..");

  @ArchTest static final ArchRule cmsReadersKnowTheDomain = sees("cms..", "domain..");

  @ArchTest
  static final ArchRule fhirInNeverSeesFhirOut = sees("fhir.in..", "domain..", "cms..", "fhir");

  @ArchTest
  static final ArchRule fhirOutNeverSeesFhirIn = sees("fhir.out..", "domain..", "cms..", "fhir");

  @ArchTest
  static final ArchRule terminologyKnowsWhatIsReadFromFhir =
      sees("terminology..", "domain..", "fhir.in..", "fhir");

  @ArchTest
  static final ArchRule operationsKnowNeitherServerNorCommandLine =
      sees("operation..", "domain..", "fhir..", "terminology..");

  /** The guide's build renders what is published, and is not contained in the jar. */
  @ArchTest static final ArchRule theGuideSeesNothingElse = sees("guide..");

  @ArchTest
  static final ArchRule nothingSeesTheGuide =
      noClasses()
          .that()
          .resideOutsideOfPackage(ROOT + "guide..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage(ROOT + "guide..");

  @ArchTest
  static final ArchRule onlyServerAndOperationsKnowHapisServer =
      noClasses()
          .that()
          .resideInAnyPackage(
              ROOT + "domain..",
              ROOT + "units..",
              ROOT + "fhir..",
              ROOT + "cms..",
              ROOT + "terminology..")
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

  /** Pricing a file starts in seconds because it loads nothing of the server. */
  @ArchTest
  static final ArchRule pricingFilesLoadsNeitherSpringNorJpa =
      noClasses()
          .that()
          .resideInAPackage(ROOT + "cli.price..")
          .or()
          .haveFullyQualifiedName(ROOT + "cli.PriceCommand")
          .should()
          .transitivelyDependOnClassesThat()
          .resideInAnyPackage(
              "org.springframework..",
              "ca.uhn.fhir.jpa..",
              "org.hibernate..",
              "jakarta.persistence..",
              ROOT + "server..");

  @ArchTest
  static final ArchRule theDomainHasNoBinaryFloatingPoint =
      fields()
          .that()
          .areDeclaredInClassesThat()
          .resideInAPackage(ROOT + "domain..")
          .should()
          .notHaveRawType("double")
          .andShould()
          .notHaveRawType("float")
          .andShould()
          .notHaveRawType(Double.class)
          .andShould()
          .notHaveRawType(Float.class);

  @ArchTest
  static final ArchRule packagesHaveNoCycles =
      slices().matching("org.priceunits.(**)").should().beFreeOfCycles();

  /** A package may use itself, the packages named, and libraries. */
  private static ArchRule sees(String... own) {
    String[] packages = new String[own.length];
    for (int i = 0; i < own.length; i++) {
      packages[i] = ROOT + own[i];
    }
    return classes()
        .that()
        .resideInAPackage(packages[0])
        .should()
        .onlyDependOnClassesThat(resideInAnyPackage(packages).or(not(OURS)));
  }
}
