package org.priceunits.domain.billing.group;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.priceunits.domain.billing.code.Choice.Chosen;
import org.priceunits.domain.billing.request.Administration;
import org.priceunits.domain.billing.request.PricingRequest;
import org.priceunits.domain.billing.result.Issue;
import org.priceunits.domain.billing.result.Issue.Element;
import org.priceunits.domain.billing.result.IssueCode;
import org.priceunits.domain.dose.Dose;
import org.priceunits.domain.dose.Quotient;
import org.priceunits.domain.policy.PayerPolicy;
import org.priceunits.domain.product.ContainerLabel;
import org.priceunits.domain.product.ContainerType;
import org.priceunits.domain.product.Ndc;
import org.priceunits.domain.product.Presentation;

/**
 * Administrations that are billed together, with their amounts summed in the unit of the code's
 * dosage. Doses, stated containers and stated waste are summed first, then rounded once (R15).
 *
 * @param day the day that they are billed on
 * @param members at least one, in the order of the request
 * @param draws what each member states for itself, in the same order
 * @param dose the total administered
 * @param opened the stated opened containers
 * @param discarded the total discarded, {@link #derived()} included; absent if no member states any
 * @param first the member whose setting the claim takes: the first that records a place of service,
 *     otherwise the first
 * @param chosen the code that all members are billed with
 * @param totals the content of the opened containers
 */
public record Group(
    LocalDate day,
    List<Member> members,
    List<Draw> draws,
    Quotient dose,
    List<Opened> opened,
    @Nullable Quotient discarded,
    Administration first,
    Chosen chosen,
    OpenedTotals totals) {

  Group(
      LocalDate day,
      List<Member> members,
      List<Draw> draws,
      Quotient dose,
      List<Opened> opened,
      @Nullable Quotient discarded) {
    this(
        day,
        members,
        draws,
        dose,
        opened,
        discarded,
        placed(members),
        members.get(0).chosen(),
        OpenedTotals.of(opened, draws));
  }

  private static Administration placed(List<Member> members) {
    return members.stream()
        .map(Member::administration)
        .filter(a -> a.setting().placeOfService() != null)
        .findFirst()
        .orElse(members.get(0).administration());
  }

  /** Returns true if the code stands for any drug without a code of its own (R18). */
  public boolean unclassified() {
    return chosen.code().unclassified();
  }

  /** Returns true if the code bills one unit for a service, whatever amount it took. */
  public boolean isService() {
    return chosen.code().service() != null;
  }

  /**
   * Returns true if a dose is only known as the content of the opened containers, so that these do
   * not show what was left.
   */
  public boolean isDoseOfContainers() {
    return !chosen.isWhole() && members.stream().anyMatch(m -> m.chosen().dose() != null);
  }

  /** Returns the packages that its containers and members name; empty for those that name none. */
  public Set<Optional<Ndc>> packages() {
    Set<Optional<Ndc>> all = Opened.packages(opened);
    draws.forEach(draw -> all.add(Optional.ofNullable(draw.ndc())));
    return all;
  }

  /** Returns the amount of one billing unit, in the unit of the dosage. */
  public BigDecimal unit() {
    return chosen.dosage().value();
  }

  /** Returns an amount of this drug in the unit of its code's dosage. */
  public Dose amount(Quotient value) {
    return new Dose(value, chosen.dosage().unit());
  }

  /** Returns the members' positions in the request. */
  public List<Integer> administrations() {
    List<Integer> indices = new ArrayList<>(members.size());
    for (Member member : members) {
      indices.add(member.administration().index());
    }
    return indices;
  }

  /**
   * Returns the recorded place of service, otherwise the one that the request or the policy
   * assumes.
   */
  public String place(PayerPolicy policy, PricingRequest.Places places) {
    String stated = first.setting().placeOfService();
    stated = stated == null ? places.otherwise() : stated;
    return stated == null ? policy.places().placeOfService() : stated;
  }

  /** Returns true if a dose was stopped before its end. */
  public boolean stopped() {
    for (Member member : members) {
      if (member.administration().status() == Administration.Status.STOPPED) {
        return true;
      }
    }
    return false;
  }

  /** Returns the labelled content of all opened containers, shared ones included. */
  public Quotient labelled() {
    return totals.labelled();
  }

  /** Returns the labelled content of the containers that no other patient shared. */
  public Quotient unshared() {
    return totals.unshared();
  }

  /** Returns the part of the dose that was drawn from the stated containers. */
  public Quotient fromOpened() {
    return dose.minus(totals.doseElsewhere());
  }

  /** Returns what is stated as discarded of packages of which no container is stated. */
  public Quotient discardedElsewhere() {
    return totals.discardedElsewhere();
  }

  /**
   * Returns the first member whose dose was drawn from a package of which neither a container nor a
   * discarded amount is stated.
   */
  public Optional<Draw> silent() {
    return totals.elsewhere().stream().filter(draw -> !draw.statesDiscarded()).findFirst();
  }

  /** Returns the discarded amount that no member states, but the containers of some show. */
  public Quotient derived() {
    return draws.stream().map(Draw::derived).reduce(Quotient.ZERO, Quotient::plus);
  }

  /**
   * Returns true if a part of the dose was drawn from a package of which no container is stated.
   */
  public boolean anyElsewhere() {
    return !totals.elsewhere().isEmpty();
  }

  /**
   * Returns true if the opened containers show how much was left: no other patient shared them, and
   * the whole dose was drawn from them.
   */
  public boolean showsWaste() {
    return !opened.isEmpty() && !anyShared() && !anyElsewhere();
  }

  /** Returns true if a container was shared with others. */
  public boolean anyShared() {
    return totals.shared();
  }

  /** Returns true if a container is a multi-dose one. */
  public boolean anyMultiDose() {
    return totals.multiDose();
  }

  /**
   * Returns the type that all containers share, as stated or as known for the product; empty if
   * unknown or mixed.
   */
  public Optional<ContainerType> kind() {
    return opened.isEmpty() ? kindOfProducts() : Optional.ofNullable(totals.kind());
  }

  private Optional<ContainerType> kindOfProducts() {
    ContainerType kind = null;
    for (Draw draw : draws) {
      ContainerLabel label = draw.label();
      if (label == null || kind != null && kind != label.type()) {
        return Optional.empty();
      }
      kind = label.type();
    }
    return Optional.ofNullable(kind);
  }

  /** Returns the sources that container types were taken from; none if the caller states them. */
  public List<String> kindSources() {
    List<String> sources = new ArrayList<>(1);
    for (Draw draw : draws) {
      if (opened.isEmpty() && draw.label() != null) {
        sources.add(draw.label().source());
      }
    }
    for (Opened each : opened) {
      if (each.label() != null) {
        sources.add(each.label().source());
      }
    }
    return sources.stream().distinct().toList();
  }

  /** Returns an issue about its first member. */
  public Issue issue(IssueCode code, Element about, String sentence, Object... arguments) {
    return Issue.of(code, first.index(), about, sentence, arguments);
  }

  /** Returns the contradictions between the sources of the drug's packages on a property. */
  public List<String> contradictions(Presentation.Property property) {
    return members.stream()
        .flatMap(m -> m.chosen().products().stream())
        .distinct()
        .flatMap(
            p ->
                p.presentation().contradiction(property).stream()
                    .map(c -> "%s: %s".formatted(p.ndc(), c)))
        .distinct()
        .toList();
  }
}
