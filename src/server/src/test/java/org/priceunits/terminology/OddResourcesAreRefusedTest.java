package org.priceunits.terminology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.priceunits.terminology.TerminologyOperation.EXPAND;
import static org.priceunits.terminology.TerminologyOperation.TRANSLATE;
import static org.priceunits.terminology.TerminologyOperation.VALIDATE_BATCH;

import ca.uhn.fhir.context.FhirContext;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.StringType;
import org.hl7.fhir.r4.model.Type;
import org.hl7.fhir.r4.model.ValueSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Tests that what a call brings along is refused with a sentence if it cannot be read. */
class OddResourcesAreRefusedTest {
  private final Asked asked = new Asked(Given.terminology());

  @ParameterizedTest
  @MethodSource("org.priceunits.terminology.Odd#resources")
  void aResourceOfTheCallThatCannotBeReadIsNamed(String said, String json) {
    Resource odd = (Resource) FhirContext.forR4Cached().newJsonParser().parseResource(json);
    Parameters inline = new Parameters();
    inline
        .addParameter()
        .setName(odd instanceof ValueSet ? "valueSet" : "tx-resource")
        .setResource(odd);
    Parameters beside = Given.request("url", Given.ALEMTUZUMAB);
    beside.addParameter().setName("tx-resource").setResource(odd);

    assertThat(asked.outcome(EXPAND, inline)).startsWith("4").contains(said);
    assertThat(asked.outcome(EXPAND, beside)).startsWith("422: ").contains(said);
    assertThat(Terminology.fault(odd)).hasValueSatisfying(text -> assertThat(text).contains(said));
  }

  @Test
  void aValidationIsGivenAsParameters() {
    Parameters batch = new Parameters();
    batch.addParameter().setName("validation").setResource(new Patient().setActive(true));

    assertThat(asked.outcome(VALIDATE_BATCH, batch))
        .startsWith("400: Parameter 'validation' holds a Patient.");
  }

  @Test
  void aBatchHoldsAValidation() {
    Parameters batch = new Parameters();
    batch.addParameter().setName("validation").setValue(new StringType("J0202"));

    assertThat(asked.outcome(VALIDATE_BATCH, batch))
        .startsWith("400: Parameter 'validation' holds no Parameters.");
    assertThat(asked.outcome(VALIDATE_BATCH, new Parameters()))
        .startsWith("400: Parameter 'validation' is missing.");
  }

  @ParameterizedTest
  @MethodSource("withoutCode")
  void aTranslationNeedsACode(String name, Type value) {
    Parameters request = new Parameters();
    request.addParameter().setName(name).setValue(value);

    assertThat(asked.outcome(TRANSLATE, request)).startsWith("400: ").contains("no code");
  }

  private static Stream<Object[]> withoutCode() {
    Coding coding = new Coding().setSystem(Given.NDC).setDisplay("Lemtrada");
    return Stream.of(
        new Object[] {"coding", coding},
        new Object[] {"sourceCoding", coding},
        new Object[] {"codeableConcept", new CodeableConcept(coding)});
  }
}
