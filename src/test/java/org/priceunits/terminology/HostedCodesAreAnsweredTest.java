package org.priceunits.terminology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.priceunits.terminology.Given.request;

import java.util.List;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.ValueSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HostedCodesAreAnsweredTest {
  private final Terminology terminology = Given.terminology();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://www.cms.gov/Medicare/Coding/HCPCSReleaseCodeSets",
        "https://www.cms.gov/Medicare/Coding/HCPCSReleaseCodeSets"
      })
  void bothFormsOfTheAddressFindACode(String system) {
    assertThat(
            text(
                terminology.answer(
                    TerminologyOperation.LOOKUP, request("system", system, "code", "J0202")),
                "display"))
        .isEqualTo("Injection, alemtuzumab, 1 mg");
    assertThat(
            text(
                terminology.answer(
                    TerminologyOperation.VALIDATE_IN_CODE_SYSTEM,
                    request("url", system, "code", "J0202")),
                "result"))
        .isEqualTo("true");
  }

  @Test
  void lookupOfAnUnknownCodeIsNotFound() {
    assertThat(
            terminology.answer(
                TerminologyOperation.LOOKUP, request("system", Given.HCPCS, "code", "J0000")))
        .isInstanceOfSatisfying(
            Reply.Refused.class, refused -> assertThat(refused.status()).isEqualTo(404));
  }

  @Test
  void aWrongDisplayIsFalse() {
    Reply reply =
        terminology.answer(
            TerminologyOperation.VALIDATE_IN_CODE_SYSTEM,
            request("url", Given.HCPCS, "code", "J0202", "display", "aspirin"));
    assertThat(text(reply, "result")).isEqualTo("false");
  }

  @Test
  void aCodeOfTheSetIsInItAndAnotherIsNot() {
    assertThat(text(inSet("J9010"), "result")).isEqualTo("true");
    assertThat(text(inSet("J0000"), "result")).isEqualTo("false");
  }

  @Test
  void anExpansionHasItsCodesAndAUuid() {
    ValueSet expanded =
        (ValueSet)
            resource(
                terminology.answer(TerminologyOperation.EXPAND, request("url", Given.ALEMTUZUMAB)));
    assertThat(expanded.getExpansion().getIdentifier()).startsWith("urn:uuid:");
    assertThat(expanded.getExpansion().getContains())
        .extracting(c -> c.getCode())
        .isEqualTo(List.of("J9010", "J0202"));
  }

  @Test
  void aPackageTranslatesToItsCode() {
    Parameters answer =
        (Parameters)
            resource(
                terminology.answer(
                    TerminologyOperation.TRANSLATE,
                    request("system", Given.NDC, "code", "58468020001")));
    Coding concept =
        (Coding)
            answer.getParameter("match").getPart().stream()
                .filter(p -> p.getName().equals("concept"))
                .findFirst()
                .orElseThrow()
                .getValue();
    assertThat(concept.getCode()).isEqualTo("J0202");
  }

  private Reply inSet(String code) {
    return terminology.answer(
        TerminologyOperation.VALIDATE_IN_VALUE_SET,
        request("url", Given.ALEMTUZUMAB, "system", Given.HCPCS, "code", code));
  }

  private static org.hl7.fhir.r4.model.Resource resource(Reply reply) {
    return ((Reply.Answered) reply).resource();
  }

  private static String text(Reply reply, String name) {
    return ((Parameters) resource(reply)).getParameter(name).getValue().primitiveValue();
  }
}
