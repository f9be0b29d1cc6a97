package org.priceunits.domain.checking;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntPredicate;
import org.priceunits.domain.product.HcpcsCode;
import org.priceunits.domain.product.Modifier;
import org.priceunits.domain.product.Ndc;

/** Pairs lines that are not equal, but close enough to be of the same service. */
final class AlikeLines {
  private AlikeLines() {}

  /**
   * Returns the pairs, the closest first; ties follow the order of the claim.
   *
   * @param drafts the positions of the claims whose expected lines count
   */
  static List<Pair> of(List<BilledLine> billed, List<ExpectedLine> expected, IntPredicate drafts) {
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
    List<Pair> pairs = new ArrayList<>();
    for (int common = LineSimilarity.WHOLE; common > 0; common--) {
      if (LineSimilarity.suffices(common)) {
        pairs.addAll(of(common, wanted, lines));
      }
    }
    return pairs;
  }

  /** A line with its features for matching. */
  private record Like<T>(T line, LineSimilarity likeness) {}

  private static List<Pair> of(
      int common, List<Like<ExpectedLine>> wanted, List<Like<BilledLine>> lines) {
    List<Pair> pairs = new ArrayList<>();
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
    return pairs;
  }
}
