package org.priceunits.x12;

import static org.assertj.core.api.Assertions.assertThat;

import org.hl7.fhir.r4.model.Claim;
import org.hl7.fhir.r4.model.Coverage;
import org.hl7.fhir.r4.model.Parameters;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A claim to the first payer names the others; one to a later payer is refused. */
class OtherPayersAreNamedTest {
  private final Parameters call =
      VariedCalls.secondPayer(Office.call(Office.price("professional", Office.lemtrada("5 mg"))));

  @Test
  void theSecondPayerStandsAfterThePersonsOfTheClaim() {
    assertThat(Office.file(call))
        .contains(
            "SBR*P*18*******MB~",
            "NM1*82*1*JONES*ANN****XX*1245319599~\nSBR*S*18*******CI~\nOI***Y***Y~\n"
                + "NM1*IL*1*DOE*JANE*Q***MI*SECOND77~\nNM1*PR*2*CIGNA*****PI*62308~\nLX*1~");
  }

  @Test
  void readingBackKeepsTheFirstPayer() {
    Claim back = X12Reader.read(Office.file(call)).claims().get(0);

    assertThat(back.getInsurance()).hasSize(1);
    assertThat(back.getInsuranceFirstRep().getCoverage().getDisplay()).isEqualTo("MEDICARE");
  }

  @ParameterizedTest
  @CsvSource({"0, true", "1, true", "2, false", "3, false", "12, true"})
  void theOrderOfPayersIsNotGuessed(int order, boolean refused) {
    second().setOrder(order);

    assertThat(Office.write(call).issues().stream().anyMatch(i -> i.path().endsWith(".order")))
        .isEqualTo(refused);
  }

  @Test
  void whatTheSecondPayerNeedsIsAskedForWhereItStands() {
    second().setType(null).setSubscriberId(null).setIdentifier(null);

    assertThat(Office.write(call).issues())
        .extracting(X12Issue::path)
        .allMatch(path -> path.startsWith("Parameters.parameter["))
        .anyMatch(path -> path.endsWith(".type"))
        .anyMatch(path -> path.endsWith(".subscriberId"));
  }

  @Test
  void oneInsuranceIsTheOneThatIsAsked() {
    Office.change(call, Claim.class, c -> c.getInsurance().get(1).setFocal(true));

    assertThat(Office.write(call).issues())
        .extracting(X12Issue::path)
        .contains("Parameters.parameter[0].resource.insurance.focal");
  }

  private Coverage second() {
    return VariedCalls.second(call);
  }
}
