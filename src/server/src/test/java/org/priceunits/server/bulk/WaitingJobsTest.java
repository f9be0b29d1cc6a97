package org.priceunits.server.bulk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.priceunits.server.bulk.Job.Status;

/** Jobs whose records fit together and whose results do not. */
class WaitingJobsTest {
  private static final Duration KEEP = Duration.ofHours(1);
  private static final Instant START = Instant.parse("2026-11-28T06:00:00Z");

  private final Now now = new Now();
  private BulkDatabase database = BulkDatabase.on(new JdbcDataSource());
  private Jobs jobs = new Jobs(database, now, KEEP, 10_000, 1_000);

  @BeforeEach
  void tables() {
    JdbcDataSource source = new JdbcDataSource();
    source.setURL("jdbc:h2:mem:" + System.nanoTime() + ";DB_CLOSE_DELAY=-1");
    BulkTables.create(source, false);
    database = BulkDatabase.on(source);
    jobs = new Jobs(database, now, KEEP, 10_000, 1_000);
  }

  @Test
  void whereAllWaitTheYoungestGivesWayAndTheOldestEnds() {
    add("old", "c", 450, 0);
    add("young", "c", 450, 1);

    waits("old");
    waits("young");
    now.pass(Duration.ofSeconds(59));
    waits("old");
    waits("young");
    now.pass(Duration.ofSeconds(1));
    waits("old");
    assertThatThrownBy(() -> check("young"))
        .isInstanceOf(NotPossibleException.class)
        .hasMessageContaining("leave each other no room to end");

    jobs.fail("young", "{}");
    jobs.measure("young");
    assertThatCode(() -> check("old")).doesNotThrowAnyException();
  }

  @Test
  void nobodyGivesWayWhereAJobGoesOnOrIsComplete() {
    add("goes on", "c", 450, 0);
    add("young", "c", 450, 1);
    waits("young");
    now.pass(Duration.ofMinutes(5));
    waits("young");

    waits("goes on");
    now.pass(Duration.ofSeconds(40));
    jobs.progress("goes on", Status.PRICING, 10);
    now.pass(Duration.ofSeconds(40));
    waits("young");
  }

  @Test
  void jobsOfOtherClientsAndSharesDoNotCount() {
    add("old", "c", 450, 0);
    add("young", "c", 450, 1);
    add("other", "d", 100, 2);
    waits("old");
    waits("young");
    now.pass(Duration.ofMinutes(2));

    assertThatThrownBy(() -> check("young")).isInstanceOf(NotPossibleException.class);
  }

  /** However long others take the room. */
  @Test
  void aJobThatWaitsIsKept() {
    add("complete", "c", 900, 0);
    add("waits", "c", 50, 1);
    for (int i = 0; i < 90; i++) {
      now.pass(Duration.ofMinutes(1));
      jobs.touch("complete");
      waits("waits");
    }

    assertThat(jobs.outdated()).isEmpty();
  }

  private void check(String id) {
    jobs.checkRoom(id, Status.PRICING, 200);
  }

  private void waits(String id) {
    assertThatThrownBy(() -> check(id))
        .isInstanceOfSatisfying(
            NotNowException.class, wait -> assertThat(wait.isForRoom()).isTrue());
    jobs.waitsForRoom(id);
  }

  private void add(String id, String client, int bytes, int second) {
    Instant created = START.plusSeconds(second);
    jobs.add(
        new Job(
            id, client, Status.PRICING, created, created, "", "", "{}", false, null, null, null));
    database.sql().update("UPDATE PRICE_UNITS_JOB SET BYTES = ? WHERE ID = ?", bytes, id);
  }

  private static final class Now extends Clock {
    private Instant instant = START;

    void pass(Duration time) {
      instant = instant.plus(time);
    }

    @Override
    public Instant instant() {
      return instant;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }
}
