package org.priceunits.x12;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.hl7.fhir.r4.model.Claim;
import org.hl7.fhir.r4.model.Identifier;
import org.priceunits.domain.billing.result.IssueCode;

/**
 * Which claims of a document bill nothing, because another one replaces or voids them, or because
 * they void another. A replacement stands for the claim that it replaces.
 *
 * <p>The claim that is changed is of the same patient, payer, billing provider and type, on days
 * that overlap, and has the number that REF F8 names, or the patient control number of the one that
 * changes it. Where not exactly one claim is left, all of them stand.
 */
public final class ClaimChanges {
  private final List<Claim> claims;
  private final Map<Claim, String> gone = new IdentityHashMap<>();
  private final Map<Claim, Claim> changedBy = new IdentityHashMap<>();
  private final Map<Claim, String> standsFor = new IdentityHashMap<>();
  private final Map<Claim, String> open = new IdentityHashMap<>();

  private ClaimChanges(List<Claim> claims) {
    this.claims = claims;
  }

  /**
   * @param claims in the order of their document
   */
  public static ClaimChanges of(List<Claim> claims) {
    ClaimChanges changes = new ClaimChanges(claims);
    for (int i = 0; i < claims.size(); i++) {
      if (Frequency.isChange(claims.get(i))) {
        changes.change(i);
      }
    }
    return changes;
  }

  /** Returns the claims that bill what they state, in their order. */
  public List<Claim> standing() {
    return claims.stream().filter(claim -> !gone.containsKey(claim)).toList();
  }

  /** Returns what became of a claim that bills nothing; empty for one that stands. */
  public Optional<String> said(Claim claim) {
    return Optional.ofNullable(gone.get(claim));
  }

  /** Returns the numbers of the claims that a claim stands for; empty for a first one. */
  public Optional<String> standsFor(Claim claim) {
    return Optional.ofNullable(standsFor.get(claim));
  }

  /**
   * Returns what is to be said of a claim that changes another; none if all is in the file.
   *
   * @param billsDrugs true if the claim has lines of drugs
   */
  public List<X12Issue> issues(Claim claim, boolean billsDrugs) {
    List<X12Issue> issues = new ArrayList<>();
    Optional.ofNullable(open.get(claim))
        .filter(why -> !changedBy.containsKey(claim))
        .ifPresent(why -> issues.add(new X12Issue(IssueCode.CHANGED_CLAIM_NOT_FOUND, "", why)));
    if (billsDrugs
        && Frequency.isVoid(claim)
        && standing().stream().noneMatch(other -> ClaimGroup.areOfOneVisit(claim, other))) {
      issues.add(
          new X12Issue(
              IssueCode.VOIDED_DOSE_NOT_BILLED,
              "",
              "The claim takes back a bill, and no other claim of this file bills what was given. If it was given, bill it again; if not, correct the record."));
    }
    return issues;
  }

  private void change(int position) {
    Claim claim = claims.get(position);
    boolean voids = Frequency.isVoid(claim);
    List<Claim> found = changed(position);
    if (found.size() == 1) {
      take(found.get(0), claim, voids);
    } else {
      open.put(claim, why(claim, found));
    }
    if (voids) {
      String of = Frequency.changed(claim);
      gone.put(
          claim, "voids the payer's claim " + (of.isEmpty() ? "" : of + " ") + "and bills nothing");
    }
  }

  private void take(Claim earlier, Claim by, boolean voids) {
    String number = number(by);
    changedBy.put(earlier, by);
    gone.put(
        earlier, (voids ? "is voided" : "is replaced") + " by claim " + number + " of this file");
    if (!voids) {
      standsFor.put(by, number(earlier));
    }
  }

  private static String why(Claim claim, List<Claim> found) {
    String numbers = String.join(", ", found.stream().map(ClaimChanges::number).toList());
    return (found.isEmpty()
            ? "The claim that this one replaces or voids is not found in this file: none of the same patient, payer, billing provider and type on overlapping days has its number."
            : "This claim may replace or void several claims of this file (%s), so that none of them is taken back."
                .formatted(numbers))
        + (Frequency.isVoid(claim) ? "" : " It is held against the administrations as it is.")
        + " If one of this file is meant, write its number in REF F8.";
  }

  /** Returns the claims that may be meant: by the number of REF F8, else by the claim's own. */
  private List<Claim> changed(int position) {
    Claim claim = claims.get(position);
    String named = Frequency.changed(claim);
    List<Claim> numbered = found(position, i -> isNamed(claims.get(i), claim, i < position));
    if (Frequency.isVoid(claim) && numbered.size() > 1) {
      // After a void, a claim with the same number is the new one.
      numbered = numbered.stream().filter(c -> claims.indexOf(c) < position).toList();
    }
    if (numbered.isEmpty() && !named.isEmpty()) {
      numbered =
          found(position, i -> i < position && named.equals(Frequency.changed(claims.get(i))));
    }
    String own = number(claim);
    return numbered.isEmpty() && !own.isEmpty()
        ? found(position, i -> own.equals(number(claims.get(i))) && isBefore(i, position))
        : numbered;
  }

  /**
   * The links of REF F8 are followed in any order; a later change of the same claim comes after.
   */
  private static boolean isNamed(Claim other, Claim by, boolean before) {
    String named = Frequency.changed(by);
    return !named.isEmpty()
        && named.equals(number(other))
        && (before || !named.equals(Frequency.changed(other)));
  }

  /** A replacement is of a first claim anywhere in the document, or of a change before it. */
  private boolean isBefore(int other, int position) {
    return other < position
        || !Frequency.isVoid(claims.get(position)) && !Frequency.isChange(claims.get(other));
  }

  private List<Claim> found(int position, IntPredicate isMeant) {
    Claim claim = claims.get(position);
    return IntStream.range(0, claims.size())
        .filter(i -> i != position)
        .filter(isMeant)
        .mapToObj(claims::get)
        .filter(other -> !gone.containsKey(other) && !Frequency.isVoid(other))
        .filter(other -> !isChangedBy(claim, other) && ClaimGroup.areOfOneBill(claim, other))
        .toList();
  }

  private boolean isChangedBy(Claim claim, Claim other) {
    Claim by = changedBy.get(claim);
    while (by != null && by != other) {
      by = changedBy.get(by);
    }
    return by != null;
  }

  private static String number(Claim claim) {
    return claim.getIdentifier().stream()
        .filter(Identifier::hasValue)
        .map(Identifier::getValue)
        .findFirst()
        .orElse("");
  }
}
