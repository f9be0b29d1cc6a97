package org.priceunits.domain.checking;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.function.Predicate;
import org.priceunits.domain.product.HcpcsCode;

/**
 * Finds for each expected line the billed line that means it: equal ones first, then equal lines
 * whose units add up, then the most alike.
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
    pairing.equalLines();
    pairing.splitLines();
    pairing.packagesOnOneLine();
    // A claim that is begun is finished before its lines are taken for those of another.
    pairing.alike(pairing::covers);
    pairing.further();
    pairing.alike(draft -> true);
    pairing.further();
    pairing.pairs.sort(Comparator.comparing(p -> p.first().item()));
    return pairing;
  }

  List<Pair> pairs() {
    return pairs;
  }

  /** Billed lines that no expected line explains. */
  List<BilledLine> unexplained() {
    return billed;
  }

  /** Expected lines that nobody billed. */
  List<ExpectedLine> missing() {
    return expected;
  }

  /** True where some line of an expected claim is billed here. */
  boolean covers(int draft) {
    return pairs.isEmpty() || pairs.stream().anyMatch(p -> p.expected().draft() == draft);
  }

  private record Key(Service service, Object ndc, Object units) {
    static Key of(BilledLine line) {
      return new Key(
          Service.of(line), Optional.ofNullable(line.ndc()), line.units().stripTrailingZeros());
    }

    static Key of(ExpectedLine wanted) {
      return new Key(
          Service.of(wanted),
          Optional.ofNullable(wanted.line().ndc()).map(n -> n.value()),
          wanted.line().units().stripTrailingZeros());
    }
  }

  /** What was done, whatever the package and however much of it. */
  private record Service(Object code, Object modifiers, Object date) {
    static Service of(BilledLine line) {
      return new Service(line.code(), line.modifiers(), Optional.ofNullable(line.date()));
    }

    static Service of(ExpectedLine wanted) {
      return new Service(
          wanted.line().code().value(),
          wanted.line().modifiers().stream().map(m -> m.value()).toList(),
          Optional.of(wanted.line().date()));
    }
  }

  private void equalLines() {
    Map<Key, List<BilledLine>> byKey = new HashMap<>();
    billed.forEach(b -> byKey.computeIfAbsent(Key.of(b), k -> new ArrayList<>(1)).add(b));
    for (Iterator<ExpectedLine> it = expected.iterator(); it.hasNext(); ) {
      ExpectedLine wanted = it.next();
      List<BilledLine> same = byKey.getOrDefault(Key.of(wanted), new ArrayList<>(0));
      if (!same.isEmpty()) {
        pairs.add(new Pair(wanted, List.of(same.remove(0))));
        it.remove();
      }
    }
    removePaired();
  }

  /** The NDC of a part may have another form, or stand on another part only. */
  private void splitLines() {
    Map<Service, List<BilledLine>> byService = byService(line -> true);
    for (Iterator<ExpectedLine> it = expected.iterator(); it.hasNext(); ) {
      ExpectedLine wanted = it.next();
      List<BilledLine> same = byService.getOrDefault(Service.of(wanted), List.of());
      List<BilledLine> named = same.stream().filter(wanted::hasNdcOf).toList();
      List<BilledLine> parts = new ArrayList<>(named);
      if (!wanted.policy().ndcRequired()) {
        same.stream().filter(l -> l.ndc() == null && !parts.contains(l)).forEach(parts::add);
      }
      List<BilledLine> whole = isSum(named, wanted.line().units()) ? named : parts;
      if (!named.isEmpty() && isSum(whole, wanted.line().units())) {
        pairs.add(new Pair(wanted, whole));
        same.removeAll(whole);
        it.remove();
      }
    }
    removePaired();
  }

  /**
   * Several packages of one service stand on one line without an NDC where the payer does not ask
   * for it.
   */
  private void packagesOnOneLine() {
    Map<Service, List<ExpectedLine>> packages = new LinkedHashMap<>();
    expected.stream()
        .filter(wanted -> !wanted.policy().ndcRequired())
        .forEach(w -> packages.computeIfAbsent(Service.of(w), k -> new ArrayList<>(2)).add(w));
    Map<Service, List<BilledLine>> unnamed = byService(line -> line.ndc() == null);
    packages.forEach(
        (service, wanted) -> {
          List<BilledLine> lines = unnamed.getOrDefault(service, List.of());
          ExpectedLine first = wanted.get(0);
          boolean oneGroup = wanted.stream().allMatch(w -> w.group().equals(first.group()));
          if (wanted.size() > 1 && oneGroup && !lines.isEmpty()) {
            ExpectedLine together = first.with(wanted.subList(1, wanted.size()));
            if (isSum(lines, together.line().units())) {
              pairs.add(new Pair(together, lines));
              expected.removeAll(wanted);
            }
          }
        });
    removePaired();
  }

  private Map<Service, List<BilledLine>> byService(Predicate<BilledLine> lines) {
    Map<Service, List<BilledLine>> byService = new HashMap<>();
    billed.stream()
        .filter(lines)
        .forEach(b -> byService.computeIfAbsent(Service.of(b), k -> new ArrayList<>(1)).add(b));
    return byService;
  }

  private static boolean isSum(List<BilledLine> parts, BigDecimal units) {
    return parts.stream()
            .map(BilledLine::units)
            .reduce(BigDecimal.ZERO, BigDecimal::add)
            .compareTo(units)
        == 0;
  }

  /** A possible pair, by the positions of its two sides. */
  private record Candidate(int line, int wanted, int likeness) {}

  private void alike(IntPredicate drafts) {
    List<Candidate> candidates = new ArrayList<>();
    for (int w = 0; w < expected.size(); w++) {
      if (!drafts.test(expected.get(w).draft())) {
        continue;
      }
      for (int b = 0; b < billed.size(); b++) {
        int likeness = likeness(billed.get(b), expected.get(w));
        if (likeness > 0) {
          candidates.add(new Candidate(b, w, likeness));
        }
      }
    }
    candidates.sort(Comparator.comparing(Candidate::likeness).reversed());
    BitSet lines = new BitSet();
    BitSet wanted = new BitSet();
    for (Candidate c : candidates) {
      if (!lines.get(c.line()) && !wanted.get(c.wanted())) {
        lines.set(c.line());
        wanted.set(c.wanted());
        pairs.add(new Pair(expected.get(c.wanted()), List.of(billed.get(c.line()))));
      }
    }
    wanted.stream()
        .boxed()
        .sorted(Comparator.reverseOrder())
        .forEach(w -> expected.remove((int) w));
    removePaired();
  }

  /**
   * How much a billed line is like an expected one; zero where it cannot mean it. Code and date
   * together are enough; with one of them, something else must agree too.
   */
  private static int likeness(BilledLine line, ExpectedLine wanted) {
    if (HcpcsCode.of(line.code()).isEmpty()) {
      return 0;
    }
    boolean code = line.code().equals(wanted.line().code().value());
    boolean date = Objects.equals(line.date(), wanted.line().date());
    boolean kind = wanted.isDiscard() == wanted.readsAsDiscard(line);
    boolean units = line.units().compareTo(wanted.line().units()) == 0;
    boolean ndc = wanted.hasNdcOf(line);
    boolean certainNdc = ndc && line.ndc() != null;
    boolean means = code && date || kind && (code && units || date && (units || certainNdc));
    if (!means) {
      return 0;
    }
    int likeness = (code ? 64 : 0) + (date ? 32 : 0) + (kind ? 16 : 0) + (units ? 8 : 0);
    return likeness + (wanted.hasModifiersOf(line) ? 4 : 0) + (ndc ? 2 : 0);
  }

  /** Lines left over that are of a service already found. */
  private void further() {
    for (Iterator<BilledLine> it = billed.iterator(); it.hasNext(); ) {
      BilledLine line = it.next();
      Optional<Pair> same = pairs.stream().filter(p -> p.isOfService(line)).findFirst();
      if (same.isPresent()) {
        same.get().add(line);
        it.remove();
      }
    }
  }

  private void removePaired() {
    Set<Integer> items = new HashSet<>();
    pairs.forEach(p -> items.addAll(p.items()));
    billed.removeIf(b -> items.contains(b.item()));
  }
}
