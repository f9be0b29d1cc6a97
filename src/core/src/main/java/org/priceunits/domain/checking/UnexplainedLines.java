package org.priceunits.domain.checking;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.priceunits.domain.billing.request.Administration;
import org.priceunits.domain.billing.request.Catalogs;
import org.priceunits.domain.billing.request.Drug;
import org.priceunits.domain.billing.result.IssueCode;
import org.priceunits.domain.checking.Difference.Ground;
import org.priceunits.domain.checking.Difference.Kind;
import org.priceunits.domain.checking.Difference.Part;
import org.priceunits.domain.checking.Difference.Place;
import org.priceunits.domain.product.DrugCode;
import org.priceunits.domain.product.DrugProduct;
import org.priceunits.domain.product.HcpcsCode;

/** Says why a billed line matches no expected one. */
final class UnexplainedLines {
  private final Catalogs catalogs;
  private final String patient;
  private final List<Administration> unpriced;

  /**
   * @param patient the patient of the claim; empty if it names none
   * @param unpriced the administrations that were refused, so that nothing is expected of them
   */
  UnexplainedLines(Catalogs catalogs, String patient, List<Administration> unpriced) {
    this.catalogs = catalogs;
    this.patient = patient;
    this.unpriced = unpriced;
  }

  /**
   * @param ofCode pairs whose billed line has the same code
   * @param policy the payer's rules on the day of the line; absent if none are in force
   */
  Difference difference(BilledLine line, List<Pair> ofCode, @Nullable Ground policy) {
    Optional<DrugCode> known =
        HcpcsCode.of(line.code())
            .flatMap(catalogs.codes()::code)
            .filter(c -> c.isDrug() || catalogs.codes().isDevice(c.code()));
    LocalDate day = line.date();
    Ground codeSystem = new Ground(Kind.CODE_SYSTEM, null, catalogs.codes().version());
    if (known.isEmpty()) {
      return of(
          line,
          IssueCode.LINE_NOT_CHECKED,
          Part.CODE,
          "The line's code is not that of a drug known here, so the line was not checked.",
          null,
          codeSystem);
    }
    if (day != null && !known.get().on(day).validity().on(day)) {
      return of(
          line,
          IssueCode.CODE_NOT_VALID_ON_DATE,
          Part.CODE,
          "%s could not be used on %s, and no administration sent gives it. Correct code and date."
              .formatted(line.code(), day),
          line.money().orElse(null),
          codeSystem);
    }
    return ofDrug(line, known.get().code(), ofCode, policy);
  }

  /** Explains a line of a drug's code that was in force, by what the records leave open. */
  private Difference ofDrug(
      BilledLine line, HcpcsCode code, List<Pair> ofCode, @Nullable Ground policy) {
    BigDecimal money = line.money().orElse(null);
    for (Pair pair : ofCode) {
      ExpectedLine other = pair.expected();
      if (other.line().date().equals(line.date()) && other.readsAsDiscard(line)) {
        return discard(line, other, money);
      }
    }
    Optional<Administration> refused =
        unpriced.stream().filter(a -> mayBe(line, code, a)).findFirst();
    return refused.isPresent()
        ? ofRefused(line, refused.get(), policy)
        : of(
            line,
            IssueCode.LINE_WITHOUT_ADMINISTRATION,
            Part.LINE,
            "No administration sent gives this line. Send its administration, or leave the line out.",
            money,
            policy);
  }

  private static Difference discard(
      BilledLine line, ExpectedLine other, @Nullable BigDecimal money) {
    return other.settlesDiscardedUnits()
        ? of(
            line,
            IssueCode.DISCARD_MODIFIER_NOT_ALLOWED,
            Part.MODIFIER,
            "The line bills discarded drug; the record shows no billable amount of it. Leave the line out, or state"
                + " what was discarded.",
            money,
            other.groundOfDiscard())
        : of(
            line,
            IssueCode.DISCARD_MODIFIER_UNCONFIRMED,
            Part.MODIFIER,
            "The line bills discarded drug; the record does not settle what is billable of it. State the discarded"
                + " amount, or the containers that were opened.",
            null,
            other.groundOfDiscard());
  }

  private static Difference ofRefused(
      BilledLine line, Administration refused, @Nullable Ground policy) {
    String name = refused.drug().name();
    return of(
        line,
        IssueCode.LINE_NOT_CHECKED,
        Part.LINE,
        "The line may be that of the administration of %s on %s, which could not be priced, so it was not checked. The issue of that administration says what to send."
            .formatted(name.isEmpty() ? refused.dose().shown() : name, refused.day().date()),
        null,
        policy);
  }

  /** Returns true if nothing on record says that the administration is of another drug or day. */
  private boolean mayBe(BilledLine line, HcpcsCode code, Administration a) {
    LocalDate day = a.day().date();
    boolean same =
        (patient.isEmpty() || patient.equals(a.patient()))
            && (line.date() == null || day.equals(line.date()));
    if (!same) {
      return false;
    }
    if (a.billingCode() != null) {
      return a.billingCode().equals(code);
    }
    Drug drug = a.drug();
    if (!drug.hcpcs().isEmpty()) {
      return drug.hcpcs().contains(code);
    }
    List<DrugProduct> products =
        drug.ndcs().isEmpty()
            ? drug.rxNorm().stream().flatMap(r -> catalogs.products().byRxNorm(r).stream()).toList()
            : drug.ndcs().stream().flatMap(n -> catalogs.products().byNdc(n).stream()).toList();
    return products.isEmpty() || products.stream().anyMatch(p -> p.isBilledWith(code, day));
  }

  private static Difference of(
      BilledLine line,
      IssueCode code,
      Part part,
      String text,
      @Nullable BigDecimal effect,
      @Nullable Ground ground) {
    String found = "%s, %s units".formatted(line.code(), line.units().toPlainString());
    return new Difference(
        code, text, new Place(List.of(line.item()), part, List.of()), "", found, effect, ground);
  }
}
