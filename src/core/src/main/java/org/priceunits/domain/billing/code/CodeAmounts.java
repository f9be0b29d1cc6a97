package org.priceunits.domain.billing.code;

import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.priceunits.domain.billing.request.Administration;
import org.priceunits.domain.billing.request.Catalogs;
import org.priceunits.domain.dose.Strength;
import org.priceunits.domain.dose.Units;
import org.priceunits.domain.product.DrugCode;
import org.priceunits.domain.product.DrugProduct;
import org.priceunits.domain.product.HcpcsDosage;
import org.priceunits.domain.product.UnitEquivalent;

/** How the amounts of an administration count in what one unit of a code stands for. */
final class CodeAmounts {
  private final Catalogs catalogs;
  private final Units units;

  CodeAmounts(Catalogs catalogs, Units units) {
    this.catalogs = catalogs;
    this.units = units;
  }

  /** Returns how amounts count in units of a code; absent if its dosage is not certain. */
  @Nullable Amounts of(Administration a, DrugCode code, List<DrugProduct> products, LocalDate day) {
    HcpcsDosage dosage = code.dosage();
    return dosage == null
        ? null
        : new Amounts(
            units,
            dosage.unit(),
            ofAnother(code, products, day) ? a.drug().strength() : strength(a, products),
            equivalents(code),
            dosage.value());
  }

  /** Returns what else is one unit of a code; of what it stood for before, nothing is known. */
  List<UnitEquivalent> equivalents(DrugCode code) {
    return catalogs
        .codes()
        .code(code.code())
        .filter(now -> Objects.equals(now.dosage(), code.dosage()))
        .map(now -> catalogs.codes().equivalents(now.code()))
        .orElse(List.of());
  }

  /** Returns true if a package is of another code: its strength says nothing about this drug. */
  private static boolean ofAnother(DrugCode code, List<DrugProduct> products, LocalDate day) {
    for (DrugProduct product : products) {
      if (!product.codesOn(day).isEmpty() && !product.isEverBilledWith(code.code())) {
        return true;
      }
    }
    return false;
  }

  /**
   * Returns the strength to use. The recorded strength takes precedence over the catalog's.
   * Packages that disagree give none, and neither does a record whose stated strength cannot be
   * used: a mixed bag has another strength than the vial.
   */
  @Nullable Strength strength(Administration a, List<DrugProduct> products) {
    return a.drug().strength() != null || a.drug().strengthUnclear()
        ? a.drug().strength()
        : Amounts.strengthOf(products, units);
  }
}
