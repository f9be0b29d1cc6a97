package org.priceunits.domain.policy;

import java.time.LocalDate;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.priceunits.domain.product.HcpcsCode;
import org.priceunits.domain.product.Ndc;

/** The prices that are known here, by date of service and by the day they were posted. */
public interface FeeSchedule {
  /**
   * The price of one billing unit.
   *
   * @param payer whose schedule is asked; a charge is the operator's own and is for every payer
   * @param ndc the package, where stated: a charge may be loaded for one package only
   * @param asOf only prices posted by that day; of several, the latest
   * @return the operator's charge where one is loaded, that for the package alone first; else the
   *     published limit; empty where neither is known
   */
  Optional<Fee> find(
      String payer, HcpcsCode code, @Nullable Ndc ndc, LocalDate dateOfService, LocalDate asOf);
}
