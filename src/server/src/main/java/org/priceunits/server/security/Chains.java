package org.priceunits.server.security;

import ca.uhn.fhir.context.RuntimeSearchParam;
import ca.uhn.fhir.rest.server.util.ISearchParamRegistry;
import com.google.common.base.Strings;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Tells which types a search parameter asks about beside the searched one, named or not: {@code
 * target.recorded} of a Provenance asks whatever the Provenance is about, AuditEvents among it.
 */
final class Chains {
  private static final String REVERSE = "_has:";
  private static final Pattern DOT = Pattern.compile("\\.");

  /** HAPI follows fewer steps. */
  private static final int MOST_STEPS = 10;

  private final Supplier<ISearchParamRegistry> parameters;

  /**
   * @param parameters asked for at the first chain, since it is made after the security
   */
  Chains(Supplier<ISearchParamRegistry> parameters) {
    this.parameters = parameters;
  }

  /**
   * Returns the types, beside the searched one, that a parameter of a search asks about.
   *
   * @param searched null for all types
   */
  Set<String> reached(@Nullable String searched, String parameter) {
    if (parameter.startsWith(REVERSE)) {
      String[] parts = parameter.split(":", 4);
      if (parts.length < 4) {
        return Set.of();
      }
      Set<String> reached = new HashSet<>(reached(parts[1], parts[3]));
      reached.add(parts[1]);
      return reached;
    }
    String[] steps = DOT.split(parameter);
    return steps.length > 1 && steps.length <= MOST_STEPS
        ? reached(Set.of(Strings.nullToEmpty(searched)), List.of(steps))
        : Set.of();
  }

  private Set<String> reached(Set<String> searched, List<String> steps) {
    if (steps.size() < 2) {
      return Set.of();
    }
    String[] step = steps.get(0).split(":", 2);
    List<String> rest = steps.subList(1, steps.size());
    Set<String> next =
        step.length == 2
            ? Set.of(step[1])
            : searched.stream()
                .flatMap(from -> targets(from, step[0]).stream())
                .collect(Collectors.toSet());
    Set<String> reached = new HashSet<>();
    next.stream().filter(target -> knows(target, rest.get(0))).forEach(reached::add);
    reached.addAll(
        rest.get(0).startsWith(REVERSE)
            ? reached((String) null, String.join(".", rest))
            : reached(next, rest));
    return reached;
  }

  /** Returns true if a type knows the next parameter. */
  private boolean knows(String type, String parameter) {
    String name = parameter.split(":", 2)[0];
    return name.startsWith("_") || parameter(type, name) != null;
  }

  private Set<String> targets(String from, String name) {
    @Nullable RuntimeSearchParam parameter = parameter(from, name);
    return parameter == null ? Set.of() : parameter.getTargets();
  }

  private @Nullable RuntimeSearchParam parameter(String from, String name) {
    return from.isEmpty()
        ? null
        : parameters
            .get()
            .getActiveSearchParam(
                from, name, ISearchParamRegistry.SearchParamLookupContextEnum.SEARCH);
  }
}
