package org.priceunits.terminology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.priceunits.terminology.TerminologyOperation.VALIDATE_IN_VALUE_SET;

import org.hl7.fhir.r4.model.CodeSystem.CodeSystemContentMode;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.ValueSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests sets of fragments that exclude codes or import other sets, also for unknown codes. */
class SetsExcludeAndImportUnknownCodesTest {
  private static final String BASE = "http://x.org/";
  private static final String LISTED = "58468020001";
  private static final String OTHER = "00006302602";

  private static final Asked ASKED =
      new Asked(
          Given.hosting(
              Given.hcpcs(),
              Given.system(Given.NDC, "1", CodeSystemContentMode.FRAGMENT, LISTED, OTHER),
              list("one", Given.NDC, LISTED),
              excluding(list("packages-but-code", Given.NDC), Given.NDC, LISTED),
              excluding(list("packages-but-one", Given.NDC), null, "one"),
              Given.set(BASE + "import-one", null, BASE + "one"),
              list("packages", Given.NDC),
              excluding(list("all-but-code", Given.HCPCS), Given.HCPCS, "B4150"),
              list("drug", Given.HCPCS, "J0202"),
              list("all", Given.HCPCS),
              Given.set(BASE + "import-drug", null, BASE + "drug"),
              Given.set(BASE + "system-and-drug", Given.HCPCS, BASE + "drug"),
              Given.set(BASE + "import-all", null, BASE + "all"),
              excluding(list("all-but-drug", Given.HCPCS), null, "drug"),
              excluding(list("all-but-all", Given.HCPCS), null, "all")));

  private static ValueSet list(String name, String system, String... codes) {
    ValueSet set = Given.set(BASE + name, system);
    for (String code : codes) {
      set.getCompose().getIncludeFirstRep().addConcept().setCode(code);
    }
    return set;
  }

  /**
   * @param system null to exclude the set of that name, not the code
   */
  private static Resource excluding(ValueSet set, String system, String codeOrName) {
    var exclude = set.getCompose().addExclude();
    if (system == null) {
      exclude.addValueSet(BASE + codeOrName);
    } else {
      exclude.setSystem(system).addConcept().setCode(codeOrName);
    }
    return set;
  }

  private static String member(String set, String system, String code) {
    return ASKED.output(
        "result", VALIDATE_IN_VALUE_SET, "url", BASE + set, "system", system, "code", code);
  }

  @ParameterizedTest
  @CsvSource({
    "one, true, false, false",
    "packages-but-code, false, true, true",
    "packages-but-one, false, true, true",
    "import-one, true, false, false",
    "packages, true, true, true"
  })
  void aPackageIsInTheSetsThatHoldIt(String set, String listed, String other, String unknown) {
    assertThat(member(set, Given.NDC, LISTED)).as("listed").isEqualTo(listed);
    assertThat(member(set, Given.NDC, OTHER)).as("other").isEqualTo(other);
    assertThat(member(set, Given.NDC, "99999999999")).as("unknown").isEqualTo(unknown);
  }

  @ParameterizedTest
  @CsvSource({
    "all, true, true",
    "all-but-code, true, false",
    "drug, true, false",
    "import-drug, true, false",
    "system-and-drug, true, false",
    "import-one, false, false", // a list of another system
    "import-all, true, true",
    "all-but-drug, false, true",
    "all-but-all, false, false"
  })
  void anUnknownCodeIsInSetsThatMayHoldIt(String set, String known, String unknown) {
    assertThat(member(set, Given.HCPCS, "J0202")).as("known").isEqualTo(known);
    assertThat(member(set, Given.HCPCS, "B4150")).as("unknown").isEqualTo(unknown);
  }
}
