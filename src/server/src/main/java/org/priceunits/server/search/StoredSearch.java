package org.priceunits.server.search;

import ca.uhn.fhir.rest.server.exceptions.InvalidRequestException;
import ca.uhn.fhir.util.UrlUtil;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;
import org.priceunits.server.guard.Escapes;
import org.priceunits.server.guard.Refusal;

/** Checks a search that is no request of its own, as {@link SearchGuard} checks a condition. */
public final class StoredSearch {
  private final Conditions conditions;
  private final Twins twins;

  StoredSearch(Conditions conditions, Twins twins) {
    this.conditions = conditions;
    this.twins = twins;
  }

  /**
   * Returns the query with the equal forms of its codes.
   *
   * @param query a query string without the type
   * @throws InvalidRequestException with a sentence on each parameter that is not understood
   */
  public String query(String type, String query) {
    Map<String, String[]> parameters = new HashMap<>(Escapes.parameters(query));
    Map<String, String> faults = conditions.faults(type, parameters);
    Optional<String> fault =
        conditions
            .tooMany(type, parameters)
            .or(
                () ->
                    faults.isEmpty()
                        ? Optional.empty()
                        : Optional.of(String.join(" ", faults.values())));
    if (Conditions.isEmpty(parameters) || fault.isPresent()) {
      String text =
          fault.orElse("The search is empty. Say what to search for, such as status=completed.");
      throw new InvalidRequestException(
          text, new Refusal(400, IssueType.NOTSUPPORTED, text).outcome());
    }
    return twins.added(type, parameters).entrySet().stream()
        .flatMap(
            p ->
                Stream.of(p.getValue())
                    .map(
                        value ->
                            UrlUtil.escapeUrlParam(p.getKey())
                                + "="
                                + UrlUtil.escapeUrlParam(value)))
        .collect(Collectors.joining("&"));
  }
}
