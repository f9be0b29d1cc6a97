package org.priceunits.domain.policy;

import java.math.BigDecimal;
import java.time.LocalDate;
import org.priceunits.domain.product.HcpcsCode;

/**
 * A CMS medically unlikely edit (MUE): the most units of a code that CMS expects for one patient
 * and day.
 *
 * @param code the code
 * @param institutional the table: true for outpatient hospitals, false for practitioners
 * @param from first date of service on which it applies, until a later table
 * @param units the most units
 * @param adjudication how an excess is adjudicated
 */
public record MedicallyUnlikelyEdit(
    HcpcsCode code,
    boolean institutional,
    LocalDate from,
    BigDecimal units,
    Adjudication adjudication) {

  /** The MUE adjudication indicator (MAI). */
  public enum Adjudication {
    LINE(1, "each line is held against it by itself"),
    POLICY(2, "the day's units are held against it and the excess is denied by policy"),
    CLINICAL(3, "the day's units are held against it and an excess needs medical records");

    private final int indicator;
    private final String meaning;

    Adjudication(int indicator, String meaning) {
      this.indicator = indicator;
      this.meaning = meaning;
    }

    public int indicator() {
      return indicator;
    }

    /** Describes what happens to an excess. */
    public String meaning() {
      return meaning;
    }
  }
}
