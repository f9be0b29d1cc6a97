package org.priceunits.pricing.read;

import java.math.BigDecimal;
import java.util.Optional;
import org.hl7.fhir.r4.model.Medication;
import org.hl7.fhir.r4.model.Ratio;
import org.jspecify.annotations.Nullable;
import org.priceunits.domain.billing.request.Drug.PackageStatement;
import org.priceunits.domain.billing.result.IssueCode;
import org.priceunits.domain.dose.Dose;
import org.priceunits.domain.dose.Quotient;
import org.priceunits.domain.dose.Strength;
import org.priceunits.domain.product.DoseForm;
import org.priceunits.fhir.FhirValues;
import org.priceunits.knowledge.DoseForms;
import org.priceunits.pricing.read.QuantityReader.Amount;

/** Reads what a Medication says of its package: form, content of one container, strength. */
final class PackageReader {
  private final QuantityReader quantities;
  private final DoseForms forms;

  PackageReader(QuantityReader quantities, DoseForms forms) {
    this.quantities = quantities;
    this.forms = forms;
  }

  /** Returns what a Medication that is no mixture says of the package. */
  PackageStatement of(@Nullable Medication medication, @Nullable Strength strength) {
    return medication == null
        ? new PackageStatement(null, null, strength)
        : new PackageStatement(form(medication), content(medication), strength);
  }

  /** Returns what the Medication's form says is in the container; absent if it says nothing. */
  private @Nullable DoseForm form(Medication medication) {
    return medication.hasForm()
        ? forms.ofRecord(FhirValues.name(medication.getForm())).orElse(null)
        : null;
  }

  /** Returns the amount that the Medication states of one container of the unit, if it does. */
  Optional<Dose> content(Medication medication, String unit) {
    return quantities.read(
                    medication.getAmount().getDenominator(),
                    "amount",
                    IssueCode.DOSE_INVALID,
                    false)
                instanceof Amount.Read of
            && of.dose().unit().equals(unit)
        ? Optional.ofNullable(content(medication))
        : Optional.empty();
  }

  /**
   * Returns the amount of one container that the Medication states: 150 mg in 1 vial. Any other
   * amount is ignored.
   */
  private @Nullable Dose content(Medication medication) {
    if (!medication.hasAmount()) {
      return null;
    }
    Ratio amount = medication.getAmount();
    Amount held = quantities.read(amount.getNumerator(), "amount", IssueCode.DOSE_INVALID, false);
    Amount of = quantities.read(amount.getDenominator(), "amount", IssueCode.DOSE_INVALID, false);
    boolean one =
        of instanceof Amount.Read whole
            && quantities.countsContainers(whole.dose())
            && whole.dose().value().compareTo(Quotient.of(BigDecimal.ONE)) == 0;
    return one && held instanceof Amount.Read read && !quantities.countsContainers(read.dose())
        ? read.dose()
        : null;
  }

  /** Returns a strength of two complete amounts; anything less is ignored. */
  @Nullable Strength strength(Ratio ratio) {
    Amount drug = quantities.read(ratio.getNumerator(), "strength", IssueCode.DOSE_INVALID, false);
    Amount volume =
        quantities.read(ratio.getDenominator(), "strength", IssueCode.DOSE_INVALID, false);
    if (!(drug instanceof Amount.Read d) || !(volume instanceof Amount.Read v)) {
      return null;
    }
    // As they were read: a power of ten before a unit is in the number.
    return new Strength(
        d.dose().value().numerator(),
        d.dose().unit(),
        v.dose().value().numerator(),
        v.dose().unit());
  }
}
