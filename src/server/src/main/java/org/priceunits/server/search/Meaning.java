package org.priceunits.server.search;

import ca.uhn.fhir.context.RuntimeSearchParam;
import ca.uhn.fhir.rest.api.RestSearchParameterTypeEnum;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What one search parameter of HAPI's JPA store understands: the modifiers that it answers rightly,
 * and the form of its values. HAPI drops other modifiers, so that a search would answer another
 * question; those of terminology need its own tables, which are not filled here.
 *
 * @param modifiers without their colon; for a reference beside the types that it may refer to
 * @param value the form of one value, without the modifier {@code missing}
 * @param form that form in words
 */
record Meaning(Set<String> modifiers, Pattern value, String form) {
  static final String MISSING = "missing";

  private static final String NOT = "not";
  private static final String BELOW = "below";
  private static final String ABOVE = "above";
  private static final Pattern ANY = Pattern.compile("(?s).*");
  private static final String DECIMAL = "[+ -]?(?:\\d++\\.?+\\d*+|\\.\\d++)(?:[eE][+ -]?\\d{1,2})?";
  private static final String COMPARISON = "(?:eq|ne|gt|lt|ge|le|ap)?";
  private static final Pattern NUMBER = Pattern.compile(COMPARISON + DECIMAL);
  private static final Pattern QUANTITY =
      Pattern.compile(COMPARISON + DECIMAL + "(?:\\|[^|]*+(?:\\|[^|]*+)?)?");
  private static final Pattern DATE =
      Pattern.compile(
          "(?:eq|ne|gt|lt|ge|le|sa|eb)?\\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\\d|3[01])(?:T(?:[01]\\d|2[0-3]):[0-5]\\d(?::[0-5]\\d(?:\\.\\d{1,9})?)?(?:Z|[+-]\\d\\d:\\d\\d)?)?)?)?");
  private static final Pattern POSITION =
      Pattern.compile(
          "-?\\d{1,3}(?:\\.\\d+)?\\|-?\\d{1,3}(?:\\.\\d+)?(?:\\|\\d{1,6}(?:\\.\\d+)?(?:\\|[a-zA-Z_\\[\\]]+)?)?");
  private static final Pattern TOKEN = Pattern.compile("(?s)[^|]*+(?:\\|.+|\\|)?(?<!^\\|)");

  /** Elements of every resource whose parameters HAPI's store answers by tables of their own. */
  private static final Map<String, Set<String>> OF_ALL_TYPES =
      Map.of(
          "_id", Set.of(NOT),
          "_tag", Set.of(NOT),
          "_security", Set.of(NOT),
          "_profile", Set.of(BELOW),
          "_source", Set.of(ABOVE, BELOW, MISSING),
          "_lastUpdated", Set.of());

  static Meaning of(RuntimeSearchParam parameter) {
    Meaning meaning = of(parameter.getParamType());
    @Nullable Set<String> own = OF_ALL_TYPES.get(parameter.getName());
    return own == null ? meaning : new Meaning(own, meaning.value, meaning.form);
  }

  private static Meaning of(RestSearchParameterTypeEnum type) {
    return switch (type) {
      case STRING -> new Meaning(Set.of("exact", "contains", MISSING), ANY, "a text");
      case TOKEN -> new Meaning(Set.of(NOT, "text", MISSING), TOKEN, "a code, or system|code");
      case URI -> new Meaning(Set.of(ABOVE, BELOW, MISSING), ANY, "an address");
      case REFERENCE -> new Meaning(Set.of(MISSING), ANY, "a reference such as Patient/123");
      case NUMBER ->
          new Meaning(Set.of(MISSING), NUMBER, "a number such as gt12.5, without sa or eb");
      case QUANTITY ->
          new Meaning(
              Set.of(MISSING),
              QUANTITY,
              "a quantity such as gt12.5 or 12.5|http://unitsofmeasure.org|mg, without sa or eb");
      case DATE ->
          new Meaning(
              Set.of(MISSING),
              DATE,
              "a date such as ge2026-03-12 or 2026-03-12T10:00:00-05:00, without ap; a plus sign is written %2B");
      case SPECIAL ->
          new Meaning(
              Set.of(), POSITION, "latitude|longitude, with a distance and its unit if wanted");
      // The values of a composite parameter are those of its components.
      case COMPOSITE, HAS -> new Meaning(Set.of(), ANY, "values with a dollar sign between them");
    };
  }

  /** Returns the modifiers as a sentence lists them. */
  String modifiersInWords() {
    return modifiers.isEmpty()
        ? "It has none here."
        : "It has :%s.".formatted(String.join(", :", new TreeSet<>(modifiers)));
  }
}
