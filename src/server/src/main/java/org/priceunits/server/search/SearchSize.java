package org.priceunits.server.search;

import ca.uhn.fhir.context.RuntimeSearchParam;
import ca.uhn.fhir.rest.api.RestSearchParameterTypeEnum;
import ca.uhn.fhir.rest.server.util.ISearchParamRegistry;
import ca.uhn.fhir.rest.server.util.ISearchParamRegistry.SearchParamLookupContextEnum;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Tells which searches are too large to be answered: each repeated parameter is a join more. */
final class SearchSize {
  private static final String NOT = ":not";

  /** Most times that one parameter is repeated. */
  private static final int REPEATED = 20;

  /**
   * Most repeats, of all parameters together, by values that several values of one resource may
   * meet: a patient with 30 names has 30 rows for each {@code given=a}, and all of them times those
   * of the next.
   */
  private static final int MULTIPLYING = 4;

  /** Most values of all parameters together. */
  private static final int VALUES = 1_000;

  /** A code of a system, which a resource has once. */
  private static final Pattern EXACT = Pattern.compile("[^|,]++\\|[^|,]++");

  private final ISearchParamRegistry registry;

  SearchSize(ISearchParamRegistry registry) {
    this.registry = registry;
  }

  /**
   * Returns the sentence on a search that is too large; empty if it is not. A value that is
   * repeated as it stands counts once, see {@link #distinct}.
   *
   * @param type that is searched for; empty for all
   * @param results what may be said of the results, beside what is searched for
   */
  Optional<String> fault(String type, Map<String, String[]> parameters, ResultParameters results) {
    int values = 0;
    int multiplying = 0;
    for (Map.Entry<String, String[]> parameter : parameters.entrySet()) {
      String name = parameter.getKey();
      String[] all = parameter.getValue();
      if (all.length > REPEATED) {
        return Optional.of(
            "%s is repeated %d times; %d are searched for at once. Send several searches, or write alternatives with commas."
                .formatted(name, all.length, REPEATED));
      }
      values += Arrays.stream(all).mapToInt(v -> Alternatives.of(v).size()).sum();
      if (!results.isKnown(name)) {
        multiplying += Math.max(0, inexact(type, name, all) - 1);
      }
    }
    if (multiplying > MULTIPLYING) {
      return Optional.of(
          "The search repeats its parameters %d times by values of which a resource may have many; %d such repeats are searched for at once. Write codes as system|code, or send several searches."
              .formatted(multiplying, MULTIPLYING));
    }
    return values > VALUES
        ? Optional.of(
            "The search has %d values; %d are searched for at once. Send several searches."
                .formatted(values, VALUES))
        : Optional.empty();
  }

  /** Returns the values without those that are repeated as they stand, which find the same. */
  static String[] distinct(String[] values) {
    return Stream.of(values).distinct().toArray(String[]::new);
  }

  /** Without a value, however often, is one condition on each row: it multiplies none. */
  private int inexact(String type, String name, String[] values) {
    if (name.endsWith(NOT)) {
      return 0;
    }
    boolean code = isCode(type, name);
    return (int)
        Stream.of(distinct(values))
            .filter(value -> !code || !EXACT.matcher(value).matches())
            .count();
  }

  /** A name with a modifier or a chain is no name of a parameter. */
  private boolean isCode(String type, String name) {
    if (type.isEmpty()) {
      return false;
    }
    RuntimeSearchParam parameter =
        registry.getActiveSearchParam(type, name, SearchParamLookupContextEnum.SEARCH);
    return parameter != null && parameter.getParamType() == RestSearchParameterTypeEnum.TOKEN;
  }
}
