package org.priceunits.bench;

import ca.uhn.fhir.context.FhirContext;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hl7.fhir.r4.model.CodeSystem;
import org.hl7.fhir.r4.model.Enumerations.PublicationStatus;

/**
 * Queries a server for a code while its code system is replaced every second, and counts the
 * answers. Arguments: FHIR base, seconds, clients. Exits with 1 if an answer failed, matched no
 * version, or was older than a version whose PUT had been answered before the query.
 */
public final class SwapUnderLoad {
  private static final String SYSTEM = "urn:price-units:swapped-under-load";
  private static final int CONCEPTS = 2_000;
  private static final Pattern DISPLAY = Pattern.compile("\"display number (\\d+)\"");

  private final HttpClient http = HttpClient.newHttpClient();
  private final String base;
  private final AtomicInteger committed = new AtomicInteger();
  private final AtomicInteger begun = new AtomicInteger();
  private final AtomicLong asked = new AtomicLong();
  private final AtomicLong failed = new AtomicLong();
  private final AtomicLong wrong = new AtomicLong();
  private final AtomicLong old = new AtomicLong();

  private SwapUnderLoad(String base) {
    this.base = base;
  }

  public static void main(String[] args) throws Exception {
    SwapUnderLoad run = new SwapUnderLoad(args[0]);
    System.exit(run.run(Integer.parseInt(args[1]), Integer.parseInt(args[2])) ? 0 : 1);
  }

  private boolean run(int seconds, int clients) throws Exception {
    put(1);
    long end = System.nanoTime() + seconds * 1_000_000_000L;
    ExecutorService threads = Executors.newFixedThreadPool(clients);
    List<Future<?>> askers = new ArrayList<>();
    for (int i = 0; i < clients; i++) {
      askers.add(
          threads.submit(
              () -> {
                while (System.nanoTime() < end) {
                  ask();
                }
                return null;
              }));
    }
    int version = 1;
    while (System.nanoTime() < end) {
      long next = System.nanoTime() + 1_000_000_000L;
      put(++version);
      ask();
      java.util.concurrent.locks.LockSupport.parkNanos(next - System.nanoTime());
    }
    for (Future<?> asker : askers) {
      asker.get();
    }
    threads.shutdown();
    System.out.printf(
        "versions,%d,answers,%d,failed,%d,wrong,%d,old_after_commit,%d%n",
        version, asked.get(), failed.get(), wrong.get(), old.get());
    return failed.get() + wrong.get() + old.get() == 0;
  }

  private void put(int version) throws IOException, InterruptedException {
    CodeSystem system = new CodeSystem();
    system.setId("swapped-under-load");
    system.setUrl(SYSTEM).setStatus(PublicationStatus.ACTIVE);
    system.setContent(CodeSystem.CodeSystemContentMode.COMPLETE);
    for (int i = 0; i < CONCEPTS; i++) {
      system.addConcept().setCode("c" + i).setDisplay("display number " + version);
    }
    begun.set(version);
    HttpResponse<String> answer =
        send(
            HttpRequest.newBuilder(URI.create(base + "/CodeSystem/swapped-under-load"))
                .header("Content-Type", "application/fhir+json")
                .PUT(
                    BodyPublishers.ofString(
                        FhirContext.forR4Cached().newJsonParser().encodeResourceToString(system))));
    if (answer.statusCode() >= 300) {
      throw new IOException("PUT answered " + answer.statusCode() + ": " + answer.body());
    }
    committed.set(version);
  }

  private void ask() throws IOException, InterruptedException {
    int least = committed.get();
    HttpResponse<String> answer =
        send(
            HttpRequest.newBuilder(
                URI.create(
                    base
                        + "/CodeSystem/$lookup?system="
                        + SYSTEM
                        + "&code=c"
                        + asked.get() % CONCEPTS)));
    asked.incrementAndGet();
    Matcher display = DISPLAY.matcher(answer.body());
    if (answer.statusCode() != 200) {
      failed.incrementAndGet();
    } else if (!display.find() || Integer.parseInt(display.group(1)) > begun.get()) {
      wrong.incrementAndGet();
    } else if (Integer.parseInt(display.group(1)) < least) {
      old.incrementAndGet();
    }
  }

  private HttpResponse<String> send(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    return http.send(request.build(), BodyHandlers.ofString());
  }
}
