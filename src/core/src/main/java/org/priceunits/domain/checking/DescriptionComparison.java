package org.priceunits.domain.checking;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.priceunits.domain.billing.result.BillingRule;
import org.priceunits.domain.billing.result.IssueCode;
import org.priceunits.domain.checking.Difference.Part;
import org.priceunits.domain.product.Ndc;

/** Compares the words of a line whose code does not identify the drug (R18), in any order. */
final class DescriptionComparison {
  private static final Pattern WORD_OR_NUMBER = Pattern.compile("\\d+(?:\\.\\d+)?|\\p{L}+");

  private DescriptionComparison() {}

  static void compare(Pair pair, Findings findings) {
    String wanted = pair.expected().line().description();
    if (wanted == null) {
      return;
    }
    String found = pair.first().text();
    List<String> missing = words(wanted);
    words(found).forEach(missing::remove);
    if (!missing.isEmpty()) {
      findings.add(
          IssueCode.DESCRIPTION_DIFFERS,
          Part.CODE,
          "The words of the line are %s; the record gives \"%s\". The payer knows drug and dose from them alone:"
                  .formatted(found.isEmpty() ? "missing" : '"' + found + '"', wanted)
              + " correct them.",
          wanted,
          found,
          null,
          pair.expected().ground(BillingRule.UNCLASSIFIED_IS_ONE_UNIT));
    }
  }

  /**
   * Splits a text into words and numbers, even if they are written together; an NDC counts in any
   * format.
   */
  private static List<String> words(String text) {
    List<String> words = new ArrayList<>();
    for (String part : text.toLowerCase(Locale.ROOT).split("[\\s,;:()]+")) {
      Optional<Ndc> ndc = Ndc.of(part);
      if (ndc.isPresent()) {
        words.add(ndc.get().value());
      } else {
        WORD_OR_NUMBER.matcher(part).results().map(MatchResult::group).forEach(words::add);
      }
    }
    return words;
  }
}
