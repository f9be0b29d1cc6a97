package org.priceunits.guide;

import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Base;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Money;
import org.hl7.fhir.r4.model.Period;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;

/** Formats a value of a FHIR element as one line of text. */
final class ValueText {
  private ValueText() {}

  /** Returns the text; null for a value with elements of its own. */
  static @Nullable String of(Base value) {
    if (value.isPrimitive()) {
      return value.primitiveValue();
    }
    if (value instanceof Coding coding) {
      return words(coding.getCode(), coding.getDisplay());
    }
    if (value instanceof CodeableConcept concept) {
      String codes =
          concept.getCoding().stream().map(ValueText::of).collect(Collectors.joining(", "));
      return concept.hasText() ? words(codes, concept.getText()) : codes;
    }
    if (value instanceof Quantity quantity) {
      String number = quantity.getValueElement().primitiveValue();
      return words(number, quantity.hasUnit() ? quantity.getUnit() : quantity.getCode());
    }
    if (value instanceof Money money) {
      return words(money.getValueElement().primitiveValue(), money.getCurrency());
    }
    if (value instanceof Period period) {
      String start = period.getStartElement().getValueAsString();
      String end = period.getEndElement().getValueAsString();
      return words(start == null ? null : "from " + start, end == null ? null : "to " + end);
    }
    if (value instanceof Identifier identifier) {
      return words(identifier.getSystem(), identifier.getValue());
    }
    if (value instanceof Reference reference) {
      return words(reference.getReference(), reference.getDisplay());
    }
    return value instanceof Resource resource
        ? words(resource.fhirType(), resource.getIdElement().getIdPart())
        : null;
  }

  private static String words(@Nullable String... words) {
    return Stream.of(words)
        .filter(word -> word != null && !word.isEmpty())
        .collect(Collectors.joining(" "));
  }
}
