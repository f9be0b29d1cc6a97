package org.priceunits.pricing.read;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.hl7.fhir.r4.model.MedicationAdministration;
import org.hl7.fhir.r4.model.Period;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.Ratio;
import org.hl7.fhir.r4.model.Type;
import org.jspecify.annotations.Nullable;
import org.priceunits.domain.billing.result.IssueCode;
import org.priceunits.domain.dose.Dose;
import org.priceunits.domain.dose.Quotient;
import org.priceunits.fhir.Canonicals;
import org.priceunits.pricing.read.QuantityReader.Amount;

/**
 * Reads the amount of an infusion from its rate and the time it ran: 25 mg/h from 10:00 to 12:00 is
 * 50 mg. The time counts if the period states both ends to the minute.
 */
final class RateReader {
  /** Seconds of the units of time, by UCUM code. */
  private static final Map<String, BigDecimal> SECONDS =
      Map.of(
          "s", BigDecimal.ONE,
          "min", BigDecimal.valueOf(60),
          "h", BigDecimal.valueOf(3600),
          "d", BigDecimal.valueOf(86_400));

  /** How a kilogram of body weight and a square meter of body surface are written in rates. */
  private static final Set<String> BODY =
      Set.of("kg", "kg-1", "kilogram", "kilograms", "m2", "m-2", "m²");

  private static final Pattern PER = Pattern.compile("\\s+per\\s+|\\s*/\\s*");
  private static final BigDecimal MILLISECONDS = BigDecimal.valueOf(1000);

  private final QuantityReader quantities;

  RateReader(QuantityReader quantities) {
    this.quantities = quantities;
  }

  /** An amount in a time. */
  private record Rate(Quantity amount, Quantity time) {}

  /** Returns the amount; empty if the record has no rate, or no whole period. */
  Optional<Dose> dose(MedicationAdministration administration) {
    if (!(administration.getEffective() instanceof Period period)) {
      return Optional.empty();
    }
    BigDecimal milliseconds = Periods.milliseconds(period);
    if (milliseconds == null || milliseconds.signum() <= 0) {
      return Optional.empty();
    }
    Type rate = administration.getDosage().getRate();
    return contradictory(rate) ? Optional.empty() : rate(rate).flatMap(r -> dose(r, milliseconds));
  }

  /** Returns why a rate does not tell the dose, and what to send. */
  String alone(Type rate) {
    if (contradictory(rate)) {
      return "The unit and the code of the rate name two different units. Correct one of them, or"
          + " send dosage.dose with the total amount.";
    }
    Optional<String> perBody = perBody(rate);
    if (perBody.isPresent()) {
      return "The rate is per body weight or surface (%s), so it does not say how much was given. Send dosage.dose with the total amount."
          .formatted(perBody.get());
    }
    return rate instanceof Quantity amount && amount.hasValue() && names(amount).size() < 2
        ? "%s %s is no rate, since it names no time. If it is the amount given, send it as dosage.dose."
            .formatted(amount.getValue().toPlainString(), unit(amount))
            .replace("  ", " ")
        : "A rate alone does not say how much was given. Send dosage.dose with the total amount, or"
            + " effectivePeriod with both times.";
  }

  /**
   * Returns the unit of a rate for each kilogram or square meter, as ug/kg/min; empty of others.
   */
  private static Optional<String> perBody(Type rate) {
    String unit =
        rate instanceof Ratio ratio
            ? unit(ratio.getNumerator()) + "/" + unit(ratio.getDenominator())
            : rate instanceof Quantity quantity ? unit(quantity) : "";
    return sides(unit.replace('.', '/')).stream().skip(1).anyMatch(RateReader::isOfBody)
        ? Optional.of(unit)
        : Optional.empty();
  }

  private static boolean isOfBody(String side) {
    int annotation = side.indexOf('{');
    String plain = annotation < 0 ? side : side.substring(0, annotation);
    return BODY.contains(plain.strip().toLowerCase(Locale.ROOT));
  }

  private static List<String> names(Quantity rate) {
    List<String> texts = sides(rate.getUnit());
    return texts.size() > 1 ? texts : sides(rate.getCode());
  }

  private static String unit(Quantity amount) {
    return amount.hasUnit() ? amount.getUnit() : amount.hasCode() ? amount.getCode() : "";
  }

  private Optional<Dose> dose(Rate rate, BigDecimal milliseconds) {
    Amount amount = quantities.read(rate.amount(), "rate", IssueCode.DOSE_INVALID, false);
    Amount time = quantities.read(rate.time(), "rate", IssueCode.DOSE_INVALID, false);
    if (!(amount instanceof Amount.Read a) || !(time instanceof Amount.Read t)) {
      return Optional.empty();
    }
    BigDecimal seconds = SECONDS.get(t.dose().unit());
    if (seconds == null || SECONDS.containsKey(a.dose().unit())) {
      return Optional.empty();
    }
    Quotient given =
        a.dose()
            .value()
            .times(milliseconds)
            .over(t.dose().value().times(seconds.multiply(MILLISECONDS)));
    return Optional.of(new Dose(given, a.dose().unit()));
  }

  private static Optional<Rate> rate(@Nullable Type rate) {
    if (rate instanceof Ratio ratio) {
      return ratio.hasNumerator() && ratio.hasDenominator()
          ? Optional.of(new Rate(ratio.getNumerator(), ratio.getDenominator()))
          : Optional.empty();
    }
    return rate instanceof Quantity quantity ? parts(quantity) : Optional.empty();
  }

  /**
   * Returns the two sides of a unit such as mg/h, each with its code and its text; a rate per
   * kilogram has three.
   */
  private static Optional<Rate> parts(Quantity rate) {
    List<String> codes = sides(rate.getCode());
    List<String> texts = sides(rate.getUnit());
    boolean coded = rate.hasCode() && (Canonicals.UCUM.equals(rate.getSystem()) || !rate.hasUnit());
    if ((coded ? codes : texts).size() != 2 || !rate.hasValue()) {
      return Optional.empty();
    }
    Quantity amount = side(0, codes, texts, rate.getSystem()).setValue(rate.getValue());
    amount.setComparator(rate.getComparator());
    return Optional.of(
        new Rate(amount, side(1, codes, texts, rate.getSystem()).setValue(BigDecimal.ONE)));
  }

  private static List<String> sides(@Nullable String unit) {
    return unit == null || unit.isBlank() ? List.of() : List.of(PER.split(unit.strip()));
  }

  private static Quantity side(
      int index, List<String> codes, List<String> texts, @Nullable String system) {
    Quantity side = new Quantity();
    if (codes.size() == 2) {
      side.setCode(codes.get(index)).setSystem(system);
    }
    if (texts.size() == 2) {
      side.setUnit(texts.get(index));
    }
    return side;
  }

  /**
   * Returns true if the unit's text and code name two different rates, or if one of them names no
   * rate and both are known.
   */
  private boolean contradictory(@Nullable Type rate) {
    if (!(rate instanceof Quantity quantity) || !quantity.hasCode() || !quantity.hasUnit()) {
      return false;
    }
    int texts = sides(quantity.getUnit()).size();
    int codes = sides(quantity.getCode()).size();
    if (codes == 2 && texts != codes) {
      return texts > 2 || quantities.isKnown(quantity.getUnit());
    }
    return parts(quantity)
        .filter(r -> quantities.contradicts(r.amount()) || quantities.contradicts(r.time()))
        .isPresent();
  }
}
