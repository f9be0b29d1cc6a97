package org.priceunits.bulk;

import java.io.Serializable;
import java.math.BigDecimal;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.ChargeItem;
import org.hl7.fhir.r4.model.Claim;
import org.hl7.fhir.r4.model.Claim.ItemComponent;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Money;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.OperationOutcome.IssueSeverity;
import org.hl7.fhir.r4.model.OperationOutcome.OperationOutcomeIssueComponent;
import org.hl7.fhir.r4.model.Quantity;
import org.jspecify.annotations.Nullable;
import org.priceunits.fhir.Canonicals;
import org.priceunits.pricing.AdministrationResult.Status;

/** Sums over the answers of many patients, for a summary. Not safe for several threads: merge. */
public final class BulkTotals implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final String NO_CODE = "record";

  private final Map<BilledCode, Sum> lines = new TreeMap<>();
  private final Map<Status, Long> results = new EnumMap<>(Status.class);
  private final Map<Reason, Long> issues = new TreeMap<>();
  private long claims;
  private long chargeItems;
  private long outcomes;

  /**
   * What lines are added up by.
   *
   * @param modifiers in their order, separated by a space
   */
  public record BilledCode(String code, String modifiers)
      implements Comparable<BilledCode>, Serializable {
    @Override
    public int compareTo(BilledCode other) {
      int byCode = code.compareTo(other.code);
      return byCode != 0 ? byCode : modifiers.compareTo(other.modifiers);
    }
  }

  /**
   * Sums of the lines of one code.
   *
   * @param units billing units
   * @param net in USD; lines without a price add nothing, nor do charge items that carry none
   */
  public record Sum(long lines, BigDecimal units, BigDecimal net) implements Serializable {
    private Sum plus(Sum other) {
      return new Sum(lines + other.lines, units.add(other.units), net.add(other.net));
    }
  }

  /** What issues are counted by: the code of {@code price-units-issue} with its severity. */
  public record Reason(IssueSeverity severity, String code)
      implements Comparable<Reason>, Serializable {
    @Override
    public int compareTo(Reason other) {
      int bySeverity = severity.compareTo(other.severity);
      return bySeverity != 0 ? bySeverity : code.compareTo(other.code);
    }
  }

  /**
   * Returns sums that another process has reported.
   *
   * @param claims number of claims
   * @param chargeItems number of charge items
   * @param outcomes number of OperationOutcomes
   */
  public static BulkTotals of(
      Map<BilledCode, Sum> lines,
      Map<Status, Long> results,
      Map<Reason, Long> issues,
      long claims,
      long chargeItems,
      long outcomes) {
    BulkTotals totals = new BulkTotals();
    totals.lines.putAll(lines);
    totals.results.putAll(results);
    totals.issues.putAll(issues);
    totals.claims = claims;
    totals.chargeItems = chargeItems;
    totals.outcomes = outcomes;
    return totals;
  }

  /** Adds the answer for one patient. */
  public void add(PatientClaims patient) {
    claims += patient.claims().size();
    chargeItems += patient.chargeItems().size();
    for (Claim claim : patient.claims()) {
      claim.getItem().forEach(this::add);
    }
    if (patient.claims().isEmpty()) {
      patient.chargeItems().forEach(this::add);
    }
    patient.results().forEach((status, count) -> results.merge(status, (long) count, Long::sum));
    add(patient.outcome());
  }

  private void add(ItemComponent item) {
    add(item.getProductOrService(), item.getModifier().stream(), item.getQuantity(), item.getNet());
  }

  private void add(ChargeItem charge) {
    Stream<CodeableConcept> modifiers =
        charge.getExtensionsByUrl(Canonicals.extension("modifier")).stream()
            .map(modifier -> (CodeableConcept) modifier.getValue());
    add(charge.getCode(), modifiers, charge.getQuantity(), charge.getPriceOverride());
  }

  private void add(
      CodeableConcept code, Stream<CodeableConcept> modifiers, Quantity units, Money net) {
    lines.merge(
        new BilledCode(
            code.getCodingFirstRep().getCode(),
            modifiers.map(m -> m.getCodingFirstRep().getCode()).collect(Collectors.joining(" "))),
        new Sum(1, units.getValue(), net.hasValue() ? net.getValue() : BigDecimal.ZERO),
        Sum::plus);
  }

  /** Adds an outcome that belongs to no patient, or to none that could be told. */
  public void add(@Nullable OperationOutcome outcome) {
    if (outcome == null) {
      return;
    }
    outcomes++;
    for (OperationOutcomeIssueComponent issue : outcome.getIssue()) {
      String code = issue.getDetails().getCodingFirstRep().getCode();
      issues.merge(new Reason(issue.getSeverity(), code == null ? NO_CODE : code), 1L, Long::sum);
    }
  }

  /** Adds the sums of another part of the work. */
  public void add(BulkTotals other) {
    other.lines.forEach((code, sum) -> lines.merge(code, sum, Sum::plus));
    other.results.forEach((status, count) -> results.merge(status, count, Long::sum));
    other.issues.forEach((reason, count) -> issues.merge(reason, count, Long::sum));
    claims += other.claims;
    chargeItems += other.chargeItems;
    outcomes += other.outcomes;
  }

  /** Returns the sums of the lines by code and modifiers, in the order of the codes. */
  public Map<BilledCode, Sum> lines() {
    return Collections.unmodifiableMap(lines);
  }

  /** Returns how many administrations ended in which way. */
  public Map<Status, Long> results() {
    return Collections.unmodifiableMap(results);
  }

  /** Returns how often each issue was raised, the gravest first. */
  public Map<Reason, Long> issues() {
    return Collections.unmodifiableMap(issues);
  }

  public long claims() {
    return claims;
  }

  public long chargeItems() {
    return chargeItems;
  }

  public long outcomes() {
    return outcomes;
  }

  /** Returns true if an administration was refused or a line could not be read. */
  public boolean anyRefused() {
    return results.containsKey(Status.REFUSED)
        || issues.keySet().stream().anyMatch(reason -> reason.severity() == IssueSeverity.ERROR);
  }
}
