package org.priceunits.x12;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.hl7.fhir.r4.model.Binary;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.Claim;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.OperationOutcome.OperationOutcomeIssueComponent;
import org.hl7.fhir.r4.model.Parameters;
import org.junit.jupiter.api.Test;
import org.priceunits.pricing.Administered;

class X12InPlaceOfClaimTest {
  private static final Administered GIVEN = Office.lemtrada("12 mg");

  private final String file =
      Office.file(Office.call(Office.price("institutional", Office.lemtrada("12 mg"))));

  @Test
  void aFileThatIsAsItsGuideWantsItAddsNothing() {
    Parameters answer = answer(file);

    assertThat(result(answer)).isTrue();
    assertThat(codes(answer)).doesNotContain("x12-value-not-valid");
  }

  @Test
  void whatTheGuideDoesNotAllowIsAddedAndTheResultIsFalse() {
    Parameters answer = answer(file.replace("HC:J0202:JZ*", "HC:J0202:JZ:TB:PO:JA:KX*"));

    assertThat(result(answer)).isFalse();
    assertThat(codes(answer)).contains("x12-value-not-valid");
    assertThat(issues(answer))
        .filteredOn(i -> i.getDetails().getText().contains("a fifth modifier (KX)"))
        .singleElement()
        .satisfies(
            i ->
                assertThat(i.getExpression().get(0).getValue())
                    .isEqualTo("Parameters.parameter[0].resource"));
  }

  private static Parameters answer(String file) {
    Parameters body = new Parameters();
    Binary binary = new Binary();
    binary
        .setContentType(ToX12Operation.MEDIA_TYPE)
        .setData(file.getBytes(StandardCharsets.US_ASCII));
    body.addParameter().setName("x12").setResource(binary);
    return X12InPlaceOfClaim.answer(
        body,
        read ->
            Office.check(
                "medicare",
                (Claim) ((Parameters) read).getParameterFirstRep().getResource(),
                GIVEN));
  }

  private static boolean result(Parameters answer) {
    return ((BooleanType) answer.getParameter("result").getValue()).booleanValue();
  }

  private static List<OperationOutcomeIssueComponent> issues(Parameters answer) {
    return answer.getParameter().stream()
        .filter(p -> p.getResource() instanceof OperationOutcome)
        .flatMap(p -> ((OperationOutcome) p.getResource()).getIssue().stream())
        .toList();
  }

  private static List<String> codes(Parameters answer) {
    return issues(answer).stream()
        .map(i -> i.getDetails().getCodingFirstRep().getCode())
        .filter(code -> code != null)
        .toList();
  }
}
