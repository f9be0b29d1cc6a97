package org.priceunits.domain.billing;

import java.util.List;
import java.util.stream.Stream;

/** What became of administrations that are billed together. */
public sealed interface GroupResult {
  /** Positions of the administrations in the request. */
  List<Integer> administrations();

  List<Issue> issues();

  /**
   * Lines to bill.
   *
   * @param first the administration that gives the claim its setting
   * @param placeOfService CMS's code, given or assumed; empty on a facility's claim
   * @param lines at least one
   */
  record Priced(
      List<Integer> administrations,
      Administration first,
      String placeOfService,
      List<ServiceLine> lines,
      List<Issue> issues)
      implements GroupResult {
    /** These lines with more to say of them. */
    Priced with(List<Issue> further) {
      return new Priced(
          administrations,
          first,
          placeOfService,
          lines,
          Stream.concat(issues.stream(), further.stream()).toList());
    }
  }

  /**
   * Nothing to bill: either refused, with an error that says what to do, or not a billable service.
   */
  record NotPriced(List<Integer> administrations, List<Issue> issues) implements GroupResult {
    public boolean refused() {
      return issues.stream().anyMatch(Issue::refuses);
    }
  }
}
