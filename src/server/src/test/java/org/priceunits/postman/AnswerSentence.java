package org.priceunits.postman;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.BaseDateTimeType;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.ChargeItem;
import org.hl7.fhir.r4.model.Claim;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.OperationOutcome.OperationOutcomeIssueComponent;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Parameters.ParametersParameterComponent;
import org.hl7.fhir.r4.model.Period;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.Type;
import org.priceunits.examples.Example;
import org.priceunits.fhir.Canonicals;

/** What an example comes to, in a sentence: a rule alone does not say what this request shows. */
final class AnswerSentence {
  private AnswerSentence() {}

  static String of(Example example, Resource answer) {
    String said = issue(example, answer).orElse("");
    // A rule says the rest. Without one, what the answer says besides is what the example shows.
    String besides = example.rules().isEmpty() ? said : "";
    if (example.operation() == Example.Operation.CHECK_UNITS
        && answer instanceof Parameters checked
        && checked.getParameter("result").getValue() instanceof BooleanType passes) {
      return passes.booleanValue()
          ? "The claim passes the check." + besides
          : "The claim does not pass the check." + said;
    }
    List<String> billed = billed(answer);
    if (!billed.isEmpty()) {
      return "The answer bills %s.".formatted(String.join("; ", billed)) + besides;
    }
    if (example.operation() == Example.Operation.TO_X12 && example.status() == 200) {
      return said.isEmpty() ? "The answer is an 837." : "The answer says:" + said;
    }
    return "The answer bills nothing" + (said.isEmpty() ? "." : ":" + said);
  }

  /**
   * Returns the text of the issue that the example is named after, or of the gravest one, behind a
   * space.
   */
  private static Optional<String> issue(Example example, Resource answer) {
    return resources(answer)
        .filter(OperationOutcome.class::isInstance)
        .flatMap(outcome -> ((OperationOutcome) outcome).getIssue().stream())
        .filter(issue -> issue.getDetails().hasText())
        .min(
            Comparator.comparing(
                    (OperationOutcomeIssueComponent issue) ->
                        !example.id().contains(issue.getDetails().getCodingFirstRep().getCode()))
                .thenComparing(OperationOutcomeIssueComponent::getSeverity))
        .map(issue -> " " + issue.getDetails().getText());
  }

  /** Returns the lines of each day: {@code J9010 x 1, J9010-JW x 2 on 2012-03-02}. */
  private static List<String> billed(Resource answer) {
    Map<String, List<String>> byDay = new TreeMap<>();
    resources(answer)
        .forEach(
            resource -> {
              if (resource instanceof Claim claim) {
                claim
                    .getItem()
                    .forEach(
                        item ->
                            byDay
                                .computeIfAbsent(day(item.getServiced()), day -> new ArrayList<>())
                                .add(
                                    line(
                                        item.getProductOrService(),
                                        item.getModifier().stream(),
                                        item.getQuantity())));
              } else if (resource instanceof ChargeItem charge) {
                byDay
                    .computeIfAbsent(day(charge.getOccurrence()), day -> new ArrayList<>())
                    .add(
                        line(
                            charge.getCode(),
                            charge.getExtensionsByUrl(Canonicals.extension("modifier")).stream()
                                .map(modifier -> (CodeableConcept) modifier.getValue()),
                            charge.getQuantity()));
              }
            });
    return byDay.entrySet().stream()
        .map(day -> String.join(", ", day.getValue()) + " on " + day.getKey())
        .toList();
  }

  private static String line(
      CodeableConcept code, Stream<CodeableConcept> modifiers, Quantity units) {
    return Stream.concat(Stream.of(code), modifiers)
            .map(concept -> concept.getCodingFirstRep().getCode())
            .collect(Collectors.joining("-"))
        + " x "
        + units.getValue().toPlainString();
  }

  private static String day(Type serviced) {
    BaseDateTimeType first =
        serviced instanceof Period period ? period.getStartElement() : (BaseDateTimeType) serviced;
    return first.getValueAsString().substring(0, 10);
  }

  private static Stream<Resource> resources(Resource answer) {
    return answer instanceof Parameters parameters
        ? parameters.getParameter().stream()
            .filter(ParametersParameterComponent::hasResource)
            .map(ParametersParameterComponent::getResource)
        : Stream.of(answer);
  }
}
