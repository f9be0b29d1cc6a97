package org.priceunits.x12;

import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;

/**
 * What stands around the transactions: who sends, who receives, and the numbers.
 *
 * @param contact whom to ask at the submitter, as the elements of PER after the first
 * @param usage T for a test, P for production
 * @param control interchange control number, 1 to 999999999
 * @param time of the file, in the zone of the sender
 */
record Envelope(
    Trader submitter,
    List<String> contact,
    Trader receiver,
    String usage,
    int control,
    ZonedDateTime time) {
  private static final DateTimeFormatter SHORT_DAY = DateTimeFormatter.ofPattern("yyMMdd");
  private static final DateTimeFormatter DAY = DateTimeFormatter.BASIC_ISO_DATE;
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HHmm");
  private static final int ISA_ID = 15;
  private static final String NOTHING = " ".repeat(10);

  /**
   * A trading partner.
   *
   * @param qualifier of the identifier in ISA, such as ZZ
   */
  record Trader(String name, String qualifier, String id) {}

  /** The last control number; the guides give it nine digits. */
  static final int LAST = 999_999_999;

  Envelope {
    contact = List.copyOf(contact);
  }

  String day() {
    return DAY.format(time.toLocalDate());
  }

  String hour() {
    return TIME.format(time);
  }

  Envelope next() {
    return new Envelope(submitter, contact, receiver, usage, control + 1, time);
  }

  /** Returns the interchange of some transactions of one guide, each from ST to SE. */
  List<Segment> around(List<List<Segment>> transactions, Guide guide) {
    String number = "%09d".formatted(control);
    List<Segment> all = new ArrayList<>();
    all.add(
        Segment.of(
            "ISA",
            "00",
            NOTHING,
            "00",
            NOTHING,
            submitter.qualifier(),
            padded(submitter.id()),
            receiver.qualifier(),
            padded(receiver.id()),
            SHORT_DAY.format(time),
            hour(),
            Syntax.REPETITION,
            "00501",
            number,
            "0",
            usage,
            Syntax.COMPONENT));
    all.add(
        Segment.of(
            "GS",
            "HC",
            submitter.id(),
            receiver.id(),
            day(),
            hour(),
            control,
            "X",
            guide.version()));
    transactions.forEach(all::addAll);
    all.add(Segment.of("GE", transactions.size(), control));
    all.add(Segment.of("IEA", 1, number));
    return all;
  }

  private static String padded(String id) {
    return id + " ".repeat(Math.max(0, ISA_ID - id.length()));
  }
}
