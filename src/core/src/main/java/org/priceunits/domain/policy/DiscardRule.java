package org.priceunits.domain.policy;

import java.time.LocalDate;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.priceunits.domain.product.ContainerType;
import org.priceunits.domain.product.HcpcsCode;
import org.priceunits.domain.product.Modifier;
import org.priceunits.domain.product.Validity;

/**
 * A payer's rule for a modifier that reports discarded drug.
 *
 * @param modifier JW or JZ
 * @param states what the modifier says about the drug
 * @param requirement whether the payer requires, accepts or forbids it
 * @param containers the container types that the rule applies to
 * @param codes the codes that the rule applies to; absent if it applies to all
 * @param validity the dates of service that the rule applies to
 */
public record DiscardRule(
    Modifier modifier,
    States states,
    Requirement requirement,
    Set<ContainerType> containers,
    @Nullable CodeRange codes,
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

  /** Returns true if the rule is about the code on that day. */
  public boolean isFor(HcpcsCode code, LocalDate day) {
    return validity.on(day) && (codes == null || codes.contains(code));
  }
}
