package org.priceunits.pricing.read;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.Ratio;
import org.priceunits.domain.billing.result.IssueCode;
import org.priceunits.domain.dose.Quotient;
import org.priceunits.fhir.FhirValues;
import org.priceunits.pricing.read.QuantityReader.Amount;

/**
 * Tells whether the strength of a drug is that of the mixture that it is in, by the volumes that
 * its other ingredients state.
 */
final class Volumes {
  /** The power of ten that makes litres of each unit of volume in UCUM. */
  private static final Map<String, Integer> LITRES =
      Map.ofEntries(
          Map.entry("L", 0),
          Map.entry("l", 0),
          Map.entry("dm3", 0),
          Map.entry("dL", -1),
          Map.entry("dl", -1),
          Map.entry("cL", -2),
          Map.entry("cl", -2),
          Map.entry("mL", -3),
          Map.entry("ml", -3),
          Map.entry("cm3", -3),
          Map.entry("uL", -6),
          Map.entry("ul", -6));

  private static final Quotient MILLILITRE = Quotient.of(BigDecimal.ONE.movePointLeft(3));

  private final QuantityReader quantities;

  Volumes(QuantityReader quantities) {
    this.quantities = quantities;
  }

  /**
   * Returns true if no other ingredient states another volume than that of the whole, or one that
   * does not fit in it. An amount in one millilitre may be that of the vial: a liquid confirms it.
   *
   * @param strength drug per volume of the whole, or per something else
   * @param others what the other ingredients state
   */
  boolean areOfOneWhole(Ratio strength, List<Ratio> others) {
    Optional<Quotient> whole = litres(strength.getDenominator());
    boolean confirmed = false;
    for (Ratio other : others) {
      Optional<Quotient> per = litres(other.getDenominator());
      Optional<Quotient> part = litres(other.getNumerator());
      boolean unread = isUnread(other.getDenominator()) || isUnread(other.getNumerator());
      if (unread || per.isPresent() && !isSame(per, whole) || exceeds(part, whole)) {
        return false;
      }
      confirmed |= per.isPresent() && part.isPresent();
    }
    return confirmed || !isOne(whole, strength.getDenominator());
  }

  private static boolean isSame(Optional<Quotient> one, Optional<Quotient> other) {
    return other.filter(volume -> volume.compareTo(one.orElseThrow()) == 0).isPresent();
  }

  private static boolean exceeds(Optional<Quotient> part, Optional<Quotient> whole) {
    return part.isPresent() && whole.filter(all -> part.get().compareTo(all) > 0).isPresent();
  }

  /** Returns true for one millilitre, and for one of any other unit of volume. */
  private static boolean isOne(Optional<Quotient> volume, Quantity stated) {
    return volume
        .filter(
            v -> v.compareTo(MILLILITRE) == 0 || BigDecimal.ONE.compareTo(stated.getValue()) == 0)
        .isPresent();
  }

  /** Returns an amount in litres; empty if it is no volume, or cannot be read. */
  private Optional<Quotient> litres(Quantity quantity) {
    if (!(read(quantity) instanceof Amount.Read read)) {
      return Optional.empty();
    }
    Integer power = LITRES.get(read.dose().unit());
    return power == null
        ? Optional.empty()
        : Optional.of(read.dose().value().times(BigDecimal.ONE.scaleByPowerOfTen(power)));
  }

  /**
   * Returns true for a volume of which it is unclear how much it is: in mL by its unit, L by code.
   */
  private boolean isUnread(Quantity quantity) {
    return read(quantity) instanceof Amount.Refused
        && Stream.of(quantity.getUnitElement(), quantity.getCodeElement())
            .flatMap(text -> FhirValues.text(text).stream())
            .map(text -> new Quantity().setValue(BigDecimal.ONE).setUnit(text))
            .anyMatch(one -> litres(one).isPresent());
  }

  private Amount read(Quantity quantity) {
    return quantities.read(quantity, "strength", IssueCode.DOSE_INVALID, true);
  }
}
