package org.priceunits.domain.policy;

import java.time.LocalDate;
import java.util.Optional;
import org.priceunits.domain.product.HcpcsCode;

/** The known unit ceilings. */
public interface MedicallyUnlikelyEdits {
  /** Returns the ceiling in force on a date of service; empty if no table lists the code. */
  Optional<MedicallyUnlikelyEdit> find(
      HcpcsCode code, boolean institutional, LocalDate dateOfService);
}
