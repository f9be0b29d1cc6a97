package org.priceunits.domain.checking;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Pairs lines of one service whose units add up: several billed for one, or one for several. */
final class SummedLines {
  private SummedLines() {}

  /**
   * Pairs an expected line with several billed ones. The NDC of a part may be in another format, or
   * appear on another part only.
   */
  static List<Pair> partsOfOne(List<BilledLine> billed, List<ExpectedLine> expected) {
    List<Pair> pairs = new ArrayList<>();
    Map<Service, List<BilledLine>> byService = Service.group(billed);
    for (ExpectedLine wanted : expected) {
      List<BilledLine> same = byService.getOrDefault(Service.of(wanted), List.of());
      List<BilledLine> named = same.stream().filter(wanted::hasNdcOf).toList();
      List<BilledLine> parts = new ArrayList<>(named);
      if (!wanted.policy().ndcRequired() && wanted.line().ndc() != null) {
        same.stream().filter(l -> l.ndc() == null).forEach(parts::add);
      }
      List<BilledLine> whole = isSum(named, wanted.line().units()) ? named : parts;
      if (!named.isEmpty() && isSum(whole, wanted.line().units())) {
        pairs.add(new Pair(wanted, whole));
        same.removeAll(whole);
      }
    }
    return pairs;
  }

  /** Pairs lines without an NDC with several packages, if the payer does not require the NDC. */
  static List<Pair> ofPackages(List<BilledLine> billed, List<ExpectedLine> expected) {
    return onOneLine(
        billed,
        expected,
        wanted -> wanted.group().administrations(),
        (wanted, line) -> line.ndc() == null && !wanted.policy().ndcRequired());
  }

  /**
   * Pairs lines of one place with what the record gives at several, so that the place differs and
   * not the units.
   */
  static List<Pair> ofPlaces(List<BilledLine> billed, List<ExpectedLine> expected) {
    return onOneLine(
        billed,
        expected,
        wanted -> Optional.ofNullable(wanted.line().ndc()),
        (wanted, line) ->
            wanted.hasNdcOf(line) || line.ndc() == null && !wanted.policy().ndcRequired());
  }

  /**
   * Pairs the lines of a service and one place with all lines that one claim is expected to have of
   * it and that have something in common, if the units add up.
   */
  private static List<Pair> onOneLine(
      List<BilledLine> billed,
      List<ExpectedLine> expected,
      Function<ExpectedLine, Object> common,
      BiPredicate<ExpectedLine, BilledLine> fits) {
    Map<List<Object>, List<ExpectedLine>> parts = new LinkedHashMap<>();
    for (ExpectedLine line : expected) {
      List<Object> key = List.of(Service.of(line), line.draft(), common.apply(line));
      parts.computeIfAbsent(key, k -> new ArrayList<>(2)).add(line);
    }
    Map<Service, List<BilledLine>> byService = Service.group(billed);
    List<Pair> pairs = new ArrayList<>();
    for (List<ExpectedLine> wanted : parts.values()) {
      ExpectedLine first = wanted.get(0);
      List<BilledLine> same = byService.getOrDefault(Service.of(first), List.of());
      List<BilledLine> lines = same.stream().filter(line -> fits.test(first, line)).toList();
      if (wanted.size() > 1 && places(lines).size() == 1) {
        ExpectedLine together = ExpectedLine.together(wanted, places(lines).iterator().next());
        if (isSum(lines, together.line().units())) {
          pairs.add(new Pair(together, wanted, lines));
          same.removeAll(lines);
        }
      }
    }
    return pairs;
  }

  private static Set<String> places(List<BilledLine> lines) {
    return lines.stream()
        .map(line -> String.valueOf(line.setting().placeOfService()))
        .collect(Collectors.toSet());
  }

  private static boolean isSum(List<BilledLine> parts, BigDecimal units) {
    return parts.stream()
            .map(BilledLine::units)
            .reduce(BigDecimal.ZERO, BigDecimal::add)
            .compareTo(units)
        == 0;
  }
}
