package org.priceunits.domain.billing.result;

import java.util.List;
import java.util.stream.Stream;
import org.priceunits.domain.billing.request.Administration;
import org.priceunits.domain.policy.PayerPolicy;

/** The result for administrations that are billed together. */
public sealed interface GroupResult {
  /** Returns the positions of the administrations in the request. */
  List<Integer> administrations();

  List<Issue> issues();

  /**
   * Lines to bill.
   *
   * @param first the administration whose setting the claim takes
   * @param policy the payer's policy on the day of service
   * @param placeOfService CMS place-of-service code, stated or assumed; empty on an institutional
   *     claim
   * @param lines at least one
   */
  record Priced(
      List<Integer> administrations,
      Administration first,
      PayerPolicy policy,
      String placeOfService,
      List<ServiceLine> lines,
      List<Issue> issues)
      implements GroupResult {
    /** Returns these lines with further issues. */
    public Priced with(List<Issue> further) {
      return new Priced(
          administrations,
          first,
          policy,
          placeOfService,
          lines,
          Stream.concat(issues.stream(), further.stream()).toList());
    }
  }

  /**
   * Administrations without lines: either refused, with an error that says what to do, or not a
   * billable service.
   */
  record NotPriced(List<Integer> administrations, List<Issue> issues) implements GroupResult {
    public boolean refused() {
      return issues.stream().anyMatch(Issue::refuses);
    }
  }
}
