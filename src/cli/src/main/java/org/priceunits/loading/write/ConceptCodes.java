package org.priceunits.loading.write;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The HCPCS codes of a drug that RxNorm names.
 *
 * @param rxNorm its RxNorm code
 * @param termType RxNorm's term type (IN, SCD, SBD ...); empty if unknown
 * @param name NLM's name; empty if unknown
 * @param whole true if these are all codes that the drug can have
 * @param targets the codes, in any order
 */
public record ConceptCodes(
    String rxNorm, String termType, String name, boolean whole, List<Target> targets) {

  /**
   * A code of the drug.
   *
   * @param from first day on which its packages have the code; absent if unknown
   * @param to last day; absent if there is none
   * @param source what shows it
   */
  public record Target(
      String code, @Nullable LocalDate from, @Nullable LocalDate to, String source) {}

  public ConceptCodes {
    targets = List.copyOf(targets);
  }
}
