package org.priceunits.domain.billing.group;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.priceunits.domain.dose.Dose;
import org.priceunits.domain.product.DrugProduct;
import org.priceunits.domain.product.Presentation.Property;

/** Says why an amount does not convert to the unit of its code, and what to send instead. */
final class ConversionRefusal {
  private static final String PIECE = "{each}";

  private final Member member;
  private final Dose amount;
  private final String what;
  private final String unit;

  /**
   * @param what names the amount: dose, container size or discarded amount
   */
  ConversionRefusal(Member member, Dose amount, String what) {
    this.member = member;
    this.amount = amount;
    this.what = what;
    this.unit = member.chosen().dosage().unit();
  }

  String text() {
    return "The %s of %s does not convert to %s, the unit of %s. "
            .formatted(what, amount.shown(), unit, member.chosen().code().code())
        + (amount.unit().startsWith("{") ? ofContainers() : ofStrength());
  }

  private String ofContainers() {
    Optional<DrugProduct> inOther =
        member.chosen().products().stream()
            .filter(product -> product.container() != null)
            .filter(product -> !amount.unit().equals(product.container()))
            .findFirst();
    List<String> contents = contents();
    if (inOther.isEmpty() && contents.size() > 1) {
      return "The packages that the record may mean hold different amounts: %s. Send the NDC of the one that was used, or the dose in %s."
          .formatted(String.join(", ", contents), unit);
    }
    return PIECE.equals(amount.unit()) || inOther.isEmpty()
        ? "Send it in %s; a number of containers counts where the NDC names one package whose content is known, or the Medication states the amount of one."
            .formatted(unit)
        : "NDC %s is sold in %s, which may hold another amount. Send the dose in %s, or Medication.amount for one %s."
            .formatted(inOther.get().ndc(), inOther.get().container(), unit, amount.unit());
  }

  /** Returns one package of each content that the packages have; none if all have the same. */
  private List<String> contents() {
    Map<String, String> byContent = new LinkedHashMap<>();
    for (DrugProduct product : member.chosen().products()) {
      Dose content = product.content();
      String held = content == null ? "an amount that is not known" : content.shown();
      byContent.putIfAbsent(held, "NDC %s holds %s".formatted(product.ndc(), held));
    }
    return PIECE.equals(amount.unit()) || byContent.size() < 2
        ? List.of()
        : List.copyOf(byContent.values());
  }

  private String ofStrength() {
    if (member.administration().drug().ofMixture()) {
      return "The Medication is a mixture, whose strength is not that of the vial. Send the %s in %s, or with the NDC of the vial: as the NDC of the container, or as the medication of the record of waste."
          .formatted(what, unit);
    }
    if (member.administration().drug().strengthUnclear()) {
      return "The Medication does not state how much of one drug is in an amount of the whole, both with value and unit. Send its strength so, or send the %s in %s."
          .formatted(what, unit);
    }
    String sources = contradictions();
    return sources.isEmpty()
        ? "Send it in %s; a volume counts where the strength is sent with the Medication or known."
            .formatted(unit)
        : "The sources of its strength contradict each other: %s. Send it in %s, or the strength that the label prints with the Medication."
            .formatted(sources, unit);
  }

  private String contradictions() {
    return member.chosen().products().stream()
        .flatMap(
            p ->
                p.presentation().contradiction(Property.STRENGTH).stream()
                    .map(c -> "%s: %s".formatted(p.ndc(), c)))
        .collect(Collectors.joining("; "));
  }
}
