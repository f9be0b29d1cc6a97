package org.priceunits.server.search;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;

/** Parameters that say how results are returned, and not what is searched for. */
enum ResultParameters {
  /** Those of a search. */
  OF_SEARCH(
      Set.of(
          "_sort",
          "_count",
          "_offset",
          "_include",
          "_include:iterate",
          "_include:recurse",
          "_revinclude",
          "_revinclude:iterate",
          "_revinclude:recurse",
          "_summary",
          "_total",
          "_elements",
          "_elements:exclude",
          "_contained",
          "_containedType",
          "_format",
          "_pretty")),
  /** Those of a history. */
  OF_HISTORY(
      Set.of(
          "_count",
          "_offset",
          "_since",
          "_at",
          "_summary",
          "_total",
          "_elements",
          "_format",
          "_pretty")),
  /** Those beside the condition of a write. */
  OF_CONDITION(Set.of("_format", "_pretty", "_expunge", "_cascade"));

  /** Parameters of FHIR that nothing here answers. */
  static final Set<String> NOT_SERVED =
      Set.of("_filter", "_content", "_text", "_list", "_query", "_type");

  /** Most names in {@code _sort}. */
  private static final int SORTED = 5;

  private record Form(Pattern pattern, String words) {}

  private static final Form WHOLE =
      new Form(Pattern.compile("\\d{1,9}"), "a whole number, 0 or more");
  private static final Form NAMES =
      new Form(
          Pattern.compile("[A-Za-z*][A-Za-z.*]*(?:,[A-Za-z*][A-Za-z.*]*)*"),
          "names of elements with commas between them");
  private static final Form REFERENCE =
      new Form(
          Pattern.compile("\\*|[A-Z][A-Za-z]+:(?:\\*|[A-Za-z_-]+)(?::[A-Z][A-Za-z]+)?"),
          "a reference such as Claim:patient");
  private static final Map<String, Form> FORMS =
      Map.ofEntries(
          Map.entry("_count", WHOLE),
          Map.entry("_offset", WHOLE),
          Map.entry("_include", REFERENCE),
          Map.entry("_revinclude", REFERENCE),
          Map.entry("_elements", NAMES),
          Map.entry(
              "_summary",
              new Form(
                  Pattern.compile("true|text|data|count|false"),
                  "true, text, data, count or false")),
          Map.entry(
              "_total",
              new Form(Pattern.compile("none|estimate|accurate"), "none, estimate or accurate")),
          Map.entry(
              "_contained",
              new Form(
                  Pattern.compile("false"), "false: contained resources are not searched here")));

  private final Set<String> names;

  ResultParameters(Set<String> names) {
    this.names = names;
  }

  boolean isKnown(String name) {
    return names.contains(name);
  }

  /**
   * Returns the sentence on a parameter whose value is not understood.
   *
   * @param sort returns the sentence on one name of {@code _sort}
   */
  Optional<String> fault(
      String name, List<String> values, Function<String, Optional<String>> sort) {
    if (name.equals("_sort")) {
      List<String> sorted =
          values.stream()
              .filter(value -> !value.isEmpty())
              .flatMap(value -> List.of(value.split(",", -1)).stream())
              .toList();
      return sorted.stream()
          .map(sort)
          .flatMap(Optional::stream)
          .findFirst()
          .or(() -> costlySort(sorted));
    }
    Form form = FORMS.get(name.split(":", 2)[0]);
    return form == null
            || values.stream()
                .filter(value -> !value.isEmpty())
                .allMatch(value -> form.pattern().matcher(value).matches())
        ? Optional.empty()
        : Optional.of("The value of %s is not %s.".formatted(name, form.words()));
  }

  /** Each name is one more join in the database, with all values that a resource has for it. */
  private static Optional<String> costlySort(List<String> sorted) {
    Set<String> names = new HashSet<>();
    for (String one : sorted) {
      String name = one.startsWith("-") ? one.substring(1) : one;
      if (!names.add(name)) {
        return Optional.of("_sort names %s twice. Name it once.".formatted(name));
      }
    }
    return names.size() > SORTED
        ? Optional.of(
            "_sort has %d names; results are sorted by %d at most. Leave some out."
                .formatted(names.size(), SORTED))
        : Optional.empty();
  }
}
