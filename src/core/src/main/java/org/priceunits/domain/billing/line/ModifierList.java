package org.priceunits.domain.billing.line;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.priceunits.domain.billing.request.Administration;
import org.priceunits.domain.billing.request.Distinct;
import org.priceunits.domain.billing.result.Issue;
import org.priceunits.domain.billing.result.Issue.Element;
import org.priceunits.domain.billing.result.IssueCode;
import org.priceunits.domain.policy.PayerPolicy;
import org.priceunits.domain.product.CodeCatalog;
import org.priceunits.domain.product.Modifier;
import org.priceunits.domain.product.Validity;

/**
 * Orders and validates the modifiers of a line: each occurs once, is in force on the day, and is
 * the caller's to set.
 */
public final class ModifierList {
  private ModifierList() {}

  /**
   * Returns the modifiers in the payer's order: those with an assigned place first, then the others
   * as given.
   */
  public static List<Modifier> ordered(List<Modifier> modifiers, PayerPolicy policy) {
    List<Modifier> sorted = new ArrayList<>(modifiers.size());
    for (Modifier known : policy.modifierOrder()) {
      if (modifiers.contains(known)) {
        sorted.add(known);
      }
    }
    for (Modifier modifier : modifiers) {
      if (!sorted.contains(modifier)) {
        sorted.add(modifier);
      }
    }
    return sorted;
  }

  /**
   * Returns why a modifier cannot be used on a day; empty if it can. CPT modifiers (digits only)
   * are not hosted and are accepted.
   */
  public static Optional<String> fault(Modifier modifier, LocalDate day, CodeCatalog codes) {
    Optional<Validity> validity = codes.modifier(modifier);
    if (validity.isEmpty()) {
      return unknown(modifier, codes);
    }
    if (validity.get().endedBefore(day)) {
      return Optional.of(
          "Modifier %s ended on %s; the service was on %s. Leave it out or send the one that took its place."
              .formatted(modifier, validity.get().to(), day));
    }
    return validity.get().startsAfter(day)
        ? Optional.of(
            "Modifier %s may be used from %s; the service was on %s. Leave it out."
                .formatted(modifier, validity.get().from(), day))
        : Optional.empty();
  }

  /** Returns why a modifier cannot be used on any day; empty if it can be used on some day. */
  public static Optional<String> unknown(Modifier modifier, CodeCatalog codes) {
    return modifier.isCpt() || codes.modifier(modifier).isPresent()
        ? Optional.empty()
        : Optional.of("%s is not a HCPCS modifier. Check it.".formatted(modifier));
  }

  /**
   * Returns why the caller may not set a modifier; empty if the caller may. JW and JZ follow from
   * the waste, KP and KQ from the packages, 59 and X{EPSU} from an asserted distinct service.
   */
  public static Optional<String> reserved(Modifier modifier, PayerPolicy policy) {
    if (policy.speaksOfDiscard(modifier)) {
      return Optional.of(
          "%s follows from the discarded amount. Leave it out and state the waste and the containers."
              .formatted(modifier));
    }
    if (policy.speaksOfPackages(modifier)) {
      return Optional.of(
          "%s follows from the NDCs of the containers. Leave it out and state the containers."
              .formatted(modifier));
    }
    return Distinct.of(modifier.value()).isPresent()
        ? Optional.of(
            "%s says that a service is distinct. State it with the part or extension distinct of that administration."
                .formatted(modifier))
        : Optional.empty();
  }

  /**
   * Returns the issue that refuses the modifiers stated by one administration; absent if all can be
   * used.
   */
  public static @Nullable Issue refusal(
      Administration a, LocalDate day, PayerPolicy policy, CodeCatalog codes) {
    for (Modifier modifier : a.modifiers()) {
      Optional<String> reserved = reserved(modifier, policy);
      if (reserved.isPresent()) {
        return Issue.of(IssueCode.MODIFIER_CONFLICT, a.index(), Element.MODIFIER, reserved.get());
      }
      Optional<String> fault = fault(modifier, day, codes);
      if (fault.isPresent()) {
        return Issue.of(IssueCode.MODIFIER_NOT_VALID, a.index(), Element.MODIFIER, fault.get());
      }
    }
    Modifier distinct = a.distinct();
    return distinct == null
        ? null
        : fault(distinct, day, codes)
            .map(f -> Issue.of(IssueCode.MODIFIER_NOT_VALID, a.index(), Element.DISTINCT, f))
            .orElse(null);
  }
}
