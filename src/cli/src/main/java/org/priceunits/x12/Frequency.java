package org.priceunits.x12;

import java.util.Optional;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Claim;
import org.priceunits.fhir.Canonicals;
import org.priceunits.fhir.FhirValues;

/**
 * What a Claim says of its frequency: whether it is the first, or replaces or voids another. A
 * hospital says it with the last character of the type of bill.
 */
final class Frequency {
  private static final String SYSTEM = Canonicals.codeSystem("claim-information");

  private Frequency() {}

  /** Returns the frequency; empty if the claim states none. */
  static String of(Claim claim) {
    return Stream.of(
            said(claim, "type-of-bill").map(Frequency::last), said(claim, "claim-frequency"))
        .flatMap(Optional::stream)
        .findFirst()
        .orElse("");
  }

  static boolean isVoid(Claim claim) {
    return effect(claim).equals(Optional.of(FrequencyCode.Effect.VOIDS));
  }

  /** Returns true for a claim that replaces or voids another. */
  static boolean isChange(Claim claim) {
    return isVoid(claim) || effect(claim).equals(Optional.of(FrequencyCode.Effect.REPLACES));
  }

  private static Optional<FrequencyCode.Effect> effect(Claim claim) {
    return FrequencyCode.of(of(claim)).map(FrequencyCode::effect);
  }

  /** Returns the type of bill without its frequency; empty if the claim states none. */
  static String facility(Claim claim) {
    return said(claim, "type-of-bill")
        .map(bill -> bill.substring(0, Math.max(0, bill.length() - 1)))
        .orElse("");
  }

  /** Returns the payer's number of the claim that this one changes; empty if it states none. */
  static String changed(Claim claim) {
    return claim.getRelated().stream()
        .map(related -> Syntax.stripped(related.getReference().getValue()))
        .filter(value -> !value.isEmpty())
        .findFirst()
        .orElse("");
  }

  private static String last(String bill) {
    return bill.substring(Math.max(0, bill.length() - 1));
  }

  private static Optional<String> said(Claim claim, String code) {
    return claim.getSupportingInfo().stream()
        .filter(info -> info.getCode().hasCoding(SYSTEM, code))
        .flatMap(info -> FhirValues.text(info.getValue()).stream())
        .findFirst();
  }
}
