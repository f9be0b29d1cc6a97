package org.priceunits.server.search;

import ca.uhn.fhir.context.RuntimeSearchParam;
import ca.uhn.fhir.rest.api.RestSearchParameterTypeEnum;
import ca.uhn.fhir.rest.server.util.ISearchParamRegistry;
import ca.uhn.fhir.rest.server.util.ISearchParamRegistry.SearchParamLookupContextEnum;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.priceunits.domain.product.Ndc;
import org.priceunits.fhir.Canonicals;

/**
 * Adds the equal forms of a code or address to a search, as the operations read them: every address
 * in use of HCPCS, NDC and RxNorm, and an NDC with or without hyphens.
 */
final class Twins {
  private static final Pattern COMMA = Pattern.compile("(?<!\\\\),");
  private static final Pattern HYPHENATED = Pattern.compile("\\d{4,5}-\\d{3,4}-\\d{1,2}");
  private static final Set<String> AS_WRITTEN = Set.of("", "not");

  /** Parts of an eleven-digit NDC: labeler, product, package. */
  private static final int PRODUCT = 5;

  private static final int PACKAGE = 9;

  private final ISearchParamRegistry registry;

  Twins(ISearchParamRegistry registry) {
    this.registry = registry;
  }

  /** Returns the parameters of a search in that type with the equal forms as alternatives. */
  Map<String, String[]> added(String type, Map<String, String[]> parameters) {
    Map<String, String[]> added = new LinkedHashMap<>();
    parameters.forEach((name, values) -> added.put(name, added(type, name, values)));
    return added;
  }

  private String[] added(String type, String name, String[] values) {
    String[] parts = name.split(":", 2);
    @Nullable RuntimeSearchParam parameter =
        registry.getActiveSearchParam(type, parts[0], SearchParamLookupContextEnum.SEARCH);
    if (parameter == null || !AS_WRITTEN.contains(parts.length == 2 ? parts[1] : "")) {
      return values;
    }
    return Stream.of(values)
        .map(
            value ->
                COMMA
                    .splitAsStream(value)
                    .flatMap(one -> twins(parameter.getParamType(), one).stream())
                    .distinct()
                    .collect(Collectors.joining(",")))
        .toArray(String[]::new);
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
