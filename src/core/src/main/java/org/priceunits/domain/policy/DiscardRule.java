package org.priceunits.domain.policy;

import java.util.Set;
import org.priceunits.domain.product.ContainerType;
import org.priceunits.domain.product.Modifier;
import org.priceunits.domain.product.Validity;

/**
 * One rule of a payer on the modifier that speaks of discarded drug.
 *
 * @param modifier JW or JZ
 * @param states what the modifier says of the drug
 * @param requirement how the payer takes it
 * @param containers the kinds of container that it is for
 * @param validity the dates of service that it is for
 */
public record DiscardRule(
    Modifier modifier,
    States states,
    Requirement requirement,
    Set<ContainerType> containers,
    Validity validity) {

  /** What a modifier says: that drug was discarded, or that none was. */
  public enum States {
    DISCARDED,
    NONE_DISCARDED
  }

  /**
   * How a payer takes a modifier. We write a required and an optional one, and never a forbidden
   * one.
   */
  public enum Requirement {
    REQUIRED,
    OPTIONAL,
    FORBIDDEN
  }

  public DiscardRule {
    containers = Set.copyOf(containers);
  }
}
