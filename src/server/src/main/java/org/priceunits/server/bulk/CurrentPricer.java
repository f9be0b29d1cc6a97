package org.priceunits.server.bulk;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.priceunits.knowledge.PricingKnowledge;
import org.priceunits.pricing.ClaimPricer;
import org.priceunits.server.knowledge.Knowledge;

/** The pricer with the knowledge of now; made anew only when that changes. */
final class CurrentPricer implements Supplier<ClaimPricer> {
  private final Knowledge knowledge;
  private @Nullable Made last;

  private record Made(PricingKnowledge from, ClaimPricer pricer) {}

  CurrentPricer(Knowledge knowledge) {
    this.knowledge = knowledge;
  }

  @Override
  public synchronized ClaimPricer get() {
    PricingKnowledge now = knowledge.current().pricing();
    Made made = last;
    if (made == null || made.from() != now) {
      made = new Made(now, ClaimPricer.with(now));
      last = made;
    }
    return made.pricer();
  }
}
