package org.priceunits.x12;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.DateType;
import org.hl7.fhir.r4.model.Period;
import org.hl7.fhir.r4.model.Type;

/** The first and the last day of a service. */
record Days(LocalDate from, LocalDate to) {
  private static final DateTimeFormatter FORM = DateTimeFormatter.BASIC_ISO_DATE;

  /**
   * Reads one day or two of a DTP segment.
   *
   * @throws java.time.DateTimeException if the text is none
   */
  static Days of(String text) {
    int hyphen = text.indexOf('-');
    return hyphen < 0
        ? new Days(day(text), day(text))
        : new Days(day(text.substring(0, hyphen)), day(text.substring(hyphen + 1)));
  }

  static LocalDate day(String text) {
    return LocalDate.parse(text, FORM);
  }

  static String text(LocalDate day) {
    return FORM.format(day);
  }

  boolean isOne() {
    return from.equals(to);
  }

  /** Returns the days as {@code DTP03} has them in the format RD8. */
  String both() {
    return text(from) + "-" + text(to);
  }

  Period period() {
    Period period = new Period();
    period.setStartElement(new DateTimeType(from.toString()));
    period.setEndElement(new DateTimeType(to.toString()));
    return period;
  }

  Type serviced() {
    return isOne() ? new DateType(from.toString()) : period();
  }
}
