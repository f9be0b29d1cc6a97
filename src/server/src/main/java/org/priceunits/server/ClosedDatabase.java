package org.priceunits.server;

import com.google.common.base.Throwables;
import com.zaxxer.hikari.SQLExceptionOverride;
import java.sql.SQLException;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Takes connections out of the pool whose H2 database has closed itself: after a write that found
 * the disk full, H2 answers each statement with an error and still calls the connection valid, so
 * that the pool would keep it for ever. The next connection opens the file again. Remembers when
 * the storage last failed, for {@link StorageHealth}.
 */
public final class ClosedDatabase implements SQLExceptionOverride {
  /** H2: closed, input or output failed, file corrupt; shut down while in use. */
  private static final Set<Integer> CLOSED = Set.of(90098, 90028, 90030, 90031, 90121);

  /** PostgreSQL: disk full, input or output failed. */
  private static final Set<String> DISK = Set.of("53100", "58030");

  private static final String H2_STORE = "org.h2.mvstore.MVStoreException";

  private static final AtomicLong FAILURES = new AtomicLong();
  private static final AtomicLong LAST = new AtomicLong();

  @java.lang.Override
  public Override adjudicate(SQLException fault) {
    boolean closed =
        CLOSED.contains(fault.getErrorCode())
            || Throwables.getCausalChain(fault).stream()
                .anyMatch(cause -> cause.getClass().getName().equals(H2_STORE));
    if (closed || DISK.contains(String.valueOf(fault.getSQLState()))) {
      LAST.set(System.nanoTime());
      FAILURES.incrementAndGet();
    }
    return closed ? Override.MUST_EVICT : Override.CONTINUE_EVICT;
  }

  /** Returns true if the storage failed within the last nanoseconds. */
  static boolean failedWithin(long nanos) {
    return FAILURES.get() > 0 && System.nanoTime() - LAST.get() < nanos;
  }
}
