package org.priceunits.server.bulk;

import java.util.function.BooleanSupplier;

/** Ends the work on a job that was cancelled, or on a node that stops, within a second. */
final class StillWanted implements Runnable {
  private static final long BETWEEN_NANOS = 500_000_000L;

  private final Jobs jobs;
  private final String job;
  private final BooleanSupplier stopping;
  private long last = System.nanoTime();

  StillWanted(Jobs jobs, String job, BooleanSupplier stopping) {
    this.jobs = jobs;
    this.job = job;
    this.stopping = stopping;
  }

  @Override
  public void run() {
    if (stopping.getAsBoolean()) {
      throw new JobGoneException("The node stops.");
    }
    long now = System.nanoTime();
    if (now - last > BETWEEN_NANOS) {
      last = now;
      if (!jobs.isThere(job)) {
        throw new JobGoneException("The job is cancelled.");
      }
    }
  }
}
