package org.priceunits.domain.billing.code;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.priceunits.domain.billing.request.Administration;
import org.priceunits.domain.billing.result.Issue;
import org.priceunits.domain.billing.result.Issue.Element;
import org.priceunits.domain.billing.result.IssueCode;
import org.priceunits.domain.dose.Dose;
import org.priceunits.domain.product.DrugCode;
import org.priceunits.domain.product.DrugProduct;
import org.priceunits.domain.product.HcpcsCode;
import org.priceunits.domain.product.HcpcsDosage;

/** The code that an administration is billed with, or why none can be. */
public sealed interface Choice {
  /**
   * @param products the packages that the caller named, if known
   * @param notes what a biller should know about the choice
   * @param dose the dose in billing units of the code, where the recorded amount does not count in
   *     them; absent if it does
   */
  record Chosen(
      DrugCode code,
      HcpcsDosage dosage,
      List<DrugProduct> products,
      Amounts amounts,
      List<Issue> notes,
      @Nullable Dose dose)
      implements Choice {
    /** Creates a choice of a code whose units the recorded dose counts. */
    Chosen(DrugCode code, HcpcsDosage dosage, List<DrugProduct> products, Amounts amounts) {
      this(code, dosage, products, amounts, List.of(), null);
    }

    /** Returns true if whole units are billed, of which no part can be given or discarded. */
    public boolean isWhole() {
      return code.unclassified() || code.service() != null;
    }

    /** Returns the choice with its amounts in another unit, if the code has none of its own. */
    public Chosen in(HcpcsDosage other) {
      return code.unclassified()
          ? new Chosen(code, other, products, amounts.to(other.unit()), notes, dose)
          : this;
    }

    Chosen with(Issue note) {
      List<Issue> all = new ArrayList<>(notes);
      all.add(note);
      return new Chosen(code, dosage, products, amounts, all, dose);
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
