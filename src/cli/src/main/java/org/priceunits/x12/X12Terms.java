package org.priceunits.x12;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.function.Predicate;
import org.hl7.fhir.r4.model.Claim;
import org.jspecify.annotations.Nullable;
import org.priceunits.knowledge.InstitutionalClaimRules;

/**
 * What the caller says for all claims of a call.
 *
 * @param linesOnly true to write service lines alone, without anything about patient or payer
 * @param chargeFactor a charge is the payer's limit times this; absent if the net amounts are
 *     charged
 * @param discardNotes tells by the policy that a JW line cites, and by its code, whether to say in
 *     words what was given and discarded
 * @param information values by code of {@code claim-information}, for claims that do not say them
 * @param today day of the file, in the zone of the sender
 * @param institutional what an institutional claim has to say by its type of bill
 * @param unclassified tells the codes that identify no drug and need words
 * @param drugs tells the codes that bill an amount of drug
 * @param claimLimits the most USD on one claim by the policy that a line cites; empty for any
 */
record X12Terms(
    boolean linesOnly,
    @Nullable BigDecimal chargeFactor,
    BiPredicate<String, String> discardNotes,
    Map<String, String> information,
    LocalDate today,
    InstitutionalClaimRules institutional,
    Predicate<String> unclassified,
    Predicate<String> drugs,
    Function<String, Optional<BigDecimal>> claimLimits) {
  X12Terms {
    information = Map.copyOf(information);
  }

  /** Returns the most USD that the policies of a claim's lines take on one; null for any amount. */
  @Nullable BigDecimal claimLimit(Claim claim) {
    return claim.getItem().stream()
        .map(item -> LineWorking.of(item).policy())
        .distinct()
        .flatMap(policy -> claimLimits.apply(policy).stream())
        .min(Comparator.naturalOrder())
        .orElse(null);
  }
}
