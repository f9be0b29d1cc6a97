package org.priceunits.domain.billing.discard;

import java.time.LocalDate;
import java.util.List;
import org.priceunits.domain.billing.group.Draw;
import org.priceunits.domain.billing.group.Group;
import org.priceunits.domain.billing.result.Issue;
import org.priceunits.domain.billing.result.Issue.Element;
import org.priceunits.domain.billing.result.IssueCode;
import org.priceunits.domain.dose.Quotient;
import org.priceunits.domain.policy.PayerPolicy;
import org.priceunits.domain.product.Presentation.Property;

/** The issues about discarded drug that more than one rule reports. */
public final class DiscardNotices {
  private DiscardNotices() {}

  /**
   * Returns the warning that discarded drug goes on no line.
   *
   * @param waste in the unit of the code's dosage
   */
  public static Issue notBilled(Group group, Quotient waste) {
    return group.issue(
        IssueCode.WASTE_NOT_BILLED,
        Element.DISCARDED,
        "The payer takes no discarded amount of %s on that day: %s are not billed. Keep the amount"
            + " in the record.",
        group.chosen().code().code(),
        group.amount(waste));
  }

  static Issue wasteDerived(Group group, Quotient waste) {
    return group.issue(
        IssueCode.WASTE_DERIVED,
        Element.CONTAINERS,
        "The discarded amount of %s is the labelled content of the containers less the dose. Keep"
            + " it in the record.",
        group.amount(waste));
  }

  /** Returns the warning that nothing is known of what one member's package left. */
  static Issue silent(Group group, Draw draw) {
    return Issue.of(
        IssueCode.WASTE_UNKNOWN,
        draw.member().administration().index(),
        Element.DISCARDED,
        "What was left of NDC %s is not stated, so no line bills it and none attests that nothing was"
            + " discarded. State its discarded amount, 0 if none, or its containers.",
        String.valueOf(draw.ndc()));
  }

  /** Returns that a line has none of the modifiers that the payer takes on that day. */
  static String without(Group group, PayerPolicy policy) {
    LocalDate day = group.day();
    List<String> modifiers =
        policy.discardRules().stream()
            .filter(rule -> rule.isFor(group.chosen().code().code(), day))
            .map(rule -> rule.modifier().value())
            .distinct()
            .sorted()
            .toList();
    return switch (modifiers.size()) {
      case 0 -> "no modifier for discarded drug";
      case 1 -> "no " + modifiers.get(0);
      default -> "neither " + String.join(" nor ", modifiers);
    };
  }

  static Issue kindUnknown(Group group, PayerPolicy policy) {
    List<String> contradictions = group.contradictions(Property.CONTAINER_TYPE);
    return contradictions.isEmpty()
        ? group.issue(
            IssueCode.CONTAINER_KIND_UNKNOWN,
            Element.CONTAINERS,
            "It is unknown whether all containers are single-dose, so the line has %s. State the"
                + " kind of each.",
            without(group, policy))
        : group.issue(
            IssueCode.CONTAINER_KIND_UNKNOWN,
            Element.CONTAINERS,
            "The sources contradict each other, so the line has %s: %s. State the kind that the"
                + " label prints.",
            without(group, policy),
            String.join("; ", contradictions));
  }
}
