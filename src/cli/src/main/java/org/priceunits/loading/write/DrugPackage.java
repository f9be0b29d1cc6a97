package org.priceunits.loading.write;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.priceunits.domain.product.Ndc;

/**
 * What is known of one drug package.
 *
 * @param content of one container; absent where the dosage of its code is not certain
 * @param containers in the package
 * @param volume millilitres of one container; absent unless certain
 * @param containerType single-dose or multi-dose, only from a cited label
 * @param rxnorm identifiers of the drug, none where unknown
 * @param knownFrom first day for which a source names the package; null where it was there before
 *     the first source
 * @param knownTo last such day; null where the newest source still names it
 * @param freeFrom since when it is given free of charge
 * @param version of the newest source
 * @param citation the sources in words
 */
public record DrugPackage(
    Ndc ndc,
    String brand,
    String manufacturer,
    Optional<Content> content,
    BigDecimal containers,
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

  /** What the label says of the container, and which label. */
  public record ContainerLabel(String type, String citation) {}

  /** The active ingredient in RxNorm. */
  public record Ingredient(String rxnorm, String name) {}

  public DrugPackage {
    rxnorm = List.copyOf(rxnorm);
  }

  /** The package with what its label says, and the RxNorm identifiers to name it by. */
  public DrugPackage withLabel(ContainerLabel label, List<String> moreRxnorm) {
    return new DrugPackage(
        ndc,
        brand,
        manufacturer,
        content,
        containers,
        volume,
        Optional.of(label),
        moreRxnorm,
        ingredient,
        knownFrom,
        knownTo,
        freeFrom,
        version,
        citation);
  }

  DrugPackage withVolume(Optional<BigDecimal> certain) {
    return new DrugPackage(
        ndc,
        brand,
        manufacturer,
        content,
        containers,
        certain,
        containerType,
        rxnorm,
        ingredient,
        knownFrom,
        knownTo,
        freeFrom,
        version,
        citation);
  }
}
