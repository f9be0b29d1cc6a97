package org.priceunits.pricing.read;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.hl7.fhir.r4.model.Medication;
import org.hl7.fhir.r4.model.MedicationDispense;
import org.jspecify.annotations.Nullable;
import org.priceunits.domain.billing.request.Dispense;
import org.priceunits.domain.billing.request.Drug;
import org.priceunits.domain.billing.result.Issue.Element;
import org.priceunits.domain.billing.result.IssueCode;
import org.priceunits.domain.dose.Dose;
import org.priceunits.domain.product.ContainerLabel;
import org.priceunits.domain.product.ContainerType;
import org.priceunits.domain.product.DrugProduct;
import org.priceunits.domain.product.HcpcsCode;
import org.priceunits.domain.product.Ndc;
import org.priceunits.domain.product.ProductCatalog;
import org.priceunits.pricing.read.MedicationReader.Result;
import org.priceunits.pricing.read.QuantityReader.Amount;

/**
 * Reads what the pharmacy dispensed for an administration: the package and how much of it. Whether
 * it shows which containers were opened is decided with the dose.
 */
final class DispenseReader {
  private final QuantityReader quantities;
  private final ProductCatalog products;
  private final MedicationReader medications;
  private final References references;
  private final SameDrug same;
  private final ReadingIssues found;

  DispenseReader(
      QuantityReader quantities,
      ProductCatalog products,
      MedicationReader medications,
      References references,
      SameDrug same,
      ReadingIssues found) {
    this.quantities = quantities;
    this.products = products;
    this.medications = medications;
    this.references = references;
    this.same = same;
    this.found = found;
  }

  /**
   * What was dispensed.
   *
   * @param medications the Medications, for lot and expiry
   */
  record Dispensed(List<Dispense> dispenses, List<Medication> medications) {
    static final Dispensed NOTHING = new Dispensed(List.of(), List.of());
  }

  /**
   * Returns all dispenses of the administration's day; none if one of them cannot be read, since
   * the others are not all that was dispensed.
   *
   * @param day the day of service
   * @param given the drug that was given
   * @param stated the code that the caller states for it; absent if there is none
   */
  Dispensed read(AdministrationInput input, LocalDate day, Drug given, @Nullable HcpcsCode stated) {
    List<Dispense> dispenses = new ArrayList<>(0);
    List<Medication> lots = new ArrayList<>(0);
    boolean all = true;
    for (MedicationDispense dispense : input.dispenses()) {
      Result drug = drug(dispense);
      if (!same.isOne(given, drug.drug(), stated, day)) {
        notUsed(
            "A dispense for the order that day is of another drug, or of one that is not known"
                + " here.");
        continue;
      }
      if (drug instanceof Result.Read read && read.medication() != null) {
        lots.add(read.medication());
      }
      Optional<Dispense> counted = dispense(dispense, drug.drug(), given);
      counted.ifPresent(dispenses::add);
      all &= counted.isPresent();
    }
    return new Dispensed(all ? dispenses : List.of(), lots);
  }

  private Result drug(MedicationDispense dispense) {
    return medications.read(dispense, dispense.getMedication(), references, true);
  }

  private Optional<Dispense> dispense(MedicationDispense dispense, Drug drug, Drug given) {
    List<Ndc> packages = drug.ndcs();
    if (packages.isEmpty()) {
      return notUsed("The dispense names no package. Send its NDC.");
    }
    if (packages.size() > 1 && !areOfOneProduct(packages)) {
      return notUsed(
          "The dispense names several packages, which hold different amounts or are not known"
              + " here. Send the NDC of the one that was dispensed.");
    }
    Amount amount =
        quantities.read(
            dispense.getQuantity(), "dispensed quantity", IssueCode.DOSE_INVALID, false);
    if (!(amount instanceof Amount.Read read)) {
      return notUsed(((Amount.Refused) amount).text());
    }
    List<Ndc> both = given.ndcs().stream().filter(packages::contains).toList();
    Ndc ndc = both.size() == 1 ? both.get(0) : packages.get(0);
    boolean several = packages.size() > 1 && both.size() != 1;
    Dose quantity = read.dose();
    if (!quantities.countsContainers(quantity)) {
      return Optional.of(new Dispense(quantity, null, ndc, several));
    }
    Optional<Integer> count = whole(quantity.value().numerator());
    if (!packages.stream().allMatch(p -> quantities.countsSold(quantity, products.byNdc(p)))) {
      return notUsed(
          "The dispense counts %s, which may be other containers than the package holds."
              .formatted(quantity.unit()));
    }
    return count.isPresent()
        ? Optional.of(new Dispense(quantity, count.get(), ndc, several))
        : notUsed("The dispense has a part of a container.");
  }

  /** Returns true if all packages are known, and their containers are the same: vial and carton. */
  private boolean areOfOneProduct(List<Ndc> packages) {
    List<Optional<DrugProduct>> known = packages.stream().map(products::byNdc).toList();
    return known.stream()
        .allMatch(
            product -> product.filter(p -> isOneProduct(known.get(0).orElse(p), p)).isPresent());
  }

  private static boolean isOneProduct(DrugProduct one, DrugProduct other) {
    return one.content() != null
        && one.content().equals(other.content())
        && Objects.equals(one.strength(), other.strength())
        && Objects.equals(kind(one), kind(other));
  }

  private static @Nullable ContainerType kind(DrugProduct product) {
    ContainerLabel label = product.presentation().label();
    return label == null ? null : label.type();
  }

  private static Optional<Integer> whole(BigDecimal count) {
    try {
      return Optional.of(count.intValueExact());
    } catch (ArithmeticException e) {
      return Optional.empty();
    }
  }

  private Optional<Dispense> notUsed(String why) {
    found.issue(
        IssueCode.DISPENSE_NOT_USED,
        Element.CONTAINERS,
        why + " It does not show which containers were opened: state them.");
    return Optional.empty();
  }
}
