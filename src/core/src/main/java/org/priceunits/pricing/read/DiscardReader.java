package org.priceunits.pricing.read;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.MedicationAdministration;
import org.hl7.fhir.r4.model.Quantity;
import org.jspecify.annotations.Nullable;
import org.priceunits.domain.billing.request.DiscardedAmount;
import org.priceunits.domain.billing.request.Drug;
import org.priceunits.domain.billing.result.Issue.Element;
import org.priceunits.domain.billing.result.IssueCode;
import org.priceunits.domain.dose.Dose;
import org.priceunits.fhir.Canonicals;
import org.priceunits.pricing.read.QuantityReader.Amount;

/**
 * Reads the discarded amounts. The first source that states any applies: the caller's statement,
 * records of waste, the extension of the record.
 */
final class DiscardReader {
  private final QuantityReader quantities;
  private final References references;
  private final Function<MedicationAdministration, Drug> drugs;
  private final Predicate<Drug> ofAnotherDrug;
  private final ReadingIssues found;

  /**
   * @param drugs reads the drug that a record of waste names
   * @param ofAnotherDrug tells of that drug whether it is another than was given
   */
  DiscardReader(
      QuantityReader quantities,
      References references,
      Function<MedicationAdministration, Drug> drugs,
      Predicate<Drug> ofAnotherDrug,
      ReadingIssues found) {
    this.quantities = quantities;
    this.references = references;
    this.drugs = drugs;
    this.ofAnotherDrug = ofAnotherDrug;
    this.found = found;
  }

  /** Returns the amounts: empty if none is stated, a zero amount if nothing was discarded. */
  List<DiscardedAmount> read(AdministrationInput input) {
    Statement statement = input.statement();
    if (statement != null && statement.discarded() != null) {
      return amount(statement.discarded(), statement.path()).stream()
          .map(DiscardedAmount::of)
          .toList();
    }
    return input.wasteRecords().isEmpty() ? recorded(input) : wasted(input);
  }

  private List<DiscardedAmount> wasted(AdministrationInput input) {
    String patient = references.key(input.resource(), input.resource().getSubject());
    List<DiscardedAmount> sum = new ArrayList<>(1);
    for (WasteRecord waste : input.wasteRecords()) {
      if (!references.key(waste.resource(), waste.resource().getSubject()).equals(patient)) {
        return refuse(
            waste.path().of(".subject"),
            IssueCode.PATIENT_MISMATCH,
            "The record of discarded drug is of another patient. Correct its subject or its"
                + " partOf.");
      }
      Drug drug = drugs.apply(waste.resource());
      if (ofAnotherDrug.test(drug)) {
        return refuse(
            waste.path().of(".medication"),
            IssueCode.DISCARD_INVALID,
            "The record of discarded drug is of another drug than was given. Correct its medication"
                + " or its partOf.");
      }
      amount(waste.resource().getDosage().getDose(), waste.path().of(".dosage.dose"))
          .ifPresent(amount -> sum.add(new DiscardedAmount(amount, drug)));
    }
    return sum;
  }

  private List<DiscardedAmount> recorded(AdministrationInput input) {
    List<Extension> extensions = input.resource().getExtension();
    List<DiscardedAmount> found = new ArrayList<>(1);
    for (int i = 0; i < extensions.size(); i++) {
      if (!Canonicals.extension("discarded-amount").equals(extensions.get(i).getUrl())) {
        continue;
      }
      String path = input.path().of(".extension[" + i + "]");
      if (!found.isEmpty()) {
        return refuse(
            path,
            IssueCode.DISCARD_INVALID,
            "The discarded amount is stated more than once. Send one extension with the whole"
                + " amount.");
      }
      amount(extensions.get(i).getValue() instanceof Quantity quantity ? quantity : null, path)
          .ifPresent(amount -> found.add(DiscardedAmount.of(amount)));
    }
    return found;
  }

  private Optional<Dose> amount(@Nullable Quantity amount, String path) {
    Amount read = quantities.read(amount, "discarded amount", IssueCode.DISCARD_INVALID, true);
    if (read instanceof Amount.Refused refused) {
      refuse(path, refused.code(), refused.text());
      return Optional.empty();
    }
    Amount.Read known = (Amount.Read) read;
    found.locations().put(Element.DISCARDED, path);
    found.assumed(known, Element.DISCARDED);
    return Optional.of(known.dose());
  }

  private List<DiscardedAmount> refuse(String path, IssueCode code, String text) {
    found.locations().fault(Element.DISCARDED, path);
    found.issue(code, Element.DISCARDED, text);
    return List.of();
  }
}
