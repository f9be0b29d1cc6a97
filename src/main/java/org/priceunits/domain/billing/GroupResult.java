package org.priceunits.domain.billing;

import java.util.List;

/** What became of administrations that are billed together. */
public sealed interface GroupResult {
  /** Positions of the administrations in the request. */
  List<Integer> administrations();

  List<Issue> issues();

  /**
   * Lines to bill.
   *
   * @param first the administration that gives the claim its setting
   * @param placeOfService CMS's code, given or assumed
   * @param lines at least one
   */
  record Priced(
      List<Integer> administrations,
      Administration first,
      String placeOfService,
      List<ServiceLine> lines,
      List<Issue> issues)
      implements GroupResult {}

  /**
   * Nothing to bill: either refused, with an error that says what to do, or not a billable service.
   */
  record NotPriced(List<Integer> administrations, List<Issue> issues) implements GroupResult {
    public boolean refused() {
      return issues.stream().anyMatch(Issue::refuses);
    }
  }
}
