package org.priceunits.domain.product;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A HCPCS code as CMS publishes it, reduced to what billing needs.
 *
 * @param code the code
 * @param validity the dates of service on which it may be used
 * @param dosage the amount that one billing unit stands for; absent if the descriptor is ambiguous
 * @param dosageText the dosage as published, if any
 * @param service the service that one billing unit stands for; absent unless the descriptor names
 *     one in place of an amount
 * @param successor the code that replaced it, if known
 * @param unclassified true if it stands for any drug without a code of its own
 * @param earlier the dosages of its earlier descriptors
 * @param lastRelease the release that lists it last, if the validity ends with that release only
 *     because no later one is known; absent otherwise
 */
public record DrugCode(
    HcpcsCode code,
    Validity validity,
    @Nullable HcpcsDosage dosage,
    @Nullable String dosageText,
    @Nullable ServiceUnit service,
    @Nullable HcpcsCode successor,
    boolean unclassified,
    List<EarlierDosage> earlier,
    @Nullable String lastRelease) {

  public DrugCode {
    earlier = List.copyOf(earlier);
  }

  /** Creates a code whose descriptor never changed and whose end, if it has one, is published. */
  public DrugCode(
      HcpcsCode code,
      Validity validity,
      @Nullable HcpcsDosage dosage,
      @Nullable String dosageText,
      @Nullable HcpcsCode successor,
      boolean unclassified) {
    this(code, validity, dosage, dosageText, null, successor, unclassified, List.of(), null);
  }

  /**
   * What one billing unit stood for while an earlier descriptor was in force.
   *
   * @param validity the dates of service of that descriptor
   * @param dosage the amount; absent if that descriptor is ambiguous, or if it is not certain on
   *     which day it changed
   * @param service the service, if that descriptor names one in place of an amount
   * @param text the descriptor
   */
  public record EarlierDosage(
      Validity validity,
      @Nullable HcpcsDosage dosage,
      @Nullable ServiceUnit service,
      String text) {}

  /**
   * Returns the code as it was on a day: with the dosage then in force, and in its earlier life if
   * CMS gave it to another drug since.
   */
  public DrugCode on(LocalDate day) {
    for (EarlierDosage then : earlier) {
      if (then.validity().on(day)) {
        return new DrugCode(
            code,
            validity.startsAfter(day) ? then.validity() : validity,
            then.dosage(),
            then.text(),
            then.service(),
            successor,
            unclassified,
            earlier,
            lastRelease);
      }
    }
    return this;
  }

  /** Returns true if the code bills an amount of drug, as opposed to a visit or a supply. */
  public boolean isDrug() {
    return unclassified || dosage != null || dosageText != null || service != null;
  }
}
