package org.priceunits.knowledge;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.hl7.fhir.r4.model.ChargeItemDefinition;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Enumerations.PublicationStatus;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.priceunits.domain.policy.Fee;
import org.priceunits.domain.policy.FeeSchedule;
import org.priceunits.domain.product.HcpcsCode;
import org.priceunits.domain.product.Ndc;
import org.priceunits.fhir.Canonicals;

/** An operator may charge each payer differently: a charge for one payer is for no other. */
class ChargesOfPayersTest {
  private static final LocalDate DAY = LocalDate.of(2024, 5, 1);
  private static final Ndc LEMTRADA = Ndc.of("58468-0200-01").orElseThrow();

  @Test
  void areForThatPayerAlone() {
    FeeSchedule fees = fees(charge("100", "premera", null), charge("120", "regence", null));
    assertThat(usd(fees, "premera", null)).isEqualTo("100");
    assertThat(usd(fees, "regence", null)).isEqualTo("120");
    assertThat(usd(fees, "medicare", null)).isEqualTo("none");
  }

  @Test
  void comeBeforeTheOneForAllPayers() {
    FeeSchedule fees =
        fees(
            charge("90", null, LEMTRADA),
            charge("100", null, null),
            charge("120", "regence", null));
    assertThat(usd(fees, "regence", LEMTRADA)).isEqualTo("120");
    assertThat(usd(fees, "premera", LEMTRADA)).isEqualTo("90");
    assertThat(usd(fees, "premera", null)).isEqualTo("100");
  }

  @Test
  void areNoLimits() {
    FeeSchedule fees = fees(charge("100", "premera", null));
    assertThat(fees.limit("premera", new HcpcsCode("J0202"), null, DAY, LocalDate.MAX)).isEmpty();
  }

  private static String usd(FeeSchedule fees, String payer, @Nullable Ndc ndc) {
    return fees.charge(payer, new HcpcsCode("J0202"), ndc, DAY, LocalDate.MAX)
        .map(Fee::usdPerUnit)
        .map(BigDecimal::toPlainString)
        .orElse("none");
  }

  private static FeeSchedule fees(ChargeItemDefinition... charges) {
    List<Resource> resources = new ArrayList<>(List.of(charges));
    return KnowledgeReader.read(resources).catalogs().fees();
  }

  private static ChargeItemDefinition charge(
      String usd, @Nullable String payer, @Nullable Ndc ndc) {
    ChargeItemDefinition charge = new ChargeItemDefinition();
    charge.setId("charge-" + usd);
    charge.setUrl("http://example.org/charge-" + usd).setVersion("1");
    charge.setStatus(PublicationStatus.ACTIVE);
    charge.getCode().addCoding().setSystem(Canonicals.HCPCS).setCode("J0202");
    if (ndc != null) {
      charge.getCode().addCoding().setSystem(Canonicals.NDC).setCode(ndc.value());
    }
    if (payer != null) {
      charge
          .addUseContext()
          .setCode(new Coding().setCode("payer"))
          .setValue(new CodeableConcept().addCoding(new Coding().setCode(payer)));
    }
    var price = charge.addPropertyGroup().addPriceComponent();
    price.getCode().addCoding().setCode(Fee.Basis.CHARGE.code());
    price.getAmount().setValue(new BigDecimal(usd)).setCurrency("USD");
    return charge;
  }
}
