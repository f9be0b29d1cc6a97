package org.priceunits.server.bulk;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.priceunits.server.security.Caller;
import org.priceunits.server.security.Right;

/** The rights that a job needs: those of the call, the search and the writes that it stands for. */
final class JobAccess {
  private static final String ADMINISTRATION = "MedicationAdministration";

  private final boolean tokenNeeded;

  JobAccess(boolean tokenNeeded) {
    this.tokenNeeded = tokenNeeded;
  }

  /** Returns the id of the client; null if it called without a token. */
  static @Nullable String client(HttpServletRequest request) {
    return Caller.of(request).map(Caller::clientId).orElse(null);
  }

  /** Returns true if the caller may price, and ask for a job of its own. */
  boolean mayPrice(HttpServletRequest request) {
    return may(request, Right.READ, ADMINISTRATION);
  }

  /** Returns true if the caller may do itself what the job would do for it. */
  boolean mayAsk(HttpServletRequest request, JobInputs inputs) {
    return (inputs.criteria() == null || may(request, Right.SEARCH, ADMINISTRATION))
        && (!inputs.store() || may(request, Right.UPDATE, "Claim"));
  }

  private boolean may(HttpServletRequest request, Right right, String type) {
    Optional<Caller> caller = Caller.of(request);
    return !tokenNeeded || caller.filter(c -> c.may(Set.of(right), type)).isPresent();
  }

  boolean isTokenNeeded() {
    return tokenNeeded;
  }
}
