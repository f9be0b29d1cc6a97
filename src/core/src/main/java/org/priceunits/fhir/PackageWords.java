package org.priceunits.fhir;

import java.math.BigDecimal;
import org.hl7.fhir.r4.model.MedicationKnowledge;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.Ratio;

/** Names a package in words: brand, content, and the volume that it is in. */
public final class PackageWords {
  private PackageWords() {}

  /** Returns the words, such as Lemtrada 12 mg/1.2 mL. The package has a brand. */
  public static String of(MedicationKnowledge product) {
    String brand = product.getSynonym().get(0).getValue();
    Ratio strength = product.getIngredientFirstRep().getStrength();
    Quantity volume = strength.getDenominator();
    boolean whole =
        product.hasAmount()
            && "mL".equals(volume.getCode())
            && product.getAmount().getValue().compareTo(strength.getNumerator().getValue()) == 0;
    String content =
        product.hasAmount()
            ? " " + plain(product.getAmount().getValue()) + " " + product.getAmount().getCode()
            : "";
    return brand + content + (whole ? "/" + plain(volume.getValue()) + " mL" : "");
  }

  /** Returns a number without zeros at its end, and without an exponent. */
  public static String plain(BigDecimal value) {
    return value.stripTrailingZeros().toPlainString();
  }
}
