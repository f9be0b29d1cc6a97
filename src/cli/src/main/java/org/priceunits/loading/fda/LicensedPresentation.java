package org.priceunits.loading.fda;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.priceunits.domain.product.ContainerType;

/**
 * A presentation of a licensed biologic in the Purple Book.
 *
 * @param brand proprietary name
 * @param amount content of one container
 * @param unit UCUM code of the amount, or [U] for units of activity
 * @param millilitres the volume that holds it; null if the strength names none
 * @param form name of the dosage form
 * @param presentation name of the container as printed: Single-Dose Vial
 */
public record LicensedPresentation(
    int line,
    String brand,
    BigDecimal amount,
    String unit,
    @Nullable BigDecimal millilitres,
    String form,
    String presentation) {

  /** Returns the container type that the name of the container states; empty if it states none. */
  public Optional<ContainerType> container() {
    String words = presentation.toLowerCase(Locale.ROOT);
    if (words.startsWith("single-dose") || words.startsWith("single-use")) {
      return Optional.of(ContainerType.SINGLE_DOSE);
    }
    return words.startsWith("multi-dose") || words.startsWith("multiple-dose")
        ? Optional.of(ContainerType.MULTI_DOSE)
        : Optional.empty();
  }
}
