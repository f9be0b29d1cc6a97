package org.priceunits.domain.billing.request;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.priceunits.domain.dose.Dose;
import org.priceunits.domain.product.Container;
import org.priceunits.domain.product.HcpcsCode;
import org.priceunits.domain.product.Modifier;
import org.priceunits.domain.product.RecordedRoute;

/**
 * A drug administration with everything that the record states about it.
 *
 * @param index position in the request
 * @param patient the patient, as the request names them
 * @param status how the administration ended
 * @param day the day of service, and whether it is certain
 * @param dose the amount the patient received
 * @param drug the drug given
 * @param containers the stated containers that the dose was drawn from
 * @param dispensed what was dispensed for it; it counts if no record states the containers
 * @param discarded the stated discarded amounts: empty if none is stated, a zero amount if nothing
 *     was discarded
 * @param distinct 59 or X{EPSU}, if the caller asserts a distinct service
 * @param modifiers additional modifiers for its lines
 * @param setting where the drug was given and who bills for it
 * @param request the order that the administration fulfils, if any
 * @param billingCode the code stated for this administration alone; absent if the call's code or
 *     the drug decides
 * @param route how the drug was given, as far as it is recorded
 * @param site where on the body it was given, in words; empty if that is not recorded
 */
public record Administration(
    int index,
    String patient,
    Status status,
    ServiceDay day,
    Dose dose,
    Drug drug,
    List<Container> containers,
    List<Dispense> dispensed,
    List<DiscardedAmount> discarded,
    @Nullable Modifier distinct,
    List<Modifier> modifiers,
    Setting setting,
    @Nullable String request,
    @Nullable HcpcsCode billingCode,
    RecordedRoute route,
    String site) {
  /** Stands for the dose of a record that states none: it may be of one device or service. */
  public static final Dose ONE_ADMINISTRATION = Dose.of(BigDecimal.ONE, "{administration}");

  /** Creates an administration that does not record where on the body it was given. */
  public Administration(
      int index,
      String patient,
      Status status,
      ServiceDay day,
      Dose dose,
      Drug drug,
      List<Container> containers,
      List<Dispense> dispensed,
      List<DiscardedAmount> discarded,
      @Nullable Modifier distinct,
      List<Modifier> modifiers,
      Setting setting,
      @Nullable String request,
      @Nullable HcpcsCode billingCode,
      RecordedRoute route) {
    this(
        index,
        patient,
        status,
        day,
        dose,
        drug,
        containers,
        dispensed,
        discarded,
        distinct,
        modifiers,
        setting,
        request,
        billingCode,
        route,
        "");
  }

  public Administration {
    containers = List.copyOf(containers);
    dispensed = List.copyOf(dispensed);
    discarded = List.copyOf(discarded);
    modifiers = List.copyOf(modifiers);
  }

  /** Returns this administration without its place of service. */
  public Administration withoutPlace() {
    return new Administration(
        index,
        patient,
        status,
        day,
        dose,
        drug,
        containers,
        dispensed,
        discarded,
        distinct,
        modifiers,
        new Setting(
            setting.biller(),
            setting.provider(),
            setting.facility(),
            null,
            setting.encounterClass()),
        request,
        billingCode,
        route,
        site);
  }

  /** The outcome of an administration, as far as it matters for billing. */
  public enum Status {
    COMPLETED,
    /** Interrupted: the part not given belonged to the prescribed dose (R12). */
    STOPPED,
    /** The administration did not happen, or is not complete. */
    NOT_BILLABLE
  }

  /**
   * The calendar day of the service.
   *
   * @param date the date at the site, as far as it is known
   * @param utc the time of day in UTC, if the date is that of a time in UTC and the site's zone is
   *     not known; otherwise absent
   */
  public record ServiceDay(LocalDate date, @Nullable LocalTime utc) {
    /** Hours that a state or territory of America is behind UTC at least: Puerto Rico. */
    public static final int LEAST_BEHIND = 4;

    /** Hours that a state or territory is behind UTC at most: American Samoa. */
    public static final int MOST_BEHIND = 11;

    /** Returns true if only the date in UTC is known. */
    public boolean fromUtc() {
      return utc != null;
    }

    /** Returns true if it may have been the day before in a state or territory. */
    public boolean mayBeTheDayBefore() {
      return isTheDayBefore(MOST_BEHIND);
    }

    /** Returns true if it was the day before where clocks are some hours behind UTC. */
    public boolean isTheDayBefore(int hoursBehind) {
      return utc != null && utc.isBefore(LocalTime.of(hoursBehind, 0));
    }
  }

  /**
   * The setting of an administration: the facility, the place of service, and who gave the drug and
   * bills for it.
   *
   * @param biller the stated biller; two billers never share a line; empty if none is stated
   * @param provider the billing provider: the one stated, otherwise the organization that gave the
   *     drug; empty if neither is known
   * @param facility the facility; a claim is for one facility
   * @param placeOfService CMS place-of-service code, if known
   * @param encounterClass {@code system|code} of the Encounter's class, otherwise of the category
   *     of the administration; if known
   */
  public record Setting(
      String biller,
      String provider,
      String facility,
      @Nullable String placeOfService,
      @Nullable String encounterClass) {}
}
