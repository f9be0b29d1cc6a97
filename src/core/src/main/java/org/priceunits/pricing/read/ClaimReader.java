package org.priceunits.pricing.read;

import ca.uhn.fhir.model.api.TemporalPrecisionEnum;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Claim;
import org.hl7.fhir.r4.model.Claim.DetailComponent;
import org.hl7.fhir.r4.model.Claim.ItemComponent;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.DateType;
import org.hl7.fhir.r4.model.Money;
import org.hl7.fhir.r4.model.Period;
import org.hl7.fhir.r4.model.Quantity;
import org.jspecify.annotations.Nullable;
import org.priceunits.domain.checking.BilledClaim;
import org.priceunits.domain.checking.BilledLine;
import org.priceunits.domain.checking.BilledLine.Setting;
import org.priceunits.domain.product.Ndc;
import org.priceunits.domain.product.NdcQuantity;
import org.priceunits.domain.product.NdcUnit;
import org.priceunits.domain.product.Validity;
import org.priceunits.fhir.Canonicals;
import org.priceunits.fhir.FhirValues;

/** Reads the lines of a claim as they are: missing values stay absent, and nothing is refused. */
public final class ClaimReader {
  private ClaimReader() {}

  /**
   * Reads a claim.
   *
   * @param patient of the claim, named as in pricing; empty if it may be anyone of the records'
   */
  public static BilledClaim read(Claim claim, String patient) {
    List<BilledLine> lines = new ArrayList<>(claim.getItem().size());
    for (int i = 0; i < claim.getItem().size(); i++) {
      lines.add(line(i, claim.getItem().get(i), claim));
    }
    return new BilledClaim(
        patient,
        days(claim.getBillablePeriod()),
        lines,
        usd(claim.getTotal()),
        currency(claim.getTotal()).orElse(null));
  }

  /**
   * Returns the whole days of a period. A time may fall on the previous day at the site, so it is
   * ignored.
   */
  private static Validity days(Period period) {
    return new Validity(wholeDay(period.getStartElement()), wholeDay(period.getEndElement()));
  }

  private static @Nullable LocalDate wholeDay(DateTimeType date) {
    return date.getPrecision() == TemporalPrecisionEnum.DAY
        ? FhirValues.day(date).orElse(null)
        : null;
  }

  private static BilledLine line(int index, ItemComponent item, Claim claim) {
    Optional<DetailComponent> drug =
        item.getDetail().stream()
            .filter(d -> code(d.getProductOrService(), Canonicals.NDC).isPresent())
            .findFirst();
    Optional<String> ndc =
        drug.flatMap(d -> code(d.getProductOrService(), Canonicals.NDC))
            .or(() -> code(item.getProductOrService(), Canonicals.NDC));
    return new BilledLine(
        index,
        service(item.getProductOrService()),
        item.getModifier().stream().map(ClaimReader::modifier).toList(),
        Objects.requireNonNullElse(item.getProductOrService().getText(), ""),
        units(item.getQuantity()),
        unitTexts(item.getQuantity()),
        day(item, claim),
        new Setting(placeOfService(item).orElse(null), revenueCode(item).orElse(null)),
        ndc.map(ClaimReader::normal).orElse(null),
        drug.map(d -> ndcQuantity(d.getQuantity())).orElse(null),
        unitPrice(item),
        usd(item.getNet()),
        currency(item.getUnitPrice(), item.getNet()).orElse(null));
  }

  /**
   * Returns the HCPCS code under any of its addresses; without one, the code of any other system.
   */
  private static String service(CodeableConcept concept) {
    return code(concept, Canonicals.HCPCS)
        .or(
            () ->
                concept.getCoding().stream()
                    .filter(c -> !Canonicals.NDC.equals(Canonicals.preferred(c.getSystem())))
                    .map(Coding::getCode)
                    .filter(Objects::nonNull)
                    .findFirst())
        .orElse("");
  }

  private static Optional<String> code(CodeableConcept concept, String system) {
    return concept.getCoding().stream()
        .filter(c -> system.equals(Canonicals.preferred(c.getSystem())) && c.hasCode())
        .map(Coding::getCode)
        .findFirst();
  }

