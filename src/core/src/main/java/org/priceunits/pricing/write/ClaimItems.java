package org.priceunits.pricing.write;

import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import org.hl7.fhir.r4.model.Claim;
import org.hl7.fhir.r4.model.Claim.ItemComponent;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Money;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.Reference;
import org.priceunits.domain.billing.result.GroupResult.Priced;
import org.priceunits.domain.billing.result.ServiceLine;
import org.priceunits.domain.product.Modifier;
import org.priceunits.domain.product.Ndc;
import org.priceunits.domain.product.NdcQuantity;
import org.priceunits.fhir.Canonicals;

/** Writes service lines as claim items. */
final class ClaimItems {
  static final String BILLING_UNIT = "UN";
  private static final String CURRENCY = "USD";

  private final Claim claim;
  private final ClaimTerms terms;
  private final WorkingWriter workings;

  ClaimItems(Claim claim, ClaimTerms terms) {
    this.claim = claim;
    this.terms = terms;
    this.workings = new WorkingWriter(terms.software());
  }

  /** Positions on the claim that the items of one group point to. */
  record Positions(List<Integer> information, List<Integer> diagnoses, List<Integer> careTeam) {}

  void add(Priced group, List<ClaimSource> sources, Positions positions) {
    List<Reference> encounters = encounters(sources);
    for (ServiceLine line : group.lines()) {
      ItemComponent item = claim.addItem();
      item.setSequence(claim.getItem().size());
      item.setProductOrService(
          concept(Canonicals.HCPCS, line.code().value()).setText(line.description()));
      line.modifiers().forEach(m -> item.addModifier(modifier(m)));
      item.setServiced(WorkingWriter.date(line.date()));
      place(item, group);
      item.setQuantity(new Quantity().setValue(line.units()).setUnit(BILLING_UNIT));
      ServiceLine.Price price = line.price();
      if (price != null) {
        item.setUnitPrice(usd(price.unitPrice()));
        item.setNet(usd(price.net()));
      }
      encounters.forEach(encounter -> item.addEncounter(encounter.copy()));
      positions.information().forEach(item::addInformationSequence);
      positions.diagnoses().forEach(item::addDiagnosisSequence);
      positions.careTeam().forEach(item::addCareTeamSequence);
      detail(item, line);
      item.addExtension(workings.write(line));
    }
  }

  private static List<Reference> encounters(List<ClaimSource> sources) {
    Unlike<Reference> encounters =
        new Unlike<>(each -> each.getReference() + " " + each.getIdentifier().getValue());
    sources.stream().map(ClaimSource::encounter).filter(Objects::nonNull).forEach(encounters::add);
    return encounters.all();
  }

  private void place(ItemComponent item, Priced group) {
    if (terms.institutional()) {
      item.setRevenue(concept(Canonicals.REVENUE_CODES, terms.policy().places().revenueCode()));
    } else {
      item.setLocation(concept(Canonicals.PLACE_OF_SERVICE, group.placeOfService()));
    }
  }

  /**
   * Writes the drug's package as Da Vinci PCT does on estimates: NDC and NDC quantity in a detail
   * of the line.
   */
  private static void detail(ItemComponent item, ServiceLine line) {
    Ndc ndc = line.ndc();
    if (ndc == null) {
      return;
    }
    Claim.DetailComponent detail = item.addDetail().setSequence(1);
    detail.setProductOrService(concept(Canonicals.NDC, ndc.value()));
    NdcQuantity quantity = line.ndcQuantity();
    if (quantity != null) {
      detail.setQuantity(quantity(quantity));
    }
  }

  static Quantity quantity(NdcQuantity quantity) {
    return new Quantity()
        .setValue(quantity.value())
        .setUnit(quantity.unit().name())
        .setSystem(Canonicals.UCUM)
        .setCode(quantity.unit().ucum());
  }

  static CodeableConcept modifier(Modifier modifier) {
    return concept(modifier.isCpt() ? Canonicals.CPT : Canonicals.HCPCS, modifier.value());
  }

  static Money usd(BigDecimal amount) {
    return new Money().setValue(amount).setCurrency(CURRENCY);
  }

  static CodeableConcept concept(String system, String code) {
    return new CodeableConcept(new Coding(system, code, null));
  }
}
