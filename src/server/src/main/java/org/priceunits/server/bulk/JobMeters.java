package org.priceunits.server.bulk;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.Locale;
import org.priceunits.bulk.BulkTotals;

/** Counts jobs, and what they priced under the same names as calls. No label has data of a record. */
final class JobMeters {
  private final MeterRegistry meters;

  JobMeters(MeterRegistry meters) {
    this.meters = meters;
  }

  /** What happens to a job. */
  enum Event {
    STARTED,
    REFUSED,
    COMPLETED,
    FAILED,
    CANCELLED,
    EXPIRED
  }

  /** Shows the number of jobs that are kept. */
  void watch(Jobs jobs) {
    Gauge.builder("price-units.jobs.kept", jobs, Jobs::count)
        .description("Asynchronous jobs in the database, of all nodes")
        .register(meters);
  }

  void count(Event event) {
    meters
        .counter("price-units.jobs", "event", event.name().toLowerCase(Locale.ROOT))
        .increment();
  }

  Timer.Sample start() {
    return Timer.start(meters);
  }

  /** Counts a chunk whose result this node has written. */
  void priced(Timer.Sample started, BulkTotals totals) {
    started.stop(meters.timer("price-units.jobs.chunks"));
    totals
        .results()
        .forEach(
            (status, count) ->
                meters
                    .counter("price-units.administrations", "status", status.code())
                    .increment(count));
    totals
        .issues()
        .forEach(
            (reason, count) ->
                meters
                    .counter(
                        "price-units.issues",
                        "code",
                        reason.code(),
                        "severity",
                        reason.severity().toCode())
                    .increment(count));
  }
}
