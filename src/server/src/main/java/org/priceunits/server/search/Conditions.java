package org.priceunits.server.search;

import ca.uhn.fhir.rest.server.exceptions.InvalidRequestException;
import ca.uhn.fhir.rest.server.exceptions.PayloadTooLargeException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;
import org.priceunits.server.guard.Refusal;

/**
 * Checks the conditions of writes. Each parameter must have a value: HAPI leaves out one that has
 * none, so that the condition would mean other resources, or all of the type.
 */
final class Conditions {
  /** What HAPI leaves out: separators, white space, and marks without the letter below them. */
  private static final Pattern NOTHING = Pattern.compile("[\\p{javaWhitespace}\\p{M},|]*+");

  private final SearchQuestion question;
  private final SearchSize size;

  Conditions(SearchQuestion question, SearchSize size) {
    this.question = question;
    this.size = size;
  }

  /** Returns true if nothing is searched for. */
  static boolean isEmpty(Map<String, String[]> parameters) {
    return parameters.keySet().stream().allMatch(ResultParameters.OF_CONDITION::isKnown);
  }

  /** Returns the sentence on each parameter that is not understood, or narrows nothing. */
  Map<String, String> faults(String type, Map<String, String[]> parameters) {
    Map<String, String> faults =
        new LinkedHashMap<>(question.faults(type, parameters, ResultParameters.OF_CONDITION));
    parameters.forEach(
        (name, values) -> {
          if (!ResultParameters.OF_CONDITION.isKnown(name)) {
            fault(name, values).ifPresent(text -> faults.putIfAbsent(name, text));
          }
        });
    return faults;
  }

  private static Optional<String> fault(String name, String[] values) {
    if (Stream.of(values).anyMatch(value -> NOTHING.matcher(value).matches())) {
      return Optional.of("%s has no value. Give it one, or leave it out.".formatted(name));
    }
    return SearchSize.distinct(values).length < values.length
        ? Optional.of("%s has the same value twice. Write it once.".formatted(name))
        : Optional.empty();
  }

  /** Returns the sentence on a condition that is too large; empty if it is not. */
  Optional<String> tooMany(String type, Map<String, String[]> parameters) {
    return size.fault(type, parameters, ResultParameters.OF_CONDITION);
  }

  /**
   * Checks a condition.
   *
   * @throws InvalidRequestException if it is not understood, or means every resource of the type
   * @throws PayloadTooLargeException if it asks for too much
   */
  void check(String type, Map<String, String[]> parameters) {
    SearchRefusal.ofSize(tooMany(type, parameters));
    SearchRefusal.of(faults(type, parameters));
    if (isEmpty(parameters)) {
      String text =
          "The condition does not say which %s is meant. Add a parameter such as _id or identifier, or name the resource as %s/123."
              .formatted(type, type);
      throw new InvalidRequestException(text, new Refusal(400, IssueType.REQUIRED, text).outcome());
    }
  }
}
