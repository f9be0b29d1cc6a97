package org.priceunits.domain.checking;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;

/**
 * Matches each expected line with a billed line: equal lines first, then equal lines whose units
 * add up, then the closest match.
 */
final class Pairing {
  private final List<BilledLine> billed;
  private final List<ExpectedLine> expected;
  private final List<Pair> pairs = new ArrayList<>();

  private Pairing(List<BilledLine> billed, List<ExpectedLine> expected) {
    this.billed = new ArrayList<>(billed);
    this.expected = new ArrayList<>(expected);
  }

  static Pairing of(List<BilledLine> billed, List<ExpectedLine> expected) {
    Pairing pairing = new Pairing(billed, expected);
    pairing.take(EqualLines::ofOnePlace);
    pairing.take(EqualLines::ofAnyPlace);
    pairing.take(SummedLines::partsOfOne);
    pairing.take(SummedLines::ofPackages);
    pairing.take(SummedLines::ofPlaces);
    // Lines complete a claim already begun before they start another.
    Set<Integer> begun = pairing.begun();
    pairing.take((lines, wanted) -> AlikeLines.of(lines, wanted, begun::contains));
    pairing.further();
    pairing.take((lines, wanted) -> AlikeLines.of(lines, wanted, draft -> true));
    pairing.further();
    pairing.pairs.sort(Comparator.comparing(p -> p.first().item()));
    return pairing;
  }

  List<Pair> pairs() {
    return pairs;
  }

  /** Returns the billed lines that match no expected line. */
  List<BilledLine> unexplained() {
    return billed;
  }

  /** Returns the expected lines that were not billed. */
  List<ExpectedLine> missing() {
    return expected;
  }

  /** Returns the expected claims that have a line billed here; all of them if none has. */
  Set<Integer> begun() {
    Set<Integer> begun = new HashSet<>();
    pairs.forEach(p -> begun.add(p.expected().draft()));
    if (begun.isEmpty()) {
      expected.forEach(line -> begun.add(line.draft()));
    }
    return begun;
  }

  /** Keeps the pairs that are found among the lines without one, and takes their lines out. */
  private void take(BiFunction<List<BilledLine>, List<ExpectedLine>, List<Pair>> search) {
    Set<Integer> items = new HashSet<>();
    Set<ExpectedLine> found = Collections.newSetFromMap(new IdentityHashMap<>());
    for (Pair pair : search.apply(billed, expected)) {
      pairs.add(pair);
      items.addAll(pair.items());
      found.addAll(pair.parts());
    }
    billed.removeIf(b -> items.contains(b.item()));
    expected.removeIf(found::contains);
  }

  /** Adds remaining lines of a service already matched. */
  private void further() {
    Map<Service, List<Pair>> byService = new HashMap<>();
    pairs.forEach(
        p -> byService.computeIfAbsent(Service.of(p.first()), k -> new ArrayList<>(1)).add(p));
    billed.removeIf(
        line -> {
          Optional<Pair> same =
              byService.getOrDefault(Service.of(line), List.of()).stream()
                  .filter(p -> p.takes(line))
                  .findFirst();
          same.ifPresent(pair -> pair.add(line));
          return same.isPresent();
        });
  }
}
