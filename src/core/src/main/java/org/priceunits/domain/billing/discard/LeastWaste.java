package org.priceunits.domain.billing.discard;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.priceunits.domain.billing.group.Group;
import org.priceunits.domain.dose.Quotient;
import org.priceunits.domain.product.DrugProduct;
import org.priceunits.domain.product.ProductCatalog;

/**
 * Finds the smallest labelled content that holds a dose, using packages of one brand (R9): the
 * brand of the packages named, otherwise the only brand billed with the code on that day.
 */
public final class LeastWaste {
  /** With more remainders than this, the search costs more than the warning is worth. */
  private static final int MOST_REMAINDERS = 10_000;

  /** An amount of more than this many smallest decimal steps is not a package size. */
  private static final BigDecimal MOST_STEPS = BigDecimal.valueOf(1_000_000_000_000L);

  private final ProductCatalog products;

  public LeastWaste(ProductCatalog products) {
    this.products = products;
  }

  /**
   * Returns the content in the unit of the code's dosage; empty if the brand or its sizes are
   * unknown.
   */
  public Optional<Quotient> smallestContent(Group group) {
    List<BigDecimal> sizes = new ArrayList<>(4);
    for (DrugProduct product : ofOneBrand(group)) {
      if (product.content() != null) {
        group
            .chosen()
            .amounts()
            .of(product.content())
            .flatMap(Quotient::decimal)
            .filter(size -> !sizes.contains(size))
            .ifPresent(sizes::add);
      }
    }
    return sizes.isEmpty() ? Optional.empty() : smallest(group.dose(), sizes);
  }

  /**
   * Returns the packages of the named brand, or of the only one there is; none if several brands
   * are possible.
   */
  private List<DrugProduct> ofOneBrand(Group group) {
    LocalDate day = group.day();
    List<DrugProduct> named = group.chosen().products();
    List<DrugProduct> candidates = products.billedWith(group.chosen().code().code(), day);
    if (candidates.isEmpty()) {
      return candidates;
    }
    String brand = named.isEmpty() ? candidates.get(0).brand() : named.get(0).brand();
    List<DrugProduct> ofBrand = new ArrayList<>(candidates.size());
    for (DrugProduct product : candidates) {
      if (product.brand().equals(brand)) {
        ofBrand.add(product);
      } else if (named.isEmpty()) {
        return List.of();
      }
    }
    for (DrugProduct product : named) {
      if (!product.brand().equals(brand)) {
        return List.of();
      }
    }
    return ofBrand;
  }

  /** Returns the least sum of sizes, each used any number of times, that is not below the dose. */
  public static Optional<Quotient> smallest(Quotient dose, List<BigDecimal> sizes) {
    int scale = 0;
    BigDecimal largest = BigDecimal.ZERO;
    for (BigDecimal size : sizes) {
      scale = Math.max(scale, size.scale());
      largest = largest.max(size);
    }
    if (largest.movePointRight(scale).compareTo(MOST_STEPS) > 0) {
      return Optional.empty();
    }
    long[] parts = new long[sizes.size()];
    long common = 0;
    for (int i = 0; i < parts.length; i++) {
      parts[i] = sizes.get(i).movePointRight(scale).longValueExact();
      common = gcd(parts[i], common);
    }
    for (int i = 0; i < parts.length; i++) {
      parts[i] /= common;
    }
    Arrays.sort(parts);
    BigDecimal step = BigDecimal.valueOf(common, scale);
    BigDecimal wanted = dose.over(step).ceiling();
    if (parts[0] > MOST_REMAINDERS || wanted.compareTo(MOST_STEPS) > 0) {
      return Optional.empty();
    }
    long least = least(wanted.longValueExact(), parts);
    return Optional.of(Quotient.of(step.multiply(BigDecimal.valueOf(least))));
  }

  private static long gcd(long a, long b) {
    return b == 0 ? a : gcd(b, a % b);
  }

  /**
   * Finds the least reachable sum for each remainder modulo the smallest part, then adds whole
   * smallest parts up to the goal.
   */
  private static long least(long wanted, long[] parts) {
    int smallest = (int) parts[0];
    long[] reach = new long[smallest];
    Arrays.fill(reach, Long.MAX_VALUE);
    reach[0] = 0;
    for (boolean changed = true; changed; ) {
      changed = false;
      for (int from = 0; from < smallest; from++) {
        for (int p = 1; p < parts.length && reach[from] != Long.MAX_VALUE; p++) {
          long sum = reach[from] + parts[p];
          int to = (int) (sum % smallest);
          if (sum < reach[to]) {
            reach[to] = sum;
            changed = true;
          }
        }
      }
    }
    long best = Long.MAX_VALUE;
    for (long sum : reach) {
      if (sum != Long.MAX_VALUE) {
        best =
            Math.min(
                best, sum >= wanted ? sum : sum - Math.floorDiv(sum - wanted, smallest) * smallest);
      }
    }
    return best;
  }
}
