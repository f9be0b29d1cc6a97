package org.priceunits.x12;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.priceunits.domain.billing.result.IssueCode;

/**
 * Everything that a transaction lacks, collected before it is refused as one list, and what it does
 * not say.
 */
final class Findings {
  private final Set<X12Issue> issues = new LinkedHashSet<>();

  void missing(String path, String text) {
    issues.add(new X12Issue(IssueCode.X12_DATA_MISSING, path, text));
  }

  void notValid(String path, String text) {
    issues.add(new X12Issue(IssueCode.X12_VALUE_NOT_VALID, path, text));
  }

  void noCharge(String path, String text) {
    issues.add(new X12Issue(IssueCode.CHARGE_MISSING, path, text));
  }

  /** Reports something of another kind, which refuses nothing. */
  void warn(IssueCode code, String path, String text) {
    issues.add(new X12Issue(code, path, text));
  }

  /** Reports what is not written; the rest is. */
  void leftOut(String path, String text) {
    issues.add(new X12Issue(IssueCode.X12_LEFT_OUT, path, text));
  }

  /**
   * Returns a text as it can be written; reports one that cannot, and one that is missing.
   *
   * @param what what the text is, for the sentence: "the name of the payer"
   * @param most the most characters of the element
   */
  String needed(String value, String what, int most, String path) {
    if (value.isBlank()) {
      missing(path, "An 837 needs %s. Add it.".formatted(what));
    }
    return optional(value, what, most, path);
  }

  /**
   * Returns a text as it can be written; reports one that cannot, is missing, or is too short.
   *
   * @param least the least characters of the element
   */
  String needed(String value, String what, int least, int most, String path) {
    String text = needed(value, what, most, path);
    if (!text.isEmpty() && text.length() < least) {
      notValid(
          path, "An 837 needs %s with %d characters or more. Correct it.".formatted(what, least));
    }
    return text;
  }

  /** Returns a text as it can be written, empty if there is none; reports one that cannot. */
  String optional(String value, String what, int most, String path) {
    String text = value.strip();
    if (!Syntax.isAllowed(text)) {
      notValid(
          path,
          "An 837 cannot hold %s: it has a character that X12 does not allow (letters with marks, control characters,"
                  .formatted(what)
              + " or one of * : ~ ^). Write it without.");
    } else if (text.length() > most) {
      notValid(
          path,
          "An 837 cannot hold %s: it has %d characters, and %d is the most. Shorten it."
              .formatted(what, text.length(), most));
    }
    return text;
  }

  /** Returns words as {@link #needed} does, with characters rewritten as in {@link #words}. */
  String neededWords(String value, String what, int most, String path) {
    if (Syntax.rewritten(value.strip()).isBlank()) {
      missing(path, "An 837 needs %s. Add it.".formatted(what));
    }
    return words(value, what, most, path);
  }

  /**
   * Returns words, in contrast to an identifier, as {@link #optional} does; characters that X12
   * does not allow are written otherwise where the meaning stays, and that is reported.
   */
  String words(String value, String what, int most, String path) {
    String text = value.strip();
    String written = Syntax.rewritten(text);
    if (written.equals(text) || !Syntax.isAllowed(written)) {
      return optional(text, what, most, path);
    }
    issues.add(
        new X12Issue(
            IssueCode.X12_TEXT_REWRITTEN,
            path,
            "X12 does not allow all characters of %s: \"%s\" is written as \"%s\". Correct it if that is not the same."
                .formatted(what, text, written)));
    return optional(written, what, most, path);
  }

  /** Reports a value that is not one of a list, or missing; returns it as given. */
  String oneOf(String value, List<String> allowed, String what, String path) {
    if (value.isBlank()) {
      missing(path, "An 837 needs %s (%s). Add it.".formatted(what, String.join(", ", allowed)));
    } else if (!allowed.contains(value)) {
      notValid(
          path,
          "An 837 needs %s as one of %s. Correct it.".formatted(what, String.join(", ", allowed)));
    }
    return value;
  }

  List<X12Issue> issues() {
    return List.copyOf(issues);
  }

  /** Returns true if nothing refuses the transaction. */
  boolean none() {
    return issues.stream().noneMatch(X12Issue::refuses);
  }
}
