package org.priceunits.domain.product;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.priceunits.domain.dose.Dose;
import org.priceunits.domain.dose.Strength;

/**
 * A package of a drug on the market.
 *
 * @param ndc the package's NDC
 * @param brand brand name
 * @param presentation content, strength, form and container type, as far as they are known
 * @param rxNorm RxNorm codes of this product
 * @param codes its billing codes and their dates
 * @param containers how many containers the package holds; absent if unknown
 * @param container the container, as the UCUM annotation that counts it: {vial}; absent if no
 *     source names it
 * @param freeOfCharge the dates on which the manufacturer supplied it free of charge (R16); absent
 *     if never
 */
public record DrugProduct(
    Ndc ndc,
    String brand,
    Presentation presentation,
    Set<String> rxNorm,
    List<DatedCode> codes,
    @Nullable BigDecimal containers,
    @Nullable String container,
    @Nullable Validity freeOfCharge) {

  /**
   * A code and the dates of service on which the product is billed with it.
   *
   * @param leftCrosswalk true if it ends only because CMS's crosswalks no longer name the product
   */
  public record DatedCode(HcpcsCode code, Validity validity, boolean leftCrosswalk) {
    /** Creates a code whose dates are published. */
    public DatedCode(HcpcsCode code, Validity validity) {
      this(code, validity, false);
    }
  }

  /** Creates a package of which it is unknown what containers it holds, and how many. */
  public DrugProduct(
      Ndc ndc,
      String brand,
      Presentation presentation,
      Set<String> rxNorm,
      List<DatedCode> codes,
      @Nullable Validity freeOfCharge) {
    this(ndc, brand, presentation, rxNorm, codes, null, null, freeOfCharge);
  }

  public DrugProduct {
    rxNorm = Set.copyOf(rxNorm);
    codes = List.copyOf(codes);
  }

  /** Returns true if the package is known to hold one container. */
  public boolean isOneContainer() {
    return containers != null && containers.compareTo(BigDecimal.ONE) == 0;
  }

  /** Returns the labelled content of one container; absent if unknown. */
  public @Nullable Dose content() {
    return presentation.content();
  }

  /** Returns the drug per millilitre, gram or piece; absent unless its sources agree. */
  public @Nullable Strength strength() {
    return presentation.strength();
  }

  /** Returns what is in the container; absent if unknown. */
  public @Nullable DoseForm form() {
    return presentation.form();
  }

  /**
   * Returns the codes in force on a day: none, one, or several that the caller must choose from.
   */
  public List<HcpcsCode> codesOn(LocalDate day) {
    List<HcpcsCode> valid = new ArrayList<>(codes.size());
    for (DatedCode dated : codes) {
      if (dated.validity().on(day) && !valid.contains(dated.code())) {
        valid.add(dated.code());
      }
    }
    return valid;
  }

  /** Returns true if the product is billed with a code on a day. */
  public boolean isBilledWith(HcpcsCode code, LocalDate day) {
    for (DatedCode dated : codes) {
      if (dated.code().equals(code) && dated.validity().on(day)) {
        return true;
      }
    }
    return false;
  }

  /** Returns true if a code was, is or will be the package's. */
  public boolean isEverBilledWith(HcpcsCode code) {
    for (DatedCode dated : codes) {
      if (dated.code().equals(code)) {
        return true;
      }
    }
    return false;
  }
}
