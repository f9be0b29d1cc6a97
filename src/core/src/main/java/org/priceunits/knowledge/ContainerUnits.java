package org.priceunits.knowledge;

import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.priceunits.domain.product.DrugProduct;

/**
 * The UCUM annotations that count containers.
 *
 * @param sold count single containers as they are sold: vials, syringes
 * @param packages count whole packages as they are sold, which may hold several containers: kits
 * @param prepared count containers that a pharmacy fills, from any number of sold ones: bags
 * @param injectors those of the sold ones that a pharmacy also fills: syringes
 */
public record ContainerUnits(
    Set<String> sold, Set<String> packages, Set<String> prepared, Set<String> injectors) {
  public ContainerUnits {
    sold = Set.copyOf(sold);
    packages = Set.copyOf(packages);
    prepared = Set.copyOf(prepared);
    injectors = Set.copyOf(injectors);
  }

  /**
   * Returns true if a unit counts containers of a package as it is sold: its vials, or the package
   * itself if it holds one container. A pharmacy may have filled the syringe of a drug that is not
   * known to be sold in syringes.
   *
   * @param product the package; absent if it is not known
   */
  public boolean countSold(String unit, Optional<DrugProduct> product) {
    if (packages.contains(unit)) {
      return product.filter(DrugProduct::isOneContainer).isPresent();
    }
    boolean filled =
        injectors.contains(unit)
            && product.filter(known -> !isInjector(known.container())).isPresent();
    return sold.contains(unit) && !filled;
  }

  private boolean isInjector(@Nullable String container) {
    return container != null && injectors.contains(container);
  }

  /** Returns true if a unit counts containers of any kind, so that it is no amount of drug. */
  public boolean contains(String unit) {
    return sold.contains(unit) || packages.contains(unit) || prepared.contains(unit);
  }
}
