package org.priceunits.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.ChargeItem;
import org.hl7.fhir.r4.model.Claim;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.OperationOutcome.OperationOutcomeIssueComponent;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Parameters.ParametersParameterComponent;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.priceunits.fhir.Canonicals;

/**
 * Prints an answer of $price-units for a billing desk: the lines of each claim with their reason,
 * then what was not priced and what to do about it. The columns are its own: numbers stand to the
 * right, which picocli's tables cannot do.
 */
public final class AnswerTable {
  private static final List<String> HEADINGS =
      List.of("date", "code", "units", "mod", "ndc", "ndc qty", "unit price", "net", "why");

  /** Numeric columns are right-aligned. */
  private static final List<Boolean> RIGHT =
      List.of(false, false, true, false, false, true, true, true, false);

  private final PrintWriter out;

  public AnswerTable(PrintWriter out) {
    this.out = out;
  }

  /**
   * @param document name of the priced document, for the heading
   */
  public void print(String document, Parameters answer) {
    out.println(document);
    List<Claim> claims = resources(answer, Claim.class);
    claims.forEach(this::claim);
    if (claims.isEmpty()) {
      charges(resources(answer, ChargeItem.class));
    }
    results(answer);
    resources(answer, OperationOutcome.class).forEach(this::issues);
    out.println();
  }

  /** Returns the patient's reference, otherwise identifier or name. */
  private static String patient(Reference patient) {
    return Stream.of(
            patient.getReference(), patient.getIdentifier().getValue(), patient.getDisplay())
        .filter(Objects::nonNull)
        .findFirst()
        .orElse("a patient without identifier");
  }

  private void claim(Claim claim) {
    out.println();
    out.println(
        "  Claim for "
            + patient(claim.getPatient())
            + ", "
            + claim.getType().getCodingFirstRep().getCode()
            + place(claim));
    List<List<String>> rows = new ArrayList<>();
    rows.add(HEADINGS);
    claim.getItem().forEach(item -> rows.add(row(item)));
    rows(rows);
    if (claim.hasTotal()) {
      out.println("  total " + Cell.usd(claim.getTotal()) + " USD");
    }
  }

  private static <T extends Resource> List<T> resources(Parameters answer, Class<T> type) {
    return answer.getParameter().stream()
        .map(ParametersParameterComponent::getResource)
        .filter(type::isInstance)
        .map(type::cast)
        .toList();
  }

  private void charges(List<ChargeItem> charges) {
    charges.stream()
        .collect(
            Collectors.groupingBy(
                charge -> patient(charge.getSubject()), LinkedHashMap::new, Collectors.toList()))
        .forEach(
            (patient, own) -> {
              out.println();
              out.println("  Charges for " + patient);
              List<List<String>> rows = new ArrayList<>();
              rows.add(HEADINGS);
              own.forEach(charge -> rows.add(ChargeRow.of(charge)));
              rows(rows);
            });
  }

  private static String place(Claim claim) {
    return claim.getItem().stream()
        .filter(Claim.ItemComponent::hasLocationCodeableConcept)
        .map(item -> Cell.code(item.getLocationCodeableConcept()))
        .distinct()
        .collect(Collectors.collectingAndThen(Collectors.joining(", "), AnswerTable::placeText));
  }

  private static String placeText(String places) {
    return places.isEmpty() ? "" : ", place of service " + places;
  }

  private static List<String> row(Claim.ItemComponent item) {
    Claim.DetailComponent ndc = item.getDetailFirstRep();
    Quantity quantity = ndc.getQuantity();
    return List.of(
        item.getServiced().primitiveValue(),
        Cell.code(item.getProductOrService()),
        Cell.plain(item.getQuantity().getValue()),
        item.getModifier().stream().map(Cell::code).collect(Collectors.joining(" ")),
        Cell.code(ndc.getProductOrService()),
        quantity.hasValue() ? Cell.plain(quantity.getValue()) + " " + quantity.getUnit() : "",
        Cell.usd(item.getUnitPrice()),
        Cell.usd(item.getNet()),
        Cell.why(item.getExtensionByUrl(Canonicals.extension("working"))));
  }

  private void rows(List<List<String>> rows) {
    int last = HEADINGS.size() - 1;
    int[] widths = new int[last];
    for (List<String> row : rows) {
      for (int i = 0; i < last; i++) {
        widths[i] = Math.max(widths[i], row.get(i).length());
      }
    }
    for (List<String> row : rows) {
      StringBuilder text = new StringBuilder("  ");
      for (int i = 0; i < last; i++) {
        String padding = " ".repeat(widths[i] - row.get(i).length());
        text.append(RIGHT.get(i) ? padding + row.get(i) : row.get(i) + padding).append("  ");
      }
      out.println(text.append(row.get(last)));
    }
  }

  /** Prints administrations without a line, each with its result. */
  private void results(Parameters answer) {
    List<String> without = new ArrayList<>();
    int number = 0;
    for (ParametersParameterComponent result : answer.getParameter()) {
      if (result.getName().equals("result")) {
        number++;
        String status = status(result);
        if (!status.equals("priced")) {
          without.add("  " + status + ": " + administration(result, number));
        }
      }
    }
    if (!without.isEmpty()) {
      out.println();
      without.forEach(out::println);
    }
  }

  private static String status(ParametersParameterComponent result) {
    return result.getPart().stream()
        .filter(part -> part.getName().equals("status"))
        .map(part -> part.getValue().primitiveValue())
        .collect(Collectors.joining());
  }

  private static String administration(ParametersParameterComponent result, int number) {
    return result.getPart().stream()
        .map(ParametersParameterComponent::getValue)
        .filter(Reference.class::isInstance)
        .map(value -> ((Reference) value).getReference())
        .filter(reference -> reference != null && !reference.isEmpty())
        .findFirst()
        .orElse("administration " + number + " of this document");
  }

  private void issues(OperationOutcome outcome) {
    out.println();
    outcome.getIssue().stream()
        .sorted(Comparator.comparing(OperationOutcomeIssueComponent::getSeverity))
        .forEach(this::issue);
  }

  private void issue(OperationOutcomeIssueComponent issue) {
    String code = issue.getDetails().getCodingFirstRep().getCode();
    String where =
        issue.getExpression().stream()
            .map(e -> " [" + e.getValue() + "]")
            .collect(Collectors.joining());
    out.println(
        "  "
            + issue.getSeverity().toCode().toUpperCase(Locale.ROOT)
            + (code == null ? "" : " " + code)
            + ": "
            + issue.getDetails().getText()
            + where);
  }
}
