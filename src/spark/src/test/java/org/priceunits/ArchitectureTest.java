package org.priceunits;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.priceunits.Structure.sees;

import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The structure of the Spark job: which package it may see. */
@AnalyzeClasses(packages = "org.priceunits", importOptions = Structure.WithoutTests.class)
class ArchitectureTest {
  @ArchTest
  static final ArchRule theJobKnowsTheWorkOfOnePatient =
      sees("spark..", "bulk..", "pricing", "fhir..");

  @ArchTest
  static final ArchRule nothingNeedsTheJob =
      noClasses()
          .that()
          .resideOutsideOfPackage("org.priceunits.spark..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.priceunits.spark..", "org.apache.spark..", "scala..");

  @ArchTest static final ArchRule packagesHaveNoCycles = Structure.packagesHaveNoCycles();

  @ArchTest static final ArchRule classesHaveNoCycles = Structure.classesHaveNoCycles();

  @ArchTest
  static final ArchRule gzipIsReadWithAllItsMembers = Structure.gzipIsReadWithAllItsMembers();
}
