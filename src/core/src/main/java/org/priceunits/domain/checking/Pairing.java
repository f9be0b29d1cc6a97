package org.priceunits.domain.checking;

import java.math.BigDecimal;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.IntPredicate;
import java.util.function.Predicate;
import org.priceunits.domain.product.HcpcsCode;
import org.priceunits.domain.product.Modifier;
import org.priceunits.domain.product.Ndc;

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
    pairing.equalLines();
    pairing.splitLines();
    pairing.packagesOnOneLine();
    // Lines complete a claim already begun before they start another.
    pairing.alike(pairing.begun()::contains);
    pairing.further();
    pairing.alike(draft -> true);
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

  private record Key(Service service, Object modifiers, Object ndc, Object units) {
    static Key of(BilledLine line) {
      return new Key(
          Service.of(line),
          line.modifiers(),
          Optional.ofNullable(line.ndc()),
          line.units().stripTrailingZeros());
    }

    static Key of(ExpectedLine wanted) {
      return new Key(
          Service.of(wanted),
          wanted.modifiers(),
          Optional.ofNullable(wanted.line().ndc()).map(n -> n.value()),
          wanted.line().units().stripTrailingZeros());
    }
  }

  /** The service of a line, regardless of package, quantity and repetition. */
  private record Service(Object code, Object modifiers, Object date) {
    static Service of(BilledLine line) {
      return new Service(
          line.code(), Repeat.without(line.modifiers()), Optional.ofNullable(line.date()));
    }

    static Service of(ExpectedLine wanted) {
      return new Service(
          wanted.line().code().value(),
          Repeat.without(wanted.modifiers()),
          Optional.of(wanted.line().date()));
    }
  }

  /** Of equal lines those in the place of the service come first. */
  private void equalLines() {
    equalLines(
        wanted -> wanted.group().placeOfService(),
        line -> String.valueOf(line.setting().placeOfService()));
    equalLines(wanted -> "", line -> "");
  }

  private void equalLines(
      Function<ExpectedLine, String> ofWanted, Function<BilledLine, String> ofBilled) {
    Map<List<Object>, List<BilledLine>> byKey = new HashMap<>();
    for (BilledLine line : billed) {
      byKey
          .computeIfAbsent(List.of(Key.of(line), ofBilled.apply(line)), k -> new ArrayList<>(1))
          .add(line);
    }
    for (ExpectedLine wanted : expected) {
      List<BilledLine> same =
          byKey.getOrDefault(List.of(Key.of(wanted), ofWanted.apply(wanted)), List.of());
      if (!same.isEmpty()) {
        pairs.add(new Pair(wanted, List.of(same.remove(0))));
      }
    }
    removePaired();
  }

  /** The NDC of a part may be in another format, or appear on another part only. */
  private void splitLines() {
    Map<Service, List<BilledLine>> byService = byService(line -> true);
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
    removePaired();
  }

  /**
   * Matches one line without an NDC with several packages of one service, if the payer does not
   * require the NDC.
   */
  private void packagesOnOneLine() {
    Map<Service, List<ExpectedLine>> packages = new LinkedHashMap<>();
    expected.stream()
        .filter(wanted -> !wanted.policy().ndcRequired())
        .forEach(w -> packages.computeIfAbsent(Service.of(w), k -> new ArrayList<>(2)).add(w));
    Map<Service, List<BilledLine>> unnamed = byService(line -> line.ndc() == null);
    Set<ExpectedLine> found = Collections.newSetFromMap(new IdentityHashMap<>());
    packages.forEach(
        (service, wanted) -> {
          List<BilledLine> lines = unnamed.getOrDefault(service, List.of());
          ExpectedLine first = wanted.get(0);
          boolean oneGroup = wanted.stream().allMatch(w -> w.group().equals(first.group()));
          if (wanted.size() > 1 && oneGroup && !lines.isEmpty()) {
            ExpectedLine together = first.with(wanted.subList(1, wanted.size()));
            if (isSum(lines, together.line().units())) {
              pairs.add(new Pair(together, lines));
              found.addAll(wanted);
            }
          }
        });
    expected.removeIf(found::contains);
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

  /** Matches the closest of the remaining lines; ties follow the order of the claim. */
  private void alike(IntPredicate drafts) {
    List<Like<ExpectedLine>> wanted = new ArrayList<>();
    Set<Modifier> discards = new HashSet<>();
    Set<Ndc> packages = new HashSet<>();
    for (ExpectedLine line : expected) {
      if (drafts.test(line.draft())) {
        wanted.add(new Like<>(line, LineSimilarity.of(line)));
        discards.addAll(line.discardModifiers());
        Optional.ofNullable(line.line().ndc()).ifPresent(packages::add);
      }
    }
    List<Like<BilledLine>> lines = new ArrayList<>();
    for (BilledLine line : billed) {
      if (HcpcsCode.of(line.code()).isPresent()) {
        lines.add(new Like<>(line, LineSimilarity.of(line, discards, packages)));
      }
    }
    for (int common = LineSimilarity.WHOLE; common > 0; common--) {
      if (LineSimilarity.suffices(common)) {
        alike(common, wanted, lines);
      }
    }
    removePaired();
  }

  /** A line with its features for matching. */
  private record Like<T>(T line, LineSimilarity likeness) {}

  private void alike(int common, List<Like<ExpectedLine>> wanted, List<Like<BilledLine>> lines) {
    Map<List<Object>, Deque<BilledLine>> byKey = new HashMap<>();
    for (Like<BilledLine> like : lines) {
      like.likeness()
          .key(common)
          .ifPresent(key -> byKey.computeIfAbsent(key, k -> new ArrayDeque<>(1)).add(like.line()));
    }
    Set<Integer> taken = new HashSet<>();
    wanted.removeIf(
        like -> {
          Optional<BilledLine> line = like.likeness().key(common).map(byKey::get).map(Deque::poll);
          line.ifPresent(
              found -> {
                pairs.add(new Pair(like.line(), List.of(found)));
                taken.add(found.item());
              });
          return line.isPresent();
        });
    lines.removeIf(like -> taken.contains(like.line().item()));
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

  private void removePaired() {
    Set<Integer> items = new HashSet<>();
    Set<ExpectedLine> found = Collections.newSetFromMap(new IdentityHashMap<>());
    for (Pair pair : pairs) {
      items.addAll(pair.items());
      found.add(pair.expected());
    }
    billed.removeIf(b -> items.contains(b.item()));
    expected.removeIf(found::contains);
  }
}
