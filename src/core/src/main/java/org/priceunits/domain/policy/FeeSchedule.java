package org.priceunits.domain.policy;

import java.time.LocalDate;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.priceunits.domain.product.HcpcsCode;
import org.priceunits.domain.product.Ndc;

/** The known prices of one billing unit, by date of service and posting date. */
public interface FeeSchedule {
  /**
   * Finds the operator's own charge.
   *
   * @param payer the payer that is billed: a charge applies to it alone if one is loaded for it,
   *     otherwise the one that names no payer applies
   * @param ndc the package, if stated: a charge may be loaded for one package only, and comes
   *     before the one for all
   * @param asOf only charges posted by that day; of several, the latest
   * @return empty if the operator loaded none
   */
  Optional<Fee> charge(
      String payer, HcpcsCode code, @Nullable Ndc ndc, LocalDate dateOfService, LocalDate asOf);

  /**
   * Finds the limit that a payer publishes.
   *
   * @param schedule the payer whose schedule is searched
   * @param ndc the package, if stated
   * @param asOf only limits posted by that day; of several, the latest
   * @return empty if none was published
   */
  Optional<Fee> limit(
      String schedule, HcpcsCode code, @Nullable Ndc ndc, LocalDate dateOfService, LocalDate asOf);
}
