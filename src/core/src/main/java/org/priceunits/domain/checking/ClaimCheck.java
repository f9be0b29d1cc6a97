package org.priceunits.domain.checking;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.priceunits.domain.billing.BillingRule;
import org.priceunits.domain.billing.Catalogs;
import org.priceunits.domain.billing.ClaimDraft;
import org.priceunits.domain.billing.GroupResult.Priced;
import org.priceunits.domain.billing.IssueCode;
import org.priceunits.domain.billing.ServiceLine;
import org.priceunits.domain.checking.Difference.Ground;
import org.priceunits.domain.checking.Difference.Kind;
import org.priceunits.domain.checking.Difference.Part;
import org.priceunits.domain.checking.Difference.Place;
import org.priceunits.domain.dose.Units;
import org.priceunits.domain.policy.PayerPolicy;
import org.priceunits.domain.product.DrugCode;
import org.priceunits.domain.product.HcpcsCode;

/**
 * Compares a submitted claim with the lines that its administrations give. The order of lines, a
 * line split into equal ones, and the format of an NDC make no difference.
 */
public final class ClaimCheck {
  private final Catalogs catalogs;
  private final Units units;
  private final String payer;
  private final LocalDate asOf;

  /**
   * @param catalogs the snapshot that the expected claims were priced with
   * @param units distinguishes measures of drug from billing units
   * @param payer code of the payer whose rules they were priced with
   * @param asOf uses only reference data posted by that day
   */
  public ClaimCheck(Catalogs catalogs, Units units, String payer, LocalDate asOf) {
    this.catalogs = catalogs;
    this.units = units;
    this.payer = payer;
    this.asOf = asOf;
  }

  /**
   * Returns all differences: first those of the claim's lines in order, then the lines missing from
   * it. Lines whose code is not a known drug code are reported as unchecked. If several claims are
   * expected, the one that the claim bills is checked; lines that belong on another are only
   * pointed out.
   */
  public List<Difference> differences(BilledClaim claim, List<ClaimDraft> expected) {
    List<Difference> found = new ArrayList<>();
    Pairing pairing = Pairing.of(claim.lines(), expected(claim, expected, found));
    Map<Priced, List<ExpectedLine>> missing = byGroup(pairing.missing());
    SettingComparison settings = new SettingComparison(catalogs.codes());
    for (Pair pair : pairing.pairs()) {
      List<ExpectedLine> ofGroup = missing.getOrDefault(pair.expected().group(), List.of());
      ExpectedLine discard = discardInside(pair, ofGroup).orElse(null);
      if (discard != null) {
        ofGroup.remove(discard);
      }
      found.addAll(LineComparison.of(pair, catalogs.codes(), units, discard));
      found.addAll(settings.differences(pair));
    }
    Map<String, List<Pair>> byCode =
        pairing.pairs().stream().collect(Collectors.groupingBy(pair -> pair.first().code()));
    for (BilledLine line : pairing.unexplained()) {
      found.add(unexplained(line, byCode.getOrDefault(line.code(), List.of())));
    }
    Set<Integer> begun = pairing.begun();
    for (ExpectedLine line : pairing.missing()) {
      List<ExpectedLine> ofGroup = missing.getOrDefault(line.group(), List.of());
      if (ofGroup.stream().anyMatch(other -> other == line)) {
        missing(line, ofGroup, begun).ifPresent(found::add);
      }
    }
    for (BilledLine line : claim.lines()) {
      SettingComparison.notInUse(line, catalogs.codes(), ground(line.date(), null))
          .ifPresent(found::add);
    }
    LocalDate first =
        claim.lines().stream()
            .map(BilledLine::date)
            .filter(Objects::nonNull)
            .min(Comparator.naturalOrder())
            .orElse(null);
    BigDecimal limit =
        mayBeSplit(pairing.pairs())
            ? policy(first).map(PayerPolicy::claimLimit).orElse(null)
            : null;
    found.addAll(new WholeComparison(claim, limit, ground(first, null)).differences());
    return found;
  }

  private List<ExpectedLine> expected(
      BilledClaim claim, List<ClaimDraft> drafts, List<Difference> found) {
    List<ExpectedLine> lines = new ArrayList<>();
    boolean known =
        drafts.stream()
            .flatMap(draft -> draft.groups().stream())
            .anyMatch(group -> group.first().patient().equals(claim.patient()));
    for (int draft = 0; draft < drafts.size(); draft++) {
      for (Priced group : drafts.get(draft).groups()) {
        if (claim.patient().isEmpty() || claim.patient().equals(group.first().patient())) {
          PayerPolicy policy = policy(group.first().day().date()).orElseThrow();
          for (ServiceLine line : group.lines()) {
            lines.add(new ExpectedLine(line, group, draft, policy));
          }
        } else {
          found.add(
              new Difference(
                  known ? IssueCode.ADMINISTRATION_ON_OTHER_CLAIM : IssueCode.PATIENT_MISMATCH,
                  known
                      ? "The administration is of another patient and belongs on another claim; this claim does not bill it."
                      : "The administration is of another patient than the claim. Leave it out, or correct the patient.",
                  new Place(List.of(), Part.LINE, group.administrations()),
                  "",
                  "",
                  null,
                  ground(group.first().day().date(), null)));
        }
      }
    }
    return lines;
  }

