package org.priceunits.pricing.read;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.MedicationAdministration;
import org.hl7.fhir.r4.model.MedicationAdministration.MedicationAdministrationDosageComponent;
import org.priceunits.domain.billing.request.Administration;
import org.priceunits.domain.billing.result.Issue.Element;
import org.priceunits.domain.billing.result.IssueCode;
import org.priceunits.domain.dose.Dose;
import org.priceunits.domain.product.DrugProduct;
import org.priceunits.domain.product.Ndc;
import org.priceunits.domain.product.ProductCatalog;
import org.priceunits.pricing.read.QuantityReader.Amount;

/** Reads the amount that the patient received: the dose, otherwise the rate times its time. */
final class DoseReader {
  private final QuantityReader quantities;
  private final MedicationReader medications;
  private final ProductCatalog products;
  private final ReadingIssues found;

  /**
   * @param found receives what is assumed, and what to send where a dose cannot be read
   */
  DoseReader(
      QuantityReader quantities,
      MedicationReader medications,
      ProductCatalog products,
      ReadingIssues found) {
    this.quantities = quantities;
    this.medications = medications;
    this.products = products;
    this.found = found;
  }

  /**
   * Returns the dose of a record; empty if it has none that can be read, see the issues.
   *
   * @param completed true if the record is of a completed administration
   */
  Optional<Dose> read(MedicationAdministration resource, boolean completed) {
    MedicationAdministrationDosageComponent dosage = resource.getDosage();
    if (dosage.hasDose() && dosage.getDose().hasValue()) {
      return amount(quantities.read(dosage.getDose(), "dose", IssueCode.DOSE_INVALID, false));
    }
    RateReader rates = new RateReader(quantities);
    Optional<Dose> infused = dosage.hasDose() ? Optional.empty() : rates.dose(resource);
    if (infused.isPresent()) {
      issue(
          IssueCode.DOSE_FROM_RATE,
          "The dose is the rate times the time of effectivePeriod: %s. Send dosage.dose to be sure."
              .formatted(infused.get().shown()));
      return infused;
    }
    if (completed && !dosage.hasDose() && !dosage.hasRate()) {
      // Whether a dose is needed depends on the code: a device or a treatment is one unit.
      return Optional.of(Administration.ONE_ADMINISTRATION);
    }
    issue(
        IssueCode.DOSE_MISSING,
        dosage.hasRate()
            ? rates.alone(dosage.getRate())
            : "The dose is missing, or has no value. Send dosage.dose; dosage.text is not read.");
    return Optional.empty();
  }

  /**
   * Returns the content of a dose that counts containers: by the amount of one that the Medication
   * states, otherwise by that of the package that the record names, or of all packages that are
   * known for its RxNorm code if they agree; the dose as it is if none is certain.
   */
  Dose ofContainers(Dose dose, MedicationReader.Result drug) {
    if (!quantities.countsContainers(dose)) {
      return dose;
    }
    Optional<Dose> recorded =
        drug instanceof MedicationReader.Result.Read read
            ? medications.content(read, dose.unit())
            : Optional.empty();
    if (recorded.isPresent()) {
      return content(dose, "", recorded.get());
    }
    List<Ndc> ndcs = drug.drug().ndcs();
    List<String> rxNorm = drug.drug().rxNorm();
    Stream<Optional<DrugProduct>> packages =
        ndcs.isEmpty()
            ? rxNorm.stream().flatMap(code -> products.byRxNorm(code).stream()).map(Optional::of)
            : ndcs.stream().map(products::byNdc);
    List<Optional<Dose>> contents =
        packages.map(product -> contentOf(product, dose)).distinct().toList();
    String of =
        ndcs.isEmpty()
            ? " of each package that is known here for RxNorm " + String.join(", ", rxNorm)
            : " of NDC " + ndcs.get(0);
    return contents.size() == 1 && contents.get(0).isPresent()
        ? content(dose, of, contents.get(0).get())
        : dose;
  }

  private Optional<Dose> contentOf(Optional<DrugProduct> product, Dose dose) {
    return quantities.countsSold(dose, product)
        ? product.map(DrugProduct::content)
        : Optional.empty();
  }

  private Dose content(Dose dose, String of, Dose content) {
    Dose whole = new Dose(dose.value().times(content.value()), content.unit());
    issue(
        IssueCode.DOSE_UNIT_ASSUMED,
        "The dose counts containers: %s%s, with %s each, are %s. Send the amount to be sure."
            .formatted(dose.shown(), of, content.shown(), whole.shown()));
    return whole;
  }

  private Optional<Dose> amount(Amount amount) {
    if (amount instanceof Amount.Read read) {
      found.assumed(read, Element.DOSE);
      return Optional.of(read.dose());
    }
    Amount.Refused refused = (Amount.Refused) amount;
    issue(refused.code(), refused.text());
    return Optional.empty();
  }

  private void issue(IssueCode code, String text) {
    found.issue(code, Element.DOSE, text);
  }
}
