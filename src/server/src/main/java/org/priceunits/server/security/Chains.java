package org.priceunits.server.security;

import ca.uhn.fhir.context.RuntimeSearchParam;
import ca.uhn.fhir.rest.server.util.ISearchParamRegistry;
import com.google.common.base.Strings;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Tells which search parameters ask about a type without naming it: {@code target.recorded} of a
 * Provenance asks whatever the Provenance is about, AuditEvents among it.
 */
final class Chains {
  private static final Pattern DOT = Pattern.compile("\\.");

  /** HAPI follows fewer steps. */
  private static final int MOST_STEPS = 10;

  private final Supplier<ISearchParamRegistry> parameters;
  private final String type;

  /**
   * @param parameters asked for at the first chain, since it is made after the security
   * @param type such as AuditEvent
   */
  Chains(Supplier<ISearchParamRegistry> parameters, String type) {
    this.parameters = parameters;
    this.type = type;
  }

  /** Returns true if a parameter of a search asks about resources of the type. */
  boolean reach(@Nullable String searched, String parameter) {
    if (parameter.startsWith("_has:")) {
      String[] parts = parameter.split(":", 4);
      return parts.length == 4 && reach(parts[1], parts[3]);
    }
    String[] steps = DOT.split(parameter);
    return steps.length > 1
        && steps.length <= MOST_STEPS
        && reach(Set.of(Strings.nullToEmpty(searched)), List.of(steps));
  }

  private boolean reach(Set<String> searched, List<String> steps) {
    if (steps.size() < 2) {
      return false;
    }
    String[] step = steps.get(0).split(":", 2);
    List<String> rest = steps.subList(1, steps.size());
    Set<String> next =
        step.length == 2
            ? Set.of(step[1])
            : searched.stream()
                .flatMap(from -> targets(from, step[0]).stream())
                .collect(Collectors.toSet());
    return isAsked(next, rest.get(0)) || reach(next, rest);
  }

  /** Returns true if the type is among the targets and knows the next parameter. */
  private boolean isAsked(Set<String> targets, String parameter) {
    String name = parameter.split(":", 2)[0];
    return targets.contains(type) && (name.startsWith("_") || parameter(type, name) != null);
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
