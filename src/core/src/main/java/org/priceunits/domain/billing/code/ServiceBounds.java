package org.priceunits.domain.billing.code;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;
import org.priceunits.domain.billing.request.Administration;
import org.priceunits.domain.billing.request.Administration.Status;
import org.priceunits.domain.dose.Dose;
import org.priceunits.domain.dose.Quotient;
import org.priceunits.domain.dose.Units;
import org.priceunits.domain.product.ServiceUnit;
import org.priceunits.domain.product.ServiceUnit.Kind;

/**
 * Tells whether an administration is the one service that a unit of a code stands for (R21): a
 * completed one, within the bounds of its descriptor.
 *
 * @param service what one unit is
 */
record ServiceBounds(ServiceUnit service, Units units) {
  /** UCUM's unit of numbers. */
  private static final String NUMBER = "1";

  /**
   * Returns why the administration is not one unit; null if it is.
   *
   * @param counted true if the dose counts such units
   */
  @Nullable String fault(Administration a, boolean counted) {
    String given = a.dose().shown();
    Dose most = service.most();
    Dose over = service.over();
    if (a.status() == Status.STOPPED) {
      return ", and this one was stopped. Decide from the record whether the part given counts as one, and bill it by hand.";
    }
    if (most != null && exceeds(a.dose(), most)) {
      return " of up to %s; %s were given. Correct the dose, or send each dose as an administration of its own."
          .formatted(most.shown(), given);
    }
    if (over != null && !isMoreThan(a, over)) {
      return " of more than %s; %s were given. Correct the dose, or name the code for the smaller dose."
          .formatted(over.shown(), given);
    }
    return !counted && isSeveral(a.dose(), service.kind())
        ? ", and the record counts %s. Send each one as an administration of its own, or the dose as an amount."
            .formatted(given)
        : null;
  }

  /** A dose that counts no amount, or none at all, contradicts no bound. */
  private boolean isMoreThan(Administration a, Dose bound) {
    return a.dose().in(bound.unit(), units).isEmpty() || exceeds(a.dose(), bound);
  }

  private boolean exceeds(Dose given, Dose most) {
    return given
        .in(most.unit(), units)
        .filter(amount -> amount.compareTo(most.value()) > 0)
        .isPresent();
  }

  /**
   * Returns true if the dose is a number of things other than one. The containers of a treatment
   * may be any number.
   */
  private static boolean isSeveral(Dose dose, Kind kind) {
    boolean number =
        kind == Kind.DOSE
            ? dose.unit().startsWith("{") || dose.unit().equals(NUMBER)
            : dose.unit().equals("{" + kind.code() + "}") || dose.unit().equals("{dose}");
    return number && dose.value().compareTo(Quotient.of(BigDecimal.ONE)) != 0;
  }
}
