package org.priceunits.faults;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.Writer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.priceunits.bulk.NightOfRecords;
import org.priceunits.cli.bulk.BulkFormat;
import org.priceunits.cli.bulk.BulkRun;
import org.priceunits.loading.ProgressBar;
import org.priceunits.pricing.CallInputs;
import org.priceunits.pricing.ClaimPricer;
import org.priceunits.pricing.PricedAs;

/**
 * Tests a job on two nodes of one PostgreSQL: a node stands still until it is taken for dead, goes
 * on, and is killed, then the database, then all that is left at once; the files must be those of
 * the command line, byte for byte. Arguments: the jar, a working folder, patients, administrations,
 * and the first of three ports. Exits with 1 if a guarantee was broken.
 */
public final class JobsUnderFaults {
  private static final Duration PATIENCE = Duration.ofMinutes(4);

  /** Four silent heartbeats, some of which go by until they are looked for, and a chunk. */
  private static final Duration TAKEN_FOR_DEAD = Duration.ofSeconds(6);

  private static final Pattern PROGRESS = Pattern.compile("priced (\\d+) of (\\d+) ");
  private static final Pattern TIME = Pattern.compile("\"transactionTime\" ?: ?\"([^\"]+)\"");
  private static final String BODY = "body.ndjson";

  private final HttpClient http =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
  private final Verdict verdict = new Verdict();
  private final Path folder;
  private final int firstPort;

  private JobsUnderFaults(Path folder, int firstPort) {
    this.folder = folder;
    this.firstPort = firstPort;
  }

  public static void main(String[] args) throws Exception {
    JobsUnderFaults run = new JobsUnderFaults(Path.of(args[1]), Integer.parseInt(args[4]));
    run.records(Integer.parseInt(args[2]), Long.parseLong(args[3]));
    run.run(Path.of(args[0]));
    run.verdict.end();
  }

  private void records(int patients, long administrations) throws IOException {
    Path export = folder.resolve("export");
    NightOfRecords.write(export, patients, administrations, 1);
    StringBuilder body = new StringBuilder();
    try (Stream<Path> files = Files.list(export)) {
      for (Path file : files.sorted().toList()) {
        body.append(Files.readString(file));
      }
    }
    Files.writeString(folder.resolve(BODY), body);
  }

  private void run(Path jar) throws Exception {
    try (Database database = Database.start(folder.resolve("postgres"), firstPort + 2)) {
      List<Node> nodes = new ArrayList<>();
      for (int i = 0; i < 2; i++) {
        List<String> arguments = new ArrayList<>(database.arguments("postgres"));
        arguments.add("--price-units.bulk.chunk-size=100KB");
        arguments.add("--price-units.bulk.heartbeat=300ms");
        arguments.add("--price-units.bulk.poll=300ms");
        nodes.add(new Node(jar, folder.resolve("node-" + (i + 1)), firstPort + i, arguments));
      }
      try {
        for (Node node : nodes) {
          node.start();
        }
        for (Node node : nodes) {
          node.awaitReady();
        }
        job(nodes.get(0), nodes.get(1), database);
      } finally {
        for (Node node : nodes) {
          node.close();
        }
      }
    }
  }

  private void job(Node killed, Node other, Database database) throws Exception {
    long began = System.nanoTime();
    HttpResponse<String> accepted =
        http.send(
            HttpRequest.newBuilder(
                    URI.create(
                        killed.root()
                            + "/fhir/MedicationAdministration/$price-units?payer=medicare"))
                .header("Content-Type", "application/fhir+ndjson")
                .header("Prefer", "respond-async")
                .POST(BodyPublishers.ofFile(folder.resolve(BODY)))
                .build(),
            BodyHandlers.ofString());
    if (accepted.statusCode() != 202) {
      throw new IOException("The job was answered " + accepted.statusCode() + accepted.body());
    }
    String path =
        URI.create(accepted.headers().firstValue("Content-Location").orElseThrow()).getPath();
    awaitShare(killed, path, 10);
    // Its work is given to the other, which has written it by the time that this one writes it too.
    killed.pause();
    System.out.printf("kill -STOP of the node that took the job,s,%.1f%n", since(began));
    awaitShare(other, path, 45, TAKEN_FOR_DEAD);
    killed.resume();
    awaitShare(other, path, 50);
    killed.kill();
    System.out.printf("kill -9 of the node that took the job,s,%.1f%n", since(began));
    awaitShare(other, path, 65);
    database.kill();
    System.out.printf("kill -9 of PostgreSQL,s,%.1f%n", since(began));
    database.startAgain();
    awaitShare(other, path, 80);
    other.kill();
    database.kill();
    System.out.printf("kill -9 of the other node and of PostgreSQL,s,%.1f%n", since(began));
    database.startAgain();
    killed.start();
    other.start();
    String manifest = awaitEnd(other, path);
    System.out.printf("complete,s,%.1f%n", since(began));
    compare(other, path, manifest);
  }

