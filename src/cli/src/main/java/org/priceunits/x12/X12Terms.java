package org.priceunits.x12;

import java.math.BigDecimal;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What the caller says for all claims of a call.
 *
 * @param linesOnly true to write service lines alone, without anything about patient or payer
 * @param chargeFactor a charge is the payer's limit times this; absent if the net amounts are
 *     charged
 * @param discardNotes true to say on each JW line in words what was given and discarded
 * @param information values by code of {@code claim-information}, for claims that do not say them
 * @param unclassified tells the codes that identify no drug and need words
 */
record X12Terms(
    boolean linesOnly,
    @Nullable BigDecimal chargeFactor,
    boolean discardNotes,
    Map<String, String> information,
    Predicate<String> unclassified) {
  X12Terms {
    information = Map.copyOf(information);
  }
}
