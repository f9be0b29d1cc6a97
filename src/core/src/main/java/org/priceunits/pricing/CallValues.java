package org.priceunits.pricing;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneId;
import org.priceunits.domain.billing.IssueCode;

/** Reads the texts of single inputs; one that is not of its form is refused with what it may be. */
final class CallValues {
  private CallValues() {}

  static boolean institutional(String value, String path) {
    return switch (value) {
      case "institutional" -> true;
      case "professional" -> false;
      default -> throw notValid("claimType is professional or institutional.", path);
    };
  }

  static String typeOfBill(String value, String path) {
    if (!value.matches("0?\\d[0-9A-Z]{2}")) {
      throw notValid("typeOfBill is a NUBC type of bill, such as 0131.", path);
    }
    return value;
  }

  static ZoneId zone(String value, String path) {
    try {
      return ZoneId.of(value);
    } catch (DateTimeException e) {
      throw notValid("timeZone is an IANA time zone, such as America/Chicago.", path);
    }
  }

  static LocalDate day(String value, String path) {
    try {
      return LocalDate.parse(value);
    } catch (DateTimeException e) {
      throw notValid("asOf is a day, such as 2025-03-31.", path);
    }
  }

  static PricedAs as(String value, String path) {
    return PricedAs.of(value).orElseThrow(() -> notValid(PricedAs.allowed(), path));
  }

  static boolean flag(String name, String value, String path) {
    return switch (value) {
      case "true" -> true;
      case "false" -> false;
      default -> throw notValid(name + " is true or false.", path);
    };
  }

  static CallRefusedException notValid(String text, String path) {
    return CallRefusedException.notUsable(
        IssueCode.PARAMETER_NOT_VALID, path, text + " Correct it.");
  }
}
