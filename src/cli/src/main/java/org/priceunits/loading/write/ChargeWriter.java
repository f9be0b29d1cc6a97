package org.priceunits.loading.write;

import org.hl7.fhir.r4.model.ChargeItemDefinition;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.Enumerations.PublicationStatus;
import org.priceunits.fhir.Canonicals;

/**
 * Writes an operator's charge as a fee that applies to every payer. A charge has no posting date,
 * so it applies from its first day.
 */
public final class ChargeWriter {
  private static final String CHARGE = "charge";

  public ChargeItemDefinition write(OperatorCharge charge) {
    ChargeItemDefinition fee = new ChargeItemDefinition();
    fee.setId(charge.id());
    CodeableConcept code =
        new CodeableConcept()
            .addCoding(new Coding().setSystem(Canonicals.HCPCS).setCode(charge.code()));
    if (charge.ndc() != null) {
      code.addCoding(new Coding().setSystem(Canonicals.NDC).setCode(charge.ndc()));
    }
    fee.setUrl(Canonicals.BASE + "/ChargeItemDefinition/" + charge.id())
        .setVersion(charge.version())
        .setStatus(PublicationStatus.ACTIVE)
        .setDateElement(new DateTimeType(charge.from().toString()))
        .setDescription(charge.source())
        .setEffectivePeriod(Periods.of(charge.from(), charge.to()))
        .setCode(code);
    fee.addPropertyGroup().addPriceComponent(FeeWriter.price(CHARGE, charge.usd()));
    return fee;
  }

  /** Returns true if a fee is an operator's charge, not a published limit. */
  public static boolean isCharge(ChargeItemDefinition fee) {
    return fee.getPropertyGroupFirstRep()
        .getPriceComponentFirstRep()
        .getCode()
        .hasCoding(Canonicals.codeSystem("price-basis"), CHARGE);
  }
}
