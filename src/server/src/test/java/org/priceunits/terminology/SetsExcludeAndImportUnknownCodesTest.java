package org.priceunits.terminology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.priceunits.terminology.TerminologyOperation.VALIDATE_IN_VALUE_SET;

import org.hl7.fhir.r4.model.CodeSystem.CodeSystemContentMode;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Enumerations.PublicationStatus;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.ValueSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

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
              list("hyphens", Given.NDC, "58468-0200-1"),
              excluding(list("packages-but-hyphens", Given.NDC), Given.NDC, "58468-200-01"),
              excluding(list("both-but-one", Given.NDC, LISTED, OTHER), null, "one"),
              excluding(list("both-drugs-but-one", Given.HCPCS, "J0202", "J9010"), null, "drug"),
              listed("both-of-one", "one", LISTED, OTHER),
              excluding(list("all-but-code", Given.HCPCS), Given.HCPCS, "B4150"),
              list("drug", Given.HCPCS, "J0202"),
              list("all", Given.HCPCS),
              Given.set(BASE + "import-drug", null, BASE + "drug"),
              drugsBut("hcpcs", Given.HCPCS),
              drugsBut("ndc", Given.NDC),
              drugsBut("elsewhere", BASE + "elsewhere"),
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

  /** Creates a set that imports a drug and excludes a system whole. */
  private static Resource drugsBut(String name, String system) {
    ValueSet set = new ValueSet();
    set.setUrl(BASE + "drug-but-" + name).setStatus(PublicationStatus.ACTIVE);
    set.getCompose().addInclude().addValueSet(BASE + "drug");
    set.getCompose().addExclude().setSystem(system);
    return set;
  }

  /** Creates a set that lists codes as far as another one holds them. */
  private static ValueSet listed(String name, String within, String... codes) {
    ValueSet set = list(name, Given.NDC, codes);
    set.getCompose().getIncludeFirstRep().addValueSet(BASE + within);
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

  /** Returns the result for a package beside a code that is in no set of packages. */
  private static String among(String set, String code) {
    CodeableConcept concept = new CodeableConcept();
    concept.addCoding().setSystem(Given.HCPCS).setCode("J0202");
    concept.addCoding().setSystem(Given.NDC).setCode(code);
    Parameters request = Given.request("url", BASE + set);
    request.addParameter().setName("codeableConcept").setValue(concept);
    return ASKED.result(VALIDATE_IN_VALUE_SET, request);
  }

  @ParameterizedTest
  @CsvSource({
    "one, true, false, false",
    "packages-but-code, false, true, true",
    "packages-but-one, false, true, true",
    "import-one, true, false, false",
    "packages, true, true, true",
    "hyphens, true, false, false",
    "packages-but-hyphens, false, true, true",
    "both-but-one, false, true, false",
    "both-of-one, true, false, false"
  })
  void aPackageIsInTheSetsThatHoldIt(String set, String listed, String other, String unknown) {
    assertThat(member(set, Given.NDC, LISTED)).as("listed").isEqualTo(listed);
    assertThat(member(set, Given.NDC, "58468-0200-1")).as("hyphens").isEqualTo(listed);
    assertThat(among(set, "58468-0200-1")).as("among codings").isEqualTo(listed);
    assertThat(among(set, OTHER)).as("other among codings").isEqualTo(other);
    assertThat(member(set, Given.NDC, OTHER)).as("other").isEqualTo(other);
    assertThat(member(set, Given.NDC, "99999999999")).as("unknown").isEqualTo(unknown);
  }

  @ParameterizedTest
  @ValueSource(strings = {"both-but-one", "both-of-one"})
  void aListedCodeThatIsExcludedHasTheIssueOfAnyOther(String set) {
    String code = "both-but-one".equals(set) ? LISTED : OTHER;
    Parameters request = Given.request("url", BASE + set, "system", Given.NDC, "code", code);
    assertThat(ASKED.issues(VALIDATE_IN_VALUE_SET, request))
        .containsExactly(
            "error: The provided code 'http://hl7.org/fhir/sid/ndc#%s' was not found in the value set '%s'"
                .formatted(code, BASE + set));
  }

  @ParameterizedTest
  @CsvSource({
    "all, true, true",
    "all-but-code, true, false",
    "drug, true, false",
    "both-drugs-but-one, false, false",
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

  /** FHIR R4, ValueSet.compose.exclude: a value set alone excludes its members. */
  @ParameterizedTest
  @CsvSource({"both-but-one, " + OTHER, "both-drugs-but-one, J9010", "all-but-all, ''"})
  void anExpansionLeavesOutTheMembersOfAnExcludedSet(String set, String codes) {
    assertThat(String.join(" ", ASKED.codes("url", BASE + set))).isEqualTo(codes);
  }

  /**
   * FHIR R4, ValueSet.compose.exclude: a system alone excludes all its codes, also imported ones.
   */
  @ParameterizedTest
  @CsvSource({"drug-but-hcpcs, ''", "drug-but-ndc, J0202", "drug-but-elsewhere, J0202"})
  void anExpansionLeavesOutTheCodesOfAnExcludedSystem(String set, String codes) {
    assertThat(String.join(" ", ASKED.codes("url", BASE + set))).isEqualTo(codes);
  }

  /** FHIR R4, ValueSet/$expand: {@code exclude-system} leaves out a system, or its version. */
  @ParameterizedTest
  @CsvSource({
    "import-drug, hcpcs, ''",
    "import-drug, oid, ''",
    "import-drug, ndc, J0202",
    "both-but-one, ndc, ''",
    "both-but-one, ndc|1, ''",
    "both-but-one, ndc|2, " + OTHER,
    "both-but-one, hcpcs, " + OTHER
  })
  void anExpansionLeavesOutTheSystemThatTheCallExcludes(String set, String system, String codes) {
    String excluded =
        system
            .replace("hcpcs", Given.HCPCS)
            .replace("oid", "urn:oid:2.16.840.1.113883.6.285")
            .replace("ndc", Given.NDC);
    for (String count : new String[] {"0", "10"}) {
      assertThat(
              String.join(
                  " ",
                  "0".equals(count)
                      ? ASKED.codes("url", BASE + set, "exclude-system", excluded)
                      : ASKED.codes("url", BASE + set, "exclude-system", excluded, "count", count)))
          .isEqualTo(codes);
    }
    assertThat(ASKED.codes("url", BASE + set, "count", "10")).hasSize(1);
  }
}
