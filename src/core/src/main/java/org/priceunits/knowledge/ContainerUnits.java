package org.priceunits.knowledge;

import java.util.Set;

/**
 * The UCUM annotations that count containers.
 *
 * @param sold count single containers as they are sold: vials, syringes
 * @param packages count whole packages as they are sold, which may hold several containers: kits
 * @param prepared count containers that a pharmacy fills, from any number of sold ones: bags
 */
public record ContainerUnits(Set<String> sold, Set<String> packages, Set<String> prepared) {
  public ContainerUnits {
    sold = Set.copyOf(sold);
    packages = Set.copyOf(packages);
    prepared = Set.copyOf(prepared);
  }

  /** Returns true if a unit counts containers of any kind, so that it is no amount of drug. */
  public boolean contains(String unit) {
    return sold.contains(unit) || packages.contains(unit) || prepared.contains(unit);
  }
}
