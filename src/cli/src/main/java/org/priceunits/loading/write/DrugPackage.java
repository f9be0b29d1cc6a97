package org.priceunits.loading.write;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.priceunits.domain.product.Ndc;
import org.priceunits.loading.cms.Quarter;

/**
 * The known data of a drug package.
 *
 * @param content content of one container; absent if the dosage of its code is not certain
 * @param containers number of containers in the package
 * @param sizes what quarters of the crosswalk say of its size
 * @param volume millilitres in one container, only from a cited label
 * @param containerType single-dose or multi-dose, only from a cited label
 * @param rxnorm RxNorm identifiers of the drug; none if unknown
 * @param knownFrom first day on which a source names the package; null if it existed before the
 *     first source
 * @param knownTo last such day; null if the newest source still names it
 * @param freeFrom first day on which it is supplied free of charge
 * @param version version of the newest source
 * @param citation the sources, as text
 */
public record DrugPackage(
    Ndc ndc,
    String brand,
    String manufacturer,
    Optional<Content> content,
    BigDecimal containers,
    List<Size> sizes,
    Optional<BigDecimal> volume,
    Optional<ContainerLabel> containerType,
    List<String> rxnorm,
    Optional<Ingredient> ingredient,
    @Nullable LocalDate knownFrom,
    @Nullable LocalDate knownTo,
    @Nullable LocalDate freeFrom,
    String version,
    String citation) {

  /** An amount of drug; the unit is UCUM, or [U] for units of activity. */
  public record Content(BigDecimal value, String unit) {}

  /**
   * A content and a PKG SIZE that the crosswalk states.
   *
   * @param first first quarter that states them
   * @param last last such quarter
   */
  public record Size(Content content, BigDecimal size, Quarter first, Quarter last) {}

  /** The container type stated on the label, and the label cited. */
  public record ContainerLabel(String type, String citation) {}

  /** The active ingredient in RxNorm. */
  public record Ingredient(String rxnorm, String name) {}

  public DrugPackage {
    rxnorm = List.copyOf(rxnorm);
    sizes = List.copyOf(sizes);
  }
}
