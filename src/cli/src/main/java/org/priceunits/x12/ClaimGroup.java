package org.priceunits.x12;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Claim;
import org.hl7.fhir.r4.model.Claim.ItemComponent;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.DateType;
import org.hl7.fhir.r4.model.Period;
import org.hl7.fhir.r4.model.Reference;
import org.priceunits.fhir.FhirValues;

/**
 * Claims of one document that bill overlapping days of one patient to one payer: what one of them
 * leaves out, another may bill. Claims of another type, or another type of bill, stand apart.
 *
 * @param claims in the order of their days
 */
public record ClaimGroup(List<Claim> claims) {
  public ClaimGroup {
    claims = List.copyOf(claims);
  }

  /** A line of a group: of which claim, and its position there; both from 0. */
  public record Line(int claim, int item) {}

  /** Returns the claims in groups; the period of a claim counts where its lines have no day. */
  public static List<ClaimGroup> of(List<Claim> claims) {
    Map<String, List<Claim>> byKey = new LinkedHashMap<>();
    claims.forEach(c -> byKey.computeIfAbsent(key(c), any -> new ArrayList<>()).add(c));
    List<ClaimGroup> groups = new ArrayList<>();
    byKey.values().forEach(same -> groups.addAll(overlapping(same)));
    return groups;
  }

  private static List<ClaimGroup> overlapping(List<Claim> claims) {
    List<ClaimGroup> groups = new ArrayList<>();
    List<Claim> open = new ArrayList<>();
    LocalDate last = LocalDate.MIN;
    List<Claim> dated =
        claims.stream()
            .filter(c -> !daysOrPeriod(c).isEmpty())
            .sorted(Comparator.comparing(c -> daysOrPeriod(c).get(0)))
            .toList();
    for (Claim claim : dated) {
      List<LocalDate> days = daysOrPeriod(claim);
      if (!open.isEmpty() && days.get(0).isAfter(last)) {
        groups.add(new ClaimGroup(open));
        open.clear();
      }
      LocalDate end = days.get(days.size() - 1);
      last = open.isEmpty() || end.isAfter(last) ? end : last;
      open.add(claim);
    }
    if (!open.isEmpty()) {
      groups.add(new ClaimGroup(open));
    }
    claims.stream()
        .filter(c -> daysOrPeriod(c).isEmpty())
        .forEach(c -> groups.add(new ClaimGroup(List.of(c))));
    return groups;
  }

  /** Returns true if two claims are of one patient, and of days that overlap or are not stated. */
  public static boolean areOfOneVisit(Claim one, Claim other) {
    List<LocalDate> ofOne = days(one);
    List<LocalDate> ofOther = days(other);
    return name(one.getPatient()).equals(name(other.getPatient()))
        && (ofOne.isEmpty() || ofOther.isEmpty() || overlap(ofOne, ofOther));
  }

  /** Returns true if one claim may be sent again as the other. */
  static boolean areOfOneBill(Claim one, Claim other) {
    List<LocalDate> ofOne = daysOrPeriod(one);
    List<LocalDate> ofOther = daysOrPeriod(other);
    return name(one.getPatient()).equals(name(other.getPatient()))
        && type(one).equals(type(other))
        && payers(one).equals(payers(other))
        && provider(one).equals(provider(other))
        && overlap(ofOne, ofOther);
  }

  private static boolean overlap(List<LocalDate> one, List<LocalDate> other) {
    return !one.isEmpty()
        && !other.isEmpty()
        && !one.get(0).isAfter(other.get(other.size() - 1))
        && !other.get(0).isAfter(one.get(one.size() - 1));
  }

  private static String key(Claim claim) {
    String bill = Frequency.facility(claim);
    return String.join("|", name(claim.getPatient()), type(claim), bill, payers(claim));
  }

  private static String payers(Claim claim) {
    return claim.getInsurance().stream().map(i -> name(i.getCoverage())).toList().toString();
  }

  private static String provider(Claim claim) {
    Reference provider = claim.getProvider();
    return provider.getIdentifier().hasValue()
        ? provider.getIdentifier().getValue()
        : name(provider);
  }

  private static String type(Claim claim) {
    return claim.getType().getCoding().stream().map(Coding::getCode).toList().toString();
  }

  private static String name(Reference reference) {
    return reference.hasReference()
        ? reference.getReference()
        : reference.hasDisplay() ? reference.getDisplay() : "";
  }

  /** Returns the days of the lines in their order; the ends of a period stand for it. */
  public static List<LocalDate> days(Claim claim) {
    return claim.getItem().stream()
        .map(ItemComponent::getServiced)
        .flatMap(
            serviced ->
                serviced instanceof Period period
                    ? Stream.of(period.getStartElement(), period.getEndElement())
                    : serviced instanceof DateType date ? Stream.of(date) : Stream.empty())
        .flatMap(date -> FhirValues.day(date).stream())
        .sorted()
        .toList();
  }

  /** A hospital's lines may have no day of their own. */
  private static List<LocalDate> daysOrPeriod(Claim claim) {
    List<LocalDate> days = days(claim);
    Period period = claim.getBillablePeriod();
    return days.isEmpty()
        ? Stream.of(period.getStartElement(), period.getEndElement())
            .flatMap(date -> FhirValues.day(date).stream())
            .toList()
        : days;
  }

  /** Returns true if the claims are of one patient, and each overlaps days of another. */
  static boolean isOneVisit(List<Claim> claims) {
    return claims.stream().map(c -> name(c.getPatient())).distinct().count() <= 1
        && overlapping(claims).size() <= 1;
  }

  /** Returns one claim with the lines of all, each with its own day, without period and total. */
  public Claim together() {
    Claim together = claims.get(0).copy();
    together.setItem(null).setTotal(null).setBillablePeriod(null);
    for (Claim claim : claims) {
      for (ItemComponent item : claim.getItem()) {
        ItemComponent copy = item.copy();
        if (!copy.hasServiced() && claim.hasBillablePeriod()) {
          copy.setServiced(claim.getBillablePeriod().copy());
        }
        together.addItem(copy);
      }
    }
    return together;
  }

  /**
   * @param item position on the claim of all lines, from 0
   */
  public Line line(int item) {
    int rest = item;
    int claim = 0;
    while (rest >= claims.get(claim).getItem().size()) {
      rest -= claims.get(claim).getItem().size();
      claim++;
    }
    return new Line(claim, rest);
  }
}
