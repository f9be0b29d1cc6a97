package org.priceunits.domain.billing.code;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.priceunits.domain.billing.request.Administration;
import org.priceunits.domain.billing.request.Catalogs;
import org.priceunits.domain.billing.request.Drug;
import org.priceunits.domain.billing.result.Issue;
import org.priceunits.domain.billing.result.Issue.Element;
import org.priceunits.domain.billing.result.IssueCode;
import org.priceunits.domain.product.DrugCode;
import org.priceunits.domain.product.DrugProduct;
import org.priceunits.domain.product.HcpcsCode;

/** Bills the HCPCS code that a record has for its drug. */
final class RecordedCode {
  private static final Pattern COMPOUNDED =
      Pattern.compile("\\bcompounded\\b", Pattern.CASE_INSENSITIVE);

  private final Catalogs catalogs;
  private final CodeInForce codes;
  private final ProductCode productCode;

  RecordedCode(Catalogs catalogs, CodeInForce codes, ProductCode productCode) {
    this.catalogs = catalogs;
    this.codes = codes;
    this.productCode = productCode;
  }

  /**
   * Bills the HCPCS code that the record has for its drug. A record may keep codes of other days
   * beside the one in force. If all have ended, its NDC tells the code that took their place.
   *
   * @return empty if the record has no code, or if its NDC decides
   */
  Optional<Choice> choose(Administration a, LocalDate day, List<DrugProduct> products) {
    List<HcpcsCode> recorded =
        a.drug().hcpcs().stream()
            .filter(c -> catalogs.codes().code(c).map(this::billsDrugs).orElse(true))
            .toList();
    if (recorded.isEmpty()) {
      return Optional.empty();
    }
    List<HcpcsCode> current = inForce(recorded, day);
    if (current.size() > 1) {
      return Optional.of(ofSeveral(current, a, day, products));
    }
    Optional<HcpcsCode> own = ofPackages(a.drug(), day);
    if (current.size() == 1 && own.isPresent() && isUnclassified(current.get(0))) {
      return Optional.of(insteadOf(current.get(0), own.get(), a, day, products));
    }
    if (current.size() == 1 && namesNoPackage(a) && isAnyDrugs(current.get(0))) {
      Optional<Choice> ofRxNorm =
          productCode
              .certainOfRxNorm(a, day, products)
              .map(chosen -> chosen.with(instead(current.get(0), "RxNorm code", chosen, a, day)));
      if (ofRxNorm.isPresent()) {
        return ofRxNorm;
      }
    }
    if (current.isEmpty()
        && (packageReplaces(a.drug(), day, recorded) || conceptReplaces(a, day, recorded))) {
      return Optional.empty();
    }
    HcpcsCode code = current.isEmpty() ? recorded.get(0) : current.get(0);
    return Optional.of(codes.choose(a, day, code, products, Element.MEDICATION));
  }

  private Choice ofSeveral(
      List<HcpcsCode> current, Administration a, LocalDate day, List<DrugProduct> products) {
    List<HcpcsCode> left = narrowed(current, a.drug(), day);
    if (left.size() > 1) {
      return Choice.ambiguous(
          a,
          Element.MEDICATION,
          new Candidates(catalogs).of(current, day),
          "The record has several HCPCS codes that were in force on %s: %s. Name the one to bill with billingCode."
              .formatted(day, Choice.shown(current)));
    }
    HcpcsCode code = left.get(0);
    Choice choice = codes.choose(a, day, code, products, Element.MEDICATION);
    return choice instanceof Choice.Chosen chosen
        ? chosen.with(
            Issue.of(
                IssueCode.NDC_CODE_MISMATCH,
                a.index(),
                Element.MEDICATION,
                "The record has several HCPCS codes that were in force on %s: %s. %s is billed, %s."
                    + " Correct the record, or name the code to bill with billingCode.",
                day,
                Choice.shown(current),
                code,
                ofPackages(a.drug(), day).filter(code::equals).isPresent()
                    ? "the code of its NDC"
                    : "the only one that is not for drugs without a code of their own"))
        : choice;
  }

  /**
   * Of several codes, one for drugs without a code of their own says less than any other, and the
   * code that the recorded packages have says most.
   */
  private List<HcpcsCode> narrowed(List<HcpcsCode> current, Drug drug, LocalDate day) {
    List<HcpcsCode> own = current.stream().filter(code -> !isAnyDrugs(code)).toList();
    List<HcpcsCode> left = own.isEmpty() ? current : own;
    return ofPackages(drug, day).filter(left::contains).map(List::of).orElse(left);
  }

