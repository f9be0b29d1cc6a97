package org.priceunits;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.priceunits.Structure.sees;

import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The structure of the command line: which package may see which. */
@AnalyzeClasses(packages = "org.priceunits", importOptions = Structure.WithoutTests.class)
class ArchitectureTest {
  @ArchTest
  static final ArchRule readersOfPublishedFilesKnowNoFhir = sees("loading.cms..", "domain..");

  @ArchTest
  static final ArchRule readersOfTheFdasFilesKnowWhatTablesHaveInCommon =
      sees("loading.fda..", "loading.cms..", "domain..");

  @ArchTest
  static final ArchRule readersOfRxNormKnowNoFhir =
      sees("loading.rxnorm..", "loading.cms..", "domain..");

  @ArchTest
  static final ArchRule writersKnowNoTarget =
      sees("loading.write..", "loading.cms..", "loading.fda..", "domain..", "fhir..");

  @ArchTest
  static final ArchRule codesAreChosenBeforeTheyAreLoaded =
      sees("loading.codes..", "loading.write..", "loading.cms..", "domain..");

  @ArchTest static final ArchRule loadingKnowsNoPricing = sees("loading..", "domain..", "fhir..");

  @ArchTest
  static final ArchRule bulkKnowsNoCommand =
      sees("cli.bulk..", "bulk..", "pricing..", "loading..", "domain..", "fhir..");

  @ArchTest
  static final ArchRule x12KnowsNoCommand =
      sees("x12..", "pricing..", "knowledge..", "domain..", "fhir..");

  @ArchTest
  static final ArchRule theCommandLineNeedsNoServer =
      noClasses()
          .that()
          .resideOutsideOfPackage(Structure.ROOT + "validation..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.springframework..", "ca.uhn.fhir.jpa..", "org.hl7.fhir.r5..");

  @ArchTest static final ArchRule packagesHaveNoCycles = Structure.packagesHaveNoCycles();

  @ArchTest static final ArchRule classesHaveNoCycles = Structure.classesHaveNoCycles();
}
