package org.priceunits.domain.policy;

import java.util.Set;
import org.priceunits.domain.product.ContainerType;
import org.priceunits.domain.product.Modifier;
import org.priceunits.domain.product.Validity;

/**
 * A payer's rule for a modifier that reports discarded drug.
 *
 * @param modifier JW or JZ
 * @param states what the modifier says about the drug
 * @param requirement whether the payer requires, accepts or forbids it
 * @param containers the container types that the rule applies to
 * @param validity the dates of service that the rule applies to
 */
public record DiscardRule(
    Modifier modifier,
    States states,
    Requirement requirement,
    Set<ContainerType> containers,
    Validity validity) {

  /** The statement that a modifier makes: drug was discarded, or none was. */
  public enum States {
    DISCARDED,
    NONE_DISCARDED
  }

  /**
   * A payer's requirement for a modifier. The server writes required and optional ones, and never
   * forbidden ones.
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
