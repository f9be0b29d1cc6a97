package org.priceunits.domain.checking;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.priceunits.domain.billing.result.IssueCode;
import org.priceunits.domain.checking.Difference.Ground;
import org.priceunits.domain.checking.Difference.Part;
import org.priceunits.domain.checking.Difference.Place;

/** Collects the differences found for one pair of lines. */
final class Findings {
  private final Pair pair;
  private final List<Difference> differences = new ArrayList<>(0);

  Findings(Pair pair) {
    this.pair = pair;
  }

  void add(
      IssueCode code,
      Part part,
      String text,
      String expected,
      String found,
      @Nullable BigDecimal effect,
      @Nullable Ground ground) {
    add(code, pair.items(), part, text, expected, found, effect, ground);
  }

  /** Adds a difference of some of the pair's lines, without an effect on the amount. */
  void add(
      IssueCode code,
      List<Integer> items,
      Part part,
      String text,
      String expected,
      String found,
      @Nullable Ground ground) {
    add(code, items, part, text, expected, found, null, ground);
  }

  private void add(
      IssueCode code,
      List<Integer> items,
      Part part,
      String text,
      String expected,
      String found,
      @Nullable BigDecimal effect,
      @Nullable Ground ground) {
    Place place = new Place(items, part, pair.expected().group().administrations());
    differences.add(new Difference(code, text, place, expected, found, effect, ground));
  }

  List<Difference> differences() {
    return differences;
  }
}
