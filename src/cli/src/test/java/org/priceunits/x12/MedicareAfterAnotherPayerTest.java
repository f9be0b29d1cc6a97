package org.priceunits.x12;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.List;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Coverage;
import org.hl7.fhir.r4.model.Parameters;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.priceunits.domain.billing.result.IssueCode;

/** SBR05 says why Medicare does not pay first, of Medicare after another payer alone. */
class MedicareAfterAnotherPayerTest {
  private static final String OF_FIRST = "Parameters.parameter[5].resource.type";

  private static Parameters call(String type, String filing, String... reasons) {
    Parameters call =
        VariedCalls.medicareSecond(Office.call(Office.price(type, Office.lemtrada("5 mg"))));
    VariedCalls.second(call).setType(kind(filing, reasons));
    return call;
  }

  private static CodeableConcept kind(String filing, String... reasons) {
    CodeableConcept kind = VariedCalls.kindOfPayer(filing);
    for (String reason : reasons) {
      kind.addCoding(new Coding(InsuranceType.SYSTEM, reason, null));
    }
    return kind;
  }

  private static List<IssueCode> codes(Parameters call) {
    return Office.write(call).issues().stream().map(X12Issue::code).toList();
  }

  @ParameterizedTest
  @ValueSource(strings = {"12", "13", "14", "15", "16", "41", "42", "43", "47"})
  void eachReasonIsWritten(String reason) {
    assertThat(Office.file(call("professional", "MB", reason)))
        .contains("SBR*P*18*******CI~", "SBR*S*18***" + reason + "****MB~");
  }

  @Test
  void anotherCodeOfThatListIsPassedOver() {
    assertThat(Office.file(call("professional", "MA", "HM", "43")))
        .contains("SBR*S*18***43****MA~");
  }

  @ParameterizedTest
  @CsvSource({"MA, true", "MB, true", "16, false", "MC, false", "CI, false"})
  void aReasonThatLacksIsAskedForOfMedicareAlone(String filing, boolean asked) {
    Parameters call = call("professional", filing);

    assertThat(codes(call)).isEqualTo(asked ? List.of(IssueCode.X12_DATA_MISSING) : List.of());
    assertThat(Office.write(call).issues())
        .allSatisfy(
            issue -> {
              assertThat(issue.path()).endsWith(".resource.type");
              assertThat(issue.text()).contains("12, 13, 14", InsuranceType.SYSTEM);
            });
  }

  @ParameterizedTest
  @ValueSource(strings = {"11", "44", "MB", "1"})
  void aReasonOfNoListIsRefused(String reason) {
    assertThat(codes(call("professional", "MB", reason)))
        .containsExactly(IssueCode.X12_VALUE_NOT_VALID);
  }

  /** What is stated where no 837 says it does not vanish in silence. */
  @ParameterizedTest
  @CsvSource({"professional, CI, SBR*S*18*******CI~", "institutional, MB, SBR*S*18*******MB~"})
  void aReasonIsLeftOutOfOthers(String type, String filing, String written) {
    Parameters call = call(type, filing, "12");

    assertThat(Office.file(call)).contains(written);
    assertThat(codes(call)).containsExactly(IssueCode.X12_LEFT_OUT);
  }

  @Test
  void anInstitutionalClaimNeedsNone() {
    assertThat(codes(call("institutional", "MB"))).isEmpty();
  }

  @Test
  void theFirstPayerNeverHasOne() {
    Parameters call = Office.call(Office.price("professional", Office.lemtrada("5 mg")));
    Office.change(call, Coverage.class, c -> c.setType(kind("MB", "12")));

    assertThat(Office.file(call)).contains("SBR*P*18*******MB~");
    assertThat(Office.write(call).issues())
        .extracting(X12Issue::code, X12Issue::path)
        .containsExactly(tuple(IssueCode.X12_LEFT_OUT, OF_FIRST));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "professional  | SBR*P*18*******MB     |",
        "professional  | SBR*P*18***12****MB   | SBR05 says why Medicare does not pay first, and stands with the first payer (SBR01 P)",
        "professional  | SBR*P*18***12****CI   | SBR05 says why Medicare does not pay first, and stands with the first payer (SBR01 P)",
        "professional  | SBR*S*18*******MB     | Medicare after another payer (SBR01 S), and SBR05 does not say why it does not pay first",
        "professional  | SBR*T*18*******MA     | Medicare after another payer (SBR01 T), and SBR05 does not say why it does not pay first",
        "professional  | SBR*U*18*******MB     |",
        "professional  | SBR*S*18*******CI     |",
        "professional  | SBR*S*18***12****MB   |",
        "professional  | SBR*S*18***47****MA   |",
        "professional  | SBR*S*18***44****MB   | why Medicare does not pay first is one of 12, 13, 14, 15, 16, 41, 42, 43, 47, not 44",
        "institutional | SBR*S*18*******MB     |",
        "institutional | SBR*S*18***12****MB   | SBR05 says why Medicare does not pay first, and stands in professional claims alone"
      })
  void aFileOfAnotherSenderIsHeldToTheSame(String type, String sbr, String fault) {
    String file = Office.file(Office.call(Office.price(type, Office.lemtrada("5 mg"))));
    String other =
        Office.file(
            VariedCalls.secondPayer(Office.call(Office.price(type, Office.lemtrada("5 mg")))));

    for (String changed :
        List.of(file.replace("SBR*P*18*******MB", sbr), other.replace("SBR*S*18*******CI", sbr))) {
      assertThat(X12Reader.read(changed).faults())
          .extracting(found -> found.at().element() + ": " + found.text())
          .isEqualTo(fault == null ? List.of() : List.of("SBR05: " + fault));
    }
  }
}
