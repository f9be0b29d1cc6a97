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
import org.priceunits.domain.billing.line.LineSplit;
import org.priceunits.domain.billing.request.Administration;
import org.priceunits.domain.billing.request.Catalogs;
import org.priceunits.domain.billing.result.BillingRule;
import org.priceunits.domain.billing.result.ClaimDraft;
import org.priceunits.domain.billing.result.GroupResult.Priced;
import org.priceunits.domain.billing.result.IssueCode;
import org.priceunits.domain.billing.result.ServiceLine;
import org.priceunits.domain.checking.Difference.Ground;
import org.priceunits.domain.checking.Difference.Kind;
import org.priceunits.domain.checking.Difference.Part;
import org.priceunits.domain.checking.Difference.Place;
import org.priceunits.domain.dose.Units;
import org.priceunits.domain.policy.PayerPolicy;

/**
 * Compares a submitted claim with the lines that its administrations give. The order of lines, a
 * line split into several, and the hyphens of an NDC make no difference.
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
   *
   * @param unpriced the administrations that were refused, so that nothing is expected of them
   */
  public List<Difference> differences(
      BilledClaim claim, List<ClaimDraft> expected, List<Administration> unpriced) {
    List<Difference> found = new ArrayList<>();
    Pairing pairing = Pairing.of(claim.lines(), expected(claim, expected, found));
    MissingLines missing = new MissingLines(pairing.missing(), pairing.begun());
    SettingComparison settings = new SettingComparison(catalogs.codes());
    for (Pair pair : pairing.pairs()) {
      ExpectedLine discard = missing.takeDiscardInside(pair).orElse(null);
      found.addAll(LineComparison.of(pair, catalogs.codes(), units, discard));
      found.addAll(settings.differences(pair));
    }
    found.addAll(unexplained(claim, pairing, unpriced));
    found.addAll(missing.differences());
    for (BilledLine line : claim.lines()) {
      SettingComparison.notInUse(line, catalogs.codes(), ground(line.date(), null))
          .ifPresent(found::add);
    }
    found.addAll(
        new DiscardContradictions(claim.lines(), this::policy).differences(List.copyOf(found)));
    found.addAll(whole(claim, pairing.pairs()));
    return found;
  }

  private List<Difference> unexplained(
      BilledClaim claim, Pairing pairing, List<Administration> unpriced) {
    Map<String, List<Pair>> byCode =
        pairing.pairs().stream().collect(Collectors.groupingBy(pair -> pair.first().code()));
    UnexplainedLines unexplained = new UnexplainedLines(catalogs, claim.patient(), unpriced);
    return pairing.unexplained().stream()
        .map(
            line ->
                unexplained.difference(
                    line,
                    byCode.getOrDefault(line.code(), List.of()),
                    ground(line.date(), BillingRule.RECORD_SHOWS_WASTE)))
        .toList();
  }

  private List<Difference> whole(BilledClaim claim, List<Pair> pairs) {
    LocalDate first =
        claim.lines().stream()
            .map(BilledLine::date)
            .filter(Objects::nonNull)
            .min(Comparator.naturalOrder())
            .orElse(null);
    BigDecimal limit =
        mayBeSplit(pairs) ? policy(first).map(PayerPolicy::claimLimit).orElse(null) : null;
    return new WholeComparison(claim, limit, ground(first, null)).differences();
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
          for (ServiceLine line : LineSplit.joined(group.lines())) {
            lines.add(new ExpectedLine(line, group, draft, policy));
          }
        } else {
          found.add(ofOtherPatient(group, known));
        }
      }
    }
    return lines;
  }

  /**
   * @param patientIsKnown true if other administrations of the call are of the claim's patient
   */
  private Difference ofOtherPatient(Priced group, boolean patientIsKnown) {
    return new Difference(
        patientIsKnown ? IssueCode.ADMINISTRATION_ON_OTHER_CLAIM : IssueCode.PATIENT_MISMATCH,
        patientIsKnown
            ? "The administration is of another patient and belongs on another claim; this claim"
                + " does not bill it."
            : "The administration is of another patient than the claim. Leave it out, or correct"
                + " the patient.",
        new Place(List.of(), Part.LINE, group.administrations()),
        "",
        "",
        null,
        ground(group.first().day().date(), null));
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

  private Optional<PayerPolicy> policy(@Nullable LocalDate day) {
    return day == null ? Optional.empty() : catalogs.policies().inForce(payer, day, asOf);
  }

  private @Nullable Ground ground(@Nullable LocalDate day, @Nullable BillingRule rule) {
    return policy(day).map(p -> new Ground(Kind.POLICY, rule, p.source())).orElse(null);
  }
}
