package org.priceunits.domain.checking;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Pairs each expected line with a billed line that says the same. */
final class EqualLines {
  private EqualLines() {}

  /** Returns the pairs that name the same place of service too. */
  static List<Pair> ofOnePlace(List<BilledLine> billed, List<ExpectedLine> expected) {
    return pairs(
        billed,
        expected,
        wanted -> wanted.group().placeOfService(),
        line -> String.valueOf(line.setting().placeOfService()));
  }

  /** Returns the pairs wherever the drug was given. */
  static List<Pair> ofAnyPlace(List<BilledLine> billed, List<ExpectedLine> expected) {
    return pairs(billed, expected, wanted -> "", line -> "");
  }

  private static List<Pair> pairs(
      List<BilledLine> billed,
      List<ExpectedLine> expected,
      Function<ExpectedLine, String> placeOfWanted,
      Function<BilledLine, String> placeOfBilled) {
    Map<Key, List<BilledLine>> byKey = new HashMap<>();
    for (BilledLine line : billed) {
      byKey
          .computeIfAbsent(Key.of(line, placeOfBilled.apply(line)), k -> new ArrayList<>(1))
          .add(line);
    }
    List<Pair> pairs = new ArrayList<>();
    for (ExpectedLine wanted : expected) {
      List<BilledLine> same =
          byKey.getOrDefault(Key.of(wanted, placeOfWanted.apply(wanted)), List.of());
      if (!same.isEmpty()) {
        pairs.add(new Pair(wanted, List.of(same.remove(0))));
      }
    }
    return pairs;
  }

  private record Key(
      Service service,
      List<String> modifiers,
      Optional<String> ndc,
      BigDecimal units,
      String place) {
    static Key of(BilledLine line, String place) {
      return new Key(
          Service.of(line),
          line.modifiers(),
          Optional.ofNullable(line.ndc()),
          line.units().stripTrailingZeros(),
          place);
    }

    static Key of(ExpectedLine wanted, String place) {
      return new Key(
          Service.of(wanted),
          wanted.modifiers(),
          Optional.ofNullable(wanted.line().ndc()).map(n -> n.value()),
          wanted.line().units().stripTrailingZeros(),
          place);
    }
  }
}
