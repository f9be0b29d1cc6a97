package org.priceunits.server.search;

import ca.uhn.fhir.context.RuntimeSearchParam;
import ca.uhn.fhir.rest.api.IResourceSupportedSvc;
import ca.uhn.fhir.rest.api.RestSearchParameterTypeEnum;
import ca.uhn.fhir.rest.server.util.ISearchParamRegistry;
import ca.uhn.fhir.rest.server.util.ISearchParamRegistry.SearchParamLookupContextEnum;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Tells which parameters of a search are not understood: names, chains, modifiers and values. */
final class SearchQuestion {
  private static final int LONGEST_CHAIN = 4;
  private static final String HAS = "_has:";
  private static final Pattern TRUE_OR_FALSE = Pattern.compile("true|false");

  private final ISearchParamRegistry registry;

  private final IResourceSupportedSvc served;
  private final Components components;

  SearchQuestion(ISearchParamRegistry registry, IResourceSupportedSvc served) {
    this.registry = registry;
    components = new Components(registry);
    this.served = served;
  }

  /**
   * Returns the sentence on each parameter that is not understood, by its name with modifiers.
   *
   * @param type a type that is served
   * @param results what may be said of the results, beside what is searched for
   */
  Map<String, String> faults(
      String type, Map<String, String[]> parameters, ResultParameters results) {
    Map<String, String> faults = new LinkedHashMap<>();
    for (Map.Entry<String, String[]> parameter : parameters.entrySet()) {
      String name = parameter.getKey();
      List<String> values = List.of(parameter.getValue());
      if (results.isKnown(name)) {
        results
            .fault(name, values, sorted -> sortFault(type, sorted))
            .ifPresent(fault -> faults.put(name, fault));
      } else {
        fault(type, name, values).ifPresent(fault -> faults.put(name, fault));
      }
    }
    return faults;
  }

  private Optional<String> fault(String type, String name, List<String> values) {
    if (ResultParameters.NOT_SERVED.contains(name.split(":", 2)[0])) {
      return Optional.of(
          "%s is not served. Search by the parameters that the CapabilityStatement lists."
              .formatted(name));
    }
    return name.startsWith(HAS) || name.equals("_has")
        ? reverse(type, name, values, 1)
        : chain(Set.of(type), name, values, 0);
  }

  /** {@code _has:Claim:patient:status}: what refers to the resource that is searched for. */
  private Optional<String> reverse(String type, String name, List<String> values, int depth) {
    if (depth > LONGEST_CHAIN) {
      return Optional.of(
          "A _has goes through more than %d references. Search for what lies between first."
              .formatted(LONGEST_CHAIN));
    }
    String[] parts = name.split(":", 4);
    if (parts.length < 4 || parts[3].isEmpty()) {
      return Optional.of(
          "%s is no _has. Write _has:Claim:patient:status, with the type that refers, its parameter, and the parameter that is searched for."
              .formatted(name));
    }
    Optional<RuntimeSearchParam> reference =
        served.isSupported(parts[1]) ? parameter(parts[1], parts[2]) : Optional.empty();
    if (reference
        .filter(p -> p.getParamType() == RestSearchParameterTypeEnum.REFERENCE)
        .isEmpty()) {
      return Optional.of(
          "%s names no reference of a type that is served: %s has no parameter %s."
              .formatted(name, parts[1], parts[2]));
    }
    if (!mayReferTo(reference.get(), type)) {
      return Optional.of("%s asks for a reference that never names a %s.".formatted(name, type));
    }
    if (parts[3].contains(":") && !parts[3].startsWith(HAS)) {
      return Optional.of(
          "%s has a modifier, which is not answered in a _has. Search %s for it instead."
              .formatted(name, parts[1]));
    }
    return parts[3].startsWith(HAS)
        ? reverse(parts[1], parts[3], values, depth + 1)
        : chain(Set.of(parts[1]), parts[3], values, depth);
  }

  private static boolean mayReferTo(RuntimeSearchParam reference, String type) {
    return reference.getTargets().isEmpty() || reference.getTargets().contains(type);
  }

