package org.priceunits.faults;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * Runs a mixed load on a small heap. Arguments: the jar, the project's folder, a working folder,
 * seconds. Exits with 1 if the live heap after a collection, or the number of threads, grows.
 */
public final class Soak {
  private static final int PORT = 18_231;
  private static final int SAMPLES = 10;

  /** Caches are still being filled in the first samples. */
  private static final int WARM_UP = 3;

  private static final double FLAT = 1.15;
  private static final int MORE_THREADS = 5;

  /** HAPI starts the four consumers of its batch queue a minute after the server. */
  private static final String LATE_POOL = "batch2-work";

  private static final String LIVE =
      "jvm_memory_used_bytes\\{area=\"heap\",id=\"Tenured Gen\"\\} ([0-9.E]+)";

  private final Node node;
  private final HttpClient http = HttpClient.newHttpClient();

  private Soak(Node node) {
    this.node = node;
  }

  /** One measurement of the server. */
  private record Sample(double liveMb, int threads, long residentMb) {}

  public static void main(String[] args) throws Exception {
    String pricing = Files.readString(Path.of(args[1], "bench/requests/unidentified.json"));
    long pause = Duration.ofSeconds(Long.parseLong(args[3])).toNanos() / SAMPLES;
    Verdict verdict = new Verdict();
    try (Node node = new Node(Path.of(args[0]), Path.of(args[2]), PORT, List.of()).heap("512m")) {
      node.startReady();
      Soak soak = new Soak(node);
      List<Sample> samples = new ArrayList<>();
      ClaimLoad load = new ClaimLoad(node.root(), pricing, 1, 2);
      try (load) {
        System.out.println("acknowledged,priced,live_mb,threads,resident_mb");
        for (int i = 0; i < SAMPLES; i++) {
          soak.askTerminologyFor(pause);
          Sample sample = soak.sample();
          samples.add(sample);
          System.out.printf(
              "%d,%d,%.0f,%d,%d%n",
              load.acknowledged(),
              load.priced(),
              sample.liveMb(),
              sample.threads(),
              sample.residentMb());
        }
      }
      Sample early = samples.get(WARM_UP - 1);
      Sample late = samples.get(SAMPLES - 1);
      if (late.liveMb() > FLAT * early.liveMb()) {
        verdict.broken("What lives after a collection has grown: " + early + " to " + late);
      }
      if (late.threads() > early.threads() + MORE_THREADS) {
        verdict.broken("Threads have grown: " + early + " to " + late);
      }
      verdict.judge(load);
    }
    verdict.end();
  }

  private void askTerminologyFor(long nanos) throws IOException, InterruptedException {
    long end = System.nanoTime() + nanos;
    for (int i = 0; System.nanoTime() < end; i++) {
      String code = "J" + (9_000 + i % 400);
      get(
          "/fhir/CodeSystem/$lookup?system=http://www.cms.gov/Medicare/Coding/HCPCSReleaseCodeSets&code="
              + code);
      get("/fhir/Claim?_count=20&patient=Patient/" + i % 50);
      get(
          "/fhir/ValueSet/$expand?count=50&offset="
              + i % 100
              + "&url=https://price-units.github.io/fhir/ValueSet/drugs");
      LockSupport.parkNanos(20_000_000L);
    }
  }

  private Sample sample() throws IOException, InterruptedException {
    String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
    new ProcessBuilder(jcmd, String.valueOf(node.pid()), "GC.run").start().waitFor();
    var live = java.util.regex.Pattern.compile(LIVE).matcher(get("/actuator/prometheus"));
    if (!live.find()) {
      throw new IOException("No figure of the heap at /actuator/prometheus");
    }
    return new Sample(Double.parseDouble(live.group(1)) / 1e6, threads(), status("VmRSS:") / 1024);
  }

  /** Counts the threads without those of the fixed pool that starts late. */
  private int threads() throws IOException {
    int threads = 0;
    try (var tasks =
        Files.newDirectoryStream(Path.of("/proc", String.valueOf(node.pid()), "task"))) {
      for (Path task : tasks) {
        threads += isCounted(task.resolve("comm")) ? 1 : 0;
      }
    }
    return threads;
  }

  private static boolean isCounted(Path name) {
    try {
      return !Files.readString(name).startsWith(LATE_POOL);
    } catch (IOException ended) {
      return false;
    }
  }

  /** Returns a number of {@code /proc/PID/status}. */
  private long status(String name) throws IOException {
    return Files.readAllLines(Path.of("/proc", String.valueOf(node.pid()), "status")).stream()
        .filter(line -> line.startsWith(name))
        .map(line -> line.replaceAll("[^0-9]", ""))
        .mapToLong(Long::parseLong)
        .findFirst()
        .orElseThrow();
  }

  private String get(String path) throws IOException, InterruptedException {
    HttpResponse<String> answer =
        http.send(
            HttpRequest.newBuilder(URI.create(node.root() + path))
                .timeout(Duration.ofSeconds(30))
                .build(),
            BodyHandlers.ofString());
    // Not every code from J9000 to J9399 is hosted.
    boolean unknownCode = answer.statusCode() == 404 && path.contains("$lookup");
    if (answer.statusCode() != 200 && !unknownCode) {
      throw new IOException(path + " answered " + answer.statusCode() + ": " + answer.body());
    }
    return answer.body();
  }
}
