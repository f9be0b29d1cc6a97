package org.priceunits.domain.product;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** Which code came after another. */
public interface CodeSuccession {
  /** Returns the codes in force on a day that a code replaced later. */
  List<HcpcsCode> replacedBy(HcpcsCode successor, LocalDate day);

  /**
   * Returns the code that began on the day after another one ended and is of the same drug by its
   * description; empty if none or several did. CMS does not state that it follows.
   */
  Optional<HcpcsCode> follower(DrugCode ended);
}
