package org.priceunits.terminology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.priceunits.terminology.TerminologyOperation.VALIDATE_IN_CODE_SYSTEM;
import static org.priceunits.terminology.TerminologyOperation.VALIDATE_IN_VALUE_SET;

import org.hl7.fhir.r4.model.CodeSystem;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.StringType;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.priceunits.ShippedKnowledge;
import org.priceunits.fhir.Canonicals;

class FragmentsKnowTheirBoundsTest {
  private static final Asked SHIPPED = new Asked(Terminology.of(ShippedKnowledge.resources()));

  /** All J and Q codes and all modifiers are held; other codes may exist. */
  @ParameterizedTest
  @CsvSource({
    "J9271, true",
    "j9271, false",
    "J0000, false",
    "Q9900, false",
    "KEYTRUDA, false",
    "J92711, false",
    "JW, true",
    "JJ, false",
    "A4216, true",
    "a4216, false",
    "A421, false"
  })
  void aCodeThatTheFragmentMustHoldOrThatIsNoneIsInvalid(String code, String result) {
    assertThat(SHIPPED.output("result", VALIDATE_IN_CODE_SYSTEM, "url", Given.HCPCS, "code", code))
        .isEqualTo(result);
  }

  @ParameterizedTest
  @CsvSource({
    "58468020001, true",
    "99999999999, true",
    "58468-9999-99, true",
    "KEYTRUDA, false",
    "1, false"
  })
  void aPackageThatIsNotHeldMayExistIfItsNumberIsOne(String code, String result) {
    assertThat(SHIPPED.output("result", VALIDATE_IN_CODE_SYSTEM, "url", Given.NDC, "code", code))
        .isEqualTo(result);
  }

  /** B4150 (enteral nutrition) is not held; it may exist, and is no modifier by its form. */
  @ParameterizedTest
  @CsvSource({
    "JW, true",
    "ZZ, false",
    "B4150, false",
    "A4216, false",
    "J9271, false",
    "J0000, false"
  })
  void aCodeThatIsNoModifierByItsFormIsNotInTheSetOfModifiers(String code, String result) {
    assertThat(
            SHIPPED.output(
                "result",
                VALIDATE_IN_VALUE_SET,
                "url",
                Canonicals.BASE + "/ValueSet/modifiers",
                "system",
                Given.HCPCS,
                "code",
                code))
        .isEqualTo(result);
  }

  /** The form of a value tells what has another form, not what has the form, nor other values. */
  @ParameterizedTest
  @CsvSource({
    "kind, modifier, B4150, false",
    "kind, modifier, ZZ, true",
    "kind, code, B4150, true",
    "kind, code, ZZ, true",
    "other, modifier, B4150, true"
  })
  void theFormOfAValueTellsWhichCodesDoNotHaveIt(
      String property, String value, String code, boolean may) {
    CodeSystem fragment = new CodeSystem();
    Extension form = fragment.addProperty().setCode("kind").addExtension();
    form.setUrl(Canonicals.VALUE_FORM).addExtension("value", new StringType("modifier"));
    form.addExtension("form", new StringType("[A-Z][A-Z0-9]"));
    assertThat(Fragments.mayHave(R5Conversion.codeSystem(fragment), property, value, code))
        .isEqualTo(may);
  }

  @ParameterizedTest
  @CsvSource({"J9271, true", "J0000, false", "KEYTRUDA, false", "JW, false"})
  void theSetOfDrugsFollowsItsFragment(String code, String result) {
    assertThat(
            SHIPPED.output(
                "result",
                VALIDATE_IN_VALUE_SET,
                "url",
                Canonicals.BASE + "/ValueSet/drugs",
                "system",
                Given.HCPCS,
                "code",
                code))
        .isEqualTo(result);
  }

  /** An expression that cannot be evaluated, or not in time, says nothing of a code. */
  @ParameterizedTest
  @ValueSource(strings = {"([", "(a+a+)+\\1b"})
  void anUnusableRuleLeavesTheFragmentOpen(String expression) {
    CodeSystem fragment = Given.hcpcs();
    fragment.addExtension(Canonicals.CODE_FORM, new StringType(expression));
    fragment.addExtension(Canonicals.COMPLETE_FOR, new StringType(expression));
    Asked asked = new Asked(Given.hosting(fragment));
    assertThat(
            asked.output(
                "result", VALIDATE_IN_CODE_SYSTEM, "url", Given.HCPCS, "code", "a".repeat(60)))
        .isEqualTo("true");
  }
}
