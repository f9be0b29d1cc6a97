package org.priceunits.domain.billing.line;

import java.math.BigDecimal;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.priceunits.domain.billing.code.Amounts;
import org.priceunits.domain.billing.discard.Discard;
import org.priceunits.domain.billing.group.Group;
import org.priceunits.domain.billing.group.Member;
import org.priceunits.domain.billing.group.Opened;
import org.priceunits.domain.billing.group.RecordedStrength;
import org.priceunits.domain.billing.line.NdcShares.Share;
import org.priceunits.domain.billing.request.Drug.PackageStatement;
import org.priceunits.domain.dose.Dose;
import org.priceunits.domain.dose.Quotient;
import org.priceunits.domain.dose.Strength;
import org.priceunits.domain.product.DoseForm;
import org.priceunits.domain.product.DrugProduct;
import org.priceunits.domain.product.Ndc;
import org.priceunits.domain.product.NdcQuantity;
import org.priceunits.domain.product.NdcUnit;
import org.priceunits.domain.product.Presentation.Property;

/**
 * Counts a package's drug as X12 requires, by what is in the container: a liquid in millilitres, a
 * cream in grams, powders, kits and pieces in units, a clotting factor in international units. The
 * form that the record states is believed before the one that is known of the package.
 */
final class NdcCounting {
  private static final String PIECE = "{each}";

  private final Group group;
  private final boolean clottingFactor;

  /**
   * @param clottingFactor true if the code bills a clotting factor by international units
   */
  NdcCounting(Group group, boolean clottingFactor) {
    this.group = group;
    this.clottingFactor = clottingFactor;
  }

  /** The NDC quantities of a package's two lines; both absent if they are not known. */
  record Quantities(@Nullable NdcQuantity administered, @Nullable NdcQuantity discarded) {}

  /**
   * Converts an amount of drug to an NDC quantity: the amount is divided by the content of one NDC
   * unit.
   */
  private record Counting(NdcUnit unit, Quotient perUnit) {
    BigDecimal count(Quotient amount) {
      return amount.over(perUnit).rounded(NdcQuantity.DECIMALS);
    }
  }

  /**
   * Returns the NDC quantity of each of a package's two lines. The discarded line has its units as
   * a quantity and the administered line has the rest, so that they sum to the opened content. If
   * the containers are shared, or the lines do not bill all that was opened, the administered line
   * has the dose alone.
   *
   * @param billsAllOpened true if the lines bill the dose and all that was discarded
   */
  Quantities quantities(Share share, Discard discard, boolean billsAllOpened) {
    Optional<Counting> counting = share.ndc() == null ? Optional.empty() : counting(share.ndc());
    if (counting.isEmpty()) {
      return new Quantities(null, null);
    }
    Counting c = counting.get();
    Quotient content = share.content();
    Quotient discarded =
        group.unclassified() && discard.amount() != null
            ? discard.amount()
            : Quotient.of(share.discarded().multiply(group.unit()));
    // Units apportioned to a small package may represent more than the package held.
    BigDecimal thrown = c.count(content == null ? discarded : discarded.min(content));
    BigDecimal given =
        content != null && billsAllOpened && !group.anyShared()
            ? c.count(content).subtract(thrown)
            : c.count(share.dose());
    return new Quantities(new NdcQuantity(given, c.unit()), new NdcQuantity(thrown, c.unit()));
  }

  private Optional<Counting> counting(Ndc ndc) {
    if (clottingFactor) {
      return per(new Dose(Quotient.of(BigDecimal.ONE), "[iU]"), NdcUnit.F2);
    }
    DrugProduct product = product(ndc);
    PackageStatement stated = stated(ndc);
    DoseForm form = form(product, stated);
    if (form == null) {
      return Optional.empty();
    }
    return switch (form) {
      case LIQUID -> perUnitOf("mL", NdcUnit.ML, ndc, product, stated);
      case SEMISOLID -> perUnitOf("g", NdcUnit.GR, ndc, product, stated);
      case PIECE -> perUnitOf(PIECE, NdcUnit.UN, ndc, product, stated);
      case POWDER, KIT -> content(ndc, product, stated).flatMap(held -> per(held, NdcUnit.UN));
    };
  }

  /**
   * Returns the recorded form, otherwise the one on which the product's sources agree. If no source
   * states a form, an amount per millilitre is the strength of a liquid.
   */
  private static @Nullable DoseForm form(@Nullable DrugProduct product, PackageStatement stated) {
    if (stated.form() != null) {
      return stated.form();
    }
    if (product != null && product.presentation().contradiction(Property.FORM).isPresent()) {
      return null;
    }
    if (product != null && product.form() != null) {
      return product.form();
    }
    Strength strength = strength(product, stated);
    return strength != null && "mL".equals(strength.volumeUnit()) ? DoseForm.LIQUID : null;
  }

  /**
   * Returns the strength of the package: the product's own, otherwise the recorded one. Two that
   * differ count nothing.
   */
  private static @Nullable Strength strength(
      @Nullable DrugProduct product, PackageStatement stated) {
    return product != null && product.strength() != null ? product.strength() : stated.strength();
  }

  private Optional<Counting> perUnitOf(
      String unit,
      NdcUnit counted,
      Ndc ndc,
      @Nullable DrugProduct product,
      PackageStatement stated) {
    Amounts amounts = group.chosen().amounts();
    Dose one = new Dose(Quotient.of(BigDecimal.ONE), unit);
    if (counted == NdcUnit.ML && isVolume()) {
      return Optional.of(new Counting(counted, one.value()));
    }
    if (RecordedStrength.contradicts(group, ndc)) {
      return Optional.empty();
    }
    // A gram of cream is no gram of drug: only the strength tells.
    Strength named = amounts.with(strength(product, stated)).strength();
    return Optional.ofNullable(named)
        .flatMap(strength -> strength.drugIn(one, amounts.unit(), amounts.units()))
        .map(drugOf -> new Counting(counted, drugOf));
  }

  private boolean isVolume() {
    return "mL".equals(group.chosen().dosage().unit());
  }

  /**
   * Returns the content of one container: that of the opened ones if all are of one size, otherwise
   * the recorded one, otherwise the one that is known of the product.
   */
  private Optional<Dose> content(Ndc ndc, @Nullable DrugProduct product, PackageStatement stated) {
    Dose size = null;
    for (Opened opened : group.opened()) {
      if (ndc.equals(opened.ndc())) {
        if (size != null && !size.equals(opened.stated().size())) {
          return Optional.empty();
        }
        size = opened.stated().size();
      }
    }
    if (size != null) {
      return Optional.of(size);
    }
    return Optional.ofNullable(stated.content())
        .or(() -> Optional.ofNullable(product == null ? null : product.content()));
  }

  private Optional<Counting> per(Dose held, NdcUnit unit) {
    return group.chosen().amounts().of(held).map(drugOf -> new Counting(unit, drugOf));
  }

  /** Returns what the first record that names the package says of it. */
  private PackageStatement stated(Ndc ndc) {
    for (Member member : group.members()) {
      if (member.administration().drug().ndcs().contains(ndc)) {
        return member.administration().drug().stated();
      }
    }
    return PackageStatement.NONE;
  }

  private @Nullable DrugProduct product(Ndc ndc) {
    for (Member member : group.members()) {
      for (DrugProduct product : member.chosen().products()) {
        if (product.ndc().equals(ndc)) {
          return product;
        }
      }
    }
    return null;
  }
}