  /**
   * Returns true for a professional claim of several services; the lines of one service stay
   * together.
   */
  private static boolean mayBeSplit(List<Pair> pairs) {
    Set<Priced> groups = Collections.newSetFromMap(new IdentityHashMap<>());
    pairs.forEach(pair -> groups.add(pair.expected().group()));
    return groups.size() > 1
        && groups.stream().noneMatch(group -> group.placeOfService().isEmpty());
  }

  private static Map<Priced, List<ExpectedLine>> byGroup(List<ExpectedLine> lines) {
    Map<Priced, List<ExpectedLine>> byGroup = new IdentityHashMap<>();
    lines.forEach(
        line -> byGroup.computeIfAbsent(line.group(), any -> new ArrayList<>(2)).add(line));
    return byGroup;
  }

  /**
   * Finds the discarded drug that an administered line includes in its units; the units must match
   * exactly.
   *
   * @param missing missing lines of the same group
   */
  private static Optional<ExpectedLine> discardInside(Pair pair, List<ExpectedLine> missing) {
    ExpectedLine of = pair.expected();
    return missing.stream()
        .filter(m -> m.isDiscard() && !of.isDiscard() && pair.sameCode())
        .filter(m -> m.line().units().compareTo(pair.excess()) == 0)
        .findFirst();
  }

  /**
   * @param ofCode pairs whose billed line has the same code
   */
  private Difference unexplained(BilledLine line, List<Pair> ofCode) {
    Optional<DrugCode> known =
        HcpcsCode.of(line.code()).flatMap(catalogs.codes()::code).filter(DrugCode::isDrug);
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
    BigDecimal money = line.money().orElse(null);
    if (day != null && !known.get().on(day).validity().on(day)) {
      return of(
          line,
          IssueCode.CODE_NOT_VALID_ON_DATE,
          Part.CODE,
          "%s could not be used on %s, and no administration sent gives it. Correct code and date."
              .formatted(line.code(), day),
          money,
          codeSystem);
    }
    for (Pair pair : ofCode) {
      ExpectedLine other = pair.expected();
      if (other.line().date().equals(day) && other.readsAsDiscard(line)) {
        return of(
            line,
            IssueCode.DISCARD_MODIFIER_NOT_ALLOWED,
            Part.MODIFIER,
            "The line bills discarded drug; the record shows no billable amount of it. Leave the line out, or state"
                + " what was discarded.",
            money,
            other.groundOfDiscard());
      }
    }
    return of(
        line,
        IssueCode.LINE_WITHOUT_ADMINISTRATION,
        Part.LINE,
        "No administration sent gives this line. Send its administration, or leave the line out.",
        money,
        ground(day, BillingRule.RECORD_SHOWS_WASTE));
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

  /**
   * Reports an expected line that is not on the claim; a group without any line is reported once.
   *
   * @param ofGroup all lines of its group that are not on the claim
   * @param begun the expected claims that this one bills
   */
  private static Optional<Difference> missing(
      ExpectedLine line, List<ExpectedLine> ofGroup, Set<Integer> begun) {
    boolean first = ofGroup.get(0) == line;
    if (!begun.contains(line.draft())) {
      return first
          ? Optional.of(
              absent(
                  List.of(line),
                  IssueCode.ADMINISTRATION_ON_OTHER_CLAIM,
                  "The lines of this administration belong on another claim, and this claim does not bill them.",
                  null))
          : Optional.empty();
    }
    if (ofGroup.stream().allMatch(ExpectedLine::isDiscard)) {
      return Optional.of(
          absent(
              List.of(line),
              IssueCode.DISCARD_MODIFIER_MISSING,
              "The record shows billable discarded drug that is not on the claim. Add the line %s."
                  .formatted(line.shown()),
              BillingRule.DISCARD_ON_OWN_LINE));
    }
    return first
        ? Optional.of(
            absent(
                ofGroup,
                IssueCode.ADMINISTRATION_NOT_BILLED,
                "What was given on %s is not on the claim. Add: %s."
                    .formatted(line.line().date(), shown(ofGroup)),
                BillingRule.ROUNDED_UP_ONCE))
        : Optional.empty();
  }

  private static Difference absent(
      List<ExpectedLine> lines, IssueCode code, String text, @Nullable BillingRule rule) {
    ExpectedLine first = lines.get(0);
    BigDecimal effect = BigDecimal.ZERO;
    for (ExpectedLine line : lines) {
      BigDecimal worth = line.worth(line.line().units());
      effect = worth == null || effect == null ? null : effect.subtract(worth);
    }
    return new Difference(
        code,
        text,
        new Place(List.of(), Part.LINE, first.group().administrations()),
        shown(lines),
        "",
        code == IssueCode.ADMINISTRATION_ON_OTHER_CLAIM ? null : effect,
        first.ground(rule));
  }

  private static String shown(List<ExpectedLine> lines) {
    return String.join("; ", lines.stream().map(ExpectedLine::shown).toList());
  }

  private Optional<PayerPolicy> policy(@Nullable LocalDate day) {
    return day == null ? Optional.empty() : catalogs.policies().inForce(payer, day, asOf);
  }

  private @Nullable Ground ground(@Nullable LocalDate day, @Nullable BillingRule rule) {
    return policy(day).map(p -> new Ground(Kind.POLICY, rule, p.source())).orElse(null);
  }
}
