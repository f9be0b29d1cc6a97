package org.priceunits.domain.billing;

import java.util.Collections;
import java.util.List;
import org.priceunits.domain.policy.PayerPolicy;

/**
 * The result of a {@link PricingRequest}.
 *
 * @param results one per group, in the order in which the groups first appear in the request
 * @param issues issues about the call as a whole
 * @param policies the payer policies used, one for each period that the dates of service touch
 */
public record Pricing(List<GroupResult> results, List<Issue> issues, List<PayerPolicy> policies) {
  public Pricing {
    results = Collections.unmodifiableList(results);
    issues = Collections.unmodifiableList(issues);
    policies = Collections.unmodifiableList(policies);
  }

  /** Returns the groups that have lines. */
  public List<GroupResult.Priced> priced() {
    return results.stream()
        .filter(GroupResult.Priced.class::isInstance)
        .map(GroupResult.Priced.class::cast)
        .toList();
  }
}
