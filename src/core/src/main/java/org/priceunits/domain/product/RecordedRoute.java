package org.priceunits.domain.product;

import java.util.Set;

/**
 * How a record says that a drug was given.
 *
 * @param shown the route in words; empty if the record names none
 * @param agreeing the routes of codes that agree with it, as codes of the hosted {@code
 *     administration-route}; empty if the record names none
 */
public record RecordedRoute(String shown, Set<String> agreeing) {
  /** The route of drugs that are swallowed, of which only a few have a code. */
  public static final String ORAL = "oral";

  /** A record that says nothing of the route. */
  public static final RecordedRoute NONE = new RecordedRoute("", Set.of());

  public RecordedRoute {
    agreeing = Set.copyOf(agreeing);
  }

  /** Returns true if the record says that the drug was swallowed. */
  public boolean isOral() {
    return agreeing.equals(Set.of(ORAL));
  }

  /** Returns true if both name a route, and neither is the other in narrower words. */
  public boolean isOtherThan(RecordedRoute other) {
    return !agreeing.isEmpty()
        && !other.agreeing.isEmpty()
        && !agreeing.containsAll(other.agreeing)
        && !other.agreeing.containsAll(agreeing);
  }

  /** Returns true unless both name a route and none of them is the same. */
  public boolean agreesWith(Set<String> routes) {
    return agreeing.isEmpty() || routes.isEmpty() || routes.stream().anyMatch(agreeing::contains);
  }
}
