package org.priceunits.terminology;

import org.hl7.fhir.r4.model.Base;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Parameters.ParametersParameterComponent;
import org.hl7.fhir.r4.model.Property;
import org.hl7.fhir.r4.model.Type;
import org.hl7.fhir.r5.model.OperationOutcome.IssueType;
import org.jspecify.annotations.Nullable;

/**
 * Limits the size of a call. The library reports on each coding what it reports on all, and repeats
 * each input text in messages, paths and notes: 4,000 codings in one concept, or a code of a
 * million characters, exhaust the memory. A larger call is refused with 422 that names the limit.
 */
final class CallBounds {
  private final TerminologyBounds bounds;

  private CallBounds(TerminologyBounds bounds) {
    this.bounds = bounds;
  }

  /**
   * Checks the values of a call and of the validations in it, but not the resources that it
   * contains.
   */
  static void check(Parameters request, TerminologyBounds bounds) {
    long validations = request.getParameter().stream().filter(CallBounds::isValidation).count();
    if (validations > bounds.validations()) {
      throw QueryRefusedException.of(
          422,
          IssueType.TOOCOSTLY,
          "The call has %d validations; %d are answered at once. Send the others in a second call."
              .formatted(validations, bounds.validations()));
    }
    request.getParameter().forEach(new CallBounds(bounds)::check);
  }

  private static boolean isValidation(ParametersParameterComponent parameter) {
    return parameter.getResource() instanceof Parameters;
  }

  private void check(ParametersParameterComponent parameter) {
    check(parameter.getName(), parameter.getValue());
    if (parameter.getResource() instanceof Parameters validation) {
      validation.getParameter().forEach(own -> check(own.getName(), own.getValue()));
    }
    parameter.getPart().forEach(this::check);
  }

  private void check(String name, @Nullable Type value) {
    if (value instanceof CodeableConcept concept && concept.getCoding().size() > bounds.codings()) {
      throw QueryRefusedException.of(
          422,
          IssueType.TOOCOSTLY,
          "Parameter '%s' has %d codings; %d are looked at at once. Ask about the others in a second call."
              .formatted(name, concept.getCoding().size(), bounds.codings()));
    }
    if (value != null) {
      checkTexts(name, value);
    }
  }

  private void checkTexts(String name, Base value) {
    if (value.hasPrimitiveValue() && value.primitiveValue().length() > bounds.textLength()) {
      throw QueryRefusedException.of(
          422,
          IssueType.TOOLONG,
          "Parameter '%s' holds a text of %d characters; %d are the most. Shorten it."
              .formatted(name, value.primitiveValue().length(), bounds.textLength()));
    }
    for (Property child : value.children()) {
      child.getValues().forEach(part -> checkTexts(name, part));
    }
  }
}
