package org.priceunits.domain.billing;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.priceunits.domain.dose.Dose;
import org.priceunits.domain.dose.Strength;
import org.priceunits.domain.product.Container;
import org.priceunits.domain.product.HcpcsCode;
import org.priceunits.domain.product.Modifier;
import org.priceunits.domain.product.Ndc;

/**
 * A drug given to a patient, with everything that was said about it.
 *
 * @param index position in the request
 * @param patient whose it is
 * @param status how it ended
 * @param day when it happened and how sure that is
 * @param dose what the patient got
 * @param drug what it was
 * @param containers what it was drawn from, as stated
 * @param discarded what was thrown away, as stated: empty where nothing is stated, a zero amount
 *     where nothing was thrown away
 * @param distinct 59 or X{EPSU}, where the caller asserts a distinct service
 * @param modifiers further modifiers for its lines
 * @param setting where it was given and who bills
 * @param request the order it fulfils, where there is one
 * @param billingCode stated for it alone; absent where the call's code or the drug decides
 */
public record Administration(
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

  /** The same without a place of service. */
  public Administration withoutPlace() {
    return new Administration(
        index,
        patient,
        status,
        day,
        dose,
        drug,
        containers,
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
        billingCode);
  }

  /** How an administration ended, as far as billing cares. */
  public enum Status {
    COMPLETED,
    /** Interrupted: the rest was part of the prescribed dose (R12). */
    STOPPED,
    /** Did not happen, or is not over. */
    NOT_BILLABLE
  }

  /**
   * The calendar day of the service.
   *
   * @param date at the site
   * @param fromUtc true where only UTC is known, so that the site may have had the day before
   */
  public record ServiceDay(LocalDate date, boolean fromUtc) {}

  /**
   * The drug as recorded.
   *
   * @param name in words, as recorded; empty where nobody wrote one
   * @param codings what it is called otherwise: {@code system|code} of each coding, and the
   *     resource that the record refers to
   * @param ndcs packages named
   * @param rxNorm RxNorm codes named
   * @param strength amount per volume, where recorded
   * @param strengthUnclear true where something is recorded of the strength that cannot be used; no
   *     catalog's strength stands in for it
   */
  public record Drug(
      String name,
      Set<String> codings,
      List<Ndc> ndcs,
      List<String> rxNorm,
      @Nullable Strength strength,
      boolean strengthUnclear) {
    /** Begins the coding that stands for a Medication which the record refers to. */
    public static final String REFERENCE = "Reference|";

    public Drug {
      codings = Set.copyOf(codings);
      ndcs = List.copyOf(ndcs);
      rxNorm = List.copyOf(rxNorm);
    }

    /** A drug by its packages, of which nothing unclear is recorded. */
    public Drug(String name, List<Ndc> ndcs, List<String> rxNorm, @Nullable Strength strength) {
      this(name, Set.of(), ndcs, rxNorm, strength, false);
    }
  }

  /**
   * Where it was given, and by whom.
   *
   * @param biller who is stated to bill; two billers never share a line. Empty where nobody is
   *     stated
   * @param provider who bills: the one stated, else the one who gave it
   * @param facility where; one claim is for one facility
   * @param placeOfService CMS's code, where known
   * @param encounterClass {@code system|code} of the Encounter's class, where known
   */
  public record Setting(
      String biller,
      String provider,
      String facility,
      @Nullable String placeOfService,
      @Nullable String encounterClass) {}

  public Administration {
    containers = List.copyOf(containers);
    discarded = List.copyOf(discarded);
    modifiers = List.copyOf(modifiers);
  }
}
