package org.priceunits.server.bulk;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerName;
import com.github.kagkarlsson.scheduler.logging.LogLevel;
import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.Execution;
import com.github.kagkarlsson.scheduler.task.ExecutionComplete;
import com.github.kagkarlsson.scheduler.task.ExecutionOperations;
import com.github.kagkarlsson.scheduler.task.helper.CustomTask;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;
import org.priceunits.server.guard.Refusal;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Gives the work on jobs to the threads of all nodes, by db-scheduler's table: a node that works
 * says so every few seconds, and another takes over what a silent one held.
 */
final class JobScheduler implements SmartLifecycle {
  private static final Logger LOG = LoggerFactory.getLogger(JobScheduler.class);
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final Duration CLEANING = Duration.ofSeconds(30);

  /** With a second before the first further attempt and twice as long before each next: minutes. */
  private static final int MOST_FAILURES = 9;

  private static final Refusal FAULT =
      new Refusal(
          500,
          IssueType.EXCEPTION,
          "The server failed on a part of the job. Tell the operator the id of the job, under which"
              + " the log has the kind of fault, and send the job again.");

  private final JobWork work;
  private final CustomTask<Void> preparing;
  private final CustomTask<Void> pricing;
  private final Scheduler scheduler;
  private final int chunksAtOnce;
  private volatile boolean running;

  JobScheduler(DataSource database, JobWork work, BulkProperties settings) {
    this.work = work;
    this.chunksAtOnce = settings.chunksAtOnce();
    this.preparing =
        Tasks.custom("price-units-preparation", Void.class)
            .onDeadExecution(this::revive)
            .onFailure(this::failed)
            .execute((task, context) -> prepare(task.getId()));
    this.pricing =
        Tasks.custom("price-units-chunk", Void.class)
            .onDeadExecution(this::revive)
            .onFailure(this::failed)
            .execute((task, context) -> price(task.getId(), isLast(context.getExecution())));
    RecurringTask<Void> cleaning =
        Tasks.recurring("price-units-expiry", FixedDelay.of(CLEANING))
            .execute((task, context) -> sweep());
    this.scheduler =
        Scheduler.create(database, List.of(preparing, pricing))
            .startTasks(cleaning)
            .tableName(BulkTables.TASKS)
            .schedulerName(new SchedulerName.Fixed(UUID.randomUUID().toString()))
            .threads(settings.threads())
            .pollingInterval(settings.poll())
            .heartbeatInterval(settings.heartbeat())
            .missedHeartbeatsLimit(settings.silentHeartbeats())
            .shutdownMaxWait(PATIENCE)
            // A message may quote a record; our own line names the kind of fault.
            .failureLogging(LogLevel.OFF, false)
            .enableImmediateExecution()
            .build();
  }

  /** Asks for the work on a job that was received. */
  void submit(String job) {
    scheduler.scheduleIfNotExists(preparing.instance(job), Instant.now());
  }

  /** Prepares a job, and queues its first chunks. */
  CompletionHandler<Void> prepare(String job) {
    int chunks;
    try {
      chunks = work.prepare(job, this::isStopping).size();
    } catch (NotNowException e) {
      return later(job, e);
    }
    for (int number = 0; number < Math.min(chunks, chunksAtOnce); number++) {
      queue(job, number);
    }
    return new CompletionHandler.OnCompleteRemove<>();
  }

  private void queue(String job, int number) {
    scheduler.scheduleIfNotExists(pricing.instance(job + ":" + number), Instant.now());
  }

  /**
   * Prices a chunk, and queues the one that follows it: the queue is first come, first served, so
   * that a long job leaves room for others. A chunk that was priced before only queues the next.
   *
   * @param last true if it is not tried again
   */
  CompletionHandler<Void> price(String instance, boolean last) {
    String job = job(instance);
    int number = Integer.parseInt(instance.split(":", 2)[1]);
    try {
      work.price(job, number, last, this::isStopping);
    } catch (NotNowException e) {
      return later(job, e);
    }
    if (work.hasChunk(job, number + chunksAtOnce)) {
      queue(job, number + chunksAtOnce);
    }
    return new CompletionHandler.OnCompleteRemove<>();
  }

  private CompletionHandler<Void> later(String job, NotNowException wait) {
    if (wait.isForRoom()) {
      work.waitsForRoom(job);
    }
    return (done, operations) -> operations.reschedule(done, Instant.now().plus(wait.waiting()));
  }

  private static boolean isLast(Execution execution) {
    return execution.consecutiveFailures >= MOST_FAILURES;
  }

  private static String job(String instance) {
    return instance.split(":", 2)[0];
  }

  /** Removes what is kept no longer, and queues what a node did not come to queue. */
  void sweep() {
    work.removeOutdated();
    work.forgotten().forEach(this::submit);
  }

  private boolean isStopping() {
    return !running;
  }

  /**
   * Keeps its place in the queue, so that what a dead node held is done next; unless it may be what
   * its nodes die of.
   */
  private void revive(ExecutionComplete held, ExecutionOperations<Void> operations) {
    if (isLast(held.getExecution())) {
      operations.remove();
      work.fail(job(held.getExecution().taskInstance.getId()), FAULT);
    } else {
      operations.reschedule(held, held.getExecution().executionTime);
    }
  }

  private void failed(ExecutionComplete done, ExecutionOperations<Void> operations) {
    String instance = done.getExecution().taskInstance.getId();
    Throwable cause = done.getCause().orElse(null);
    int failures = done.getExecution().consecutiveFailures;
    if (cause instanceof JobGoneException) {
      if (isStopping()) {
        operations.reschedule(done, Instant.now());
      } else {
        operations.remove();
      }
    } else if (isLast(done.getExecution())) {
      operations.remove();
      work.fail(job(instance), cause instanceof NotFetchedException file ? file.refusal() : FAULT);
    } else {
      LOG.warn(
          "A part of job {} failed, attempt {}: {}",
          instance,
          failures + 1,
          cause == null ? "no cause" : cause.getClass().getName());
      operations.reschedule(done, Instant.now().plusSeconds(1L << failures));
    }
  }

  /** Lets tests keep this node from taking work. */
  Scheduler scheduler() {
    return scheduler;
  }

  @Override
  public void start() {
    running = true;
  }

  /** Begins to take work, once the server has loaded its knowledge. */
  void open() {
    scheduler.start();
  }

  @Override
  public void stop() {
    running = false;
    scheduler.stop();
  }

  @Override
  public boolean isRunning() {
    return running;
  }
}
