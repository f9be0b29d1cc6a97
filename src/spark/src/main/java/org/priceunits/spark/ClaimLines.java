package org.priceunits.spark;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.Date;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.hl7.fhir.r4.model.Claim;
import org.hl7.fhir.r4.model.Claim.ItemComponent;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Extension;
import org.jspecify.annotations.Nullable;
import org.priceunits.fhir.Canonicals;
import org.priceunits.pricing.ClaimPricer;

/** Writes the lines of claims as rows of a table, for analysts. */
final class ClaimLines {
  private static final int UNITS_DECIMALS = 3;
  private static final int NET_DECIMALS = 2;

  /** The columns; a patient's key is a digest, so that the table names no patient. */
  static final StructType SCHEMA =
      new StructType()
          .add("code", DataTypes.StringType, false)
          .add("modifiers", DataTypes.StringType, false)
          .add("units", DataTypes.createDecimalType(18, UNITS_DECIMALS), false)
          .add("ndc", DataTypes.StringType, true)
          .add("net", DataTypes.createDecimalType(18, NET_DECIMALS), true)
          .add("day", DataTypes.DateType, true)
          .add("patient_key", DataTypes.StringType, false)
          .add("payer", DataTypes.StringType, true);

  private final ClaimPricer pricer;
  private final Map<String, Optional<String>> payers = new ConcurrentHashMap<>();

  /**
   * @param pricer whose policies the lines cite
   */
  ClaimLines(ClaimPricer pricer) {
    this.pricer = pricer;
  }

  /**
   * Returns a row for each line.
   *
   * @param patient key of the patient, in hexadecimal digits
   */
  List<Row> rows(String patient, Claim claim) {
    return claim.getItem().stream().map(item -> row(patient, item)).toList();
  }

  private Row row(String patient, ItemComponent item) {
    String day = item.hasServiced() ? item.getServiced().primitiveValue() : null;
    return RowFactory.create(
        code(item.getProductOrService()),
        item.getModifier().stream().map(ClaimLines::code).collect(Collectors.joining(" ")),
        exact(item.getQuantity().getValue(), UNITS_DECIMALS),
        code(item.getDetailFirstRep().getProductOrService()),
        exact(item.getNet().getValue(), NET_DECIMALS),
        day == null ? null : Date.valueOf(LocalDate.parse(day)),
        patient,
        payer(item));
  }

  private static @Nullable String code(CodeableConcept concept) {
    return concept.getCodingFirstRep().getCode();
  }

  /** Money is not rounded here: a value with more decimals is a defect of the pricing. */
  private static @Nullable BigDecimal exact(@Nullable BigDecimal value, int decimals) {
    return value == null ? null : value.setScale(decimals, RoundingMode.UNNECESSARY);
  }

  private @Nullable String payer(ItemComponent item) {
    Extension working = item.getExtensionByUrl(Canonicals.extension("working"));
    Extension policy = working == null ? null : working.getExtensionByUrl("policy");
    return policy == null
        ? null
        : payers
            .computeIfAbsent(policy.getValue().primitiveValue(), pricer::payerWith)
            .orElse(null);
  }
}
