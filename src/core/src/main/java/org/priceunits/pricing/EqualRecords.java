package org.priceunits.pricing;

import ca.uhn.fhir.model.api.TemporalPrecisionEnum;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.BaseDateTimeType;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.MedicationAdministration;
import org.hl7.fhir.r4.model.Period;
import org.priceunits.domain.billing.request.Administration;
import org.priceunits.domain.billing.result.GroupResult;
import org.priceunits.domain.billing.result.Issue;
import org.priceunits.domain.billing.result.Issue.Element;
import org.priceunits.domain.billing.result.IssueCode;
import org.priceunits.domain.dose.Dose;
import org.priceunits.domain.dose.Units;

/**
 * Finds records of one patient and code that were begun at the same moment with the same dose:
 * perhaps one dose that two systems sent. Records that state to be distinct (59, X{EPSU}, 76),
 * another site, or another order each are two.
 */
final class EqualRecords {
  private static final String REPEATED = "76";

  private final List<CallAdministration> administrations;
  private final Units units;

  EqualRecords(List<CallAdministration> administrations, Units units) {
    this.administrations = administrations;
    this.units = units;
  }

  /** Returns a warning for each record that an earlier one of its group equals. */
  List<Issue> of(GroupResult.Priced group) {
    List<Issue> issues = new ArrayList<>();
    Map<String, CallAdministration> seen = new HashMap<>();
    for (int index : group.administrations()) {
      CallAdministration administration = administrations.get(index);
      Optional<String> event = event(administration, group.first());
      CallAdministration first =
          event.map(key -> seen.putIfAbsent(key, administration)).orElse(null);
      if (first != null && !ordersDiffer(first, administration)) {
        issues.add(warning(first, index));
      }
    }
    return issues;
  }

  private static Issue warning(CallAdministration first, int index) {
    return Issue.of(
        IssueCode.POSSIBLE_REPEAT,
        index,
        Element.ADMINISTRATION,
        "This record and %s have the same moment and the same dose; both are billed. Check that it"
            + " is not a double entry. If the drug was given twice, state dosage.site, or"
            + " distinct.",
        first.given().map(GivenAdministration::shown).orElse(""));
  }

  /** Returns what is alike in two records of one dose; empty if it is unknown or stated apart. */
  private Optional<String> event(CallAdministration administration, Administration first) {
    Administration billed = administration.billable().orElseThrow();
    MedicationAdministration resource =
        administration.given().map(GivenAdministration::resource).orElseThrow();
    boolean apart =
        billed.distinct() != null
            || billed.modifiers().stream().anyMatch(m -> REPEATED.equals(m.value()));
    return apart
        ? Optional.empty()
        : moment(resource)
            .flatMap(
                moment ->
                    amount(billed.dose(), first.dose())
                        .map(dose -> moment + "|" + dose + "|" + site(resource)));
  }

  private Optional<String> amount(Dose dose, Dose first) {
    return dose.in(first.unit(), units)
        .map(amount -> amount.decimal().map(d -> d.stripTrailingZeros().toPlainString()))
        .map(decimal -> decimal.orElse(dose.shown()));
  }

  /** Returns the time at which an administration began; empty for a day without a time. */
  private static Optional<String> moment(MedicationAdministration resource) {
    BaseDateTimeType start =
        resource.getEffective() instanceof Period period
            ? period.getStartElement()
            : resource.getEffective() instanceof BaseDateTimeType at ? at : null;
    return Optional.ofNullable(start)
        .filter(
            at ->
                at.hasValue() && at.getPrecision().ordinal() > TemporalPrecisionEnum.DAY.ordinal())
        .map(at -> at.getValue().toInstant().toString());
  }

  private static String site(MedicationAdministration resource) {
    CodeableConcept site = resource.getDosage().getSite();
    return site.getCoding().stream()
        .map(c -> c.getSystem() + "|" + c.getCode())
        .collect(Collectors.joining(",", "", site.hasText() ? site.getText() : ""));
  }

  /** The same order twice is told where the doses of a day are summed. */
  private static boolean ordersDiffer(CallAdministration one, CallAdministration other) {
    return one.billable().map(Administration::request).isPresent()
        && other.billable().map(Administration::request).isPresent();
  }
}
