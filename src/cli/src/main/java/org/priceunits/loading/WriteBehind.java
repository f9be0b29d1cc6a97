package org.priceunits.loading;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.hl7.fhir.r4.model.Resource;

/**
 * Writes files while the next ones are read: one write at a time, in the order in which they are
 * handed over. After a failed write nothing more is written, since the following files were
 * compared with its expected result.
 */
final class WriteBehind {
  private final Writer writer;
  private final Queue<PlannedFile> written = new ConcurrentLinkedQueue<>();
  private final AtomicInteger resources = new AtomicInteger();
  private CompletableFuture<Void> last = CompletableFuture.completedFuture(null);

  WriteBehind(Writer writer) {
    this.writer = writer;
  }

  /** Writes all resources or none, as {@link LoadTarget#write} does. */
  interface Writer {
    void write(List<Resource> resources) throws IOException;
  }

  /** Writes the files together, or one by one if that is refused. */
  void handOver(List<PlannedFile> files) {
    last = last.thenRunAsync(() -> write(files), WriteBehind::start);
  }

  /**
   * Starts a thread with the caller's class loader, which the common pool's threads do not have.
   */
  private static void start(Runnable write) {
    Thread thread = new Thread(write, "load-write");
    thread.setDaemon(true);
    thread.start();
  }

  /**
   * Returns the files written since the last call.
   *
   * @throws IOException if a write failed and all written files have been returned
   */
  List<PlannedFile> written() throws IOException {
    boolean failed = last.isCompletedExceptionally();
    List<PlannedFile> files = new ArrayList<>();
    while (!written.isEmpty()) {
      files.add(written.remove());
    }
    if (failed && files.isEmpty()) {
      await();
    }
    return files;
  }

  /**
   * Waits for everything handed over.
   *
   * @throws IOException if a write failed, with its cause
   */
  void await() throws IOException {
    try {
      last.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof UncheckedIOException failure) {
        throw failure.getCause();
      }
      throw e.getCause() instanceof RuntimeException failure ? failure : e;
    }
  }

  /** Returns the number of resources written so far. */
  int resources() {
    return resources.get();
  }

  /**
   * Merges the files' resources; a resource that several files change is written as in the last of
   * them.
   */
  static List<Resource> merged(List<PlannedFile> files) {
    Map<String, Resource> merged = new LinkedHashMap<>();
    for (PlannedFile file : files) {
      for (Resource resource : file.resources()) {
        merged.put(resource.fhirType() + "/" + resource.getIdPart(), resource);
      }
    }
    return List.copyOf(merged.values());
  }

  private void write(List<PlannedFile> files) {
    try {
      try {
        write(files, merged(files));
      } catch (RefusedWriteException refusedTogether) {
        if (files.size() == 1) {
          throw refusedTogether;
        }
        for (PlannedFile file : files) {
          write(List.of(file), file.resources());
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void write(List<PlannedFile> files, List<Resource> changed) throws IOException {
    if (!changed.isEmpty()) {
      writer.write(changed);
    }
    resources.addAndGet(changed.size());
    written.addAll(files);
  }
}
