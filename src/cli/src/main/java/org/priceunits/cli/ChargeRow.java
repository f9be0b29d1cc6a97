package org.priceunits.cli;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.ChargeItem;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.Type;
import org.priceunits.fhir.Canonicals;

/** A charge item as a row under the headings of {@link AnswerTable}. */
final class ChargeRow {
  private ChargeRow() {}

  static List<String> of(ChargeItem charge) {
    Quantity ndc = (Quantity) value(charge, "ndc-quantity").orElseGet(Quantity::new);
    return List.of(
        charge.getOccurrenceDateTimeType().getValueAsString(),
        Cell.code(charge.getCode()),
        Cell.plain(charge.getQuantity().getValue()),
        charge.getExtensionsByUrl(Canonicals.extension("modifier")).stream()
            .map(modifier -> Cell.code((CodeableConcept) modifier.getValue()))
            .collect(Collectors.joining(" ")),
        charge.hasProduct() ? Cell.code(charge.getProductCodeableConcept()) : "",
        ndc.hasValue() ? Cell.plain(ndc.getValue()) + " " + ndc.getUnit() : "",
        "",
        Cell.usd(charge.getPriceOverride()),
        Cell.why(charge.getExtensionByUrl(Canonicals.extension("working"))));
  }

  private static Optional<Type> value(ChargeItem charge, String extension) {
    return Optional.ofNullable(charge.getExtensionByUrl(Canonicals.extension(extension)))
        .map(Extension::getValue);
  }
}
