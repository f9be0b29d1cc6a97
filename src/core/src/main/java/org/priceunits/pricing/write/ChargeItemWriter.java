package org.priceunits.pricing.write;

import ca.uhn.fhir.model.api.TemporalPrecisionEnum;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TimeZone;
import java.util.function.IntFunction;
import org.hl7.fhir.r4.model.ChargeItem;
import org.hl7.fhir.r4.model.ChargeItem.ChargeItemStatus;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Quantity;
import org.priceunits.domain.billing.result.GroupResult.Priced;
import org.priceunits.domain.billing.result.Issue;
import org.priceunits.domain.billing.result.ServiceLine;
import org.priceunits.domain.policy.Fee;
import org.priceunits.domain.policy.PayerPolicy.FeeMethod;
import org.priceunits.fhir.Canonicals;

/**
 * Writes the lines of a claim draft as R4 ChargeItems, one each, for a billing engine that makes
 * the claim itself; and reports data that the records lack.
 */
public final class ChargeItemWriter {
  private static final TimeZone UTC = TimeZone.getTimeZone("UTC");

  private final ClaimTerms terms;
  private final IntFunction<ClaimSource> sources;
  private final boolean priceOverride;
  private final WorkingWriter workings;
  private final List<Issue> issues = new ArrayList<>();

  /**
   * @param sources by position of the administration in the request
   * @param priceOverride true if each charge item carries the price of its line, in place of the
   *     price that its definition gives
   */
  public ChargeItemWriter(
      ClaimTerms terms, IntFunction<ClaimSource> sources, boolean priceOverride) {
    this.terms = terms;
    this.sources = sources;
    this.priceOverride = priceOverride;
    this.workings = new WorkingWriter(terms.software());
  }

  /** Returns the data missing from the records, for the groups written so far. */
  public List<Issue> issues() {
    return issues;
  }

  /** Writes the lines of one group of a draft, in their order. */
  public List<ChargeItem> write(Priced group) {
    List<ClaimSource> members =
        group.administrations().stream().map(index -> sources.apply(index)).toList();
    Collection<Coding> diagnoses = Diagnoses.stated(members);
    if (diagnoses.isEmpty()) {
      issues.add(Diagnoses.missing(group.first()));
    }
    List<ChargeItem> charges = new ArrayList<>(group.lines().size());
    for (ServiceLine line : group.lines()) {
      ChargeItem charge = new ChargeItem();
      charge.getMeta().addProfile(Canonicals.extension("price-units-charge-item"));
      identifiers(charge, members, charges.size() + 1);
      line(charge, line);
      new ChargeExtensions(charge).add(line, group, terms);
      charge.addExtension(workings.write(line));
      price(charge, line);
      diagnoses.forEach(coding -> charge.addReason(new CodeableConcept(coding.copy())));
      new ChargeSources(charge, terms).add(members);
      charges.add(charge);
    }
    return charges;
  }

  /**
   * Names the administrations, as a claim does, and the line of each: a transaction replaces the
   * charge item of the same line, and the store admits one live charge item of a line.
   */
  private static void identifiers(ChargeItem charge, List<ClaimSource> members, int position) {
    for (ClaimSource member : members) {
      Identifier identity = member.identity();
      if (identity != null) {
        charge.addIdentifier(identity.copy());
      }
    }
    for (ClaimSource member : members) {
      Identifier identity = member.identity();
      if (identity != null) {
        charge
            .addIdentifier()
            .setSystem(Canonicals.PRICED_LINE)
            .setValue(identity.getValue() + "-" + position);
      }
    }
  }

  private void line(ChargeItem charge, ServiceLine line) {
    charge
        .setStatus(ChargeItemStatus.BILLABLE)
        .setCode(
            ClaimItems.concept(Canonicals.HCPCS, line.code().value()).setText(line.description()))
        .setOccurrence(new DateTimeType(line.date().toString()))
        .setQuantity(new Quantity().setValue(line.units()).setUnit(ClaimItems.BILLING_UNIT))
        .setEnteredDateElement(
            new DateTimeType(terms.created(), TemporalPrecisionEnum.SECOND, UTC));
    if (line.ndc() != null) {
      charge.setProduct(ClaimItems.concept(Canonicals.NDC, line.ndc().value()));
    }
  }

  private void price(ChargeItem charge, ServiceLine line) {
    Fee fee = line.working().fee();
    if (fee == null) {
      return;
    }
    charge.addDefinitionCanonical(fee.source());
    FeeMethod method = terms.policy().fees();
    BigDecimal factor = method == null ? BigDecimal.ONE : method.factor(fee);
    if (factor.compareTo(BigDecimal.ONE) != 0) {
      charge.setFactorOverride(factor);
      charge.setOverrideReason("The payer pays this share of the fee.");
    }
    ServiceLine.Price price = line.price();
    if (priceOverride && price != null) {
      charge.setPriceOverride(ClaimItems.usd(price.net()));
      charge.setOverrideReason(
          "%s units at %s USD, the %s of the day of service."
              .formatted(
                  line.units().toPlainString(),
                  price.unitPrice().toPlainString(),
                  fee.basis().code()));
    }
  }
}
