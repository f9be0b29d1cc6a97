package org.priceunits.loading.cms;

/**
 * The dosage of a code from all its sources: the long description, the dosage text of the payment
 * limits, and decisions by hand.
 *
 * @param dosage certain, or refused with the reason
 * @param basis the source that it rests on
 */
public record CodeDosage(StatedDosage dosage, Basis basis) {

  /** The source that a dosage rests on. */
  public enum Basis {
    /** Both texts state the same amount. */
    AGREED,
    /** Only the long description was available, and it is certain. */
    ONE_SOURCE,
    /** Decided by a person, with the reason on record. */
    DECIDED,
    /** The texts do not determine it. */
    REFUSED
  }

  /** Reads the dosage from the long description alone. */
  public static CodeDosage of(String longDescription) {
    StatedDosage stated = DosageText.read(longDescription);
    return new CodeDosage(
        stated, stated instanceof StatedDosage.Certain ? Basis.ONE_SOURCE : Basis.REFUSED);
  }

  /**
   * Reads the dosage from the long description and the dosage text of a payment limit file or a
   * crosswalk.
   */
  public static CodeDosage of(String longDescription, String dosageText) {
    StatedDosage described = DosageText.read(longDescription);
    StatedDosage listed = DosageText.read(dosageText);
    if (!(described instanceof StatedDosage.Certain certain)) {
      return new CodeDosage(described, Basis.REFUSED);
    }
    if (listed instanceof StatedDosage.NotCertain open) {
      return refused(
          certain, "The payment limits word the dosage as '" + dosageText + "': " + open.reason());
    }
    return certain.sameAmountAs((StatedDosage.Certain) listed)
        ? new CodeDosage(certain, Basis.AGREED)
        : refused(
            certain,
            "The long description states "
                + certain.text()
                + ", the payment limits "
                + dosageText
                + ".");
  }

  private static CodeDosage refused(StatedDosage.Certain certain, String reason) {
    return new CodeDosage(new StatedDosage.NotCertain(certain.text(), reason), Basis.REFUSED);
  }
}
