package org.priceunits.terminology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.priceunits.terminology.TerminologyOperation.VALIDATE_IN_VALUE_SET;

import java.util.List;
import org.hl7.fhir.r4.model.CodeSystem.CodeSystemContentMode;
import org.hl7.fhir.r4.model.Enumerations.PublicationStatus;
import org.hl7.fhir.r4.model.UriType;
import org.hl7.fhir.r4.model.ValueSet;
import org.hl7.fhir.r4.model.ValueSet.ConceptSetComponent;
import org.hl7.fhir.r4.model.ValueSet.ValueSetExpansionComponent;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests what an excluded value set takes out of the versions that a set includes. */
class ExcludesKeepVersionsTest {
  private static final String SYSTEM = "http://x.org/cs";
  private static final String SET = "http://x.org/vs";
  private static final String OUT = "http://x.org/out";
  private static final String IMPORTED = "http://x.org/imported";

  private static final List<String> VERSIONS = List.of("0.1.0", "0.2.0");

  /** Creates a set of an include, or several, each of a version, "-" for none. */
  private static ValueSet including(String... versions) {
    ValueSet set = new ValueSet();
    set.setUrl(SET).setStatus(PublicationStatus.ACTIVE);
    for (String version : versions) {
      set.getCompose()
          .addInclude()
          .setSystem(SYSTEM)
          .setVersion("-".equals(version) ? null : version);
    }
    return set;
  }

  private static Asked hosting(ValueSet set, ConceptSetComponent exclude) {
    set.getCompose().addExclude(exclude);
    ValueSet out = Given.set(OUT, SYSTEM);
    out.setVersion("7");
    out.getCompose().getIncludeFirstRep().addConcept().setCode("b");
    ValueSet imported = Given.set(IMPORTED, SYSTEM);
    imported.getCompose().getIncludeFirstRep().setVersion("0.1.0");
    return new Asked(
        Given.hosting(
            Given.system(SYSTEM, VERSIONS.get(0), CodeSystemContentMode.COMPLETE, "a", "b"),
            Given.system(SYSTEM, VERSIONS.get(1), CodeSystemContentMode.COMPLETE, "a", "b", "c"),
            Given.system("http://x.org/other", "1", CodeSystemContentMode.COMPLETE, "b"),
            out,
            imported,
            set));
  }

  private static ConceptSetComponent excluded(@Nullable String system) {
    ConceptSetComponent exclude = new ConceptSetComponent().setSystem(system);
    exclude.addValueSet(OUT);
    return exclude;
  }

  private static List<String> parameters(ValueSetExpansionComponent expansion, String name) {
    return expansion.getParameter().stream()
        .filter(parameter -> name.equals(parameter.getName()))
        .map(parameter -> parameter.getValue().primitiveValue())
        .toList();
  }

  @ParameterizedTest
  @CsvSource({
    "0.1.0, , , a, false",
    "0.2.0, , , a c, false",
    "-, , , a c, false",
    "-, , system-version, a, false",
    "-, , force-system-version, a, false",
    "0.1.0, http://x.org/cs, , a, false",
    "-, http://x.org/cs, , a c, false",
    "-, http://x.org/other, , a b c, false",
    "0.1.0 0.2.0, , , a a c, true"
  })
  void theMembersOfAnExcludedSetAreLeftOut(
      String versions, String system, String parameter, String codes, boolean versioned) {
    Asked asked = hosting(including(versions.split(" ")), excluded(system));
    String[] request =
        parameter == null
            ? new String[] {"url", SET}
            : new String[] {"url", SET, parameter, SYSTEM + "|0.1.0"};
    ValueSetExpansionComponent expansion = asked.expansion(request);
    assertThat(expansion.getContains().stream().map(entry -> entry.getCode()).sorted())
        .containsExactly(codes.split(" "));
    assertThat(expansion.getContains())
        .allSatisfy(entry -> assertThat(entry.hasVersion()).isEqualTo(versioned));
    assertThat(parameters(expansion, "used-valueset")).containsExactly(OUT + "|7");
  }

  /** The page is read from a kept list of members. */
  @Test
  void aPageLeavesThemOutToo() {
    Asked asked = hosting(including("0.1.0"), excluded(null));
    for (int times = 0; times < 2; times++) {
      ValueSetExpansionComponent expansion =
          asked.expansion("url", SET, "filter", "a", "count", "5");
      assertThat(expansion.getContains()).singleElement().matches(entry -> !entry.hasVersion());
      assertThat(parameters(expansion, "used-valueset")).containsExactly(OUT + "|7");
    }
  }

  @Test
  void anImportedVersionIsTheOneThatCounts() {
    ValueSet set = Given.set(SET, null, IMPORTED);
    assertThat(hosting(set, excluded(null)).codes("url", SET)).containsExactly("a");
  }

  @Test
  void aSystemThatIsNotIncludedIsNotUsed() {
    ValueSet set = Given.set(SET, "http://x.org/other");
    ValueSetExpansionComponent expansion = hosting(set, excluded(null)).expansion("url", SET);
    assertThat(expansion.getContains()).hasSize(1);
    assertThat(parameters(expansion, "used-codesystem")).containsExactly("http://x.org/other|1");
  }

  /** What an expansion leaves out is no member. */
  @ParameterizedTest
  @CsvSource({"a, true", "b, false"})
  void aValidationAgrees(String code, String result) {
    Asked asked = hosting(including("0.1.0"), excluded(SYSTEM));
    var request = Given.request("url", SET, "code", code);
    request.addParameter("system", new UriType(SYSTEM));
    assertThat(asked.result(VALIDATE_IN_VALUE_SET, request)).isEqualTo(result);
  }
}
