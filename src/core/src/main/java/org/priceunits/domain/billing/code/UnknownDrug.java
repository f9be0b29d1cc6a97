package org.priceunits.domain.billing.code;

import java.util.stream.Collectors;
import org.priceunits.domain.billing.request.Administration;
import org.priceunits.domain.billing.request.Drug;
import org.priceunits.domain.billing.result.Issue.Element;
import org.priceunits.domain.billing.result.IssueCode;
import org.priceunits.domain.billing.result.PublicKnowledge;
import org.priceunits.domain.product.HcpcsCode;
import org.priceunits.domain.product.Ndc;

/** Refuses a drug that no code of its record names here, and says what would name it. */
final class UnknownDrug {
  private final Administration a;
  private final Drug drug;

  UnknownDrug(Administration a) {
    this.a = a;
    this.drug = a.drug();
  }

  Choice refused() {
    if (!drug.rxNorm().isEmpty()) {
      return a.route().isOral() ? oral() : byRxNorm();
    }
    if (!drug.ndcs().isEmpty()) {
      return byNdc();
    }
    return drug.hcpcs().isEmpty() ? byWords() : byHcpcs();
  }

  private Choice oral() {
    return refused(
        IssueCode.PRODUCT_WITHOUT_CODE,
        "No HCPCS code of the oral drug %s is known here: few oral drugs have one, for cancer, nausea of chemotherapy and transplants. If it has one, name the code with billingCode."
            .formatted(
                drug.name().isEmpty()
                    ? "RxNorm " + String.join(", ", drug.rxNorm())
                    : drug.name()));
  }

  private Choice byRxNorm() {
    return unknown(
        "RxNorm %s %s not known here%s. Send the NDC of the package, the RxNorm code of the ingredient, or a HCPCS code on the medication; load RxNorm; or name the code with billingCode."
            .formatted(
                String.join(", ", drug.rxNorm()),
                drug.rxNorm().size() == 1 ? "is" : "are",
                name()));
  }

  private Choice byNdc() {
    return unknown(
        "NDC %s is not known here%s. Check it against the label, load the packages of CMS's crosswalks (%s brings the public ones), or name the code with billingCode."
            .formatted(
                drug.ndcs().stream().map(Ndc::value).collect(Collectors.joining(", ")),
                name(),
                PublicKnowledge.COMMAND));
  }

  private Choice byHcpcs() {
    return unknown(
        "HCPCS %s on the record bills no amount of a drug here, so the drug and its units are not known. Send the NDC or RxNorm code of the drug, name its code with billingCode, or count the units by hand."
            .formatted(
                drug.hcpcs().stream().map(HcpcsCode::value).collect(Collectors.joining(", "))));
  }

  private Choice byWords() {
    boolean inWords = drug.codings().stream().allMatch(c -> c.startsWith(Drug.REFERENCE));
    if (inWords && !drug.name().isEmpty()) {
      return unknown(
          "The record names the drug in words alone (%s), which decide no code. Send its NDC, RxNorm or HCPCS code with its code system, or name the code with billingCode."
              .formatted(drug.name()));
    }
    String unread = systems();
    return unknown(
        "The drug is not known here%s. Send its NDC or RxNorm code, or name the code with billingCode."
            .formatted(unread.isEmpty() ? "" : ": codes of " + unread + " are not read"));
  }

  /** Returns the drug's name in brackets; empty if the record states none. */
  private String name() {
    return drug.name().isEmpty() ? "" : " (" + drug.name() + ")";
  }

  /** Returns the addresses of the code systems of a drug none of whose codes is read. */
  private String systems() {
    return drug.codings().stream()
        .filter(coding -> !coding.startsWith(Drug.REFERENCE))
        .map(coding -> coding.substring(0, coding.indexOf('|')))
        .distinct()
        .sorted()
        .collect(Collectors.joining(", "));
  }

  private Choice unknown(String text) {
    return refused(IssueCode.PRODUCT_UNKNOWN, text);
  }

  private Choice refused(IssueCode code, String text) {
    return Choice.refused(a, code, Element.MEDICATION, text);
  }
}
