package org.priceunits.domain.billing;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.priceunits.domain.billing.Issue.Element;
import org.priceunits.domain.product.DrugCode;
import org.priceunits.domain.product.DrugProduct;
import org.priceunits.domain.product.HcpcsCode;
import org.priceunits.domain.product.HcpcsDosage;

/** The code that an administration is billed with, or why none can be. */
sealed interface Choice {
  /**
   * @param products the packages that the caller named, if known
   * @param notes what a biller should know about the choice
   */
  record Chosen(
      DrugCode code,
      HcpcsDosage dosage,
      List<DrugProduct> products,
      Amounts amounts,
      List<Issue> notes)
      implements Choice {
    Chosen with(Issue note) {
      List<Issue> all = new ArrayList<>(notes);
      all.add(note);
      return new Chosen(code, dosage, products, amounts, all);
    }
  }

  record Refused(Issue issue) implements Choice {}

  /** Refuses for want of a choice between codes. */
  static Choice ambiguous(
      Administration a, Element about, List<Issue.Candidate> candidates, String text) {
    return new Refused(Issue.of(IssueCode.CODE_AMBIGUOUS, a.index(), about, text).with(candidates));
  }

  static Choice refused(Administration a, IssueCode code, Element about, String text) {
    return new Refused(Issue.of(code, a.index(), about, text));
  }

  /** Names several codes in a sentence. */
  static String shown(List<HcpcsCode> codes) {
    return codes.stream().map(HcpcsCode::value).collect(Collectors.joining(" or "));
  }
}
