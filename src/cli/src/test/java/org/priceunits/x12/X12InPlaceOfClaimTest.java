package org.priceunits.x12;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import org.hl7.fhir.r4.model.Binary;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.Claim;
import org.hl7.fhir.r4.model.DateType;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.OperationOutcome.OperationOutcomeIssueComponent;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.StringType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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

  /** The two lines of a drug on two claims of a visit: each names its own line. */
  @Test
  void theClaimsOfAVisitAreHeldTogether() {
    Claim drug = Office.price("institutional", Office.lemtrada("5 mg")).get(0);
    Claim discard = numbered(drug, "discard");
    drug.getItem().remove(1);
    discard.getItem().remove(0);
    drug.setTotal(null);
    discard.setTotal(null);
    String two = Office.file(Office.call(List.of(drug, discard)));

    assertThat(codes(answer(two, Office.lemtrada("5 mg")))).containsExactly("waste-derived");
    assertThat(result(answer(two, Office.lemtrada("5 mg")))).isTrue();
    Parameters wrong = answer(two.replace("*UN*7~", "*UN*8~"), Office.lemtrada("5 mg"));
    assertThat(result(wrong)).isFalse();
    assertThat(issues(wrong))
        .filteredOn(i -> i.getSeverity() == OperationOutcome.IssueSeverity.ERROR)
        .extracting(i -> i.getExpression().get(0).getValue())
        .allMatch(path -> path.startsWith("Parameters.parameter[0].resource.claim[1]"))
        .anyMatch(path -> path.endsWith(".claim[1].item[0].quantity"));
  }

  @Test
  void aClaimThatIsReplacedIsNamed() {
    Claim first = numbered(Office.price("institutional", Office.lemtrada("12 mg")).get(0), "first");
    Claim again = numbered(first, "again");
    again.addRelated().getReference().setValue("first");
    again.getSupportingInfo().stream()
        .filter(i -> i.getCode().getCodingFirstRep().getCode().equals("type-of-bill"))
        .forEach(i -> i.setValue(new StringType("0137")));

    Parameters answer = answer(Office.file(Office.call(List.of(first, again))), GIVEN);

    assertThat(result(answer)).isTrue();
    assertThat(issues(answer))
        .filteredOn(i -> i.getExpression().get(0).getValue().contains(".claim["))
        .singleElement()
        .satisfies(
            issue -> {
              assertThat(issue.getDetails().getCodingFirstRep().getCode())
                  .isEqualTo("claim-replaced");
              assertThat(issue.getExpression().get(0).getValue())
                  .isEqualTo("Parameters.parameter[0].resource.claim[0]");
            });
  }

  @Test
  void aChangeOfNoClaimOfTheFileStandsAndIsNamed() {
    Claim first = numbered(Office.price("institutional", Office.lemtrada("12 mg")).get(0), "first");
    String two = Office.file(Office.call(List.of(first, numbered(first, "again"))));
    int again = two.indexOf("CLM*again*");

    Parameters answer =
        answer(two.substring(0, again) + two.substring(again).replace(":A:1*", ":A:7*"), GIVEN);

    assertThat(issues(answer))
        .filteredOn(i -> i.getDetails().getText().contains("is not found in this file"))
        .singleElement()
        .satisfies(
            i -> assertThat(i.getSeverity()).isEqualTo(OperationOutcome.IssueSeverity.INFORMATION))
        .satisfies(
            i ->
                assertThat(i.getExpression().get(0).getValue())
                    .isEqualTo("Parameters.parameter[0].resource.claim[1]"));
  }

  @ParameterizedTest
  @CsvSource({
    "0131, '', ''",
    "0137, changed-claim-not-found, ''",
    "0138, changed-claim-not-found, voided-dose-not-billed"
  })
  void aClaimAloneThatChangesAnotherSaysSo(String bill, String open, String unbilled) {
    Parameters answer = answer(Office.file(Office.call(List.of(changing(bill)))));

    assertThat(result(answer)).isTrue();
    for (String code : List.of("changed-claim-not-found", "voided-dose-not-billed")) {
      assertThat(codes(answer).contains(code)).isEqualTo(List.of(open, unbilled).contains(code));
    }
  }

  @Test
  void aVoidBesideANewBillLeavesNothingUnbilled() {
    Claim again = numbered(Office.price("institutional", Office.lemtrada("12 mg")).get(0), "again");

    Parameters answer = answer(Office.file(Office.call(List.of(changing("0138"), again))));

    assertThat(result(answer)).isTrue();
    assertThat(codes(answer)).contains("claim-replaced").doesNotContain("voided-dose-not-billed");
  }

  private static Claim changing(String bill) {
    Claim claim =
        numbered(Office.price("institutional", Office.lemtrada("12 mg")).get(0), "change");
    if (!bill.endsWith("1")) {
      claim.addRelated().getReference().setValue("ICN1");
    }
    claim.getSupportingInfo().stream()
        .filter(i -> i.getCode().getCodingFirstRep().getCode().equals("type-of-bill"))
        .forEach(i -> i.setValue(new StringType(bill)));
    return claim;
  }

  @Test
  void claimsOfSeveralVisitsAreNotCheckedAtOnce() {
    Claim first = Office.price("institutional", Office.lemtrada("12 mg")).get(0);
    Claim later = numbered(first, "later");
    later.setBillablePeriod(null).getItem().forEach(i -> i.setServiced(new DateType("2025-09-02")));
    String file = Office.file(Office.call(List.of(first, later)));

    assertThatThrownBy(() -> answer(file, GIVEN)).hasMessageContaining("one visit is checked");
  }

  @Test
  void aVisitOfManyClaimsIsRefused() {
    Claim first = Office.price("institutional", Office.lemtrada("12 mg")).get(0);
    List<Claim> many = IntStream.range(0, 51).mapToObj(i -> numbered(first, "C" + i)).toList();
    String all = Office.file(Office.call(many));

    assertThatThrownBy(() -> answer(all, GIVEN)).hasMessageContaining("50 of one visit");
  }

  private static Claim numbered(Claim claim, String number) {
    Claim copy = claim.copy();
    copy.setIdentifier(null);
    copy.addIdentifier().setSystem("urn:claims").setValue(number);
    return copy;
  }

  private static Parameters answer(String file) {
    return answer(file, GIVEN);
  }

  private static Parameters answer(String file, Administered given) {
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
                given),
        Office::billsDrugs);
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
