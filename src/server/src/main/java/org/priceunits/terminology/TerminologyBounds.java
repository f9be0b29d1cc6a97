package org.priceunits.terminology;

import java.time.Duration;

/**
 * Limits the work and the size of one call. The constants are the usual values.
 *
 * @param expansionCodes codes of an expansion requested without a count
 * @param searchedCodes codes that a filter or a page is looked for in
 * @param steps steps of the library over all value sets of a call; a set of all HCPCS codes takes
 *     9,000, and as many for each set that includes it
 * @param depth value sets inside each other; HL7's own have fewer than ten levels
 * @param time longest time for a call
 * @param textLength characters of a code, URL, display or filter; the longest description of HCPCS
 *     has 1,000
 * @param codings codings of a CodeableConcept: a drug has a HCPCS code and an NDC for each of its
 *     packages
 * @param validations validations of one batch
 * @param languages languages of one call; browsers send fewer than ten
 */
public record TerminologyBounds(
    int expansionCodes,
    int searchedCodes,
    int steps,
    int depth,
    Duration time,
    int textLength,
    int codings,
    int validations,
    int languages) {
  /** HL7's test suite requires this limit. */
  public static final int EXPANSION_CODES = 1_000;

  public static final int SEARCHED_CODES = 100_000;
  public static final int STEPS = 1_000_000;
  public static final int DEPTH = 100;
  public static final int SECONDS = 20;
  public static final int TEXT_LENGTH = 4_096;
  public static final int CODINGS = 100;
  public static final int VALIDATIONS = 1_000;
  public static final int LANGUAGES = 50;

  public static final TerminologyBounds USUAL =
      new TerminologyBounds(
          EXPANSION_CODES,
          SEARCHED_CODES,
          STEPS,
          DEPTH,
          Duration.ofSeconds(SECONDS),
          TEXT_LENGTH,
          CODINGS,
          VALIDATIONS,
          LANGUAGES);
}
