package org.priceunits.x12;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import org.hl7.fhir.r4.model.Claim;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.DecimalType;
import org.hl7.fhir.r4.model.Parameters;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.priceunits.domain.billing.result.IssueCode;

/** A claim that asks for payment charges more than 0 in all; a single line may charge 0. */
class ClaimsChargeSomethingTest {
  private static Parameters call(String type, String dose, String discard) {
    Claim claim = Office.price(type, Office.lemtrada("5 mg")).get(0);
    BigDecimal one = new BigDecimal(dose);
    BigDecimal other = new BigDecimal(discard);
    claim.getItem().get(0).getNet().setValue(one);
    claim.getItem().get(1).getNet().setValue(other);
    claim.getTotal().setValue(one.add(other));
    return Office.call(List.of(claim));
  }

  @ParameterizedTest
  @CsvSource({
    "professional, 0, 0, true",
    "professional, 0.00, 0, true",
    "professional, 0.01, 0, false",
    "professional, 0, 0.01, false",
    "institutional, 0, 0, true",
    "institutional, 0, 0.01, false"
  })
  void aClaimOfZeroIsRefused(String type, String dose, String discard, boolean refused) {
    ToX12Operation.Answer answer = Office.write(call(type, dose, discard));

    assertThat(answer.files()).hasSize(refused ? 0 : 1);
    assertThat(answer.issues())
        .extracting(issue -> issue.code() + " " + issue.path())
        .isEqualTo(
            refused
                ? List.of(IssueCode.X12_VALUE_NOT_VALID + " Parameters.parameter[0].resource.total")
                : List.of());
  }

  /** A limit of half a cent in all is charged as 0, where the factor makes it so. */
  @Test
  void whatCountsIsTheCharge() {
    Parameters call =
        Office.with(call("professional", "0.01", "0"), "chargeFactor", new DecimalType("0.4"));

    assertThat(Office.write(call).issues())
        .extracting(X12Issue::path)
        .containsExactly("Parameters.parameter[0].resource.total");
  }

  @ParameterizedTest
  @ValueSource(strings = {"professional", "institutional"})
  void linesAloneMayChargeNothing(String type) {
    Parameters call = Office.with(call(type, "0", "0"), "scope", new CodeType("lines"));

    assertThat(Office.write(call).issues()).isEmpty();
    assertThat(Office.write(call).files()).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({
    "CH, 0, CLM02: a claim that asks for payment (BHT06 CH) charges 0",
    "CH, 0.00, CLM02: a claim that asks for payment (BHT06 CH) charges 0",
    "CH, 0.01, ",
    "RP, 0, ",
  })
  void aFileOfAnotherSenderIsHeldToTheSame(String purpose, String charge, String fault) {
    String file =
        Office.file(call("professional", "0.01", "0"))
            .replace("*CH~", "*" + purpose + "~")
            .replace("*0.01*", "*" + charge + "*");

    assertThat(X12Reader.read(file).faults())
        .extracting(found -> found.at().element() + ": " + found.text())
        .isEqualTo(fault == null ? List.of() : List.of(fault));
  }
}