  private Optional<String> chain(Set<String> types, String name, List<String> values, int depth) {
    String[] links = name.split("\\.", 2);
    String[] link = links[0].split(":", 2);
    List<RuntimeSearchParam> found =
        types.stream().flatMap(type -> parameter(type, link[0]).stream()).toList();
    if (found.isEmpty() || depth > LONGEST_CHAIN) {
      return Optional.of(unknown(types, link[0]));
    }
    if (links.length == 1) {
      return end(found, link, values, depth);
    }
    List<RuntimeSearchParam> references =
        found.stream()
            .filter(p -> p.getParamType() == RestSearchParameterTypeEnum.REFERENCE)
            .toList();
    Set<String> targets =
        references.stream().flatMap(this::targets).collect(Collectors.toCollection(TreeSet::new));
    if (link.length == 2) {
      targets.retainAll(Set.of(link[1]));
    }
    return targets.isEmpty()
        ? Optional.of(
            "%s cannot be followed to %s: only a reference can, to the types that it may name."
                .formatted(links[0], links[1]))
        : chain(targets, links[1], values, depth + 1);
  }

  private Stream<String> targets(RuntimeSearchParam reference) {
    return reference.getTargets().stream().filter(served::isSupported);
  }

  private Optional<RuntimeSearchParam> parameter(String type, String name) {
    return Optional.ofNullable(
        registry.getActiveSearchParam(type, name, SearchParamLookupContextEnum.SEARCH));
  }

  private String unknown(Set<String> types, String name) {
    Set<String> known = new TreeSet<>();
    types.forEach(
        type ->
            known.addAll(
                registry.getValidSearchParameterNamesIncludingMeta(
                    type, SearchParamLookupContextEnum.SEARCH)));
    return "%s has no search parameter %s. It has %s."
        .formatted(String.join(" or ", types), name, String.join(", ", known));
  }

  /** Checks the last parameter of a chain; one of several types need only understand the values. */
  private Optional<String> end(
      List<RuntimeSearchParam> found, String[] link, List<String> values, int depth) {
    List<String> faults = new ArrayList<>();
    for (RuntimeSearchParam parameter : found) {
      Optional<String> fault =
          link.length == 2
              ? modified(parameter, link[1], values, depth)
              : Components.tooMany(parameter, values)
                  .or(() -> firstFault(values, value -> components.fault(parameter, value)));
      if (fault.isEmpty()) {
        return fault;
      }
      faults.add(fault.get());
    }
    return Optional.of(faults.get(0));
  }

  private Optional<String> modified(
      RuntimeSearchParam parameter, String modifier, List<String> values, int depth) {
    Meaning meaning = Meaning.of(parameter);
    if (parameter.getParamType() == RestSearchParameterTypeEnum.REFERENCE
        && targets(parameter).anyMatch(modifier::equals)) {
      return Optional.empty();
    }
    if (!meaning.modifiers().contains(modifier)) {
      return Optional.of(
          "The modifier :%s of %s is not known. %s"
              .formatted(modifier, parameter.getName(), meaning.modifiersInWords()));
    }
    if (modifier.equals(Meaning.MISSING)) {
      return depth > 0
          ? Optional.of(
              "The modifier :missing is not answered in a chain. Search for the resources themselves first.")
          : firstFault(
              values,
              value ->
                  TRUE_OR_FALSE.matcher(value).matches()
                      ? Optional.empty()
                      : Optional.of(
                          "The value of %s is not true or false.".formatted(parameter.getName())));
    }
    return Optional.empty();
  }

  private static Optional<String> firstFault(
      List<String> values, Function<String, Optional<String>> check) {
    return values.stream()
        .filter(Objects::nonNull)
        .flatMap(value -> Alternatives.of(value).stream())
        .filter(value -> !value.isEmpty())
        .map(check)
        .flatMap(Optional::stream)
        .findFirst();
  }

  private Optional<String> sortFault(String type, String sorted) {
    String name = sorted.startsWith("-") ? sorted.substring(1) : sorted;
    Optional<RuntimeSearchParam> parameter = parameter(type, name);
    if (parameter.isEmpty()) {
      return Optional.of(unknown(Set.of(type), name));
    }
    return switch (parameter.get().getParamType()) {
      case QUANTITY, COMPOSITE, SPECIAL, HAS ->
          Optional.of(
              "Results are not sorted by %s. Sort by a text, code, date, number, address or reference."
                  .formatted(name));
      default -> Optional.empty();
    };
  }
}
