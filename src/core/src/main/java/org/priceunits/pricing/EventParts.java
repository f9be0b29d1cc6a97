package org.priceunits.pricing;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.priceunits.domain.billing.request.Administration;
import org.priceunits.domain.billing.result.IssueCode;
import org.priceunits.domain.dose.Units;
import org.priceunits.pricing.PartOfEvent.Dosed;
import org.priceunits.pricing.read.AdministrationInput;
import org.priceunits.pricing.read.AdministrationReader;
import org.priceunits.pricing.read.AdministrationReading;

/**
 * Decides which records count where a call has an administration and the steps that it consists of:
 * {@code partOf} names the larger event that a record is a component of (FHIR R4,
 * MedicationAdministration.partOf). The event is billed once: by the whole, or by its parts. Where
 * their doses differ neither is billed; doses in units that do not convert are not compared. Parts
 * of another patient or drug are events of their own.
 */
final class EventParts {
  private static final String CORRECT =
      " Correct the doses, so that the parts add up to the whole, or send only the records of what"
          + " was given.";

  private static final int MOST_NAMED = 10;

  private final Map<GivenAdministration, Optional<Administration>> read = new HashMap<>(0);
  private final Map<GivenAdministration, List<GivenAdministration>> parts = new LinkedHashMap<>(0);
  private final Map<GivenAdministration, List<GivenAdministration>> wholes = new HashMap<>(0);
  private final Map<GivenAdministration, NotBilled> notBilled = new HashMap<>(0);
  private final Statements statements;
  private final WasteRecords waste;
  private final AdministrationReader reader;
  private final Units units;

  /**
   * Why a record is not billed by itself.
   *
   * @param code an information if the event is billed by other records
   */
  record NotBilled(IssueCode code, String text) {}

  /**
   * @param counting the records of the call that count
   */
  EventParts(
      List<GivenAdministration> counting,
      Statements statements,
      WasteRecords waste,
      CallReferences references,
      AdministrationReader reader,
      Units units) {
    this.statements = statements;
    this.waste = waste;
    this.reader = reader;
    this.units = units;
    List<GivenAdministration> billable =
        counting.stream().filter(g -> AdministrationReader.isBillable(g.resource())).toList();
    if (billable.stream().anyMatch(given -> given.resource().hasPartOf())) {
      join(billable, references);
      Set<GivenAdministration> seen = new HashSet<>();
      parts.keySet().stream().filter(seen::add).forEach(whole -> settle(family(whole, seen)));
    }
  }

  /** Returns why a record is not billed by itself; empty if it is. */
  Optional<NotBilled> of(GivenAdministration given) {
    return Optional.ofNullable(notBilled.get(given));
  }

  private void join(List<GivenAdministration> billable, CallReferences references) {
    Map<String, GivenAdministration> named = new HashMap<>();
    billable.forEach(given -> given.names().forEach(name -> named.putIfAbsent(name, given)));
    for (GivenAdministration part : billable) {
      references
          .wholesOf(part)
          .map(named::get)
          .filter(Objects::nonNull)
          .distinct()
          .filter(whole -> isOneEvent(part, whole))
          .forEach(
              whole -> {
                parts.computeIfAbsent(whole, any -> new ArrayList<>(2)).add(part);
                wholes.computeIfAbsent(part, any -> new ArrayList<>(1)).add(whole);
              });
    }
  }

  private boolean isOneEvent(GivenAdministration part, GivenAdministration whole) {
    Administration one = read(part).orElse(null);
    Administration event = read(whole).orElse(null);
    return one != null
        && event != null
        && one.patient().equals(event.patient())
        && reader.isOneDrug(one, event);
  }

  /** Reads a record without what else the call has for it; empty without its day or drug. */
  private Optional<Administration> read(GivenAdministration given) {
    return read.computeIfAbsent(
        given,
        any -> {
          AdministrationReading reading =
              reader.read(
                  new AdministrationInput(
                      0, given.path(), given.resource(), null, List.of(), List.of()));
          return reading instanceof AdministrationReading.Refused refused
              ? Optional.ofNullable(refused.legible())
              : reading.billable();
        });
  }

  /** Returns all records that are joined with one, each after one that it is joined with. */
  private List<GivenAdministration> family(
      GivenAdministration member, Set<GivenAdministration> seen) {
    List<GivenAdministration> family = new ArrayList<>();
    Deque<GivenAdministration> open = new ArrayDeque<>(List.of(member));
    while (!open.isEmpty()) {
      GivenAdministration next = open.remove();
      family.add(next);
      Stream.of(parts, wholes)
          .flatMap(side -> side.getOrDefault(next, List.of()).stream())
          .filter(seen::add)
          .forEach(open::add);
    }
    return family;
  }

