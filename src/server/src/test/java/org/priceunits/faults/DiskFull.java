package org.priceunits.faults;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * Runs a server on an H2 file that cannot grow further while claims are stored, as on a full disk.
 * Arguments: the jar, the project's folder, a working folder, MiB that the file may still grow.
 * Exits with 1 if a guarantee was broken.
 */
public final class DiskFull {
  private static final int PORT = 18_211;
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  private DiskFull() {}

  public static void main(String[] args) throws Exception {
    Path project = Path.of(args[1]);
    Path folder = Path.of(args[2]);
    Path file = folder.resolve("data/price-units.mv.db");
    String pricing = Files.readString(project.resolve("bench/requests/unidentified.json"));
    Verdict verdict = new Verdict();
    try (Node node = new Node(Path.of(args[0]), folder, PORT, List.of())) {
      node.startReady();
      ClaimLoad load = new ClaimLoad(node.root(), pricing, 2, 1);
      try (load) {
        LockSupport.parkNanos(Duration.ofSeconds(5).toNanos());
        int before = load.acknowledged();
        long full = System.nanoTime();
        bound(node.pid(), Files.size(file) + (Long.parseLong(args[3]) << 20));
        while (load.failures().isEmpty() && System.nanoTime() - full < PATIENCE.toNanos()) {
          LockSupport.parkNanos(50_000_000L);
        }
        if (load.failures().isEmpty()) {
          verdict.broken("The disk never filled up.");
        }
        System.out.printf(
            "acknowledged before the disk was full,%d,until it was,%d%n",
            before, load.acknowledged());
        LockSupport.parkNanos(Duration.ofSeconds(5).toNanos());
        node.kill();
        // The limit belonged to the process.
        System.out.printf("space again and a new start,ready after s,%.1f%n", node.startReady());
        verdict.wasDown(full, Duration.ofSeconds(2).toNanos());
        LockSupport.parkNanos(Duration.ofSeconds(5).toNanos());
      }
      verdict.judge(load);
    }
    verdict.end();
  }

  /** Limits the length of all files of the process. */
  private static void bound(long process, long bytes) throws IOException, InterruptedException {
    int status =
        new ProcessBuilder("prlimit", "--pid", String.valueOf(process), "--fsize=" + bytes)
            .inheritIO()
            .start()
            .waitFor();
    if (status != 0) {
      throw new IOException("prlimit ended with " + status);
    }
  }
}
