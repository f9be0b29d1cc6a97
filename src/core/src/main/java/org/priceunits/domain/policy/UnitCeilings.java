package org.priceunits.domain.policy;

import java.time.LocalDate;
import java.util.Optional;
import org.priceunits.domain.product.HcpcsCode;

/** The unit ceilings that are known here. */
public interface UnitCeilings {
  /** The one in force on a date of service; empty where no table says anything. */
  Optional<UnitCeiling> find(HcpcsCode code, boolean institutional, LocalDate dateOfService);
}
