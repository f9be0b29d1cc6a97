package org.priceunits.x12;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.hl7.fhir.r4.model.Claim;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.StringType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a hospital says of the visit, by type of bill: CL1, and HI with the reason for it. */
class HospitalVisitsTest {
  private static final String AT = "Parameters.parameter[0].resource.";

  @Test
  void theReasonForTheVisitStandsAfterThePrincipalDiagnosis() {
    assertThat(Office.file(VariedCalls.visit())).contains("HI*ABK:G35D~\nHI*APR:R42~\nNM1*71");
  }

  @Test
  void theReasonForTheVisitComesBack() {
    Claim back = X12Reader.read(Office.file(VariedCalls.visit())).claims().get(0);

    assertThat(back.getDiagnosis()).hasSize(2);
    assertThat(back.getDiagnosis().get(1).getTypeFirstRep().getCodingFirstRep().getCode())
        .isEqualTo("patientreasonforvisit");
  }

  /** X12 RFI 2820: only with three types of bill, and needed with a priority and a revenue code. */
  @ParameterizedTest
  @CsvSource({
    "0131, 1, 0450, true",
    "0131, 2, 0456, true",
    "0851, 5, 0762, true",
    "0781, 1, 0516, true",
    "0131, 3, 0450, false",
    "0131, 1, 0636, false",
    "0711, 1, 0450, false",
  })
  void theReasonIsAskedForWhereItIsNeeded(
      String bill, String priority, String revenue, boolean asked) {
    Parameters call = visit(bill, priority, revenue);
    Office.change(call, Claim.class, c -> c.getDiagnosis().removeIf(Diagnoses::isReasonForVisit));

    assertThat(Office.write(call).issues())
        .extracting(X12Issue::path)
        .isEqualTo(asked ? List.of(AT + "diagnosis") : List.of());
  }

  @ParameterizedTest
  @CsvSource({"0131, 3, 0636, true", "0141, 3, 0636, false", "0711, 1, 0450, false"})
  void theReasonIsTakenOnThreeTypesOfBillAlone(
      String bill, String priority, String revenue, boolean taken) {
    assertThat(Office.write(visit(bill, priority, revenue)).issues())
        .extracting(X12Issue::path)
        .isEqualTo(taken ? List.of() : List.of(AT + "diagnosis"));
  }

  @ParameterizedTest
  @CsvSource({
    "0111", "0121", "0181", "0211", "0221", "0281", "0331", "0411", "0651", "0661", "0811", "0821"
  })
  void aBillWithADateOfAdmissionIsRefused(String bill) {
    Parameters call = visit(bill, "3", "0636");
    Office.change(call, Claim.class, c -> c.getDiagnosis().removeIf(Diagnoses::isReasonForVisit));

    assertThat(Office.write(call).issues())
        .extracting(X12Issue::path)
        .containsExactly(AT + "supportingInfo");
  }

  /** Home health outside of a plan of care (034), clinics and the like state no admission. */
  @ParameterizedTest
  @CsvSource({
    "0131", "0141", "0231", "0341", "0431", "0711", "0721", "0731", "0741", "0751", "0761", "0771",
    "0791", "0831", "0851", "0861", "0891"
  })
  void aBillWithoutADateOfAdmissionIsWritten(String bill) {
    Parameters call = visit(bill, "3", "0636");
    Office.change(call, Claim.class, c -> c.getDiagnosis().removeIf(Diagnoses::isReasonForVisit));

    assertThat(Office.file(call))
        .contains("***" + bill.substring(1, 3) + ":A:1*")
        .doesNotContain("DTP*435");
  }

  @ParameterizedTest
  @CsvSource({
    "0131, admission-source, true",
    "0141, admission-source, false",
    "0131, admission-type, true",
    "0131, patient-status, true"
  })
  void whatIsSaidOfTheVisitIsAskedFor(String bill, String code, boolean asked) {
    Parameters call = without(visit(bill, "3", "0636"), code);
    Office.change(call, Claim.class, c -> c.getDiagnosis().removeIf(Diagnoses::isReasonForVisit));

    assertThat(Office.write(call).issues())
        .extracting(X12Issue::path)
        .isEqualTo(asked ? List.of(AT + "supportingInfo") : List.of());
  }

  @ParameterizedTest
  @CsvSource({
    "admission-type, 6",
    "admission-source, 12",
    "patient-status, 1",
    "patient-status, 00",
    "patient-status, XX",
    "patient-status, 0A",
    "patient-status, 001"
  })
  void aCodeOfNoListIsRefused(String code, String value) {
    Parameters call = without(visit("0131", "3", "0636"), code);
    call.addParameter(Office.information(code, value));

    assertThat(Office.write(call).issues())
        .extracting(X12Issue::path)
        .containsExactly(AT + "supportingInfo");
  }

  @ParameterizedTest
  @ValueSource(strings = {"01", "09", "10", "30", "99"})
  void theStatusOfThePatientIsANumberFromOneOn(String status) {
    Parameters call = without(visit("0131", "3", "0636"), "patient-status");
    call.addParameter(Office.information("patient-status", status));
    Office.change(call, Claim.class, c -> c.getDiagnosis().removeIf(Diagnoses::isReasonForVisit));

    assertThat(Office.file(call)).contains("CL1*3*1*" + status + "~");
  }

  private static Parameters visit(String bill, String priority, String revenue) {
    Parameters call = without(VariedCalls.visit(), "admission-type");
    call.addParameter(Office.information("admission-type", priority));
    Office.change(
        call,
        Claim.class,
        c -> {
          c.getItem().get(0).getRevenue().getCodingFirstRep().setCode(revenue);
          c.getSupportingInfo().stream()
              .filter(i -> i.getCode().getCodingFirstRep().getCode().equals("type-of-bill"))
              .forEach(i -> i.setValue(new StringType(bill)));
        });
    return call;
  }

  private static Parameters without(Parameters call, String code) {
    Parameters rest = call.copy();
    rest.getParameter()
        .removeIf(
            p ->
                p.getName().equals("claimInformation")
                    && p.getPart().get(0).getValue().primitiveValue().equals(code));
    return rest;
  }
}
