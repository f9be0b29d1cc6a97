package org.priceunits.faults;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/**
 * Runs a server whose wall clock jumps while claims are stored and priced. Arguments: the jar, the
 * project's folder, a working folder, the library of libfaketime, seconds between jumps. Exits with
 * 1 if a guarantee was broken.
 */
public final class ClockJump {
  private static final int PORT = 18_221;

  /** Requests running during a jump may time out; the library notices a jump after a second. */
  private static final Duration NOTICED = Duration.ofSeconds(2);

  private ClockJump() {}

  public static void main(String[] args) throws Exception {
    String pricing = Files.readString(Path.of(args[1], "bench/requests/unidentified.json"));
    Path clock = Files.writeString(Path.of(args[2], "clock"), "+0");
    Duration pause = Duration.ofSeconds(Long.parseLong(args[4]));
    Verdict verdict = new Verdict();
    try (Node node =
        new Node(Path.of(args[0]), Path.of(args[2]), PORT, List.of())
            .environment(
                Map.of(
                    "LD_PRELOAD", args[3],
                    "FAKETIME_TIMESTAMP_FILE", clock.toString(),
                    // Seconds until it rereads the file.
                    "FAKETIME_CACHE_DURATION", "1",
                    // As on a machine whose time is set: the clock that measures durations does not
                    // jump.
                    "FAKETIME_DONT_FAKE_MONOTONIC", "1",
                    "DONT_FAKE_MONOTONIC", "1",
                    // Otherwise each timed wait of the JVM would end at once, and it would spin.
                    "FAKETIME_FORCE_MONOTONIC_FIX", "0"))) {
      node.startReady();
      ClaimLoad load = new ClaimLoad(node.root(), pricing, 2, 2);
      try (load) {
        for (String jump : List.of("+0", "+1d", "+0", "-1d", "+400d", "+0")) {
          Files.writeString(clock, jump);
          verdict.wasDown(System.nanoTime(), NOTICED.toNanos());
          int before = load.acknowledged();
          LockSupport.parkNanos(pause.toNanos());
          System.out.printf("clock at %s,acknowledged,%d%n", jump, load.acknowledged() - before);
          if (load.acknowledged() == before) {
            verdict.broken("Nothing was stored with the clock at " + jump);
          }
        }
      }
      verdict.judge(load);
    }
    verdict.end();
  }
}
