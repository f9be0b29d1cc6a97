package org.priceunits.domain.billing.code;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.priceunits.domain.billing.request.Administration;
import org.priceunits.domain.billing.request.Catalogs;
import org.priceunits.domain.billing.result.Issue;
import org.priceunits.domain.billing.result.Issue.Element;
import org.priceunits.domain.billing.result.Issue.Successor;
import org.priceunits.domain.billing.result.IssueCode;
import org.priceunits.domain.product.DrugCode;
import org.priceunits.domain.product.DrugProduct;
import org.priceunits.domain.product.HcpcsDosage;

/** Says that a code has ended, and which code follows it with how many units. */
final class EndedCode {
  private final Catalogs catalogs;
  private final CodeAmounts amounts;

  EndedCode(Catalogs catalogs, CodeAmounts amounts) {
    this.catalogs = catalogs;
    this.amounts = amounts;
  }

  /** Refuses a code that the record or the caller names. */
  Issue issue(
      Administration a, LocalDate day, DrugCode code, List<DrugProduct> products, Element about) {
    Told told = told(a, day, code, products);
    return told.with(Issue.of(IssueCode.CODE_TERMINATED, a.index(), about, told.text()));
  }

  /**
   * What is known of the end of a code, in sentences.
   *
   * @param successor the code that follows it; absent if none is known
   */
  record Told(String text, Optional<Successor> successor) {
    Issue with(Issue issue) {
      return successor.map(issue::with).orElse(issue);
    }
  }

  Told told(Administration a, LocalDate day, DrugCode code, List<DrugProduct> products) {
    String text =
        code.lastRelease() == null
            ? "%s ended on %s; the service was on %s."
                .formatted(code.code(), code.validity().to(), day)
            : "%s is known until %s, the last day of HCPCS release %s, and no later release here lists it; the service was on %s."
                .formatted(code.code(), code.validity().to(), code.lastRelease(), day);
    boolean suggested = code.successor() == null;
    Optional<Successor> successor =
        Optional.ofNullable(code.successor())
            .or(() -> catalogs.codes().follower(code))
            .flatMap(catalogs.codes()::code)
            .filter(next -> next.validity().on(day))
            .map(next -> next.on(day))
            .map(next -> new Successor(next.code(), units(a, next, products, day), suggested));
    String advice =
        successor
            .map(
                s ->
                    s.suggested()
                        ? suggestion(s)
                        : s.units() == null
                            ? " %s took its place, but this dose does not count in units of it. Correct the dose, or count the units by hand."
                                .formatted(s.code())
                            : " Ask again with billingCode %s: this dose is %s units of it."
                                .formatted(s.code(), s.units()))
            .orElse(" Name a code that was in force on that day.");
    return new Told(text + advice, successor);
  }

  /** CMS names no successor, so the caller must check the one that the dates suggest. */
  private String suggestion(Successor next) {
    return " CMS names no code in its place. %s (%s) began the day after and may be it%s. Check it, and ask again with billingCode %s."
        .formatted(
            next.code(),
            catalogs.codes().description(next.code()),
            next.units() == null ? "" : ": this dose is " + next.units() + " units of it",
            next.code());
  }

  private @Nullable BigDecimal units(
      Administration a, DrugCode next, List<DrugProduct> products, LocalDate day) {
    HcpcsDosage dosage = next.dosage();
    Amounts inUnits = amounts.of(a, next, products, day);
    return dosage == null || inUnits == null
        ? null
        : inUnits.of(a.dose()).map(d -> d.over(dosage.value()).ceiling()).orElse(null);
  }
}
