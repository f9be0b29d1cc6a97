package org.priceunits.faults;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Tests two nodes on one PostgreSQL through HAProxy: search pages and reference data on either
 * node, then claims and pricings while nodes and the database are killed. Arguments: the jar, the
 * project's folder, a working folder, number of kills of a node, number of kills of the database,
 * the seconds between. Exits with 1 if a guarantee was broken.
 */
public final class NodesUnderFaults {
  private static final int FIRST_PORT = 18_201;
  private static final Duration KNOWN_WITHIN = Duration.ofSeconds(5);

  /** HAProxy checks every two seconds and acts on the second result. */
  private static final Duration NOTICED_WITHIN = Duration.ofSeconds(5);

  private static final Pattern NEXT =
      Pattern.compile("\"relation\": ?\"next\",\\s*\"url\": ?\"([^\"]+)\"");
  private static final Pattern PATIENT = Pattern.compile("\"id\": ?\"(page-\\d+)\"");

  private final HttpClient http =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
  private final Verdict verdict = new Verdict();
  private final List<Node> nodes = new ArrayList<>();
  private final Path project;
  private final Path folder;

  private NodesUnderFaults(Path project, Path folder) {
    this.project = project;
    this.folder = folder;
  }

  public static void main(String[] args) throws Exception {
    NodesUnderFaults run = new NodesUnderFaults(Path.of(args[1]), Path.of(args[2]));
    run.run(
        Path.of(args[0]),
        Integer.parseInt(args[3]),
        Integer.parseInt(args[4]),
        Duration.ofSeconds(Long.parseLong(args[5])));
    run.verdict.end();
  }

  private void run(Path jar, int nodeKills, int databaseKills, Duration pause) throws Exception {
    try (Database database = Database.start(folder.resolve("postgres"), FIRST_PORT + 2)) {
      for (int i = 0; i < 2; i++) {
        nodes.add(
            new Node(
                jar,
                folder.resolve("node-" + (i + 1)),
                FIRST_PORT + i,
                database.arguments("postgres")));
      }
      try {
        startAtOnce();
        try (Balancer balancer =
            Balancer.start(project.resolve("docker/haproxy.cfg"), folder, FIRST_PORT + 3, nodes)) {
          while (!Node.isReady(balancer.root())) {
            pause(Duration.ofMillis(200));
          }
          pages(balancer.root());
          knowledge(balancer.root());
          ClaimLoad load = faults(balancer.root(), database, nodeKills, databaseKills, pause);
          backup(jar, database, load);
        }
      } finally {
        for (Node node : nodes) {
          node.close();
        }
      }
    }
  }

  /** Starts both on an empty database: one creates the schema and loads, the other waits for it. */
  private void startAtOnce() throws IOException {
    long began = System.nanoTime();
    for (Node node : nodes) {
      node.start();
    }
    for (Node node : nodes) {
      node.awaitReady();
    }
    System.out.printf("two nodes at once on an empty database,ready after s,%.1f%n", since(began));
  }

  /** Reads each page through the load balancer, so that both nodes serve them in turn. */
  private void pages(String root) throws IOException, InterruptedException {
    Set<String> stored = new TreeSet<>();
    for (int i = 0; i < 20; i++) {
      stored.add("page-" + i);
      put(
          root + "/fhir/Patient/page-" + i,
          "{\"resourceType\":\"Patient\",\"id\":\"page-%d\"}".formatted(i));
    }
    Set<String> seen = new TreeSet<>();
    int pages = 0;
    String next = root + "/fhir/Patient?_count=3";
    while (next != null) {
      HttpResponse<String> page = get(next);
      if (page.statusCode() != 200) {
        verdict.broken("page " + next + " answered " + page.statusCode() + ": " + page.body());
        break;
      }
      pages++;
      PATIENT.matcher(page.body()).results().forEach(m -> seen.add(m.group(1)));
      Matcher link = NEXT.matcher(page.body());
      next = link.find() ? throughBalancer(root, link.group(1)) : null;
    }
    if (!seen.equals(stored)) {
      verdict.broken("pages over both nodes brought " + seen);
    }
    System.out.printf("pages over both nodes,%d,resources,%d%n", pages, seen.size());
  }

  private static String throughBalancer(String root, String link) {
    return root + URI.create(link).getRawPath() + "?" + URI.create(link).getRawQuery();
  }

