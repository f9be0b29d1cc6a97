package org.priceunits.loading.codes;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.priceunits.loading.cms.CodeDosage;
import org.priceunits.loading.cms.HcpcsRecord;
import org.priceunits.loading.cms.PaymentLimit;
import org.priceunits.loading.cms.StatedDosage;

/**
 * Determines the dosage of a code: the one decided by hand if on record, otherwise the one on which
 * the long description and the payment limits agree.
 */
public final class Dosages {
  private final Map<String, CodeDosage> decided = new LinkedHashMap<>();
  private final Map<String, String> listed = new LinkedHashMap<>();
  private final List<Map<String, String>> drugClasses = Supplement.table("drug-classes.csv");

  /**
   * @param limits from the oldest to the newest; the newest wording of a code applies
   */
  public Dosages(List<PaymentLimit> limits) {
    limits.forEach(limit -> listed.put(limit.code(), limit.dosageText()));
    Supplement.table("dosages.csv")
        .forEach(row -> decided.put(Supplement.cell(row, "code"), decision(row)));
  }

  /**
   * Returns the dosage of a code as the file states it. An amount in a description alone is a
   * dosage only if CMS classifies the code as a drug: it may be the size of a supply, or the
   * threshold of a quality measure.
   */
  public CodeDosage of(HcpcsRecord code) {
    boolean described = !decided.containsKey(code.code()) && !listed.containsKey(code.code());
    return described && !isDrug(code)
        ? new CodeDosage(
            new StatedDosage.NotCertain(
                "",
                "CMS does not class the code with drugs, and no payment limit states a dosage."),
            CodeDosage.Basis.REFUSED)
        : of(code.code(), code.longDescription());
  }

  private boolean isDrug(HcpcsRecord code) {
    return drugClasses.stream()
        .filter(row -> code.code().startsWith(Supplement.cell(row, "section")))
        .map(row -> Supplement.cell(row, "betos"))
        .anyMatch(betos -> betos.isEmpty() || betos.equals(code.betos()));
  }

  public CodeDosage of(String code, String longDescription) {
    return of(code, longDescription, listed.getOrDefault(code, ""));
  }

  /**
   * Returns the dosage with the wording of the payment limits; an empty wording is not a second
   * source.
   */
  public CodeDosage of(String code, String longDescription, String dosageText) {
    CodeDosage decision = decided.get(code);
    if (decision != null) {
      return decision;
    }
    return dosageText.isEmpty()
        ? CodeDosage.of(longDescription)
        : CodeDosage.of(longDescription, dosageText);
  }

  private static CodeDosage decision(Map<String, String> row) {
    String value = Supplement.cell(row, "value");
    String text = Supplement.cell(row, "text");
    StatedDosage dosage =
        value.isEmpty()
            ? new StatedDosage.NotCertain(text, Supplement.cell(row, "reason"))
            : new StatedDosage.Certain(new BigDecimal(value), Supplement.cell(row, "unit"), text);
    return new CodeDosage(dosage, CodeDosage.Basis.DECIDED);
  }
}
