package org.priceunits.server.bulk;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.priceunits.server.security.Caller;
import org.priceunits.server.security.ReachedTypes;
import org.priceunits.server.security.Right;

/** The rights that a job needs: those of the call, the search and the writes that it stands for. */
final class JobAccess {
  private static final String ADMINISTRATION = "MedicationAdministration";

  private final boolean tokenNeeded;
  private final ReachedTypes reached;

  JobAccess(boolean tokenNeeded, ReachedTypes reached) {
    this.tokenNeeded = tokenNeeded;
    this.reached = reached;
  }

  /** Returns the id of the client; null if it called without a token. */
  static @Nullable String client(HttpServletRequest request) {
    return Caller.of(request).map(Caller::clientId).orElse(null);
  }

  /** Returns true if the caller may price, and ask for a job of its own. */
  boolean mayPrice(HttpServletRequest request) {
    return may(request, Right.READ, ADMINISTRATION);
  }

  /** Returns why a caller may not have done by a job what it may not do itself; empty if it may. */
  Optional<String> refusal(HttpServletRequest request, JobInputs inputs) {
    Optional<Caller> caller = Caller.of(request).filter(known -> tokenNeeded);
    return mayAsk(request, inputs)
        ? caller.flatMap(known -> reached.ofCondition(known, ADMINISTRATION, inputs.criteria()))
        : Optional.of("The scopes of the access token do not grant this.");
  }

  private boolean mayAsk(HttpServletRequest request, JobInputs inputs) {
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