  /** Changes reference data on one node and expects the other to use it within five seconds. */
  private void knowledge(String root) throws IOException, InterruptedException {
    double worst = 0;
    for (int version = 1; version <= 5; version++) {
      put(
          root + "/fhir/CodeSystem/on-both-nodes",
          """
          {"resourceType":"CodeSystem","id":"on-both-nodes","url":"urn:price-units:on-both-nodes","status":"active",
           "content":"complete","concept":[{"code":"v%d","display":"Version %d"}]}"""
              .formatted(version, version));
      long began = System.nanoTime();
      for (Node node : nodes) {
        while (!knows(node, version)) {
          if (since(began) > KNOWN_WITHIN.toSeconds()) {
            verdict.broken("after 5 s a node did not know version " + version);
            break;
          }
          pause(Duration.ofMillis(20));
        }
      }
      worst = Math.max(worst, since(began));
    }
    System.out.printf("knowledge of one node known to both,worst of 5 s,%.2f%n", worst);
  }

  private boolean knows(Node node, int version) throws IOException, InterruptedException {
    return get(node.root()
                + "/fhir/CodeSystem/$lookup?system=urn:price-units:on-both-nodes&code=v"
                + version)
            .statusCode()
        == 200;
  }

  private ClaimLoad faults(
      String root, Database database, int nodeKills, int databaseKills, Duration pause)
      throws Exception {
    String pricing = Files.readString(project.resolve("bench/requests/unidentified.json"));
    ClaimLoad load = new ClaimLoad(root, pricing, 2, 2);
    try (load) {
      System.out.println("fault,seconds to ready,acknowledged before");
      for (int i = 0; i < nodeKills; i++) {
        pause(pause);
        Node node = nodes.get(i % nodes.size());
        outage(
            "kill -9 of node " + (i % nodes.size() + 1),
            load,
            () -> {
              node.kill();
              return node.startReady();
            });
      }
      for (int i = 0; i < databaseKills; i++) {
        pause(pause);
        outage("kill -9 of PostgreSQL", load, () -> databaseOutage(database));
      }
      pause(pause);
    }
    verdict.judge(load);
    return load;
  }

  private interface Outage {
    double secondsToReady() throws Exception;
  }

  private void outage(String what, ClaimLoad load, Outage outage) throws Exception {
    int before = load.acknowledged();
    long began = System.nanoTime();
    double seconds = outage.secondsToReady();
    System.out.printf("%s,%.1f,%d%n", what, seconds, before);
    verdict.wasDown(began, NOTICED_WITHIN.toNanos());
  }

  private double databaseOutage(Database database) throws IOException {
    long killed = System.nanoTime();
    database.kill();
    database.startAgain();
    for (Node node : nodes) {
      node.awaitReady();
    }
    return since(killed);
  }

  /**
   * Runs the commands of the operations page while the nodes run, and starts a third node on the
   * restored data.
   */
  private void backup(Path jar, Database database, ClaimLoad load) throws Exception {
    long began = System.nanoTime();
    Path dump = folder.resolve("price-units.dump");
    database.tool("pg_dump", "--format=custom", "--file=" + dump, "postgres");
    database.tool("createdb", "restored");
    database.tool("pg_restore", "--exit-on-error", "--dbname=restored", dump.toString());
    double seconds = since(began);
    try (Node restored =
        new Node(jar, folder.resolve("restored"), FIRST_PORT + 4, database.arguments("restored"))) {
      restored.startReady();
      List<String> lost = load.lostOrDoubled(restored.root());
      lost.forEach(claim -> verdict.broken("not in the restored database once: " + claim));
      System.out.printf(
          "dumped and restored,s,%.1f,claims lost,%d,of,%d%n",
          seconds, lost.size(), load.acknowledged());
    }
  }

  private void put(String url, String body) throws IOException, InterruptedException {
    HttpResponse<String> answer =
        http.send(
            HttpRequest.newBuilder(URI.create(url))
                .header("Content-Type", "application/fhir+json")
                .PUT(BodyPublishers.ofString(body))
                .build(),
            BodyHandlers.ofString());
    if (answer.statusCode() >= 300) {
      throw new IOException(url + " answered " + answer.statusCode() + ": " + answer.body());
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

  private static void pause(Duration time) {
    LockSupport.parkNanos(time.toNanos());
  }
}
