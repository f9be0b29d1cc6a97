package org.priceunits.domain.billing.group;

import org.priceunits.domain.billing.code.Choice.Chosen;
import org.priceunits.domain.billing.request.Administration;
import org.priceunits.domain.dose.Dose;
import org.priceunits.domain.product.HcpcsDosage;

/** An administration with the code that it is billed with. */
public record Member(Administration administration, Chosen chosen) {
  /** Returns the member with amounts in a unit, if its code has no unit of its own. */
  Member in(HcpcsDosage dosage) {
    return chosen.code().unclassified() ? new Member(administration, chosen.in(dosage)) : this;
  }

  /** Returns the dose in a unit that the code's dosage has, if the record or a package tells. */
  Dose dose() {
    return chosen.dose() == null ? administration.dose() : chosen.dose();
  }
}
