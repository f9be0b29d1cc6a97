package org.priceunits.server.compatibility;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.support.IValidationSupport;
import ca.uhn.fhir.rest.server.exceptions.UnclassifiedServerFailureException;
import ca.uhn.fhir.validation.FhirValidator;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.hl7.fhir.common.hapi.validation.support.InMemoryTerminologyServerValidationSupport;
import org.hl7.fhir.common.hapi.validation.support.SnapshotGeneratingValidationSupport;
import org.hl7.fhir.common.hapi.validation.support.ValidationSupportChain;
import org.hl7.fhir.common.hapi.validation.validator.FhirInstanceValidator;
import org.hl7.fhir.r4.model.Patient;
import org.junit.jupiter.api.Test;
import org.priceunits.server.guard.RequiredElements;
import org.priceunits.server.settings.ServerProperties.RequiredOnWrite;
import org.priceunits.validation.ValidatorContext;

class ValidationsEndInTimeTest {
  private static final int ELEMENTS = 5;

  private final FhirContext fhir = FhirContext.forR4Cached();
  private final IValidationSupport definitions =
      new ValidationSupportChain(
          fhir.getValidationSupport(),
          new InMemoryTerminologyServerValidationSupport(fhir),
          new SnapshotGeneratingValidationSupport(fhir));
  private final AtomicInteger asked = new AtomicInteger();

  /** The validator catches many exceptions, but not the refusal. */
  @Test
  void theRefusalOfARequestEndsItsValidation() {
    assertThatThrownBy(() -> validate(ELEMENTS))
        .isInstanceOf(UnclassifiedServerFailureException.class);
    assertThat(asked).hasValue(ELEMENTS);
    validate(Integer.MAX_VALUE);
    assertThat(asked).hasValueGreaterThan(2 * ELEMENTS);
  }

  /** What is required on a write is validated too. */
  @Test
  void itEndsTheValidationOfAWriteAsWell() {
    assertThatThrownBy(() -> write(ELEMENTS))
        .isInstanceOf(UnclassifiedServerFailureException.class);
    assertThat(asked).hasValue(ELEMENTS);
    write(Integer.MAX_VALUE);
    assertThat(asked).hasValueGreaterThan(2 * ELEMENTS);
  }

  private void write(int elements) {
    ValidatorContext context = new ValidatorContext();
    context.setValidationSupport(definitions);
    new RequiredElements(
            RequiredOnWrite.EVERYTHING, Set.of(), fhir, definitions, context, policy(elements))
        .created(patient(), null);
  }

  private void validate(int elements) {
    FhirInstanceValidator instances = ValidatorContext.validator(definitions);
    instances.setNoTerminologyChecks(true);
    instances.setValidatorPolicyAdvisor(policy(elements));
    FhirValidator validator = fhir.newValidator().registerValidatorModule(instances);
    validator.validateWithResult(patient());
  }

  private ValidatorPolicy policy(int elements) {
    return new ValidatorPolicy(
        () -> {
          if (asked.incrementAndGet() >= elements) {
            throw new UnclassifiedServerFailureException(503, "Out of time");
          }
        });
  }

  private static Patient patient() {
    Patient patient = new Patient();
    for (int i = 0; i < 2 * ELEMENTS; i++) {
      patient.addName().setFamily("x");
    }
    return patient;
  }
}
