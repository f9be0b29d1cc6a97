package org.priceunits.domain.policy;

import java.time.LocalDate;
import java.util.Optional;
import org.priceunits.domain.product.HcpcsCode;

/** The known unit ceilings. */
public interface UnitCeilings {
  /** Returns the ceiling in force on a date of service; empty if no table lists the code. */
  Optional<UnitCeiling> find(HcpcsCode code, boolean institutional, LocalDate dateOfService);
}
