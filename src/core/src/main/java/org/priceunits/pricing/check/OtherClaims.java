package org.priceunits.pricing.check;

import java.util.Collection;
import java.util.List;
import org.hl7.fhir.r4.model.ChargeItem;
import org.hl7.fhir.r4.model.Claim;
import org.hl7.fhir.r4.model.Identifier;
import org.priceunits.pricing.ForwardingStore;
import org.priceunits.pricing.ResourceStore;

/**
 * The store without the claim under check, so that its own administrations are not reported as
 * billed twice.
 */
final class OtherClaims extends ForwardingStore {
  private final Claim checked;

  /**
   * @param checked the claim under check
   */
  OtherClaims(ResourceStore store, Claim checked) {
    super(store);
    this.checked = checked;
  }

  @Override
  public List<Claim> liveClaims(Collection<Identifier> identifiers) {
    return super.liveClaims(identifiers).stream().filter(c -> !isChecked(c)).toList();
  }

  /** The charge items that led to the claim under check bill the same administrations. */
  @Override
  public List<ChargeItem> liveChargeItems(Collection<Identifier> identifiers) {
    return List.of();
  }

  /** Matches by id or by identifier: no two live claims share one. */
  private boolean isChecked(Claim stored) {
    String id = checked.getIdElement().getIdPart();
    return id != null && id.equals(stored.getIdElement().getIdPart())
        || stored.getIdentifier().stream().anyMatch(this::holds);
  }

  private boolean holds(Identifier identifier) {
    return checked.getIdentifier().stream().anyMatch(i -> i.equalsDeep(identifier));
  }
}
