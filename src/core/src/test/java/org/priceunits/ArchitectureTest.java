package org.priceunits;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.priceunits.Structure.ROOT;
import static org.priceunits.Structure.sees;

import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The structure of the pricing library: which package may see which. */
@AnalyzeClasses(packages = "org.priceunits", importOptions = Structure.WithoutTests.class)
class ArchitectureTest {
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
  static final ArchRule pricingRulesKnowNoCheckOfClaims =
      sees("domain.billing..", "domain.policy..", "domain.product..", "domain.dose..");

  @ArchTest
  static final ArchRule requestsAnswerNothing =
      sees("domain.billing.request..", "domain.policy..", "domain.product..", "domain.dose..");

  @ArchTest
  static final ArchRule resultsKnowTheirRequest =
      sees(
          "domain.billing.result..",
          "domain.billing.request..",
          "domain.policy..",
          "domain.product..",
          "domain.dose..");

  @ArchTest
  static final ArchRule codesAreChosenOneAdministrationAtATime =
      sees(
          "domain.billing.code..",
          "domain.billing.request..",
          "domain.billing.result..",
          "domain.policy..",
          "domain.product..",
          "domain.dose..");

  @ArchTest
  static final ArchRule groupsKnowNoWaste =
      sees(
          "domain.billing.group..",
          "domain.billing.code..",
          "domain.billing.request..",
          "domain.billing.result..",
          "domain.policy..",
          "domain.product..",
          "domain.dose..");

  @ArchTest
  static final ArchRule wasteIsDecidedBeforeLines =
      sees(
          "domain.billing.discard..",
          "domain.billing.group..",
          "domain.billing.code..",
          "domain.billing.request..",
          "domain.billing.result..",
          "domain.policy..",
          "domain.product..",
          "domain.dose..");

  @ArchTest
  static final ArchRule onlyPricingSeesHowItPrices =
      noClasses()
          .that()
          .resideOutsideOfPackage(ROOT + "domain.billing..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              ROOT + "domain.billing.code..",
              ROOT + "domain.billing.group..",
              ROOT + "domain.billing.discard..");

  @ArchTest static final ArchRule unitsKnowTheDomain = sees("units..", "domain..");

  @ArchTest static final ArchRule addressesKnowTheDomain = sees("fhir..", "domain..");

  @ArchTest static final ArchRule knowledgeKnowsNoCall = sees("knowledge..", "domain..", "fhir..");

  @ArchTest
  static final ArchRule readersKnowNoWriters =
      sees("pricing.read..", "knowledge..", "domain..", "fhir..");

  @ArchTest
  static final ArchRule writersKnowNoReaders = sees("pricing.write..", "domain..", "fhir..");

  @ArchTest
  static final ArchRule theCallKnowsNoCheck =
      sees(
          "pricing",
          "pricing.read..",
          "pricing.write..",
          "knowledge..",
          "units..",
          "domain..",
          "fhir..");

  @ArchTest
  static final ArchRule theCheckKnowsTheCall =
      sees("pricing.check..", "pricing..", "knowledge..", "domain..", "fhir..");

  @ArchTest
  static final ArchRule bulkKnowsTheCall =
      sees("bulk..", "pricing", "pricing.write..", "knowledge..", "domain..", "fhir..");

  @ArchTest static final ArchRule validationStandsAlone = sees("validation..");

  @ArchTest
  static final ArchRule theLibraryNeedsNoServer =
      noClasses()
          .that()
          .resideOutsideOfPackage(ROOT + "validation..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "org.springframework..",
              "jakarta..",
              "ca.uhn.fhir.jpa..",
              "ca.uhn.fhir.rest.server..",
              "org.hl7.fhir.r5..");

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

  @ArchTest static final ArchRule packagesHaveNoCycles = Structure.packagesHaveNoCycles();

  @ArchTest static final ArchRule classesHaveNoCycles = Structure.classesHaveNoCycles();
}
