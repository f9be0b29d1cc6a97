package org.priceunits.server;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;

/**
 * Backs up H2's file while the server runs; this process locks the file, so no other can. Each
 * backup is a zip with a consistent copy, restored by unpacking it. Old backups are kept.
 */
public final class H2Backup implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(H2Backup.class);
  private static final DateTimeFormatter NAME =
      DateTimeFormatter.ofPattern("'price-units-'yyyyMMdd'T'HHmmss.SSS'Z.zip'")
          .withZone(ZoneOffset.UTC);

  /** Maximum time that a shutdown waits for a running backup. */
  private static final Duration LONGEST = Duration.ofMinutes(10);

  private final DataSource database;
  private final Path folder;
  private final Duration interval;
  private final Clock clock;
  private final ThreadPoolTaskScheduler timer = new ThreadPoolTaskScheduler();

  /**
   * @param folder folder of the zips, created at the first backup
   * @param interval time between two backups
   */
  H2Backup(DataSource database, Path folder, Duration interval, Clock clock) {
    if (interval.toMillis() < 1) {
      throw new IllegalArgumentException("price-units.backup.every must be 1 ms or more.");
    }
    this.database = database;
    this.folder = folder;
    this.interval = interval;
    this.clock = clock;
  }

  /**
   * Starts the backups: one when the newest is as old as the interval, which a frequently restarted
   * server would otherwise never reach, and one after each interval. A failure is logged, and the
   * next backup follows as scheduled.
   */
  @EventListener(ApplicationReadyEvent.class)
  public void begin() {
    timer.setThreadNamePrefix("backup-");
    timer.setDaemon(true);
    // An interrupt would close the file being read, so a shutdown waits for the running backup.
    timer.setWaitForTasksToCompleteOnShutdown(true);
    timer.setAwaitTerminationMillis(LONGEST.toMillis());
    timer.setErrorHandler(e -> LOG.error("No backup was written to {}.", folder, e));
    timer.initialize();
    timer.scheduleAtFixedRate(this::scheduled, newest().plus(interval), interval);
  }

  /**
   * Returns the time of the newest backup as far as it is known; a time long ago if there is none.
   */
  private Instant newest() {
    Instant newest = Instant.EPOCH;
    try (DirectoryStream<Path> zips = Files.newDirectoryStream(folder, "price-units-*.zip")) {
      for (Path zip : zips) {
        Instant written = Files.getLastModifiedTime(zip).toInstant();
        newest = written.isAfter(newest) ? written : newest;
      }
    } catch (IOException | DirectoryIteratorException e) {
      // A fault of the folder is reported when a backup is to be written there.
      LOG.debug("No backups are read from {}", folder, e);
    }
    Instant now = clock.instant();
    return newest.isBefore(now) ? newest : now;
  }

  private void scheduled() {
    try {
      LOG.info("Backup written: {}", write());
    } catch (IOException | SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Writes a backup now and returns the zip, named by the time in UTC. */
  public synchronized Path write() throws IOException, SQLException {
    Path zip = Files.createDirectories(folder).resolve(NAME.format(clock.instant()));
    // It gets its own name only when complete; the remainder of a killed server is overwritten.
    Path part = folder.resolve("price-units.part");
    try (Connection connection = database.getConnection();
        PreparedStatement backup = connection.prepareStatement("BACKUP TO ?")) {
      backup.setString(1, part.toAbsolutePath().toString());
      backup.execute();
    }
    return Files.move(part, zip);
  }

  @Override
  public void close() {
    timer.shutdown();
  }
}
