package org.priceunits.server.operation;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** The dates of HTTP's headers (RFC 9110, section 5.6.7). */
public final class HttpDate {
  /** Java's own format of RFC 1123 writes the first nine days of a month with one digit. */
  private static final DateTimeFormatter WRITTEN =
      DateTimeFormatter.ofPattern("EEE, dd MMM uuuu HH:mm:ss 'GMT'", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  private HttpDate() {}

  /** Returns the date as HTTP writes it, with two digits of the day; parts of a second are lost. */
  public static String of(Instant instant) {
    return WRITTEN.format(instant);
  }

  /**
   * Reads a date; a day of one digit and another zone are taken too, since some clients send them.
   *
   * @throws java.time.format.DateTimeParseException if it is none
   */
  public static Instant read(String text) {
    return ZonedDateTime.parse(text.strip(), DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
  }
}
