package org.priceunits.domain.policy;

import java.time.LocalDate;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.priceunits.domain.product.HcpcsCode;
import org.priceunits.domain.product.Ndc;

/** The known prices, by date of service and posting date. */
public interface FeeSchedule {
  /**
   * Finds the price of one billing unit.
   *
   * @param payer the payer whose schedule is searched; a charge is the operator's own and applies
   *     to every payer
   * @param ndc the package, if stated: a charge may be loaded for one package only
   * @param asOf only prices posted by that day; of several, the latest
   * @return the operator's charge if one is loaded, one for the package alone first; otherwise the
   *     published limit; empty if neither is known
   */
  Optional<Fee> find(
      String payer, HcpcsCode code, @Nullable Ndc ndc, LocalDate dateOfService, LocalDate asOf);
}
