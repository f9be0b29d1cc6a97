package org.priceunits.domain.billing;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.priceunits.domain.billing.group.Draw;
import org.priceunits.domain.billing.group.Group;
import org.priceunits.domain.billing.group.Opened;
import org.priceunits.domain.billing.group.RecordedStrength;
import org.priceunits.domain.billing.result.Issue;
import org.priceunits.domain.billing.result.Issue.Element;
import org.priceunits.domain.billing.result.IssueCode;
import org.priceunits.domain.billing.result.ServiceLine;
import org.priceunits.domain.product.Ndc;
import org.priceunits.domain.product.Presentation.Property;

/** Reports what is missing or uncertain of the packages of a priced group. */
final class PackageNotices {
  private final Group group;
  private final List<ServiceLine> lines;
  private final List<Issue> issues = new ArrayList<>(2);

  PackageNotices(Group group, List<ServiceLine> lines) {
    this.group = group;
    this.lines = lines;
  }

  List<Issue> issues() {
    kindFromSource();
    ndc();
    packagesOnNoLine();
    return issues;
  }

  /** Cites the source of a container type that decides over JW and JZ. */
  private void kindFromSource() {
    List<String> sources = group.kindSources();
    boolean decides = group.discarded() != null || !group.opened().isEmpty() || group.isService();
    if (decides && group.kind().isPresent() && !sources.isEmpty() && !group.unclassified()) {
      issues.add(
          group.issue(
              IssueCode.CONTAINER_KIND_FROM_SOURCE,
              Element.CONTAINERS,
              "The record does not say whether the containers are single-dose; %s says %s. State"
                  + " the kind if the label differs.",
              String.join("; ", sources),
              group.kind().get().code()));
    }
  }

  private void ndc() {
    boolean any = false;
    boolean uncounted = false;
    for (ServiceLine line : lines) {
      any |= line.ndc() != null;
      uncounted |= line.ndc() != null && line.ndcQuantity() == null;
    }
    if (!any) {
      issues.add(
          group.issue(
              IssueCode.NDC_UNKNOWN,
              Element.MEDICATION,
              severalNdcs()
                  ? "Several NDCs are stated, so the lines carry none. Many payers want it: send"
                      + " only the one that was used."
                  : "No NDC is stated, so the lines carry none. Many payers want it: send it with"
                      + " the medication."));
    }
    if (uncounted) {
      issues.add(group.issue(IssueCode.NDC_QUANTITY_UNKNOWN, Element.MEDICATION, uncounted()));
    }
  }

  /** Names the packages whose part of the dose rounds to no unit, so that no line has their NDC. */
  private void packagesOnNoLine() {
    Set<Ndc> onLines =
        lines.stream().map(ServiceLine::ndc).filter(Objects::nonNull).collect(Collectors.toSet());
    if (onLines.isEmpty() || group.chosen().isWhole()) {
      return;
    }
    group.draws().stream()
        .flatMap(PackageNotices::packages)
        .filter(ndc -> !onLines.contains(ndc))
        .distinct()
        .sorted(Comparator.comparing(Ndc::value))
        .forEach(
            ndc ->
                issues.add(
                    group.issue(
                        IssueCode.PACKAGE_ON_NO_LINE,
                        Element.CONTAINERS,
                        "The part of the dose from NDC %s rounds to no unit, so no line has this"
                            + " NDC: the units of the other packages bill it. Keep the record, in"
                            + " case the payer asks for the NDC.",
                        ndc)));
  }

  private static Stream<Ndc> packages(Draw draw) {
    return draw.opened().isEmpty()
        ? Stream.ofNullable(draw.ndc())
        : draw.opened().stream().map(Opened::ndc).filter(Objects::nonNull);
  }

  private String uncounted() {
    List<String> contradictions = new ArrayList<>(1);
    for (Property property : List.of(Property.FORM, Property.STRENGTH, Property.CONTENT)) {
      group.contradictions(property).stream()
          .filter(c -> !contradictions.contains(c))
          .forEach(contradictions::add);
    }
    contradictions.addAll(RecordedStrength.contradictions(group));
    return contradictions.isEmpty()
        ? "It is not known in what unit this NDC is counted, or how much one unit holds, so the"
            + " lines have no NDC quantity. Send Medication.form, with the strength of a liquid"
            + " or the content of a vial, or add the quantity by hand."
        : "The sources contradict each other on the package, so the lines have no NDC quantity: %s. Send Medication.form and the strength that the label prints, or add the quantity by hand."
            .formatted(String.join("; ", contradictions));
  }

  /** Returns true if the records name more than one package. */
  private boolean severalNdcs() {
    return group.members().stream()
            .flatMap(m -> m.administration().drug().ndcs().stream())
            .distinct()
            .count()
        > 1;
  }
}
