package org.priceunits.loading.fda;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.priceunits.domain.product.ContainerType;
import org.priceunits.domain.product.Ndc;

/**
 * A package as the FDA's NDC Directory lists it.
 *
 * @param ndc the package, padded to eleven digits
 * @param brand proprietary name with its suffix; empty if there is none
 * @param form name of the dosage form as printed
 * @param routes names of the routes of administration as printed
 * @param application number of the application or licence; empty if there is none
 * @param strength strength of its only active substance; empty for several, and for kits
 * @param container single- or multi-dose as the description of the package words it
 * @param holder the innermost container in words; empty if none is named
 * @param outer the packages that contain it, such as the carton of a vial
 * @param from first day of marketing; null if not stated
 * @param to last day of marketing; null if not stated
 */
public record NdcListing(
    Ndc ndc,
    String brand,
    String form,
    List<String> routes,
    String application,
    Optional<Strength> strength,
    Optional<Wording> container,
    String holder,
    List<Ndc> outer,
    @Nullable LocalDate from,
    @Nullable LocalDate to) {

  /** An amount of drug in a volume, a mass or one piece; units are UCUM, or [U] for activity. */
  public record Strength(BigDecimal amount, String unit, BigDecimal per, String perUnit) {}

  /** A container type, and the words that state it: VIAL, SINGLE-DOSE. */
  public record Wording(ContainerType type, String words) {}

  public NdcListing {
    routes = List.copyOf(routes);
    outer = List.copyOf(outer);
  }
}
