package org.priceunits.domain.billing;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.priceunits.domain.billing.result.GroupResult.Priced;
import org.priceunits.domain.billing.result.Issue;
import org.priceunits.domain.billing.result.Issue.Element;
import org.priceunits.domain.billing.result.IssueCode;
import org.priceunits.domain.billing.result.ServiceLine;
import org.priceunits.domain.policy.MedicallyUnlikelyEdit;
import org.priceunits.domain.policy.MedicallyUnlikelyEdit.Adjudication;
import org.priceunits.domain.policy.MedicallyUnlikelyEdits;
import org.priceunits.domain.product.HcpcsCode;

/**
 * Compares the units of one patient, code and day, discarded units included, with the unit ceiling.
 * It only warns.
 */
final class MedicallyUnlikelyEditCheck {
  private final MedicallyUnlikelyEdits ceilings;
  private final boolean institutional;
  private final Map<Day, BigDecimal> sums = new HashMap<>(4);

  MedicallyUnlikelyEditCheck(MedicallyUnlikelyEdits ceilings, boolean institutional) {
    this.ceilings = ceilings;
    this.institutional = institutional;
  }

  private record Day(String patient, HcpcsCode code, LocalDate date) {}

  /**
   * Adds a group to its day, and warns if the day, or a line that counts alone, exceeds the
   * ceiling.
   */
  void add(Priced group, List<Issue> issues) {
    ServiceLine first = group.lines().get(0);
    Optional<MedicallyUnlikelyEdit> found =
        ceilings.find(first.code(), institutional, first.date());
    if (found.isEmpty()) {
      return;
    }
    MedicallyUnlikelyEdit ceiling = found.get();
    BigDecimal counted = counted(group, first, ceiling.adjudication());
    if (counted.compareTo(ceiling.units()) > 0) {
      issues.add(
          Issue.of(
              IssueCode.UNIT_CEILING_EXCEEDED,
              group.first().index(),
              Element.DOSE,
              "%s units of %s on %s are above CMS's ceiling of %s (MAI %s: %s). Check dose and units before you bill.",
              counted,
              first.code(),
              first.date(),
              ceiling.units(),
              ceiling.adjudication().indicator(),
              ceiling.adjudication().meaning()));
    }
  }

  private BigDecimal counted(Priced group, ServiceLine first, Adjudication adjudication) {
    BigDecimal sum = BigDecimal.ZERO;
    BigDecimal largest = BigDecimal.ZERO;
    for (ServiceLine line : group.lines()) {
      sum = sum.add(line.units());
      largest = largest.max(line.units());
    }
    return adjudication == Adjudication.LINE
        ? largest
        : sums.merge(
            new Day(group.first().patient(), first.code(), first.date()), sum, BigDecimal::add);
  }
}
