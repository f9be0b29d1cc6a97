package org.priceunits.server.guard;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * Computes an upper bound for the number of ways in which Java's backtracking matcher can read a
 * text by a regular expression. HL7's library runs the expressions of stored definitions without a
 * time limit, so only expressions with few ways for any text may be stored: a number that depends
 * on the expression alone. At most one part may repeat without an upper bound, and nothing that
 * repeats may itself be read in two ways.
 */
final class RegexWays {
  /** Enough for an e-mail address with its two lengths; a text is read in seconds. */
  private static final long MOST = 100_000;

  /**
   * Limit if the number of ways grows with the text too; HL7 allows names of definitions 255
   * characters.
   */
  private static final long MOST_PER_CHARACTER = 1_000;

  /** A longer expression would recurse too deeply. */
  private static final int LONGEST = 2_000;

  private static final Pattern COUNTS =
      Pattern.compile("\\{(?<least>\\d{1,9})(?<comma>,(?<most>\\d{1,9})?)?\\}");

  private final String regex;
  private int at;

  private RegexWays(String regex) {
    this.regex = regex;
  }

  /**
   * Returns true if a match ends soon, whatever the text.
   *
   * @param whole true if the expression must match the whole text; otherwise it is tried from each
   *     character, unless it begins with {@code ^}
   * @return false also for an invalid regular expression
   */
  static boolean areFew(String regex, boolean whole) {
    if (regex.length() > LONGEST) {
      return false;
    }
    try {
      Pattern.compile(regex);
      RegexWays reader = new RegexWays(regex);
      int alternatives = reader.topLevelAlternatives();
      Ways ways = reader.alternatives();
      boolean fromEachCharacter = !whole && !(regex.startsWith("^") && alternatives == 1);
      if (ways.perCharacter() && fromEachCharacter) {
        return false;
      }
      return ways.count() <= (ways.perCharacter() || fromEachCharacter ? MOST_PER_CHARACTER : MOST);
    } catch (PatternSyntaxException | TooMany e) {
      return false;
    }
  }

  private int topLevelAlternatives() {
    int alternatives = 0;
    do {
      sequence();
      alternatives++;
    } while (take('|'));
    at = 0;
    return alternatives;
  }

  private Ways alternatives() {
    Ways ways = sequence();
    while (take('|')) {
      ways = ways.or(sequence());
    }
    return ways;
  }

  private Ways sequence() {
    Ways ways = Ways.ONE;
    while (at < regex.length() && peek() != '|' && peek() != ')') {
      ways = ways.then(repeated(atom()));
    }
    return ways;
  }

  private Ways atom() {
    char first = regex.charAt(at++);
    return switch (first) {
      case '(' -> group();
      case '[' -> characterClass();
      case '\\' -> escape();
      default -> Ways.ONE;
    };
  }

  private Ways group() {
    if (take('?') && !take(':')) {
      // Lookahead, lookbehind, flags and names: none is needed, and some backtrack.
      throw new TooMany();
    }
    Ways ways = alternatives();
    at++;
    return ways;
  }

  private Ways characterClass() {
    take('^');
    if (peek() == ']') {
      throw new TooMany();
    }
    for (char c = regex.charAt(at++); c != ']'; c = regex.charAt(at++)) {
      if (c == '[') {
        // A class inside a class: no expression of FHIR's needs one, and it is easily misread.
        throw new TooMany();
      }
      if (c == '\\') {
        escape();
      }
    }
    return Ways.ONE;
  }

  private Ways escape() {
    char kind = regex.charAt(at++);
    if ((kind >= '1' && kind <= '9') || kind == 'k' || kind == 'Q' || kind == 'X' || kind == 'R') {
      // A back reference, a quotation, or a cluster that is read in several ways.
      throw new TooMany();
    }
    if (kind == 'c') {
      at++;
    } else if (at < regex.length() && peek() == '{' && "pPxN".indexOf(kind) >= 0) {
      at = regex.indexOf('}', at) + 1;
    }
    return Ways.ONE;
  }

  private Ways repeated(Ways ways) {
    Ways result = ways;
    if (take('?')) {
      result = ways.or(Ways.ONE);
    } else if (take('*') || take('+')) {
      result = ways.withoutEnd();
    } else if (at < regex.length() && peek() == '{') {
      result = counted(ways);
    } else {
      return ways;
    }
    if (!take('?')) {
      take('+');
    }
    return result;
  }

  private Ways counted(Ways ways) {
    Matcher counts = COUNTS.matcher(regex).region(at, regex.length());
    if (!counts.lookingAt()) {
      throw new TooMany();
    }
    at = counts.end();
    int least = Integer.parseInt(counts.group("least"));
    if (counts.group("comma") == null) {
      return ways.times(least, least);
    }
    String most = counts.group("most");
    return most == null ? ways.withoutEnd() : ways.times(least, Integer.parseInt(most));
  }

  private char peek() {
    return regex.charAt(at);
  }

  private boolean take(char wanted) {
    boolean there = at < regex.length() && peek() == wanted;
    at += there ? 1 : 0;
    return there;
  }

  /**
   * @param count number of ways
   * @param perCharacter true if there are that many for each character of the text
   */
  private record Ways(long count, boolean perCharacter) {
    static final Ways ONE = new Ways(1, false);

    Ways {
      if (count > MOST) {
        throw new TooMany();
      }
    }

    Ways then(Ways next) {
      if (perCharacter && next.perCharacter) {
        throw new TooMany();
      }
      return new Ways(count * next.count, perCharacter || next.perCharacter);
    }

    Ways or(Ways other) {
      return new Ways(count + other.count, perCharacter || other.perCharacter);
    }

    Ways withoutEnd() {
      if (count > 1 || perCharacter) {
        throw new TooMany();
      }
      return new Ways(1, true);
    }

    Ways times(int least, int most) {
      if (count == 1 && !perCharacter) {
        return new Ways((long) most - least + 1, false);
      }
      if (most > 1 && perCharacter) {
        throw new TooMany();
      }
      Ways power = ONE;
      Ways sum = least == 0 ? ONE : null;
      for (int i = 1; i <= most; i++) {
        power = power.then(this);
        if (i >= least) {
          sum = sum == null ? power : sum.or(power);
        }
      }
      return sum == null ? ONE : sum;
    }
  }

  private static final class TooMany extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private TooMany() {
      super("too many ways", null, false, false);
    }
  }
}
