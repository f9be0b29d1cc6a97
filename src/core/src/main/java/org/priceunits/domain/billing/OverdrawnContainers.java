package org.priceunits.domain.billing;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.priceunits.domain.billing.group.Draw;
import org.priceunits.domain.billing.group.Group;
import org.priceunits.domain.billing.result.Issue;
import org.priceunits.domain.billing.result.Issue.Element;
import org.priceunits.domain.billing.result.IssueCode;
import org.priceunits.domain.dose.Quotient;

/**
 * Refuses doses that are larger than what their containers hold. Containers are counted together,
 * since one record may state those of another; but a record whose own containers do not hold its
 * own dose contradicts itself, and says nothing of records that state no container.
 */
final class OverdrawnContainers {
  private OverdrawnContainers() {}

  /** Returns what refuses the group; empty if its containers hold the dose, or none is stated. */
  static Optional<Issue> ofAll(Group group) {
    return exceeds(group)
        ? Optional.of(issue(group, group.first().index(), group.fromOpened(), group.labelled()))
        : Optional.empty();
  }

  /**
   * Returns what refuses the members that contradict themselves, so that the others can be priced
   * without them; none if the others state containers too, whose rest may belong to any of them.
   */
  static List<Issue> ofMembers(Group group) {
    Predicate<Draw> contradicted =
        draw -> !draw.opened().isEmpty() && draw.dose().compareTo(draw.content()) > 0;
    return exceeds(group)
            && group.draws().stream()
                .filter(contradicted.negate())
                .allMatch(draw -> draw.opened().isEmpty())
        ? group.draws().stream()
            .filter(contradicted)
            .map(
                draw ->
                    issue(
                        group, draw.member().administration().index(), draw.dose(), draw.content()))
            .toList()
        : List.of();
  }

  private static boolean exceeds(Group group) {
    return !group.opened().isEmpty() && group.fromOpened().compareTo(group.labelled()) > 0;
  }

  /** Creates the refusal of a dose that is larger than the content of its containers. */
  static Issue issue(Group group, int administration, Quotient dose, Quotient content) {
    return Issue.of(
        IssueCode.DOSE_EXCEEDS_CONTAINERS,
        administration,
        Element.DOSE,
        "The dose of %s is more than the labelled %s of the containers. Correct the dose, or state every container.",
        group.amount(dose),
        group.amount(content));
  }
}
