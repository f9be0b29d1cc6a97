package org.priceunits.cli.bulk;

import java.io.IOException;
import java.math.BigDecimal;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.hl7.fhir.r4.model.Claim;
import org.hl7.fhir.r4.model.Claim.ItemComponent;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.Reference;
import org.jspecify.annotations.Nullable;

/** Writes the lines of claims as rows of a spreadsheet. */
public final class ClaimLines {
  private static final CSVFormat CSV = CSVFormat.DEFAULT.builder().setRecordSeparator("\r\n").get();

  /** What a spreadsheet would run as a formula. */
  private static final String FORMULA = "=+-@";

  private ClaimLines() {}

  public static void heading(Appendable out) throws IOException {
    CSV.printRecord(
        out,
        "patient",
        "date",
        "place_of_service",
        "code",
        "modifiers",
        "units",
        "unit_price",
        "net",
        "ndc",
        "ndc_quantity",
        "ndc_unit",
        "administrations");
  }

  /** Writes a row for each line of a claim. */
  public static void write(Claim claim, Appendable out) throws IOException {
    for (ItemComponent item : claim.getItem()) {
      Claim.DetailComponent ndc = item.getDetailFirstRep();
      Quantity quantity = ndc.getQuantity();
      CSV.printRecord(
          out,
          text(name(claim.getPatient())),
          item.getServiced() == null ? "" : item.getServiced().primitiveValue(),
          code(item.hasLocationCodeableConcept() ? item.getLocationCodeableConcept() : null),
          code(item.getProductOrService()),
          item.getModifier().stream().map(ClaimLines::code).collect(Collectors.joining(" ")),
          plain(item.getQuantity().getValue()),
          plain(item.getUnitPrice().getValue()),
          plain(item.getNet().getValue()),
          code(ndc.getProductOrService()),
          plain(quantity.getValue()),
          quantity.hasUnit() ? quantity.getUnit() : "",
          text(administrations(claim, item)));
    }
  }

  private static String administrations(Claim claim, ItemComponent item) {
    return claim.getSupportingInfo().stream()
        .filter(
            info ->
                info.hasValueReference()
                    && item.getInformationSequence().stream()
                        .anyMatch(n -> n.getValue() == info.getSequence()))
        .map(info -> name(info.getValueReference()))
        .collect(Collectors.joining(" "));
  }

  private static String name(Reference reference) {
    return Stream.of(
            reference.getReference(), reference.getIdentifier().getValue(), reference.getDisplay())
        .filter(Objects::nonNull)
        .findFirst()
        .orElse("");
  }

  private static String text(String value) {
    return !value.isEmpty() && FORMULA.indexOf(value.charAt(0)) >= 0 ? "'" + value : value;
  }

  private static String code(@Nullable CodeableConcept concept) {
    String code = concept == null ? null : concept.getCodingFirstRep().getCode();
    return code == null ? "" : code;
  }

  private static String plain(@Nullable BigDecimal value) {
    return value == null ? "" : value.toPlainString();
  }
}
