package org.priceunits.domain.billing;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.priceunits.domain.dose.Dose;
import org.priceunits.domain.dose.Strength;
import org.priceunits.domain.product.Container;
import org.priceunits.domain.product.DoseForm;
import org.priceunits.domain.product.HcpcsCode;
import org.priceunits.domain.product.Modifier;
import org.priceunits.domain.product.Ndc;
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
    List<Dose> discarded,
    @Nullable Modifier distinct,
    List<Modifier> modifiers,
    Setting setting,
    @Nullable String request,
    @Nullable HcpcsCode billingCode,
    RecordedRoute route) {
  /** Stands for the dose of a record that states none: it may be of one device. */
  public static final Dose ONE_DEVICE = Dose.of(BigDecimal.ONE, "{device}");

  /**
   * Creates an administration for which nothing is known to have been dispensed, and no route is
   * recorded.
   */
  public Administration(
      int index,
      String patient,
      Status status,
      ServiceDay day,
      Dose dose,
      Drug drug,
      List<Container> containers,
      List<Dose> discarded,
      @Nullable Modifier distinct,
      List<Modifier> modifiers,
      Setting setting,
      @Nullable String request,
      @Nullable HcpcsCode billingCode) {
    this(
        index,
        patient,
        status,
        day,
        dose,
        drug,
        containers,
        List.of(),
        discarded,
        distinct,
        modifiers,
        setting,
        request,
        billingCode,
        RecordedRoute.NONE);
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
        route);
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
   * @param date the date at the site
   * @param fromUtc true if only the UTC date is known, so that the site's date may be one day
   *     earlier
   */
  public record ServiceDay(LocalDate date, boolean fromUtc) {}

  /**
   * A drug as recorded.
   *
   * @param name the recorded name; empty if none was recorded
   * @param codings its other identifiers: {@code system|code} of each coding, and the resource that
   *     the record refers to
   * @param ndcs the NDCs named
   * @param rxNorm the RxNorm codes named
   * @param hcpcs the HCPCS codes named
   * @param strength the recorded amount per volume, if any
   * @param strengthUnclear true if the record states a strength that cannot be used; the catalog's
   *     strength does not replace it
   * @param stated what the record says of the package itself
   * @param named what the names of its RxNorm codes say
   */
  public record Drug(
      String name,
      Set<String> codings,
      List<Ndc> ndcs,
      List<String> rxNorm,
      List<HcpcsCode> hcpcs,
      @Nullable Strength strength,
      boolean strengthUnclear,
      PackageStatement stated,
      NamedDrug named) {
    /** Prefix of the coding that stands for a Medication resource that the record refers to. */
    public static final String REFERENCE = "Reference|";

    public Drug {
      codings = Set.copyOf(codings);
      ndcs = List.copyOf(ndcs);
      rxNorm = List.copyOf(rxNorm);
      hcpcs = List.copyOf(hcpcs);
    }

    /**
     * Returns true if both records name one drug: by a coding or a resource in common, or, where
     * neither has any, by the same name.
     */
    public boolean isNamedAs(Drug other) {
      return codings.isEmpty() && other.codings.isEmpty()
          ? name.equals(other.name)
          : codings.stream().anyMatch(other.codings::contains);
    }

    /** Creates a drug identified by its packages, with nothing unclear on record. */
    public Drug(String name, List<Ndc> ndcs, List<String> rxNorm, @Nullable Strength strength) {
      this(name, Set.of(), ndcs, rxNorm, strength, false);
    }

    /** Creates a drug without a HCPCS code. */
    public Drug(
        String name,
        Set<String> codings,
        List<Ndc> ndcs,
        List<String> rxNorm,
        @Nullable Strength strength,
        boolean strengthUnclear) {
      this(
          name,
          codings,
          ndcs,
          rxNorm,
          List.of(),
          strength,
          strengthUnclear,
          PackageStatement.NONE,
          NamedDrug.NONE);
    }
  }

  /**
   * A drug as the name of an RxNorm code tells it.
   *
   * @param substances its drug substances; empty if the name tells none
   * @param brand its brand; empty if the name tells none
   */
  public record NamedDrug(List<String> substances, String brand) {
    /** A record that names no drug by RxNorm. */
    public static final NamedDrug NONE = new NamedDrug(List.of(), "");

    public NamedDrug {
      substances = List.copyOf(substances);
    }
  }

  /**
   * What a record says of the package that a drug came from. What it says of a mixture is not said
   * of the package.
   *
   * @param form the recorded dosage form; absent if none is recorded
   * @param content the recorded content of one container; absent if none is recorded
   * @param strength the recorded strength; absent if none is recorded
   */
  public record PackageStatement(
      @Nullable DoseForm form, @Nullable Dose content, @Nullable Strength strength) {
    /** A record that says nothing of the package. */
    public static final PackageStatement NONE = new PackageStatement(null, null, null);
  }

  /**
   * The setting of an administration: the facility, the place of service, and who gave the drug and
   * bills for it.
   *
   * @param biller the stated biller; two billers never share a line; empty if none is stated
   * @param provider the billing provider: the one stated, otherwise the one who gave the drug
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

  public Administration {
    containers = List.copyOf(containers);
    dispensed = List.copyOf(dispensed);
    discarded = List.copyOf(discarded);
    modifiers = List.copyOf(modifiers);
  }
}
