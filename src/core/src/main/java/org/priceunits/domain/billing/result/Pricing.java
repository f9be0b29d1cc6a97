package org.priceunits.domain.billing.result;

import java.util.Collections;
import java.util.List;
import org.priceunits.domain.billing.request.PricingRequest;

/**
 * The result of a {@link PricingRequest}.
 *
 * @param results one per group, in the order in which the groups first appear in the request
 * @param issues issues about the call as a whole
 */
public record Pricing(List<GroupResult> results, List<Issue> issues) {
  public Pricing {
    results = Collections.unmodifiableList(results);
    issues = Collections.unmodifiableList(issues);
  }

  /** Returns the groups that have lines. */
  public List<GroupResult.Priced> priced() {
    return results.stream()
        .filter(GroupResult.Priced.class::isInstance)
        .map(GroupResult.Priced.class::cast)
        .toList();
  }
}
