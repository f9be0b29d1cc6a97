package org.priceunits.faults;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The result of a run with faults: periods of unavailability, and broken guarantees. */
final class Verdict {
  private final List<long[]> down = new ArrayList<>();
  private final List<String> broken = new ArrayList<>();

  /**
   * Records unavailability from {@code began} until now, plus the time until every client can have
   * noticed.
   */
  void wasDown(long began, long noticedNanos) {
    down.add(new long[] {began, System.nanoTime() + noticedNanos});
  }

  void broken(String what) {
    broken.add(what);
  }

  /**
   * Checks that every acknowledged claim is stored once, that no line was wrong, and that nothing
   * failed while everything was up.
   */
  void judge(ClaimLoad load) throws IOException, InterruptedException {
    List<ClaimLoad.Failure> outside =
        load.failures().stream()
            .filter(f -> down.stream().noneMatch(d -> d[0] <= f.at() && f.began() <= d[1]))
            .toList();
    outside.forEach(f -> broken.add("failed while everything was up: " + f.what()));
    broken.addAll(load.wrong());
    List<String> lost = load.lostOrDoubled();
    lost.forEach(claim -> broken.add("acknowledged and not stored once: " + claim));
    Map<String, Integer> kinds = new TreeMap<>();
    load.failures().forEach(f -> kinds.merge(f.what(), 1, Integer::sum));
    System.out.printf(
        "acknowledged,%d,lost or doubled,%d,priced,%d,wrong,%d,failed,%d,of these while all was up,%d%n",
        load.acknowledged(),
        lost.size(),
        load.priced(),
        load.wrong().size(),
        load.failures().size(),
        outside.size());
    System.out.println("failures by kind," + kinds);
  }

  /** Prints the broken guarantees and exits the process, with 1 if there are any. */
  void end() {
    broken.stream().limit(20).forEach(System.out::println);
    System.exit(broken.isEmpty() ? 0 : 1);
  }
}
