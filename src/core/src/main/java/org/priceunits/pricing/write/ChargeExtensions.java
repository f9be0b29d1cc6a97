package org.priceunits.pricing.write;

import org.hl7.fhir.r4.model.ChargeItem;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.Type;
import org.hl7.fhir.r4.model.UnsignedIntType;
import org.priceunits.domain.billing.result.GroupResult.Priced;
import org.priceunits.domain.billing.result.ServiceLine;
import org.priceunits.domain.product.Modifier;
import org.priceunits.domain.product.NdcQuantity;
import org.priceunits.fhir.Canonicals;

/** Writes the parts of a line for which R4's ChargeItem has no element. */
final class ChargeExtensions {
  /**
   * The base of Oracle Health's extensions, as its documentation of ChargeItem defines them ({@code
   * fhir.cerner.com/millennium/r4/financial/general/charge-item}): {@code modifier-code} has the
   * parts {@code code} and {@code priority}, the latter by its own address.
   */
  static final String ORACLE = "https://fhir-ehr.cerner.com/r4/StructureDefinition/";

  private final ChargeItem charge;

  ChargeExtensions(ChargeItem charge) {
    this.charge = charge;
  }

  void add(ServiceLine line, Priced group, ClaimTerms terms) {
    line.modifiers().forEach(m -> own("modifier", ClaimItems.modifier(m)));
    for (int i = 0; i < line.modifiers().size(); i++) {
      charge.addExtension(oracle(line.modifiers().get(i), i + 1));
    }
    NdcQuantity quantity = line.ndcQuantity();
    if (quantity != null) {
      own("ndc-quantity", ClaimItems.quantity(quantity));
    }
    if (terms.institutional()) {
      own(
          "revenue-code",
          ClaimItems.concept(Canonicals.REVENUE_CODES, terms.policy().places().revenueCode()));
      own("type-of-bill", new CodeType(terms.typeOfBill()));
    } else {
      own(
          "place-of-service",
          ClaimItems.concept(Canonicals.PLACE_OF_SERVICE, group.placeOfService()));
    }
  }

  private void own(String name, Type value) {
    charge.addExtension(new Extension(Canonicals.extension(name), value));
  }

  private static Extension oracle(Modifier modifier, int priority) {
    CodeableConcept code = ClaimItems.modifier(modifier);
    Extension extension = new Extension(ORACLE + "modifier-code");
    extension.addExtension("code", code);
    extension.addExtension(ORACLE + "priority", new UnsignedIntType(priority));
    return extension;
  }
}
