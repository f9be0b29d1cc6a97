package org.priceunits.server.limits;

import java.time.Duration;
import org.priceunits.terminology.TerminologyBounds;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The limits of one call of a terminology operation that an operator can set, {@code
 * price-units.limits.terminology.*}. A call beyond one of them is refused with 422.
 *
 * @param searchedCodes codes of a value set that a filter or a page is looked for in
 * @param steps steps over all value sets of the call
 * @param depth value sets inside each other
 * @param time longest time for the work on value sets
 * @param textLength characters of a code, URL, display or filter
 * @param codings codings of one CodeableConcept
 * @param validations validations of one batch
 * @param languages languages that the call names
 */
public record TerminologyLimits(
    @DefaultValue("" + TerminologyBounds.SEARCHED_CODES) int searchedCodes,
    @DefaultValue("" + TerminologyBounds.STEPS) int steps,
    @DefaultValue("" + TerminologyBounds.DEPTH) int depth,
    @DefaultValue(TerminologyBounds.SECONDS + "s") Duration time,
    @DefaultValue("" + TerminologyBounds.TEXT_LENGTH) int textLength,
    @DefaultValue("" + TerminologyBounds.CODINGS) int codings,
    @DefaultValue("" + TerminologyBounds.VALIDATIONS) int validations,
    @DefaultValue("" + TerminologyBounds.LANGUAGES) int languages) {

  /** Refuses a limit that would refuse everything: it is a mistake, which prevents the start. */
  public TerminologyLimits {
    int smallest = Math.min(Math.min(searchedCodes, steps), Math.min(depth, textLength));
    if (Math.min(smallest, Math.min(codings, Math.min(validations, languages))) < 1
        || time.toSeconds() < 1) {
      throw new IllegalArgumentException(
          "price-units.limits.terminology: each limit is 1 or more, time is 1s or more.");
    }
  }

  TerminologyBounds bounds(int expansionCodes) {
    return new TerminologyBounds(
        expansionCodes,
        searchedCodes,
        steps,
        depth,
        time,
        textLength,
        codings,
        validations,
        languages);
  }
}
