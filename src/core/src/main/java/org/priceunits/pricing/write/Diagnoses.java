package org.priceunits.pricing.write;

import java.util.ArrayList;
import java.util.List;
import org.hl7.fhir.r4.model.Coding;
import org.priceunits.domain.billing.Administration;
import org.priceunits.domain.billing.Issue;
import org.priceunits.domain.billing.Issue.Element;
import org.priceunits.domain.billing.IssueCode;

/** The diagnoses that the administrations of one group were given for. */
final class Diagnoses {
  private Diagnoses() {}

  /** Returns each diagnosis once, in the order of the administrations. */
  static List<Coding> of(List<ClaimSource> members) {
    List<Coding> found = new ArrayList<>();
    for (ClaimSource source : members) {
      for (Coding coding : source.diagnoses()) {
        if (found.stream().noneMatch(known -> isSame(known, coding))) {
          found.add(coding);
        }
      }
    }
    return found;
  }

  private static boolean isSame(Coding one, Coding other) {
    return one.getSystem().equals(other.getSystem()) && one.getCode().equals(other.getCode());
  }

  static Issue missing(Administration about) {
    return Issue.of(
        IssueCode.DIAGNOSIS_MISSING,
        about.index(),
        Element.DIAGNOSIS,
        "No diagnosis in the ICD code system of that day is stated. Add it, or send it as reasonCode.");
  }
}
