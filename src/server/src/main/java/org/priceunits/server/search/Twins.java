package org.priceunits.server.search;

import ca.uhn.fhir.context.RuntimeSearchParam;
import ca.uhn.fhir.rest.api.RestSearchParameterTypeEnum;
import ca.uhn.fhir.rest.server.util.ISearchParamRegistry;
import ca.uhn.fhir.rest.server.util.ISearchParamRegistry.SearchParamLookupContextEnum;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.priceunits.domain.product.Ndc;
import org.priceunits.fhir.Canonicals;

/**
 * Adds the equal forms of a code or address to a search, as the operations read them: every address
 * in use of HCPCS, NDC and RxNorm, and an NDC with or without hyphens.
 */
final class Twins {
  private static final Pattern HYPHENATED = Pattern.compile("\\d{4,5}-\\d{3,4}-\\d{1,2}");
  private static final String REVERSE = "_has:";
  private static final Set<String> AS_WRITTEN = Set.of("", "not");

  /** Parts of an eleven-digit NDC: labeler, product, package. */
  private static final int PRODUCT = 5;

  private static final int PACKAGE = 9;

  private final ISearchParamRegistry registry;
  private final Components components;

  Twins(ISearchParamRegistry registry) {
    this.registry = registry;
    components = new Components(registry);
  }

  /** Returns the parameters of a search in that type with the equal forms as alternatives. */
  Map<String, String[]> added(String type, Map<String, String[]> parameters) {
    Map<String, String[]> added = new LinkedHashMap<>();
    parameters.forEach((name, values) -> added.put(name, added(type, name, values)));
    return added;
  }

  private String[] added(String type, String name, String[] values) {
    RuntimeSearchParam sought = sought(type, name);
    if (sought == null) {
      return values;
    }
    return Stream.of(values)
        .map(
            value ->
                Alternatives.of(value).stream()
                    .flatMap(one -> twins(sought, one).stream())
                    .distinct()
                    .collect(Collectors.joining(",")))
        .toArray(String[]::new);
  }

  /**
   * Returns the parameter at the end of a chain; null if it is not known, or seeks otherwise than
   * by the text of the code.
   */
  private @Nullable RuntimeSearchParam sought(String type, String name) {
    if (name.startsWith(REVERSE)) {
      String[] parts = name.split(":", 4);
      return parts.length == 4 ? sought(parts[1], parts[3]) : null;
    }
    int dot = name.indexOf('.');
    String[] first = (dot < 0 ? name : name.substring(0, dot)).split(":", 2);
    RuntimeSearchParam parameter =
        registry.getActiveSearchParam(type, first[0], SearchParamLookupContextEnum.SEARCH);
    if (parameter == null) {
      return null;
    }
    if (dot < 0) {
      return AS_WRITTEN.contains(first.length == 2 ? first[1] : "") ? parameter : null;
    }
    String rest = name.substring(dot + 1);
    Set<String> targets = first.length == 2 ? Set.of(first[1]) : parameter.getTargets();
    return targets.stream()
        .map(target -> sought(target, rest))
        .filter(Objects::nonNull)
        .findFirst()
        .orElse(null);
  }

  private Set<String> twins(RuntimeSearchParam parameter, String value) {
    if (parameter.getParamType() != RestSearchParameterTypeEnum.COMPOSITE) {
      return twins(parameter.getParamType(), value);
    }
    List<RuntimeSearchParam> joined = components.of(parameter);
    List<String> parts = Components.split(value);
    if (joined.size() != parts.size()) {
      return Set.of(value);
    }
    // HAPI joins alternatives of a composite parameter with each other, so that the form in which
    // this server writes a code takes the place of the one that was sent.
    return Set.of(
        IntStream.range(0, parts.size())
            .mapToObj(i -> preferred(joined.get(i).getParamType(), parts.get(i)))
            .collect(Collectors.joining("$")));
  }

  private static String preferred(RestSearchParameterTypeEnum type, String value) {
    String[] token = value.split("\\|", 2);
    if (type != RestSearchParameterTypeEnum.TOKEN || token.length < 2) {
      return value;
    }
    String system = Canonicals.preferred(token[0]);
    String code =
        Canonicals.NDC.equals(system)
            ? Ndc.of(token[1]).map(Ndc::value).orElse(token[1])
            : token[1];
    return system + "|" + code;
  }

  private static Set<String> twins(RestSearchParameterTypeEnum type, String value) {
    Set<String> twins = new LinkedHashSet<>(Set.of(value));
    if (type == RestSearchParameterTypeEnum.URI) {
      twins.addAll(Canonicals.addresses(value));
    } else if (type == RestSearchParameterTypeEnum.TOKEN) {
      String[] token = value.split("\\|", 2);
      if (token.length == 2) {
        Set<String> codes =
            Canonicals.NDC.equals(Canonicals.preferred(token[0]))
                ? ndcs(token[1])
                : Set.of(token[1]);
        for (String system : Canonicals.addresses(token[0])) {
          codes.forEach(code -> twins.add(system + "|" + code));
        }
      } else if (HYPHENATED.matcher(value).matches()) {
        twins.addAll(ndcs(value));
      }
    }
    return twins;
  }

  /** Returns all ways to write an NDC; a text that is none stays alone. */
  private static Set<String> ndcs(String text) {
    Set<String> forms = new LinkedHashSet<>(Set.of(text));
    Ndc.of(text)
        .map(Ndc::value)
        .ifPresent(
            digits -> {
              String labeler = digits.substring(0, PRODUCT);
              String product = digits.substring(PRODUCT, PACKAGE);
              String size = digits.substring(PACKAGE);
              forms.add(digits);
              forms.add(String.join("-", labeler, product, size));
              Stream.of(
                      labeler.startsWith("0")
                          ? String.join("-", labeler.substring(1), product, size)
                          : "",
                      product.startsWith("0")
                          ? String.join("-", labeler, product.substring(1), size)
                          : "",
                      size.startsWith("0")
                          ? String.join("-", labeler, product, size.substring(1))
                          : "")
                  .filter(form -> !form.isEmpty())
                  .forEach(forms::add);
            });
    return forms;
  }
}
