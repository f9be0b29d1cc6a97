package org.priceunits.domain.billing;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import org.priceunits.domain.dose.Quotient;
import org.priceunits.domain.product.DrugProduct;
import org.priceunits.domain.product.ProductCatalog;

/**
 * The smallest labelled content of packages of one brand that holds a dose (R9). The brand is that
 * of the packages named, else the only one that the code has on that day.
 */
final class LeastWaste {
  /** Beyond this many remainders the search is not worth a warning. */
  private static final int MOST_REMAINDERS = 10_000;

  private final ProductCatalog products;

  LeastWaste(ProductCatalog products) {
    this.products = products;
  }

  /** In the unit of the code's dosage; empty where the brand or its sizes are not known. */
  Optional<Quotient> smallestContent(Group group) {
    Set<BigDecimal> sizes = new LinkedHashSet<>();
    for (DrugProduct product : brand(group)) {
      Optional.ofNullable(product.content())
          .flatMap(group.chosen().amounts()::of)
          .flatMap(Quotient::decimal)
          .ifPresent(sizes::add);
    }
    return sizes.isEmpty() ? Optional.empty() : smallest(group.dose(), sizes);
  }

  private List<DrugProduct> brand(Group group) {
    LocalDate day = group.first().day().date();
    List<DrugProduct> candidates = products.billedWith(group.chosen().code().code(), day);
    Set<String> brands =
        (group.chosen().products().isEmpty() ? candidates : group.chosen().products())
            .stream().map(DrugProduct::brand).collect(Collectors.toSet());
    return brands.size() == 1
        ? candidates.stream().filter(p -> brands.contains(p.brand())).toList()
        : List.of();
  }

  /** The least sum of sizes, each used any number of times, that is not below the dose. */
  static Optional<Quotient> smallest(Quotient dose, Collection<BigDecimal> sizes) {
    int scale = sizes.stream().mapToInt(BigDecimal::scale).max().orElse(0);
    List<BigInteger> whole =
        sizes.stream().map(s -> s.setScale(Math.max(scale, 0)).unscaledValue()).sorted().toList();
    BigInteger common = whole.stream().reduce(BigInteger.ZERO, BigInteger::gcd);
    long[] parts = new long[whole.size()];
    for (int i = 0; i < parts.length; i++) {
      parts[i] = whole.get(i).divide(common).longValue();
    }
    BigDecimal step = new BigDecimal(common, Math.max(scale, 0));
    BigDecimal wanted = dose.over(step).ceiling();
    if (parts[0] > MOST_REMAINDERS || wanted.toBigInteger().bitLength() > 50) {
      return Optional.empty();
    }
    OptionalLong least = least(wanted.longValueExact(), parts);
    return least.isEmpty()
        ? Optional.empty()
        : Optional.of(Quotient.of(step.multiply(BigDecimal.valueOf(least.getAsLong()))));
  }

  /**
   * For each remainder by the smallest part, the least reachable sum; from there, whole smallest
   * parts up to the goal.
   */
  private static OptionalLong least(long wanted, long[] parts) {
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
    return Arrays.stream(reach)
        .filter(r -> r != Long.MAX_VALUE)
        .map(r -> r >= wanted ? r : r - Math.floorDiv(r - wanted, smallest) * smallest)
        .min();
  }
}
