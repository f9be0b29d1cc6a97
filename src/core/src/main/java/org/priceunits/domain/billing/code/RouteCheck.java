package org.priceunits.domain.billing.code;

import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import org.priceunits.domain.billing.request.Administration;
import org.priceunits.domain.billing.request.Catalogs;
import org.priceunits.domain.billing.result.Issue;
import org.priceunits.domain.billing.result.Issue.Element;
import org.priceunits.domain.billing.result.IssueCode;
import org.priceunits.domain.product.HcpcsCode;

/**
 * Compares the route of a record with those in the descriptions of codes. CMS pays for a drug by
 * the way it is given: injected acetaminophen has a code, and the swallowed tablet has none.
 */
final class RouteCheck {
  private final Catalogs catalogs;

  RouteCheck(Catalogs catalogs) {
    this.catalogs = catalogs;
  }

  /** Returns true unless the description of the code names another route than the record. */
  boolean agrees(Administration a, HcpcsCode code) {
    return a.route().agreesWith(catalogs.codes().routes(code));
  }

  List<HcpcsCode> agreeing(Administration a, Collection<HcpcsCode> codes) {
    return codes.stream().filter(code -> agrees(a, code)).toList();
  }

  /** Warns of a stated code whose description names another route; the code stays. */
  Choice warned(Administration a, Choice choice) {
    return choice instanceof Choice.Chosen chosen && !agrees(a, chosen.code().code())
        ? chosen.with(
            Issue.of(
                IssueCode.ROUTE_CODE_MISMATCH,
                a.index(),
                Element.MEDICATION,
                "%s is the code of another route (%s), and the record says: %s. Correct the route or the code.",
                chosen.code().code(),
                catalogs.codes().description(chosen.code().code()),
                a.route().shown()))
        : choice;
  }

  /** Refuses a drug all of whose codes are for another route. */
  Choice refused(Administration a, Collection<HcpcsCode> codes) {
    return Choice.refused(
        a,
        IssueCode.PRODUCT_WITHOUT_CODE,
        Element.MEDICATION,
        "The record says that the drug was given by this route: %s. The codes known for it are of another one: %s. Correct the route or the drug; if a payer has a code for it, name that with billingCode."
            .formatted(
                a.route().shown(),
                codes.stream()
                    .map(code -> "%s (%s)".formatted(code, catalogs.codes().description(code)))
                    .collect(Collectors.joining(", "))));
  }
}
