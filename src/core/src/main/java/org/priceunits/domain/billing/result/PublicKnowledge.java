package org.priceunits.domain.billing.result;

import java.time.LocalDate;

/**
 * What the program brings beside what it prices with at once, and the command that adds it: every
 * package and payment limit of the quarters whose files of CMS are public.
 */
public final class PublicKnowledge {
  /** The command that adds it to a server or a folder. */
  public static final String COMMAND = "price-units load --public";

  /** The quarters of the payment limits, in words. */
  public static final String QUARTERS = "2024Q1 to 2025Q3";

  private static final String MEDICARE = "medicare";
  private static final LocalDate FIRST = LocalDate.of(2024, 1, 1);
  private static final LocalDate LAST = LocalDate.of(2025, 9, 30);

  private PublicKnowledge() {}

  /**
   * Returns true if it has payment limits for a day.
   *
   * @param schedule the payer whose limits are asked for
   */
  public static boolean covers(String schedule, LocalDate day) {
    return MEDICARE.equals(schedule) && !day.isBefore(FIRST) && !day.isAfter(LAST);
  }
}
