package org.priceunits.server.security;

import ca.uhn.fhir.rest.api.IResourceSupportedSvc;
import ca.uhn.fhir.rest.server.util.ISearchParamRegistry;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.priceunits.server.guard.Escapes;

/**
 * Tells which right a caller lacks to ask a question: a chain and a {@code _has} search the types
 * that they reach as well, and say by the number of matches what those hold.
 */
public final class ReachedTypes {
  private static final String SORT = "_sort";

  private final Chains chains;
  private final Supplier<IResourceSupportedSvc> served;

  /** Both are asked for at the first question, since they are made after the security. */
  ReachedTypes(Supplier<ISearchParamRegistry> parameters, Supplier<IResourceSupportedSvc> served) {
    this.chains = new Chains(parameters);
    this.served = served;
  }

  /**
   * Returns what a caller may not ask with some parameters of a search.
   *
   * @param type searched; null for all
   * @return a sentence that names the scope to ask for; empty if the caller may
   */
  Optional<String> ofSearch(
      Caller caller, @Nullable String type, Map<String, String[]> parameters) {
    return parameters.entrySet().stream()
        .flatMap(parameter -> questions(parameter.getKey(), parameter.getValue()))
        .flatMap(question -> ofQuestion(caller, type, question).stream())
        .findFirst();
  }

  private static Stream<String> questions(String name, String[] values) {
    return name.startsWith(SORT)
        ? Stream.of(values)
            .flatMap(value -> Stream.of(value.split(",")))
            .map(field -> field.startsWith("-") ? field.substring(1) : field)
        : Stream.of(name);
  }

  private Optional<String> ofQuestion(Caller caller, @Nullable String type, String question) {
    Set<String> reached = new TreeSet<>(chains.reached(type, question));
    reached.removeIf(
        other -> caller.may(Set.of(Right.SEARCH), other) || !served.get().isSupported(other));
    return reached.stream()
        .findFirst()
        .map(
            other ->
                "The parameter %s searches resources of type %s too, and the scopes of the access token do not grant that. Ask for the scope %s/%s.s, name another type in the chain, or leave the parameter out."
                    .formatted(question, other, caller.user() == null ? "system" : "user", other));
  }

  /**
   * Returns what a caller may not ask with a condition.
   *
   * @param type that is searched if the condition does not name one itself
   * @param condition such as {@code Patient?identifier=1}, {@code identifier=1}; null for none
   * @return a sentence that names the scope to ask for; empty if the caller may
   */
  public Optional<String> ofCondition(
      Caller caller, @Nullable String type, @Nullable String condition) {
    if (condition == null || condition.indexOf('=') < 0) {
      return Optional.empty();
    }
    int query = condition.indexOf('?');
    String named =
        query > 0 ? condition.substring(condition.lastIndexOf('/', query) + 1, query) : type;
    String parameters = condition.substring(query + 1);
    return Escapes.areBroken(parameters)
        ? Optional.empty()
        : ofSearch(caller, named, Escapes.parameters(parameters));
  }
}
