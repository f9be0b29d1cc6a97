package org.priceunits.x12;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One service line, as loop 2400 holds it.
 *
 * @param modifiers at most four
 * @param description the words of an unclassified code; empty for any other
 * @param charge USD
 * @param units billing units
 * @param place place of service; empty if unknown or institutional
 * @param revenue revenue code; empty if professional
 * @param pointers positions among the claim's diagnoses, from 1, at most four
 * @param control the line's identifier
 * @param note remark for the payer; empty if there is none
 * @param careTeam sequences of those who gave the service
 * @param drug absent if no NDC is stated
 */
record ServiceLine837(
    String code,
    List<String> modifiers,
    String description,
    BigDecimal charge,
    BigDecimal units,
    String place,
    String revenue,
    List<Integer> pointers,
    Days days,
    String control,
    String note,
    List<Integer> careTeam,
    @Nullable Drug drug) {
  ServiceLine837 {
    modifiers = List.copyOf(modifiers);
    pointers = List.copyOf(pointers);
    careTeam = List.copyOf(careTeam);
  }

  /**
   * The package, as loop 2410 holds it.
   *
   * @param ndc eleven digits
   * @param unit F2, GR, ME, ML or UN
   * @param referenceKind XZ for a prescription, VY for a compound without one; empty for neither
   */
  record Drug(
      String ndc, BigDecimal quantity, String unit, String referenceKind, String reference) {}
}
