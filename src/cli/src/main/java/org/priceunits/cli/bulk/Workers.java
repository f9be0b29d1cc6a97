package org.priceunits.cli.bulk;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Runs tasks on several threads, and finishes them in their order. Only a few tasks wait at a time,
 * so that memory is bounded.
 */
final class Workers implements AutoCloseable {
  private final ExecutorService threads;
  private final int waiting;
  private final Deque<Future<InOrder>> tasks = new ArrayDeque<>();

  Workers(int threads) {
    this.threads =
        Executors.newFixedThreadPool(
            threads,
            task -> {
              Thread thread = new Thread(task, "price-units-bulk");
              thread.setDaemon(true);
              return thread;
            });
    this.waiting = threads + 2;
  }

  /** The part of a task that runs on the caller's thread, in the order of the tasks. */
  interface InOrder {
    void run() throws IOException;
  }

  /** Starts a task; while too many are waiting, finishes the earliest one first. */
  void submit(Callable<InOrder> task) throws IOException {
    while (tasks.size() >= waiting) {
      await(tasks.remove());
    }
    tasks.add(threads.submit(task));
  }

  /** Waits for all tasks. */
  void finish() throws IOException {
    while (!tasks.isEmpty()) {
      await(tasks.remove());
    }
  }

  private static void await(Future<InOrder> task) throws IOException {
    try {
      task.get().run();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("The run was interrupted.", e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IOException cause) {
        throw cause;
      }
      if (e.getCause() instanceof UncheckedIOException cause) {
        throw cause.getCause();
      }
      if (e.getCause() instanceof Error cause) {
        throw cause;
      }
      throw new IllegalStateException(e.getCause());
    }
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
