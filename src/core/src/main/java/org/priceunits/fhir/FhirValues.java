package org.priceunits.fhir;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.BaseDateTimeType;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.DecimalType;
import org.hl7.fhir.r4.model.DomainResource;
import org.hl7.fhir.r4.model.Element;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.Period;
import org.hl7.fhir.r4.model.PrimitiveType;
import org.hl7.fhir.r4.model.Type;
import org.jspecify.annotations.Nullable;
import org.priceunits.domain.product.Validity;

/** Reads FHIR values that all readers share. */
public final class FhirValues {
  private static final int DAY = "2025-01-01".length();

  private FhirValues() {}

  /** Returns the parts of an extension with a name. */
  public static Stream<Extension> parts(Element parent, String name) {
    return parent.getExtension().stream().filter(e -> name.equals(e.getUrl()));
  }

  /** Returns the first extension of a resource with a URL. */
  public static Optional<Extension> extension(DomainResource resource, String url) {
    return resource.getExtension().stream().filter(e -> url.equals(e.getUrl())).findFirst();
  }

  public static Optional<Extension> part(Element parent, String name) {
    return parts(parent, name).findFirst();
  }

  /** Returns the text of a primitive part: code, string, uri. */
  public static Optional<String> text(Element parent, String name) {
    return part(parent, name).flatMap(e -> text(e.getValue()));
  }

  public static List<String> texts(Element parent, String name) {
    return parts(parent, name).flatMap(e -> text(e.getValue()).stream()).toList();
  }

  public static Optional<String> text(@Nullable Type value) {
    return value instanceof PrimitiveType<?> p && p.hasValue()
        ? Optional.of(p.getValueAsString())
        : Optional.empty();
  }

  /** Returns the text of a concept, otherwise its first display; empty if it has neither. */
  public static String name(CodeableConcept concept) {
    return concept.hasText()
        ? concept.getText()
        : concept.getCoding().stream()
            .filter(Coding::hasDisplay)
            .map(Coding::getDisplay)
            .findFirst()
            .orElse("");
  }

  /**
   * Returns a code that a resource may lack, such as an unmatched target of a map or a concept
   * without a code. Thousands of resources name the same code, so the text is interned: stored once
   * and compared quickly.
   */
  public static Optional<String> code(@Nullable String code) {
    return Optional.ofNullable(code).map(String::intern);
  }

  public static Optional<BigDecimal> decimal(@Nullable Type value) {
    return value instanceof DecimalType d ? Optional.ofNullable(d.getValue()) : Optional.empty();
  }

  /**
   * Returns the calendar day as written, without time zone conversion; empty for a year or a month
   * alone.
   */
  public static Optional<LocalDate> day(@Nullable BaseDateTimeType date) {
    String text = date == null ? null : date.getValueAsString();
    if (text == null || text.length() < DAY) {
      return Optional.empty();
    }
    try {
      return Optional.of(LocalDate.parse(text.substring(0, DAY)));
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }

  /** Returns a period of whole days; an absent end is open, a year or a month counts whole. */
  public static Validity validity(@Nullable Period period) {
    return period == null
        ? Validity.ALWAYS
        : new Validity(
            PartialDates.firstDay(period.getStartElement().getValueAsString()).orElse(null),
            PartialDates.lastDay(period.getEndElement().getValueAsString()).orElse(null));
  }

  public static Validity validity(Optional<Extension> period) {
    return validity(
        period
            .map(Extension::getValue)
            .filter(Period.class::isInstance)
            .map(Period.class::cast)
            .orElse(null));
  }
}
