package org.priceunits.x12;

import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.hl7.fhir.r4.model.Claim;
import org.hl7.fhir.r4.model.Identifier;

/**
 * Which claims of a document bill nothing, because another one replaces or voids them, or because
 * they void another. A replacement stands for the claim that it replaces.
 *
 * <p>The claim that is changed has the number that REF F8 names, or the patient control number of
 * the one that changes it; of several with that number, those whose days overlap.
 */
public final class ClaimChanges {
  private final List<Claim> claims;
  private final Map<Claim, String> gone = new IdentityHashMap<>();
  private final Map<Claim, String> standsFor = new IdentityHashMap<>();

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

  private void change(int position) {
    Claim claim = claims.get(position);
    boolean voids = Frequency.isVoid(claim);
    String number = number(claim);
    for (Claim earlier : changed(position)) {
      gone.put(
          earlier, (voids ? "is voided" : "is replaced") + " by claim " + number + " of this file");
      if (!voids) {
        standsFor.merge(claim, number(earlier), (one, other) -> one + ", " + other);
      }
    }
    if (voids) {
      String of = Frequency.changed(claim);
      gone.put(
          claim, "voids the payer's claim " + (of.isEmpty() ? "" : of + " ") + "and bills nothing");
    }
  }

  /**
   * A replacement is of a first claim anywhere in the document, or of a change before it. After a
   * void, a claim with the same number is the new one.
   */
  private List<Claim> changed(int position) {
    Claim claim = claims.get(position);
    boolean voids = Frequency.isVoid(claim);
    List<Claim> others =
        IntStream.range(0, claims.size())
            .filter(
                i -> i < position || i > position && !voids && !Frequency.isChange(claims.get(i)))
            .mapToObj(claims::get)
            .filter(other -> isOfSamePatientAndType(claim, other))
            .toList();
    List<Claim> named = others.stream().filter(other -> isNamed(other, claim)).toList();
    List<Claim> found =
        named.isEmpty()
            ? others.stream()
                .filter(other -> !number(claim).isEmpty() && number(claim).equals(number(other)))
                .toList()
            : named;
    return found.size() <= 1
        ? found
        : found.stream().filter(other -> ClaimGroup.areOfOneVisit(claim, other)).toList();
  }

  private static boolean isNamed(Claim earlier, Claim by) {
    String named = Frequency.changed(by);
    return !named.isEmpty()
        && (named.equals(number(earlier)) || named.equals(Frequency.changed(earlier)));
  }

  private static boolean isOfSamePatientAndType(Claim one, Claim other) {
    return ClaimGroup.name(one.getPatient()).equals(ClaimGroup.name(other.getPatient()))
        && ClaimGroup.type(one).equals(ClaimGroup.type(other));
  }

  private static String number(Claim claim) {
    return claim.getIdentifier().stream()
        .filter(Identifier::hasValue)
        .map(Identifier::getValue)
        .findFirst()
        .orElse("");
  }
}
