package org.priceunits.guide;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import org.priceunits.Structure;

/** The structure of the guide's build: it draws what is published and sees no other package. */
@AnalyzeClasses(packages = "org.priceunits", importOptions = Structure.WithoutTests.class)
class ArchitectureTest {
  @ArchTest static final ArchRule theGuideSeesNothingElse = Structure.sees("guide..");

  @ArchTest
  static final ArchRule nothingSeesTheGuide =
      classes()
          .that()
          .resideInAPackage("org.priceunits.guide..")
          .should()
          .onlyHaveDependentClassesThat()
          .resideInAPackage("org.priceunits.guide..");

  @ArchTest static final ArchRule classesHaveNoCycles = Structure.classesHaveNoCycles();
}
