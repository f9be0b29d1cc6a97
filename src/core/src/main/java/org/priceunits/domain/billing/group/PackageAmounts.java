package org.priceunits.domain.billing.group;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.priceunits.domain.billing.code.Amounts;
import org.priceunits.domain.billing.request.DiscardedAmount;
import org.priceunits.domain.billing.request.Drug;
import org.priceunits.domain.dose.Quotient;
import org.priceunits.domain.dose.Strength;
import org.priceunits.domain.product.Container;
import org.priceunits.domain.product.DrugProduct;
import org.priceunits.domain.product.HcpcsCode;
import org.priceunits.domain.product.Ndc;
import org.priceunits.domain.product.ProductCatalog;

/**
 * Counts the size of containers and what was discarded in the unit of a code. A volume of them is
 * one of the package that the drug came from: a bag that it was mixed in has another strength.
 */
public final class PackageAmounts {
  private final ProductCatalog products;
  private final LocalDate day;

  /**
   * @param day the day that the drug is billed on
   */
  public PackageAmounts(ProductCatalog products, LocalDate day) {
    this.products = products;
    this.day = day;
  }

  /**
   * Returns the size of one container, by the strength of its own package if it names one: the
   * recorded one, otherwise the one that is known.
   */
  Optional<Quotient> of(Member member, Container container) {
    Drug drug = member.administration().drug();
    Ndc ndc =
        container.ndc() == null && drug.ofMixture() && drug.ndcs().size() == 1
            ? drug.ndcs().get(0)
            : container.ndc();
    Strength own =
        ndc == null || RecordedStrength.contradicts(member, ndc)
            ? null
            : strength(List.of(ndc), member);
    Amounts amounts = own == null ? ofPackage(member) : member.chosen().amounts().with(own);
    return amounts.of(container.size());
  }

  /**
   * Returns what was discarded, by the strength of the drug that its own record names. A record
   * that names none, or no amount of one drug, is of the package that was given.
   */
  public Optional<Quotient> of(Member member, DiscardedAmount discarded) {
    Drug named = discarded.drug();
    Amounts amounts = ofPackage(member);
    if (named != null && (named.strength() != null || named.strengthUnclear())) {
      amounts = member.chosen().amounts().with(named.strength());
    } else if (named != null) {
      Strength own = strength(packages(named), member);
      amounts = own == null ? amounts : member.chosen().amounts().with(own);
    }
    return amounts.of(discarded.amount());
  }

  private static Amounts ofPackage(Member member) {
    return member.chosen().amounts().ofPackages(member.administration().drug());
  }

  private List<Ndc> packages(Drug named) {
    return named.ndcs().isEmpty()
        ? named.rxNorm().stream()
            .flatMap(code -> products.byRxNorm(code).stream())
            .map(DrugProduct::ndc)
            .toList()
        : named.ndcs();
  }

  /** Returns the strength that all packages have; absent if one is unknown, or they differ. */
  private @Nullable Strength strength(List<Ndc> packages, Member member) {
    HcpcsCode code = member.chosen().code().code();
    List<DrugProduct> known =
        packages.stream()
            .flatMap(ndc -> products.byNdc(ndc).stream())
            .filter(p -> p.codesOn(day).isEmpty() || p.isEverBilledWith(code))
            .toList();
    return known.size() == packages.size()
        ? Amounts.strengthOf(known, member.chosen().amounts().units())
        : null;
  }
}