  /** Waits until a share of the work is done, in percent. */
  private void awaitShare(Node node, String path, int percent) throws Exception {
    if (!awaitShare(node, path, percent, PATIENCE)) {
      throw new IOException("The job makes no progress.");
    }
  }

  /** Returns false if it takes longer than that. */
  private boolean awaitShare(Node node, String path, int percent, Duration longest)
      throws Exception {
    long began = System.nanoTime();
    while (System.nanoTime() - began < longest.toNanos()) {
      try {
        HttpResponse<String> answer = get(node.root() + path);
        if (answer.statusCode() == 200) {
          verdict.broken("The job ended before the fault: send more records.");
          return true;
        }
        Matcher progress = PROGRESS.matcher(answer.headers().firstValue("X-Progress").orElse(""));
        if (progress.find()
            && Long.parseLong(progress.group(1)) * 100
                >= Long.parseLong(progress.group(2)) * percent) {
          return true;
        }
      } catch (IOException e) {
        // The database is starting.
        LockSupport.parkNanos(200_000_000L);
      }
      LockSupport.parkNanos(50_000_000L);
    }
    return false;
  }

  private String awaitEnd(Node node, String path) throws Exception {
    long began = System.nanoTime();
    while (System.nanoTime() - began < PATIENCE.toNanos()) {
      try {
        HttpResponse<String> answer = get(node.root() + path);
        if (answer.statusCode() == 200) {
          return answer.body();
        }
        if (answer.statusCode() == 404) {
          break;
        }
      } catch (IOException e) {
        // The database is starting.
        LockSupport.parkNanos(200_000_000L);
      }
      LockSupport.parkNanos(200_000_000L);
    }
    throw new IOException("The job does not end.");
  }

  private void compare(Node node, String path, String manifest) throws Exception {
    Matcher time = TIME.matcher(manifest);
    if (!time.find()) {
      throw new IOException("No manifest: " + manifest);
    }
    Path expected = folder.resolve("claims");
    new BulkRun(
            ClaimPricer.withShippedKnowledge(),
            () -> new CallInputs().payer("medicare"),
            new BulkFormat(PricedAs.CLAIM, false),
            2,
            new ProgressBar(new PrintWriter(Writer.nullWriter()), 1))
        .price(
            List.of(folder.resolve(BODY).toString()),
            InputStream.nullInputStream(),
            expected,
            Instant.parse(time.group(1)));
    for (String file : List.of("Claim.ndjson", "OperationOutcome.ndjson", "summary.csv")) {
      String of = get(node.root() + path + "/" + file).body();
      Files.writeString(folder.resolve(file), of);
      boolean same = of.equals(Files.readString(expected.resolve(file)));
      if (!same) {
        verdict.broken(file + " differs from the command line's: see " + folder);
      }
      System.out.printf(
          "%s,lines,%d,same as the command line's,%s%n", file, of.lines().count(), same);
    }
  }

  private HttpResponse<String> get(String url) throws IOException, InterruptedException {
    return http.send(
        HttpRequest.newBuilder(URI.create(url)).timeout(Duration.ofSeconds(20)).build(),
        BodyHandlers.ofString());
  }

  private static double since(long began) {
    return (System.nanoTime() - began) / 1e9;
  }
}
