package org.priceunits.server;

import com.google.common.base.Throwables;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;

/**
 * Reports a database that cannot be opened in the start log, with what to do, instead of a stack
 * trace.
 */
public final class DatabaseAnalyzer implements FailureAnalyzer {
  private static final String BACKUP =
      "Restore the file from a backup, or name another one in spring.datasource.url.";
  private static final String ADDRESS =
      "Check spring.datasource.url, and that the database runs and can be reached.";

  private static final Cause REFUSED =
      new Cause(
          "The database refuses the user or the password.",
          "Set spring.datasource.username and spring.datasource.password.");

  /** What H2 says by its error codes. */
  private static final Map<Integer, Cause> H2 =
      Map.of(
          90030, new Cause("The database file is damaged, or no file of H2.", BACKUP),
          90031, new Cause("The database file cannot be read or written.", BACKUP),
          90028, new Cause("The database file cannot be read or written.", BACKUP),
          90048, new Cause("The database file is of another version of H2.", BACKUP),
          90020,
              new Cause(
                  "The database file is in use by another process.",
                  "Stop the other server, or give this one a file of its own by spring.datasource.url."),
          28000, REFUSED);

  /** What SQLSTATE says of any database. */
  private static final Map<String, Cause> STATES =
      Map.of(
          "08001", new Cause("The database cannot be reached.", ADDRESS),
          "08004", new Cause("The database cannot be reached.", ADDRESS),
          "3D000", new Cause("The database does not exist.", ADDRESS),
          "28P01", REFUSED,
          "28000", REFUSED);

  private record Cause(String fault, String cure) {}

  @Override
  public @Nullable FailureAnalysis analyze(Throwable failure) {
    return Throwables.getCausalChain(failure).stream()
        .flatMap(cause -> cause(cause).stream())
        .findFirst()
        .map(cause -> new FailureAnalysis(cause.fault(), cause.cure(), failure))
        .orElse(null);
  }

  private static Optional<Cause> cause(Throwable failure) {
    if (failure instanceof UnusableDatabaseException unusable) {
      return Optional.of(new Cause(String.valueOf(unusable.getMessage()), unusable.cure()));
    }
    return failure instanceof SQLException fault
        ? Optional.ofNullable(H2.get(fault.getErrorCode()))
            .or(() -> Optional.ofNullable(STATES.get(String.valueOf(fault.getSQLState()))))
        : Optional.empty();
  }
}
