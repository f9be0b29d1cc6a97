package org.priceunits.domain.billing.code;

import static org.priceunits.domain.product.Presentation.Property.CONTAINER_TYPE;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.priceunits.domain.billing.request.Administration;
import org.priceunits.domain.billing.request.Catalogs;
import org.priceunits.domain.billing.request.DiscardedAmount;
import org.priceunits.domain.dose.Dose;
import org.priceunits.domain.dose.Quotient;
import org.priceunits.domain.product.Container;
import org.priceunits.domain.product.ContainerLabel;
import org.priceunits.domain.product.ContainerType;
import org.priceunits.domain.product.DrugProduct;
import org.priceunits.domain.product.HcpcsCode;
import org.priceunits.domain.product.Ndc;

/** Counts the units of a code by the single-dose containers that were opened (R22). */
final class OpenedUnits {
  private final Catalogs catalogs;
  private final HcpcsCode code;
  private final LocalDate day;

  OpenedUnits(Catalogs catalogs, HcpcsCode code, LocalDate day) {
    this.catalogs = catalogs;
    this.code = code;
    this.day = day;
  }

  /**
   * Returns the dose where all of it is the content of the opened single-dose containers less what
   * is stated as discarded; empty if they do not show it.
   */
  Optional<Dose> of(Administration a, Amounts amounts) {
    Amounts ofPackages = amounts.ofPackages(a.drug());
    Quotient left = Quotient.ZERO;
    for (Container container : a.containers()) {
      Optional<Quotient> content = counted(ofPackages, container.size());
      if (content.isEmpty() || container.shared() || !isSingleDose(container)) {
        return Optional.empty();
      }
      left = left.plus(content.get().times(BigDecimal.valueOf(container.count())));
    }
    for (DiscardedAmount stated : a.discarded()) {
      Dose discarded = stated.amount();
      Optional<Quotient> amount =
          discarded.value().signum() == 0
              ? Optional.of(Quotient.ZERO)
              : counted(ofPackages, discarded);
      if (amount.isEmpty()) {
        return Optional.empty();
      }
      left = left.minus(amount.get());
    }
    return left.signum() > 0 ? Optional.of(new Dose(left, code.unit())) : Optional.empty();
  }

  private static Optional<Quotient> counted(Amounts amounts, Dose amount) {
    return EquivalentDose.count(amounts, amount).map(EquivalentDose.Count::units);
  }

  private boolean isSingleDose(Container container) {
    ContainerType stated = container.type();
    return (stated == null ? label(container.ndc()) : stated) == ContainerType.SINGLE_DOSE;
  }

  private @Nullable ContainerType label(@Nullable Ndc ndc) {
    DrugProduct product = ndc == null ? null : catalogs.products().byNdc(ndc).orElse(null);
    if (product != null) {
      ContainerLabel label = product.presentation().label();
      if (label != null || product.presentation().contradiction(CONTAINER_TYPE).isPresent()) {
        return label == null ? null : label.type();
      }
    }
    return catalogs.codes().container(code, day).map(ContainerLabel::type).orElse(null);
  }
}
