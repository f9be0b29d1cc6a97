package org.priceunits.faults;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * A server on an H2 file whose disk fills up while claims are stored. Arguments: the jar, the
 * project's folder, a mounted file system of its own, MiB to leave free on it. Ends with 1 where a
 * promise was broken.
 */
public final class DiskFull {
  private static final int PORT = 18_211;
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  private DiskFull() {}

  public static void main(String[] args) throws Exception {
    Path project = Path.of(args[1]);
    Path disk = Path.of(args[2]);
    String pricing = Files.readString(project.resolve("bench/requests/unidentified.json"));
    Verdict verdict = new Verdict();
    // Only the data is on that disk: the log goes elsewhere.
    Path folder = Files.createTempDirectory("disk-full-");
    List<String> data =
        List.of("--spring.datasource.url=jdbc:h2:file:" + disk.resolve("price-units"));
    try (Node node = new Node(Path.of(args[0]), folder, PORT, data)) {
      node.startReady();
      ClaimLoad load = new ClaimLoad(node.root(), pricing, 2, 1);
      try (load) {
        LockSupport.parkNanos(Duration.ofSeconds(5).toNanos());
        int before = load.acknowledged();
        Path ballast = disk.resolve("ballast");
        long full = System.nanoTime();
        fill(ballast, disk, Long.parseLong(args[3]) << 20);
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
        Files.delete(ballast);
        node.kill();
        System.out.printf("space again and a new start,ready after s,%.1f%n", node.startReady());
        verdict.wasDown(full, Duration.ofSeconds(2).toNanos());
        LockSupport.parkNanos(Duration.ofSeconds(5).toNanos());
      }
      verdict.judge(load);
    }
    verdict.end();
  }

  private static void fill(Path ballast, Path disk, long left) throws IOException {
    byte[] block = new byte[1 << 20];
    try (var out = Files.newOutputStream(ballast)) {
      while (Files.getFileStore(disk).getUsableSpace() > left + block.length) {
        out.write(block);
        out.flush();
      }
    }
  }
}
