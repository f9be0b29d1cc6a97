package org.priceunits.loading.write;

import java.math.BigDecimal;
import org.hl7.fhir.r4.model.ChargeItemDefinition;
import org.hl7.fhir.r4.model.ChargeItemDefinition.ChargeItemDefinitionPriceComponentType;
import org.hl7.fhir.r4.model.ChargeItemDefinition.ChargeItemDefinitionPropertyGroupPriceComponentComponent;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.DecimalType;
import org.hl7.fhir.r4.model.Enumerations.PublicationStatus;
import org.hl7.fhir.r4.model.UsageContext;
import org.priceunits.fhir.Canonicals;

/** Writes one payment limit as a fee: one resource per code, quarter and posting. */
public final class FeeWriter {
  private static final String PAYER = "medicare";
  private static final String LIMIT = "limit";

  /** The patient's share of the limit; it changes no price. */
  private static final String COINSURANCE = Canonicals.extension("coinsurance-percentage");

  private static final String PRICED_AMOUNT = Canonicals.extension("priced-amount");

  public ChargeItemDefinition write(PublishedLimit limit) {
    ChargeItemDefinition fee = new ChargeItemDefinition();
    fee.setId(limit.id());
    fee.setUrl(Canonicals.BASE + "/ChargeItemDefinition/" + limit.id())
        .setVersion(limit.version())
        .setStatus(PublicationStatus.ACTIVE)
        .setDateElement(new DateTimeType(limit.posted().toString()))
        .setPublisher(Publication.PUBLISHER)
        .setDescription(limit.source())
        .setEffectivePeriod(Periods.of(limit.from(), limit.to()))
        .setCode(
            new CodeableConcept()
                .addCoding(new Coding().setSystem(Canonicals.HCPCS).setCode(limit.code())))
        .addUseContext(payer());
    fee.addPropertyGroup().addPriceComponent(price(LIMIT, limit.amount()));
    if (limit.coinsurance() != null) {
      fee.addExtension(COINSURANCE, new DecimalType(limit.coinsurance()));
    }
    return fee;
  }

  /** Writes the limit for an amount of a drug without a code of its own: of one package alone. */
  public ChargeItemDefinition write(PackageLimit priced) {
    ChargeItemDefinition fee = write(priced.limit());
    fee.setId(priced.id());
    fee.setUrl(Canonicals.BASE + "/ChargeItemDefinition/" + priced.id());
    fee.getCode().addCoding(new Coding().setSystem(Canonicals.NDC).setCode(priced.ndc().value()));
    fee.addExtension(PRICED_AMOUNT, ProductWriter.quantity(priced.value(), priced.unit()));
    return fee;
  }

  /** Creates a base price in USD for one billing unit. */
  static ChargeItemDefinitionPropertyGroupPriceComponentComponent price(
      String basis, BigDecimal usd) {
    ChargeItemDefinitionPropertyGroupPriceComponentComponent price =
        new ChargeItemDefinitionPropertyGroupPriceComponentComponent();
    price.setType(ChargeItemDefinitionPriceComponentType.BASE);
    price.setCode(
        new CodeableConcept()
            .addCoding(
                new Coding().setSystem(Canonicals.codeSystem("price-basis")).setCode(basis)));
    price.getAmount().setValue(usd).setCurrency("USD");
    return price;
  }

  private static UsageContext payer() {
    return new UsageContext()
        .setCode(new Coding().setSystem(Canonicals.codeSystem("context-type")).setCode("payer"))
        .setValue(
            new CodeableConcept()
                .addCoding(new Coding().setSystem(Canonicals.codeSystem("payer")).setCode(PAYER)));
  }
}
