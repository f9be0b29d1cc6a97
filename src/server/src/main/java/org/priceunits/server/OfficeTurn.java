package org.priceunits.server;

import ca.uhn.fhir.rest.server.exceptions.ResourceVersionConflictException;
import jakarta.persistence.EntityManager;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.hibernate.Session;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Lets an office that sees all clients, and the clients, take turns in storing what is unique among
 * them: the unique index is per partition, and a look into another partition does not see what is
 * not yet committed. Clients do not wait for each other. On PostgreSQL the turn is a lock of the
 * database, for all nodes; an H2 file has one process.
 */
final class OfficeTurn {
  /** Any number that no other application on the database uses. */
  private static final long LOCK = 5_009_010_203L;

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final ReadWriteLock ofProcess = new ReentrantReadWriteLock(true);

  /**
   * Waits for the turn, and holds it until the transaction ends.
   *
   * @param office true to keep the clients out meanwhile; false to keep the office out
   */
  void take(EntityManager database, boolean office) {
    boolean ofDatabase =
        database.unwrap(Session.class).doReturningWork(session -> lock(session, office));
    if (!ofDatabase) {
      lock(office ? ofProcess.writeLock() : ofProcess.readLock());
    }
  }

  /** Returns false for a database of one process. */
  private static boolean lock(Connection session, boolean office) throws SQLException {
    if (!session.getMetaData().getDatabaseProductName().equals("PostgreSQL")) {
      return false;
    }
    try (PreparedStatement statement =
        office
            ? session.prepareStatement("SELECT pg_advisory_xact_lock(?)")
            : session.prepareStatement("SELECT pg_advisory_xact_lock_shared(?)")) {
      statement.setLong(1, LOCK);
      statement.execute();
    }
    return true;
  }

  private static void lock(Lock turn) {
    try {
      if (!turn.tryLock(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
        throw new ResourceVersionConflictException(
            "Claims of another caller are being stored. Try again.");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ResourceVersionConflictException("The call was interrupted. Try again.");
    }
    TransactionSynchronizationManager.registerSynchronization(
        new TransactionSynchronization() {
          @Override
          public void afterCompletion(int status) {
            turn.unlock();
          }
        });
  }
}