  /** Returns true if a code bills an amount of drug, or a device that contains its drug. */
  private boolean billsDrugs(DrugCode code) {
    return code.isDrug() || catalogs.codes().isDevice(code.code());
  }

  /**
   * Returns true for an unclassified code whatever the drug's route and maker: one for swallowed or
   * compounded drugs says that the drug is not the one of the substance's code.
   */
  private boolean isAnyDrugs(HcpcsCode code) {
    return isUnclassified(code)
        && catalogs.codes().routes(code).isEmpty()
        && !COMPOUNDED.matcher(catalogs.codes().description(code)).find();
  }

  private static boolean namesNoPackage(Administration a) {
    return a.drug().ndcs().isEmpty()
        && a.containers().stream().allMatch(container -> container.ndc() == null);
  }

  private boolean isUnclassified(HcpcsCode code) {
    return catalogs.codes().code(code).filter(DrugCode::unclassified).isPresent();
  }

  /** Returns the one code that the recorded packages have on the day; empty if none or several. */
  private Optional<HcpcsCode> ofPackages(Drug drug, LocalDate day) {
    List<HcpcsCode> codes =
        drug.ndcs().stream()
            .flatMap(ndc -> catalogs.products().byNdc(ndc).stream())
            .flatMap(product -> product.codesOn(day).stream())
            .distinct()
            .toList();
    return codes.size() == 1 ? Optional.of(codes.get(0)) : Optional.empty();
  }

  /**
   * Bills the code of the package: a code for drugs without one of their own is not for a drug that
   * has one.
   */
  private Choice insteadOf(
      HcpcsCode recorded,
      HcpcsCode own,
      Administration a,
      LocalDate day,
      List<DrugProduct> products) {
    Choice choice = codes.choose(a, day, own, products, Element.MEDICATION);
    return choice instanceof Choice.Chosen chosen && !own.equals(recorded)
        ? chosen.with(instead(recorded, "NDC", chosen, a, day))
        : choice;
  }

  private static Issue instead(
      HcpcsCode recorded, String by, Choice.Chosen billed, Administration a, LocalDate day) {
    return Issue.of(
        IssueCode.NDC_CODE_MISMATCH,
        a.index(),
        Element.MEDICATION,
        "The record has %s, which is for drugs without a code of their own; its %s has %s on %s, which is billed."
            + " Correct the record, or name the code to bill with billingCode.",
        recorded,
        by,
        billed.code().code(),
        day);
  }

  /** Returns those of the codes that are codes of drugs and were in force on the day. */
  List<HcpcsCode> inForce(List<HcpcsCode> codes, LocalDate day) {
    return codes.stream()
        .filter(
            c ->
                catalogs
                    .codes()
                    .code(c)
                    .filter(known -> billsDrugs(known) && known.on(day).validity().on(day))
                    .isPresent())
        .toList();
  }

  /**
   * Returns true if a recorded package has one code on the day, and had the recorded one before or
   * has its successor; the dates may tell the successor, since the package confirms it.
   */
  private boolean packageReplaces(Drug drug, LocalDate day, List<HcpcsCode> recorded) {
    return drug.ndcs().stream()
        .flatMap(ndc -> catalogs.products().byNdc(ndc).stream())
        .anyMatch(
            product ->
                product.codesOn(day).size() == 1
                    && recorded.stream().allMatch(code -> isReplaced(code, product, day)));
  }

  private boolean isReplaced(HcpcsCode recorded, DrugProduct by, LocalDate day) {
    HcpcsCode next = by.codesOn(day).get(0);
    return by.isEverBilledWith(recorded) || isFollowedBy(recorded, next);
  }

  /** Returns true if RxNorm leaves one code, and it took the place of every recorded one. */
  private boolean conceptReplaces(Administration a, LocalDate day, List<HcpcsCode> recorded) {
    return a.drug().ndcs().isEmpty()
        && productCode.ofConcepts(a, day).orElse(null) instanceof Choice.Chosen chosen
        && recorded.stream().allMatch(code -> isFollowedBy(code, chosen.code().code()));
  }

  private boolean isFollowedBy(HcpcsCode ended, HcpcsCode next) {
    return catalogs
        .codes()
        .code(ended)
        .filter(
            code ->
                next.equals(code.successor())
                    || catalogs.codes().follower(code).filter(next::equals).isPresent())
        .isPresent();
  }
}
