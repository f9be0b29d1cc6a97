package org.priceunits.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.OperationOutcome.OperationOutcomeIssueComponent;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Parameters.ParametersParameterComponent;
import org.hl7.fhir.r4.model.Reference;

/**
 * Prints what an answer says of its administrations: each with its result and its issues, then,
 * once, what is true of several.
 */
final class AnswerIssues {
  private static final int SHOWN = 5;
  private static final String PRICED = "priced";

  private final RecordPlaces places;
  private final PrintWriter out;

  AnswerIssues(RecordPlaces places, PrintWriter out) {
    this.places = places;
    this.out = out;
  }

  void print(Parameters answer) {
    Map<String, Map<String, String>> said = said(answer);
    Map<String, String> statuses = results(answer);
    Map<String, List<String>> ofOne = new LinkedHashMap<>();
    statuses.keySet().forEach(record -> ofOne.put(record, new ArrayList<>()));
    List<String> ofMany = new ArrayList<>();
    said.forEach(
        (issue, found) -> {
          String record = found.keySet().iterator().next();
          if (found.size() > 1) {
            ofMany.add(issue + " [" + listed(found.keySet()) + "]");
          } else if (record.isEmpty()) {
            ofMany.add(issue + element(found.getOrDefault(record, "")));
          } else {
            ofOne
                .computeIfAbsent(record, r -> new ArrayList<>())
                .add(issue + element(found.getOrDefault(record, "")));
          }
        });
    ofOne.forEach((record, issues) -> one(record, statuses.getOrDefault(record, PRICED), issues));
    if (!ofMany.isEmpty()) {
      out.println();
      ofMany.forEach(text -> out.println("  " + text));
    }
  }

  private void one(String record, String status, List<String> issues) {
    if (issues.isEmpty() && status.equals(PRICED)) {
      return;
    }
    out.println();
    out.println("  " + status + ": " + record);
    issues.forEach(text -> out.println("    " + text));
  }

  /** Returns each different sentence with the records that it is about, and the element of each. */
  private Map<String, Map<String, String>> said(Parameters answer) {
    Map<String, Map<String, String>> said = new LinkedHashMap<>();
    answer.getParameter().stream()
        .filter(parameter -> parameter.getResource() instanceof OperationOutcome)
        .flatMap(parameter -> ((OperationOutcome) parameter.getResource()).getIssue().stream())
        .sorted(Comparator.comparing(OperationOutcomeIssueComponent::getSeverity))
        .forEach(issue -> add(issue, said));
    return said;
  }

  private void add(OperationOutcomeIssueComponent issue, Map<String, Map<String, String>> said) {
    String code = issue.getDetails().getCodingFirstRep().getCode();
    String text =
        issue.getSeverity().toCode().toUpperCase(Locale.ROOT)
            + (code == null ? "" : " " + code)
            + ": "
            + issue.getDetails().getText();
    RecordPlaces.Place place =
        issue.hasExpression()
            ? places.of(issue.getExpression().get(0).getValue())
            : new RecordPlaces.Place("", "");
    said.computeIfAbsent(text, t -> new LinkedHashMap<>())
        .putIfAbsent(place.record(), place.element());
  }

  private static String element(String element) {
    return element.isEmpty() ? "" : " [" + element + "]";
  }

  /** Returns the first records by name, and how many there are beside them. */
  private static String listed(Set<String> records) {
    List<String> named = records.stream().filter(record -> !record.isEmpty()).toList();
    String shown = named.stream().limit(SHOWN).collect(Collectors.joining("; "));
    return named.size() > SHOWN ? shown + "; and " + (named.size() - SHOWN) + " more" : shown;
  }

  /** Returns the status of each administration by its name, those that are not priced first. */
  private Map<String, String> results(Parameters answer) {
    List<String> names = places.administrations();
    List<ParametersParameterComponent> results =
        answer.getParameter().stream().filter(p -> p.getName().equals("result")).toList();
    Map<String, String> statuses = new LinkedHashMap<>();
    for (boolean priced : new boolean[] {false, true}) {
      for (int i = 0; i < results.size(); i++) {
        String status = status(results.get(i));
        if (status.equals(PRICED) == priced) {
          statuses.put(
              names.size() == results.size() ? names.get(i) : reference(results.get(i), i + 1),
              status);
        }
      }
    }
    return statuses;
  }

  private static String status(ParametersParameterComponent result) {
    return result.getPart().stream()
        .filter(part -> part.getName().equals("status"))
        .map(part -> part.getValue().primitiveValue())
        .collect(Collectors.joining());
  }

  private static String reference(ParametersParameterComponent result, int number) {
    return result.getPart().stream()
        .map(ParametersParameterComponent::getValue)
        .filter(Reference.class::isInstance)
        .map(value -> ((Reference) value).getReference())
        .filter(reference -> reference != null && !reference.isEmpty())
        .findFirst()
        .orElse("administration " + number + " of this document");
  }
}
