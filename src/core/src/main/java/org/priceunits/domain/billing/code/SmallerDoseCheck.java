package org.priceunits.domain.billing.code;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.priceunits.domain.billing.code.Choice.Chosen;
import org.priceunits.domain.billing.request.Administration;
import org.priceunits.domain.billing.request.Catalogs;
import org.priceunits.domain.billing.result.Issue.Element;
import org.priceunits.domain.dose.Quotient;
import org.priceunits.domain.product.HcpcsCode;
import org.priceunits.domain.product.SmallerDose;

/** Refuses to bill a small dose with the code of a full one, where the small dose has its own. */
final class SmallerDoseCheck {
  private final Catalogs catalogs;

  SmallerDoseCheck(Catalogs catalogs) {
    this.catalogs = catalogs;
  }

  /** Returns the refusal that names the code of the dose; empty if the chosen code is right. */
  Optional<Choice> refused(Administration a, LocalDate day, Chosen chosen, Element about) {
    HcpcsCode full = chosen.code().code();
    return catalogs
        .codes()
        .smallerDose(full)
        .filter(smaller -> covers(smaller, a, chosen))
        .map(
            smaller ->
                Choice.ambiguous(
                    a,
                    about,
                    new Candidates(catalogs).of(List.of(smaller.code()), day),
                    "%s bills a full dose (%s), and %s were given. Up to %s are billed with %s (%s): name it with billingCode, or correct the dose."
                        .formatted(
                            full,
                            catalogs.codes().description(full),
                            a.dose().shown(),
                            smaller.most().shown(),
                            smaller.code(),
                            catalogs.codes().description(smaller.code()))));
  }

  private static boolean covers(SmallerDose smaller, Administration a, Chosen chosen) {
    Optional<Quotient> given = chosen.amounts().of(a.dose());
    Optional<Quotient> most = chosen.amounts().of(smaller.most());
    return given.isPresent() && most.isPresent() && given.get().minus(most.get()).signum() <= 0;
  }
}