  /** Returns the HCPCS or CPT modifier, regardless of local codes beside it. */
  private static String modifier(CodeableConcept concept) {
    return code(concept, Canonicals.HCPCS)
        .or(() -> code(concept, Canonicals.CPT))
        .or(() -> anyCode(concept))
        .orElse("")
        .toUpperCase(Locale.ROOT);
  }

  private static Optional<String> anyCode(CodeableConcept concept) {
    return concept.getCoding().stream().map(Coding::getCode).filter(Objects::nonNull).findFirst();
  }

  private static BigDecimal units(Quantity quantity) {
    return quantity.hasValue() ? quantity.getValue() : BigDecimal.ZERO;
  }

  /** Returns the unit texts as written, without the braces of a UCUM annotation. */
  private static List<String> unitTexts(Quantity quantity) {
    return Stream.of(quantity.getUnit(), quantity.getCode())
        .filter(Objects::nonNull)
        .map(unit -> unit.replaceAll("[{}]", "").strip())
        .toList();
  }

  private static Optional<String> revenueCode(ItemComponent item) {
    return code(item.getRevenue(), Canonicals.REVENUE_CODES).or(() -> anyCode(item.getRevenue()));
  }

  /** Returns the day of the line, otherwise the single day of the whole claim. */
  private static @Nullable LocalDate day(ItemComponent item, Claim claim) {
    if (item.getServiced() instanceof DateType date) {
      return FhirValues.day(date).orElse(null);
    }
    Period period =
        item.getServiced() instanceof Period ofItem ? ofItem : claim.getBillablePeriod();
    Optional<LocalDate> start = FhirValues.day(period.getStartElement());
    return start.isPresent() && start.equals(FhirValues.day(period.getEndElement()))
        ? start.get()
        : null;
  }

  /** Returns CMS's place of service under either URL. */
  public static Optional<String> placeOfService(ItemComponent item) {
    return item.hasLocationCodeableConcept()
        ? code(item.getLocationCodeableConcept(), Canonicals.PLACE_OF_SERVICE)
            .or(() -> code(item.getLocationCodeableConcept(), Canonicals.PLACE_OF_SERVICE_OLD))
        : Optional.empty();
  }

  /** Returns the day of an item; empty if neither it nor the claim as a whole has a single one. */
  public static Optional<LocalDate> day(Claim claim, ItemComponent item) {
    return Optional.ofNullable(day(item, claim));
  }

  private static String normal(String ndc) {
    return Ndc.of(ndc.strip()).map(Ndc::value).orElse(ndc.strip());
  }

  private static @Nullable NdcQuantity ndcQuantity(Quantity quantity) {
    return quantity.hasValue()
        ? unit(quantity).map(u -> new NdcQuantity(quantity.getValue(), u)).orElse(null)
        : null;
  }

  private static Optional<NdcUnit> unit(Quantity quantity) {
    List<NdcUnit> named =
        Stream.of(quantity.getCode(), quantity.getUnit())
            .filter(Objects::nonNull)
            .flatMap(text -> unit(text).stream())
            .distinct()
            .toList();
    return named.size() == 1 ? Optional.of(named.get(0)) : Optional.empty();
  }

  private static Optional<NdcUnit> unit(String text) {
    return Arrays.stream(NdcUnit.values())
        .filter(unit -> text.equals(unit.ucum()) || text.equalsIgnoreCase(unit.name()))
        .findFirst();
  }

  /** Returns the unit price, including the factor by which FHIR lets a line change it. */
  private static @Nullable BigDecimal unitPrice(ItemComponent item) {
    BigDecimal price = usd(item.getUnitPrice());
    return price == null || !item.hasFactor() ? price : price.multiply(item.getFactor());
  }

  private static Optional<String> currency(Money... amounts) {
    return Stream.of(amounts)
        .map(Money::getCurrency)
        .filter(currency -> currency != null && !currency.equals("USD"))
        .findFirst();
  }

  private static @Nullable BigDecimal usd(Money money) {
    return money.getValue();
  }
}
