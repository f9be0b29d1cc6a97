package org.priceunits.domain.billing.group;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.priceunits.domain.billing.code.Amounts;
import org.priceunits.domain.billing.request.Drug;
import org.priceunits.domain.dose.Dose;
import org.priceunits.domain.dose.Quotient;
import org.priceunits.domain.dose.Strength;
import org.priceunits.domain.product.DrugProduct;
import org.priceunits.domain.product.Ndc;

/**
 * Compares the strength that records state of a package with the one that is known of it. If they
 * differ, one of them is wrong, or the record means a liquid that was prepared from the package: no
 * volume of the package can be counted.
 */
public final class RecordedStrength {
  /** The largest part of a strength that its writing may have rounded away. */
  private static final BigDecimal ROUNDING = new BigDecimal("0.01");

  private RecordedStrength() {}

  /** Returns both strengths of each package of which they differ, in words. */
  public static List<String> contradictions(Group group) {
    return group.members().stream().flatMap(RecordedStrength::contradictions).distinct().toList();
  }

  /** Returns true if a record states another strength of a package than the one that is known. */
  public static boolean contradicts(Group group, Ndc ndc) {
    return group.members().stream().anyMatch(member -> contradicts(member, ndc));
  }

  private static Stream<String> contradictions(Member member) {
    return packages(member)
        .filter(product -> differs(member, product))
        .map(
            product ->
                "%s: %s (the record) against %s (its sources)"
                    .formatted(
                        product.ndc(),
                        shown(member.administration().drug().stated().strength()),
                        shown(product.strength())));
  }

  /** Returns the known packages that the record names for its drug. */
  private static Stream<DrugProduct> packages(Member member) {
    Drug drug = member.administration().drug();
    return member.chosen().products().stream()
        .filter(product -> drug.ndcs().contains(product.ndc()));
  }

  /** Returns true if a record states another strength of a package than the one that is known. */
  static boolean contradicts(Member member, Ndc ndc) {
    return packages(member)
        .anyMatch(product -> product.ndc().equals(ndc) && differs(member, product));
  }

  /** A strength that cannot be compared, such as one per vial, contradicts nothing. */
  private static boolean differs(Member member, DrugProduct product) {
    Amounts amounts = member.chosen().amounts();
    Strength stated = member.administration().drug().stated().strength();
    Strength known = product.strength();
    if (stated == null || known == null) {
      return false;
    }
    Dose one = Dose.of(BigDecimal.ONE, known.volumeUnit());
    Optional<Quotient> byRecord = amounts.with(stated).of(one);
    Optional<Quotient> bySources = amounts.with(known).of(one);
    return byRecord.isPresent()
        && bySources.isPresent()
        && !isRounded(stated, byRecord.get(), bySources.get());
  }

  /**
   * Returns true if the stated strength is the known one in the decimals that it is written with:
   * RxNorm writes 200 mg in 1.33 mL as 150 mg per mL.
   */
  private static boolean isRounded(Strength stated, Quotient byRecord, Quotient bySources) {
    Quotient known = Quotient.of(stated.amount()).times(bySources).over(byRecord);
    Quotient off =
        byRecord.compareTo(bySources) > 0 ? byRecord.minus(bySources) : bySources.minus(byRecord);
    return off.compareTo(bySources.times(ROUNDING)) <= 0
        && known.rounded(stated.amount().scale()).compareTo(stated.amount()) == 0;
  }

  private static String shown(@Nullable Strength strength) {
    return strength == null
        ? ""
        : "%s %s in %s %s"
            .formatted(
                strength.amount().stripTrailingZeros().toPlainString(),
                strength.amountUnit(),
                strength.volume().stripTrailingZeros().toPlainString(),
                strength.volumeUnit());
  }
}
