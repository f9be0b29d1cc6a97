package org.priceunits.faults;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.priceunits.fhir.Canonicals;

/**
 * Clients that store claims and price, and record the results: acknowledged claims, wrong answers,
 * and times of failed requests.
 */
final class ClaimLoad implements AutoCloseable {
  private static final Pattern TOTAL = Pattern.compile("\"total\": ?(\\d+)");
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  /** A restarting node shares the machine with this load. */
  private static final Duration BETWEEN = Duration.ofMillis(100);

  private final HttpClient http =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
  private final String root;
  private final String pricing;
  private final ExecutorService clients;
  private final AtomicBoolean done = new AtomicBoolean();
  private final AtomicInteger next = new AtomicInteger();
  private final Queue<String> acknowledged = new ConcurrentLinkedQueue<>();
  private final Queue<Failure> failures = new ConcurrentLinkedQueue<>();
  private final Queue<String> wrong = new ConcurrentLinkedQueue<>();
  private final AtomicInteger priced = new AtomicInteger();

  /**
   * A request without a correct answer.
   *
   * @param began nanoseconds of this machine's clock
   * @param at time of the failure, by the same clock
   * @param what status or exception
   */
  record Failure(long began, long at, String what) {}

  /**
   * @param pricing body of a {@code $price-units} whose answer has two lines of J9010, one with JW
   */
  ClaimLoad(String root, String pricing, int writers, int pricers) {
    this.root = root;
    this.pricing = pricing;
    this.clients = Executors.newFixedThreadPool(writers + pricers);
    for (int i = 0; i < writers; i++) {
      clients.execute(() -> repeat(this::store));
    }
    for (int i = 0; i < pricers; i++) {
      clients.execute(() -> repeat(this::price));
    }
  }

  private interface Call {
    void run() throws IOException, InterruptedException;
  }

  private void repeat(Call call) {
    while (!done.get()) {
      long began = System.nanoTime();
      try {
        call.run();
        LockSupport.parkNanos(BETWEEN.toNanos());
      } catch (IOException e) {
        failed(began, e.getClass().getSimpleName());
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  private void failed(long began, String what) {
    failures.add(new Failure(began, System.nanoTime(), what));
    LockSupport.parkNanos(50_000_000L);
  }

  private void store() throws IOException, InterruptedException {
    long began = System.nanoTime();
    String name = "fault-" + next.incrementAndGet();
    HttpResponse<String> answer =
        send(request("/Claim/" + name).PUT(BodyPublishers.ofString(claim(name))));
    if (answer.statusCode() == 201 || answer.statusCode() == 200) {
      acknowledged.add(name);
    } else if (answer.statusCode() >= 500) {
      failed(began, "PUT " + answer.statusCode());
    } else {
      wrong.add("PUT of " + name + " answered " + answer.statusCode() + ": " + answer.body());
    }
  }

  private void price() throws IOException, InterruptedException {
    long began = System.nanoTime();
    HttpResponse<String> answer =
        send(
            request("/MedicationAdministration/$price-units")
                .POST(BodyPublishers.ofString(pricing)));
    String body = answer.body();
    if (answer.statusCode() >= 500) {
      failed(began, "pricing " + answer.statusCode());
    } else if (body.split("\"code\":\"J9010\"", -1).length < 3 || !body.contains("\"JW\"")) {
      wrong.add("pricing answered " + answer.statusCode() + ": " + body);
    } else {
      priced.incrementAndGet();
    }
  }

  private static String claim(String name) {
    return """
        {"resourceType": "Claim", "id": "%1$s", "status": "draft", "use": "claim", "created": "2026-01-01",
         "identifier": [{"system": "%2$s", "value": "%1$s"}],
         "type": {"text": "professional"}, "patient": {"reference": "Patient/p"}, "provider": {"display": "clinic"},
         "priority": {"text": "normal"}, "insurance": [{"sequence": 1, "focal": true, "coverage": {"display": "none"}}]}
        """
        .formatted(name, Canonicals.PRICED_ADMINISTRATION);
  }

  private HttpRequest.Builder request(String path) {
    return request(root, path);
  }

  private static HttpRequest.Builder request(String root, String path) {
    return HttpRequest.newBuilder(URI.create(root + "/fhir" + path))
        .timeout(PATIENCE)
        .header("Content-Type", "application/fhir+json");
  }

  private HttpResponse<String> send(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    return http.send(request.build(), BodyHandlers.ofString());
  }

  /** Stops the clients; each finishes its current request. */
  @Override
  public void close() throws InterruptedException {
    done.set(true);
    clients.shutdown();
    if (!clients.awaitTermination(60, TimeUnit.SECONDS)) {
      clients.shutdownNow();
    }
  }

  int acknowledged() {
    return acknowledged.size();
  }

  int priced() {
    return priced.get();
  }

  List<Failure> failures() {
    return List.copyOf(failures);
  }

  List<String> wrong() {
    return List.copyOf(wrong);
  }

  /** Returns the acknowledged claims that are not stored exactly once. */
  List<String> lostOrDoubled() throws IOException, InterruptedException {
    return lostOrDoubled(root);
  }

  /** Returns the same for another server. */
  List<String> lostOrDoubled(String other) throws IOException, InterruptedException {
    List<String> missing = new ArrayList<>();
    for (String name : acknowledged) {
      String found =
          send(request(other, "/Claim?priced-administration=" + name + "&_summary=count").GET())
              .body();
      Matcher total = TOTAL.matcher(found);
      if (!total.find() || !total.group(1).equals("1")) {
        missing.add(name + ": " + found);
      }
    }
    return missing;
  }
}
