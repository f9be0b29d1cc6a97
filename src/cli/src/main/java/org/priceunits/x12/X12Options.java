package org.priceunits.x12;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;
import org.priceunits.domain.billing.result.IssueCode;
import org.priceunits.pricing.CallRefusedException;

/** The inputs of a call that are single values. */
final class X12Options {
  private static final String CONTROL = "[0-9]{1,9}";

  private String usage = "";
  private @Nullable Integer control;
  private String controlPath = "";
  private boolean linesOnly;
  private @Nullable BigDecimal chargeFactor;
  private @Nullable Boolean discardNotes;

  /**
   * Takes an input.
   *
   * @return false if there is none of that name
   * @throws CallRefusedException if its value cannot be used
   */
  boolean take(String name, String value, String path) {
    switch (name) {
      case "usage" -> usage = matching(value, "[TP]", "usage is T (test) or P (production).", path);
      case "interchangeControlNumber" -> {
        int number =
            Integer.parseInt(
                matching(value, CONTROL, "interchangeControlNumber has 1 to 9 digits.", path));
        if (number == 0) {
          throw notValid(path, "interchangeControlNumber is 1 or more.");
        }
        control = number;
        controlPath = path;
      }
      case "scope" ->
          linesOnly =
              matching(value, "transaction|lines", "scope is transaction or lines.", path)
                  .equals("lines");
      case "chargeFactor" -> {
        chargeFactor =
            new BigDecimal(
                matching(
                    value,
                    "[0-9]{1,3}(\\.[0-9]{1,6})?",
                    "chargeFactor is a number such as 2.5.",
                    path));
        if (chargeFactor.signum() == 0) {
          throw notValid(path, "chargeFactor is more than 0.");
        }
      }
      case "discardNote" ->
          discardNotes =
              Boolean.parseBoolean(
                  matching(value, "true|false", "discardNote is true or false.", path));
      default -> {
        return false;
      }
    }
    return true;
  }

  private static String matching(String value, String pattern, String sentence, String path) {
    if (!value.matches(pattern)) {
      throw notValid(path, sentence);
    }
    return value;
  }

  static CallRefusedException notValid(String path, String sentence) {
    return CallRefusedException.notUsable(
        IssueCode.PARAMETER_NOT_VALID, path, sentence + " Correct it.");
  }

  String usage() {
    return usage;
  }

  @Nullable Integer control() {
    return control;
  }

  /** Returns the FHIRPath of the control number; empty if it does not stand in the body. */
  String controlPath() {
    return controlPath;
  }

  boolean linesOnly() {
    return linesOnly;
  }

  @Nullable BigDecimal chargeFactor() {
    return chargeFactor;
  }

  /** Returns whether the caller wants the remarks; null for what the payers want. */
  @Nullable Boolean discardNotes() {
    return discardNotes;
  }
}
