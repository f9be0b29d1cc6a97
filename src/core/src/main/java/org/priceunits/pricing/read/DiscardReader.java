package org.priceunits.pricing.read;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.MedicationAdministration;
import org.hl7.fhir.r4.model.Quantity;
import org.jspecify.annotations.Nullable;
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
  private final Predicate<MedicationAdministration> ofAnotherDrug;
  private final ReadingIssues found;

  /**
   * @param ofAnotherDrug tells of a record of waste whether it is of another drug than was given
   */
  DiscardReader(
      QuantityReader quantities,
      References references,
      Predicate<MedicationAdministration> ofAnotherDrug,
      ReadingIssues found) {
    this.quantities = quantities;
    this.references = references;
    this.ofAnotherDrug = ofAnotherDrug;
    this.found = found;
  }

  /** Returns the amounts: empty if none is stated, a zero amount if nothing was discarded. */
  List<Dose> read(AdministrationInput input) {
    Statement statement = input.statement();
    if (statement != null && statement.discarded() != null) {
      return amount(statement.discarded(), statement.path());
    }
    return input.wasteRecords().isEmpty() ? recorded(input) : wasted(input);
  }

  private List<Dose> wasted(AdministrationInput input) {
    String patient = references.key(input.resource(), input.resource().getSubject());
    List<Dose> sum = new ArrayList<>(1);
    for (WasteRecord waste : input.wasteRecords()) {
      if (!references.key(waste.resource(), waste.resource().getSubject()).equals(patient)) {
        return refuse(
            waste.path().of(".subject"),
            IssueCode.PATIENT_MISMATCH,
            "The record of discarded drug is of another patient. Correct its subject or its partOf.");
      }
      if (ofAnotherDrug.test(waste.resource())) {
        return refuse(
            waste.path().of(".medication"),
            IssueCode.DISCARD_INVALID,
            "The record of discarded drug is of another drug than was given. Correct its medication or its partOf.");
      }
      sum.addAll(amount(waste.resource().getDosage().getDose(), waste.path().of(".dosage.dose")));
    }
    return sum;
  }

  private List<Dose> recorded(AdministrationInput input) {
    List<Extension> extensions = input.resource().getExtension();
    List<Dose> found = new ArrayList<>(1);
    for (int i = 0; i < extensions.size(); i++) {
      if (!Canonicals.extension("discarded-amount").equals(extensions.get(i).getUrl())) {
        continue;
      }
      String path = input.path().of(".extension[" + i + "]");
      if (!found.isEmpty()) {
        return refuse(
            path,
            IssueCode.DISCARD_INVALID,
            "The discarded amount is stated more than once. Send one extension with the whole amount.");
      }
      found.addAll(
          amount(
              extensions.get(i).getValue() instanceof Quantity quantity ? quantity : null, path));
    }
    return found;
  }

  private List<Dose> amount(@Nullable Quantity amount, String path) {
    Amount read = quantities.read(amount, "discarded amount", IssueCode.DISCARD_INVALID, true);
    if (read instanceof Amount.Refused refused) {
      return refuse(path, refused.code(), refused.text());
    }
    Amount.Read known = (Amount.Read) read;
    found.locations().put(Element.DISCARDED, path);
    found.assumed(known, Element.DISCARDED);
    return List.of(known.dose());
  }

  private List<Dose> refuse(String path, IssueCode code, String text) {
    found.locations().fault(Element.DISCARDED, path);
    found.issue(code, Element.DISCARDED, text);
    return List.of();
  }
}
