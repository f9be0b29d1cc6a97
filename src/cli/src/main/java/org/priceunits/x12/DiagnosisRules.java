package org.priceunits.x12;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The rules of the diagnoses of one claim (HI); see {@link ClaimRules}. */
final class DiagnosisRules {
  private static final int PROFESSIONAL = 12;
  private static final Set<String> PRINCIPAL = Set.of("ABK", "BK");
  private static final Set<String> ICD_9 = Set.of("BK", "BF", "PR");

  private final List<X12Fault> faults = new ArrayList<>();
  private final List<String> kinds = new ArrayList<>();

  /** Takes a segment HI; its other codes than diagnoses have no rule here. */
  void take(Segment segment, X12Fault.Place at) {
    for (int i = 1; i <= segment.elements().size(); i++) {
      String kind = segment.component(i, 1);
      if (Schema837.codes("HI0101").contains(kind)) {
        kinds.add(kind);
        String code = segment.component(i, 2);
        if (!code.matches("[A-Z0-9]{3,7}")) {
          faults.add(
              new X12Fault(
                  at.of("HI0%d-2".formatted(i)),
                  "a diagnosis has three to seven capital letters or digits, without a point; not %s"
                      .formatted(code.isEmpty() ? "nothing" : code)));
        }
      }
    }
  }

  /** Returns how many diagnoses there are, which the pointers of a line may name. */
  int count() {
    return kinds.size();
  }

  /**
   * Returns what is wrong once the claim is whole.
   *
   * @param claim place of CLM
   */
  List<X12Fault> faults(X12Fault.Place claim, boolean institutional) {
    List<X12Fault> all = new ArrayList<>(faults);
    if (kinds.isEmpty()) {
      all.add(new X12Fault(claim, "a claim without a diagnosis (HI)"));
      return all;
    }
    long principal = kinds.stream().filter(PRINCIPAL::contains).count();
    if (principal != 1) {
      all.add(
          new X12Fault(claim, "a claim has one principal diagnosis (ABK or BK), not " + principal));
    } else if (!PRINCIPAL.contains(kinds.get(0))) {
      all.add(new X12Fault(claim, "the principal diagnosis (ABK or BK) stands first"));
    }
    if (kinds.stream().map(ICD_9::contains).distinct().count() > 1) {
      all.add(new X12Fault(claim, "a claim has codes of ICD-10-CM or of ICD-9-CM, not of both"));
    }
    if (!institutional && kinds.size() > PROFESSIONAL) {
      all.add(
          new X12Fault(
              claim,
              "a professional claim holds %d diagnoses, not %d"
                  .formatted(PROFESSIONAL, kinds.size())));
    }
    return all;
  }
}
