package org.priceunits.cli;

import java.math.BigDecimal;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.Money;
import org.hl7.fhir.r4.model.Type;
import org.jspecify.annotations.Nullable;

/** The texts of single cells of {@link AnswerTable}. */
final class Cell {
  private Cell() {}

  /** Returns formula, rules, and the source of the price; empty without a working. */
  static String why(@Nullable Extension working) {
    if (working == null) {
      return "";
    }
    String rules =
        parts(working, "rule")
            .map(rule -> ((Coding) rule).getCode())
            .collect(Collectors.joining(", "));
    String price =
        parts(working, "priceBasis")
            .map(b -> "; price: " + b.primitiveValue())
            .findFirst()
            .orElse("; no price known");
    return parts(working, "formula").map(Type::primitiveValue).collect(Collectors.joining())
        + " ("
        + rules
        + ")"
        + price;
  }

  private static Stream<Type> parts(Extension extension, String name) {
    return extension.getExtension().stream()
        .filter(part -> name.equals(part.getUrl()))
        .map(Extension::getValue);
  }

  static String code(CodeableConcept concept) {
    String code = concept.getCodingFirstRep().getCode();
    return code == null ? "" : code;
  }

  static String usd(Money money) {
    return plain(money.getValue());
  }

  static String plain(@Nullable BigDecimal value) {
    return value == null ? "" : value.toPlainString();
  }
}
