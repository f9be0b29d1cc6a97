package org.priceunits.terminology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.priceunits.terminology.TerminologyOperation.LOOKUP;
import static org.priceunits.terminology.TerminologyOperation.VALIDATE_BATCH;
import static org.priceunits.terminology.TerminologyOperation.VALIDATE_IN_CODE_SYSTEM;
import static org.priceunits.terminology.TerminologyOperation.VALIDATE_IN_VALUE_SET;

import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.ConceptMap;
import org.hl7.fhir.r4.model.Enumerations.ConceptMapEquivalence;
import org.hl7.fhir.r4.model.Enumerations.PublicationStatus;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.ValueSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests that each address in use of a code system, and each form of an NDC, is one name. */
class NamesOfSystemsAreOneTest {
  private static final String HTTPS = "https://www.cms.gov/Medicare/Coding/HCPCSReleaseCodeSets";
  private static final String OID = "urn:oid:2.16.840.1.113883.6.285";
  private static final String MAP = "http://x.org/map";

  @ParameterizedTest
  @ValueSource(strings = {Given.HCPCS, HTTPS, OID, "2.16.840.1.113883.6.285"})
  void everyAddressOfHcpcsIsLookedUp(String system) {
    Asked asked = new Asked(Given.terminology());
    assertThat(asked.output("system", LOOKUP, "system", system, "code", "J0202"))
        .isEqualTo(Given.HCPCS);
    assertThat(asked.output("result", VALIDATE_IN_CODE_SYSTEM, "url", system, "code", "J0202"))
        .isEqualTo("true");
    assertThat(
            asked.output(
                "result",
                VALIDATE_IN_VALUE_SET,
                "url",
                Given.ALEMTUZUMAB,
                "system",
                system,
                "code",
                "J0202"))
        .isEqualTo("true");
  }

  @ParameterizedTest
  @CsvSource({
    "HTTP, HTTP",
    "HTTP, HTTPS",
    "HTTP, OID",
    "HTTPS, HTTP",
    "HTTPS, HTTPS",
    "HTTPS, OID",
    "OID, HTTP",
    "OID, HTTPS",
    "OID, OID"
  })
  void aMapIsFoundByEveryAddressOfItsSystem(String stored, String asked) {
    Asked hosting =
        new Asked(
            Given.hosting(
                Given.hcpcs(), map(address(stored), "J0202", Given.NDC, "58468-0200-01")));
    assertThat(hosting.translations("system", address(asked), "code", "J0202"))
        .containsExactly("58468020001");
    assertThat(
            hosting.translations(
                "system",
                Given.NDC,
                "code",
                "58468020001",
                "targetsystem",
                address(asked),
                "reverse",
                "true"))
        .containsExactly("J0202");
  }

  @ParameterizedTest
  @ValueSource(strings = {"58468020001", "58468-0200-01", "58468-200-01"})
  void anNdcInAMapIsMetByItsOtherForms(String form) {
    for (String stored : new String[] {"58468020001", "58468-0200-01", "58468-0200-1"}) {
      Asked hosting =
          new Asked(Given.hosting(map("urn:oid:2.16.840.1.113883.6.69", stored, HTTPS, "J0202")));
      assertThat(hosting.translations("system", Given.NDC, "code", form)).containsExactly("J0202");
    }
  }

  /** What is asked for by https and hosted by http only was not found in a map by https. */
  @Test
  void aSchemeIsNoOtherSystem() {
    var system =
        Given.system(
            "http://x.org/cs",
            "1",
            org.hl7.fhir.r4.model.CodeSystem.CodeSystemContentMode.COMPLETE,
            "a");
    Asked hosting =
        new Asked(Given.hosting(system, map("https://x.org/cs", "a", "http://x.org/to", "b")));
    assertThat(hosting.translations("system", "https://x.org/cs", "code", "a"))
        .containsExactly("b");
    assertThat(hosting.translations("system", "http://x.org/cs", "code", "a")).containsExactly("b");
  }

  @ParameterizedTest
  @ValueSource(strings = {HTTPS, OID})
  void aValueSetNamesItsSystemByAnyAddress(String system) {
    ValueSet set = Given.set("http://x.org/vs", system);
    set.getCompose().getIncludeFirstRep().addConcept().setCode("J0202");
    Asked hosting = new Asked(Given.hosting(Given.hcpcs(), set));
    assertThat(hosting.codes("url", "http://x.org/vs")).containsExactly("J0202");
  }

  @Test
  void aValidationOfABatchNamesASystemByAnyAddress() {
    Parameters one = Given.request("url", Given.ALEMTUZUMAB);
    one.addParameter().setName("coding").setValue(new Coding(OID, "J0202", null));
    Parameters batch = new Parameters();
    batch.addParameter().setName("validation").setResource(one);
    Reply.Answered answer = (Reply.Answered) Given.terminology().answer(VALIDATE_BATCH, batch);
    Parameters validation =
        (Parameters) ((Parameters) answer.resource()).getParameterFirstRep().getResource();
    assertThat(validation.getParameterBool("result")).isTrue();
  }

  private static String address(String name) {
    return switch (name) {
      case "HTTPS" -> HTTPS;
      case "OID" -> OID;
      default -> Given.HCPCS;
    };
  }

  private static ConceptMap map(String from, String code, String to, String target) {
    ConceptMap map = new ConceptMap();
    map.setUrl(MAP).setStatus(PublicationStatus.ACTIVE);
    map.addGroup()
        .setSource(from)
        .setTarget(to)
        .addElement()
        .setCode(code)
        .addTarget()
        .setCode(target)
        .setEquivalence(ConceptMapEquivalence.EQUAL);
    return map;
  }
}
