package org.priceunits.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.ChargeItem;
import org.hl7.fhir.r4.model.Claim;
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
final class AnswerTable {
  private static final List<String> HEADINGS =
      List.of("date", "code", "units", "mod", "ndc", "ndc qty", "unit price", "net", "why");

  /** Numeric columns are right-aligned. */
  private static final List<Boolean> RIGHT =
      List.of(false, false, true, false, false, true, true, true, false);

  private final PrintWriter out;

  AnswerTable(PrintWriter out) {
    this.out = out;
  }

  /**
   * @param name of the priced document, for the heading
   */
  void print(String name, LocalPricing.Answered answered) {
    out.println(name);
    Parameters answer = answered.priced().response();
    List<Claim> claims = resources(answer, Claim.class);
    claims.forEach(this::claim);
    charges(resources(answer, ChargeItem.class));
    new AnswerIssues(new RecordPlaces(answered.document()), out).print(answer);
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
}
