package org.priceunits.server.search;

import ca.uhn.fhir.context.RuntimeSearchParam;
import ca.uhn.fhir.rest.api.RestSearchParameterTypeEnum;
import ca.uhn.fhir.rest.server.util.ISearchParamRegistry;
import ca.uhn.fhir.rest.server.util.ISearchParamRegistry.SearchParamLookupContextEnum;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * The parameters that a composite search parameter joins, each of which has its own form of values.
 */
final class Components {
  /** Separator of components, without those that are escaped. */
  private static final Pattern DOLLAR = Pattern.compile("(?<!\\\\)\\$");

  /** HAPI joins two. */
  private static final int JOINED = 2;

  private final ISearchParamRegistry registry;

  Components(ISearchParamRegistry registry) {
    this.registry = registry;
  }

  /** Returns the values of the components of one value. */
  static List<String> split(String value) {
    return List.of(DOLLAR.split(value, -1));
  }

  /**
   * Returns the sentence on several alternatives of a composite parameter, which HAPI joins with
   * each other without end; empty if there is one.
   */
  static Optional<String> tooMany(RuntimeSearchParam parameter, List<String> values) {
    return parameter.getParamType() == RestSearchParameterTypeEnum.COMPOSITE
            && values.stream().filter(Objects::nonNull).anyMatch(Alternatives::areSeveral)
        ? Optional.of(
            "%s has several values with a comma between them, of which each would be searched for with each. Send one search for each value."
                .formatted(parameter.getName()))
        : Optional.empty();
  }

  /** Returns the parameters that a composite one joins; none if HAPI cannot search by it. */
  List<RuntimeSearchParam> of(RuntimeSearchParam composite) {
    List<RuntimeSearchParam> joined =
        composite.getComponents().stream()
            .map(
                component ->
                    registry.getActiveSearchParamByUrl(
                        component.getReference(), SearchParamLookupContextEnum.SEARCH))
            .filter(Objects::nonNull)
            .toList();
    return joined.size() == JOINED && composite.getComponents().size() == JOINED
        ? joined
        : List.of();
  }

  /**
   * Returns the sentence on a value of a parameter, composite or not; empty if it is understood.
   */
  Optional<String> fault(RuntimeSearchParam parameter, String value) {
    if (parameter.getParamType() != RestSearchParameterTypeEnum.COMPOSITE) {
      Meaning meaning = Meaning.of(parameter);
      return meaning.value().matcher(value).matches()
          ? Optional.empty()
          : Optional.of(
              "The value of %s is not %s.".formatted(parameter.getName(), meaning.form()));
    }
    List<RuntimeSearchParam> joined = of(parameter);
    if (joined.isEmpty()) {
      return Optional.of(
          "%s cannot be searched by here. Search by its components."
              .formatted(parameter.getName()));
    }
    List<String> parts = split(value);
    if (parts.size() != joined.size() || parts.contains("")) {
      return Optional.of(
          "The value of %s is not a value of %s and one of %s with a dollar sign between them."
              .formatted(parameter.getName(), joined.get(0).getName(), joined.get(1).getName()));
    }
    return IntStream.range(0, parts.size())
        .mapToObj(i -> fault(joined.get(i), parts.get(i)))
        .flatMap(Optional::stream)
        .findFirst();
  }
}
