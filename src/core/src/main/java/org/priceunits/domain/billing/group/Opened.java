package org.priceunits.domain.billing.group;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.priceunits.domain.dose.Quotient;
import org.priceunits.domain.product.Container;
import org.priceunits.domain.product.ContainerLabel;
import org.priceunits.domain.product.DrugProduct;
import org.priceunits.domain.product.Ndc;

/**
 * Opened containers with their labelled content.
 *
 * @param stated as the caller states them, with the container type added from its source
 * @param content the content of all of them, in the unit of the dosage
 * @param product the product, if known
 * @param label the source of the container type; absent if the caller states it
 */
public record Opened(
    Container stated,
    Quotient content,
    @Nullable Ndc ndc,
    @Nullable DrugProduct product,
    @Nullable ContainerLabel label) {
  /** Returns the packages of the containers; empty for those that name none. */
  static Set<Optional<Ndc>> packages(List<Opened> opened) {
    return opened.stream().map(o -> Optional.ofNullable(o.ndc())).collect(Collectors.toSet());
  }
}