  private void settle(List<GivenAdministration> family) {
    List<GivenAdministration> roots = family.stream().filter(g -> !wholes.containsKey(g)).toList();
    boolean tree =
        roots.size() == 1
            && family.stream().allMatch(g -> wholes.getOrDefault(g, List.of()).size() < 2);
    if (!tree) {
      refuse(
          family,
          "By partOf this administration is part of several others, or of itself: %s. Send partOf with the one that it is a component of."
              .formatted(names(family)));
      return;
    }
    List<GivenAdministration> ordered = wholesFirst(roots.get(0));
    Map<GivenAdministration, PartOfEvent> settled = new HashMap<>();
    Set<GivenAdministration> byParts = new HashSet<>();
    for (int i = ordered.size() - 1; i >= 0; i--) {
      GivenAdministration given = ordered.get(i);
      PartOfEvent own = own(given);
      List<GivenAdministration> steps = parts.getOrDefault(given, List.of());
      if (!steps.isEmpty()) {
        PartOfEvent sum = PartOfEvent.sum(steps.stream().map(settled::get).toList(), units);
        Optional<String> fault = fault(own, sum);
        if (fault.isPresent()) {
          refuse(family, fault.get().formatted(given.shown(), names(steps)));
          return;
        }
        if (isBilledByParts(own, sum)) {
          byParts.add(given);
          own = sum;
        }
      }
      settled.put(given, own);
    }
    bill(ordered, byParts);
  }

  private List<GivenAdministration> wholesFirst(GivenAdministration root) {
    List<GivenAdministration> ordered = new ArrayList<>(List.of(root));
    for (int i = 0; i < ordered.size(); i++) {
      ordered.addAll(parts.getOrDefault(ordered.get(i), List.of()));
    }
    return ordered;
  }

  private PartOfEvent own(GivenAdministration given) {
    boolean beside =
        statements.of(given) != null || waste.of(given).map(w -> !w.isEmpty()).orElse(true);
    return PartOfEvent.of(given, read(given).orElseThrow(), beside);
  }

  /** Returns why an event cannot be billed, with places for the names of the whole and parts. */
  private Optional<String> fault(PartOfEvent own, PartOfEvent sum) {
    if (sum.dosed() == Dosed.SOME && own.dosed() == Dosed.NONE) {
      return Optional.of(
          "%s has no dose, and of its parts %s not all have one. Send the dose of each part, or of"
              + " the whole.");
    }
    if (own.dosed() == Dosed.ALL && sum.dosed() != Dosed.NONE && own.contradicts(sum, units)) {
      return Optional.of(
          "%%s was %s, and its parts %%s are %s in all."
              .formatted(own.shown(), sum.shown())
              .concat(CORRECT));
    }
    if (isBilledByParts(own, sum) ? own.statesMore() : sum.statesMore()) {
      return Optional.of(
          "Containers, discarded drug or statements are given for %s and for its parts %s in such a"
              + " way that billing either loses some. State them for the whole, with its dose, or"
              + " for the parts only.");
    }
    return Optional.empty();
  }

  /** The parts are billed where they alone state the dose, more than it, or the days. */
  private static boolean isBilledByParts(PartOfEvent own, PartOfEvent sum) {
    return sum.dosed() == Dosed.ALL
        && (own.dosed() == Dosed.NONE
            || !own.statesMore() && (sum.statesMore() || !own.isOfTheDayOf(sum)));
  }

  private void bill(List<GivenAdministration> ordered, Set<GivenAdministration> byParts) {
    Map<GivenAdministration, GivenAdministration> within = new HashMap<>();
    for (GivenAdministration given : ordered) {
      GivenAdministration whole = within.get(given);
      if (whole != null) {
        notBilled(
            given,
            "This administration is part of %s, which is billed: its dose is part of that one's, and is not billed by itself."
                .formatted(whole.shown()));
      } else if (byParts.contains(given)) {
        notBilled(
            given,
            "The parts of this administration are billed: %s. It is not billed by itself."
                .formatted(names(parts.getOrDefault(given, List.of()))));
        continue;
      }
      for (GivenAdministration part : parts.getOrDefault(given, List.of())) {
        within.put(part, whole == null ? given : whole);
      }
    }
  }

  private void notBilled(GivenAdministration given, String text) {
    notBilled.put(given, new NotBilled(IssueCode.PART_OF_EVENT, text));
  }

  private void refuse(List<GivenAdministration> family, String text) {
    family.forEach(g -> notBilled.put(g, new NotBilled(IssueCode.EVENT_PARTS_DIFFER, text)));
  }

  private static String names(List<GivenAdministration> all) {
    String names =
        all.stream()
            .limit(MOST_NAMED)
            .map(GivenAdministration::shown)
            .collect(Collectors.joining(", "));
    return all.size() > MOST_NAMED ? names + " and more" : names;
  }
}
