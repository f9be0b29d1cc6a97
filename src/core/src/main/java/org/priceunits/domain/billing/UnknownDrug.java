package org.priceunits.domain.billing;

import java.util.Set;
import java.util.stream.Collectors;
import org.priceunits.domain.billing.Issue.Element;
import org.priceunits.domain.product.RecordedRoute;

/** Refuses a drug that no code of its record names here, and says what would name it. */
final class UnknownDrug {
  /** The route of drugs of which only a few have a code. */
  private static final String ORAL = "oral";

  private final Administration a;

  UnknownDrug(Administration a) {
    this.a = a;
  }

  Choice refused() {
    Drug drug = a.drug();
    if (!drug.rxNorm().isEmpty() && isSwallowed(a.route())) {
      return refused(
          IssueCode.PRODUCT_WITHOUT_CODE,
          "No HCPCS code of the oral drug %s is known here: few oral drugs have one, for cancer, nausea of chemotherapy and transplants. If it has one, name the code with billingCode."
              .formatted(named(drug)));
    }
    if (!drug.rxNorm().isEmpty()) {
      return refused(
          IssueCode.PRODUCT_UNKNOWN,
          "RxNorm %s is not known here%s. Send the NDC of the package, the RxNorm code of the ingredient, or a HCPCS code on the medication; load RxNorm; or name the code with billingCode."
              .formatted(
                  String.join(", ", drug.rxNorm()),
                  drug.name().isEmpty() ? "" : " (" + drug.name() + ")"));
    }
    String unread = systems(drug);
    return refused(
        IssueCode.PRODUCT_UNKNOWN,
        "The drug is not known here%s. Send its NDC or RxNorm code, or name the code with billingCode."
            .formatted(
                unread.isEmpty()
                    ? ""
                    : ": codes of " + unread + " are not read, since they name no HCPCS code"));
  }

  private static String named(Drug drug) {
    return drug.name().isEmpty() ? "RxNorm " + String.join(", ", drug.rxNorm()) : drug.name();
  }

  private static boolean isSwallowed(RecordedRoute route) {
    return route.agreeing().equals(Set.of(ORAL));
  }

  /** Returns the addresses of the code systems of a drug none of whose codes is read. */
  private static String systems(Drug drug) {
    return drug.ndcs().isEmpty() && drug.hcpcs().isEmpty()
        ? drug.codings().stream()
            .filter(coding -> !coding.startsWith(Drug.REFERENCE))
            .map(coding -> coding.substring(0, coding.indexOf('|')))
            .distinct()
            .sorted()
            .collect(Collectors.joining(", "))
        : "";
  }

  private Choice refused(IssueCode code, String text) {
    return Choice.refused(a, code, Element.MEDICATION, text);
  }
}
