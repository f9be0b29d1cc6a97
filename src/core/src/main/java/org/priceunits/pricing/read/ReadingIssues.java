package org.priceunits.pricing.read;

import java.util.ArrayList;
import java.util.List;
import org.priceunits.domain.billing.result.Issue;
import org.priceunits.domain.billing.result.Issue.Element;
import org.priceunits.domain.billing.result.IssueCode;
import org.priceunits.pricing.read.QuantityReader.Amount;

/** Collects issues and locations while one administration is read. */
final class ReadingIssues {
  private final int index;
  private final Locations locations;
  private final List<Issue> issues = new ArrayList<>(2);

  ReadingIssues(int index, BodyPath path) {
    this.index = index;
    this.locations = new Locations(path);
  }

  int index() {
    return index;
  }

  Locations locations() {
    return locations;
  }

  List<Issue> issues() {
    return issues;
  }

  boolean refused() {
    return issues.stream().anyMatch(Issue::refuses);
  }

  void issue(IssueCode code, Element about, String text) {
    issues.add(Issue.of(code, index, about, text));
  }

  /** Reports that a unit was read from its text, and that a value was rounded. */
  void assumed(Amount.Read amount, Element about) {
    if (amount.unrounded() != null) {
      issue(
          IssueCode.AMOUNT_ROUNDED,
          about,
          "The amount is stated as %s, with more decimals than are measured; it is read as %s. Send it without the rest of a binary fraction."
              .formatted(amount.unrounded().toPlainString(), amount.dose().shown()));
    }
    if (amount.unitText() != null) {
      issue(
          IssueCode.DOSE_UNIT_ASSUMED,
          about,
          "The unit is a text without a UCUM code; the amount is read as %s. Send it so, with the code, to be sure."
              .formatted(amount.dose().shown()));
    }
  }
}
