package org.priceunits.domain.billing;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.priceunits.domain.billing.Choice.Chosen;
import org.priceunits.domain.dose.Dose;
import org.priceunits.domain.dose.Quotient;
import org.priceunits.domain.policy.PayerPolicy;
import org.priceunits.domain.product.Container;
import org.priceunits.domain.product.ContainerLabel;
import org.priceunits.domain.product.ContainerType;
import org.priceunits.domain.product.DrugProduct;
import org.priceunits.domain.product.Modifier;
import org.priceunits.domain.product.Ndc;
import org.priceunits.domain.product.Presentation;

/**
 * Administrations that are billed together, with their amounts summed in the unit of the code's
 * dosage. Doses, stated containers and stated waste are summed first, then rounded once (R15).
 *
 * @param members at least one, in the order of the request
 * @param draws what each member states for itself, in the same order
 * @param dose the total administered
 * @param opened the stated opened containers
 * @param discarded the total discarded; absent if none is stated
 * @param first the member whose setting the claim takes
 * @param chosen the code that all members are billed with
 * @param totals the content of the opened containers
 */
record Group(
    List<Member> members,
    List<Draw> draws,
    Quotient dose,
    List<Opened> opened,
    @Nullable Quotient discarded,
    Administration first,
    Chosen chosen,
    Totals totals) {

  Group(
      List<Member> members,
      List<Draw> draws,
      Quotient dose,
      List<Opened> opened,
      @Nullable Quotient discarded) {
    this(
        members,
        draws,
        dose,
        opened,
        discarded,
        members.get(0).administration(),
        members.get(0).chosen(),
        Totals.of(opened, draws));
  }

  /**
   * The key that pools administrations: one patient, day, code and stated biller, with no distinct
   * service between them. Two nurses do not make two groups (R15). Administrations whose lines have
   * different modifiers do not pool, because a modifier speaks of all units of its line: an eye, or
   * a drug acquired under 340B.
   *
   * @param modifiers those stated of the administration and those of the call, in any order
   */
  record Key(
      String patient,
      LocalDate date,
      String code,
      @Nullable Modifier distinct,
      Set<Modifier> modifiers,
      String biller,
      String drug) {
    static Key of(Administration a, Chosen chosen, List<Modifier> ofCall) {
      Set<Modifier> modifiers = new HashSet<>(a.modifiers());
      modifiers.addAll(ofCall);
      return new Key(
          a.patient(),
          a.day().date(),
          chosen.code().code().value(),
          a.distinct(),
          modifiers,
          a.setting().biller(),
          chosen.code().unclassified() ? UnclassifiedDrug.key(a) : "");
    }
  }

  boolean unclassified() {
    return chosen.code().unclassified();
  }

  /** Returns true if the code bills one unit for a service, whatever amount it took. */
  boolean isService() {
    return chosen.code().service() != null;
  }

  /**
   * Returns true if a dose is only known as the content of the opened containers, so that these do
   * not show what was left.
   */
  boolean isDoseOfContainers() {
    return !chosen.isWhole() && members.stream().anyMatch(m -> m.chosen().dose() != null);
  }

  /** An administration with its code. */
  record Member(Administration administration, Chosen chosen) {
    /** Returns the dose in a unit that the code's dosage has, if the record or a package tells. */
    Dose dose() {
      return chosen.dose() == null ? administration.dose() : chosen.dose();
    }
  }

  /**
   * Opened containers with their labelled content.
   *
   * @param stated as the caller states them, with the container type added from its source
   * @param content the content of all of them, in the unit of the dosage
   * @param product the product, if known
   * @param label the source of the container type; absent if the caller states it
   */
  record Opened(
      Container stated,
      Quotient content,
      @Nullable Ndc ndc,
      @Nullable DrugProduct product,
      @Nullable ContainerLabel label) {}

  /**
   * What one member states for itself.
   *
   * @param dose the amount that the patient received
   * @param opened its own containers; empty if it states none
   * @param discarded the amount that it states as discarded; zero if it states none
   * @param label the container type that a source states for its drug; absent if none does
   */
  record Draw(
      Member member,
      Quotient dose,
      List<Opened> opened,
      Quotient discarded,
      @Nullable ContainerLabel label) {
    /** Returns the one package that the record names; absent if it names none or several. */
    @Nullable Ndc ndc() {
      List<Ndc> ndcs = member.administration().drug().ndcs();
      return ndcs.size() == 1 ? ndcs.get(0) : null;
    }

    /**
     * Returns true if the dose was not drawn from any of these containers, because the record names
     * another package and no container of it.
     */
    boolean isFromNoneOf(List<Opened> all) {
      Ndc own = ndc();
      return opened.isEmpty()
          && own != null
          && all.stream().noneMatch(o -> o.ndc() == null || o.ndc().equals(own));
    }
  }

  BigDecimal unit() {
    return chosen.dosage().value();
  }

  /** Returns an amount of this drug in the unit of its code's dosage. */
  Dose amount(Quotient value) {
    return new Dose(value, chosen.dosage().unit());
  }

  /** Returns the members' positions in the request; most groups have one member. */
  List<Integer> administrations() {
    return members.size() == 1 ? List.of(first.index()) : indices();
  }

  private List<Integer> indices() {
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
  String place(PayerPolicy policy, PricingRequest.Places places) {
    String stated = first.setting().placeOfService();
    stated = stated == null ? places.otherwise() : stated;
    return stated == null ? policy.places().placeOfService() : stated;
  }

  boolean stopped() {
    for (Member member : members) {
      if (member.administration().status() == Administration.Status.STOPPED) {
        return true;
      }
    }
    return false;
  }

  /** Returns the labelled content of all opened containers, shared ones included. */
  Quotient labelled() {
    return totals.labelled();
  }

  /** Returns the labelled content of the containers that no other patient shared. */
  Quotient unshared() {
    return totals.unshared();
  }

  /** Returns the part of the dose that was drawn from the stated containers. */
  Quotient fromOpened() {
    return dose.minus(totals.elsewhere());
  }

  /**
   * Returns true if a part of the dose was drawn from a package of which no container is stated.
   */
  boolean anyElsewhere() {
    return totals.elsewhere().signum() > 0;
  }

  boolean anyShared() {
    return totals.shared();
  }

  boolean anyMultiDose() {
    return totals.multiDose();
  }

  /**
   * Returns the type that all containers share, as stated or as known for the product; empty if
   * unknown or mixed.
   */
  Optional<ContainerType> kind() {
    return opened.isEmpty() ? kindOfProducts() : Optional.ofNullable(totals.kind());
  }

  /**
   * The content of the opened containers.
   *
   * @param labelled the content of all containers
   * @param unshared the content of the containers that no other patient shared
   * @param kind the type of all containers; absent if one is unknown or they are mixed
   * @param elsewhere the part of the dose drawn from other packages than these; zero if no
   *     container is stated
   */
  record Totals(
      Quotient labelled,
      Quotient unshared,
      boolean shared,
      boolean multiDose,
      @Nullable ContainerType kind,
      Quotient elsewhere) {
    static Totals of(List<Opened> opened, List<Draw> draws) {
      Quotient labelled = Quotient.ZERO;
      Quotient unshared = Quotient.ZERO;
      boolean shared = false;
      boolean multiDose = false;
      ContainerType kind = opened.isEmpty() ? null : opened.get(0).stated().type();
      for (Opened o : opened) {
        Container stated = o.stated();
        labelled = labelled.plus(o.content());
        unshared = stated.shared() ? unshared : unshared.plus(o.content());
        shared |= stated.shared();
        multiDose |= stated.type() == ContainerType.MULTI_DOSE;
        kind = stated.type() == kind ? kind : null;
      }
      return new Totals(labelled, unshared, shared, multiDose, kind, elsewhere(opened, draws));
    }

    private static Quotient elsewhere(List<Opened> opened, List<Draw> draws) {
      Quotient elsewhere = Quotient.ZERO;
      if (!opened.isEmpty() && draws.size() > 1) {
        for (Draw draw : draws) {
          elsewhere = draw.isFromNoneOf(opened) ? elsewhere.plus(draw.dose()) : elsewhere;
        }
      }
      return elsewhere;
    }
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
  List<String> kindSources() {
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

  /** Returns the contradictions between the sources of the drug's packages on a property. */
  List<String> contradictions(Presentation.Property property) {
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
