package org.priceunits.x12;

import static org.assertj.core.api.Assertions.assertThat;
import static org.priceunits.x12.Office.lemtrada;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.hl7.fhir.r4.model.Claim;
import org.hl7.fhir.r4.model.Claim.ItemComponent;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Coverage;
import org.hl7.fhir.r4.model.DecimalType;
import org.hl7.fhir.r4.model.MedicationRequest;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.StringType;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.priceunits.domain.billing.result.IssueCode;

/** What one part of a claim says is held against the others: patient, charge, places, numbers. */
class ClaimsAreHeldTogetherTest {
  private static final String CLAIM = "Parameters.parameter[0].resource";
  private static final String COVERAGE = "Parameters.parameter[5].resource";

  @ParameterizedTest
  @CsvSource({
    "Patient/p1, self, '', ''",
    "Patient/p1, self, Patient/p1, ''",
    "Patient/p2, self, '', .beneficiary",
    "Patient/p1, self, Patient/p2, .subscriber",
    "Patient/p1, child, Patient/p2, ''",
    "Patient/p2, child, Patient/p1, .beneficiary",
  })
  void aCoverageIsOfTheClaimsPatient(
      String beneficiary, String relation, String subscriber, String refused) {
    Parameters call = call();
    Patient other = new Patient();
    other.setId("p2");
    other.addName().setFamily("ROE").addGiven("RICHARD");
    call.addParameter().setName("resource").setResource(other);
    Office.change(
        call,
        Coverage.class,
        c ->
            c.setBeneficiary(new Reference(beneficiary))
                .setSubscriber(subscriber.isEmpty() ? null : new Reference(subscriber))
                .setRelationship(new CodeableConcept(new Coding("", relation, ""))));

    assertThat(Office.write(call).issues())
        .extracting(X12Issue::path)
        .isEqualTo(refused.isEmpty() ? List.of() : List.of(COVERAGE + refused));
  }

  /** A dose of 5 mg of 12 is 29,288.42 USD with what is discarded; Medicare takes 99,999.99. */
  @ParameterizedTest
  @CsvSource({
    "1, 3, 1, 0",
    "1, 4, 2, 0",
    "2, 2, 2, 0",
    "3.4, 1, 1, 0",
    "3.5, 1, 1, 1",
    "3.5, 2, 2, 2",
  })
  void aChargeAboveThePayersLimitIsSplitByDoses(
      String factor, int doses, int claims, int aboveAlone) {
    Claim claim = claim();
    repeat(claim, doses);
    ToX12Operation.Answer answer =
        Office.write(
            Office.with(Office.call(List.of(claim)), "chargeFactor", new DecimalType(factor)));

    assertThat(answer.files()).hasSize(1);
    List<BigDecimal> charges =
        answer
            .files()
            .get(0)
            .lines()
            .filter(line -> line.startsWith("CLM*"))
            .map(line -> new BigDecimal(line.split("[*]")[2]))
            .toList();
    assertThat(charges).hasSize(claims);
    assertThat(charges.stream().filter(c -> c.compareTo(new BigDecimal("99999.99")) > 0))
        .hasSize(aboveAlone);
    assertThat(answer.issues())
        .filteredOn(i -> i.code() == IssueCode.LINE_EXCEEDS_CLAIM_LIMIT)
        .hasSize(Math.min(aboveAlone, 1));
    assertThat(answer.issues().stream().anyMatch(i -> i.code() == IssueCode.CLAIM_SPLIT))
        .isEqualTo(claims > 1);
  }

  @ParameterizedTest
  @CsvSource({"1, 60, true", "7, 60, false", "8, 60, false", "7, 40, true"})
  void aChangeOfAClaimIsNotSplit(String frequency, int lines, boolean written) {
    Claim claim = claim();
    ItemComponent line = claim.getItem().get(0);
    line.getNet().setValue(1);
    claim.setTotal(null).setItem(null);
    for (int i = 1; i <= lines; i++) {
      claim.addItem(line.copy().setSequence(i));
    }
    Parameters call = Office.call(List.of(claim));
    call.getParameter().stream()
        .filter(p -> p.getName().equals("claimInformation"))
        .filter(p -> p.getPart().get(0).getValue().primitiveValue().equals("claim-frequency"))
        .forEach(p -> p.getPart().get(1).setValue(new StringType(frequency)));
    if (!frequency.equals("1")) {
      claim.addRelated().getReference().setValue("ICN1");
    }

    ToX12Operation.Answer answer = Office.write(call);

    assertThat(answer.files()).hasSize(written ? 1 : 0);
    assertThat(answer.issues())
        .filteredOn(X12Issue::refuses)
        .extracting(X12Issue::path)
        .isEqualTo(written ? List.of() : List.of(CLAIM + ".item"));
  }

  @ParameterizedTest
  @CsvSource({"true, true, 0", "true, false, 1", "false, true, 1", "false, false, 1"})
  void eachLineHasAPlaceOrNoneHas(boolean first, boolean second, int issues) {
    Claim claim = claim();
    if (!first) {
      claim.getItem().get(0).setLocation(null);
    }
    if (!second) {
      claim.getItem().get(1).setLocation(null);
    }

    assertThat(Office.write(Office.call(List.of(claim))).issues())
        .hasSize(issues)
        .allMatch(issue -> issue.path().equals(CLAIM + ".item.location"));
  }

  @ParameterizedTest
  @CsvSource({
    "RX1, RX2, RX1",
    "RX*1, RX2, RX2",
    "'', RX2, RX2",
    "RX*1, R\u00dc2, ''",
    "RX1234567890123456789012345678901234567890123456789012345678901, RX2, RX2",
  })
  void aPrescriptionNumberThatCanBeWrittenIsWritten(String one, String other, String written) {
    Claim claim = claim();
    claim.setPrescription(new Reference("MedicationRequest/r1"));
    MedicationRequest request = new MedicationRequest();
    request.addIdentifier().setValue(one.isEmpty() ? null : one);
    request.addIdentifier().setValue(other);
    request.setId("r1");
    Parameters call = Office.call(List.of(claim));
    call.addParameter().setName("resource").setResource(request);

    ToX12Operation.Answer answer = Office.write(call);

    assertThat(answer.files()).hasSize(1);
    assertThat(answer.files().get(0).contains("REF*XZ*" + written + "~"))
        .isEqualTo(!written.isEmpty());
    assertThat(answer.issues().stream().anyMatch(i -> i.code() == IssueCode.X12_LEFT_OUT))
        .isEqualTo(written.isEmpty());
  }

  /** CMS prints hyphens on the card; they are no part of the number. */
  @ParameterizedTest
  @CsvSource({
    "1EG4-TE5-MK73, MB, 1EG4TE5MK73",
    "1EG4TE5MK73, MB, 1EG4TE5MK73",
    "1EG4-TE5-MK73, CI, 1EG4-TE5-MK73",
    "1SG4-TE5-MK73, MB, 1SG4-TE5-MK73",
    "XYZ-123, MB, XYZ-123",
  })
  void aMedicareNumberHasNoHyphens(String stated, String filing, String written) {
    Parameters call = call();
    Office.change(
        call,
        Coverage.class,
        c ->
            c.setSubscriberId(stated)
                .setType(
                    new CodeableConcept(
                        new Coding("https://codesystem.x12.org/005010/1032", filing, null))));

    assertThat(Office.file(call)).contains("*MI*" + written + "~");
  }

  private static void repeat(Claim claim, int doses) {
    List<ItemComponent> dose = new ArrayList<>(claim.getItem());
    claim.setTotal(null).setItem(null);
    for (int i = 0; i < doses; i++) {
      for (ItemComponent line : dose) {
        claim.addItem(line.copy().setSequence(claim.getItem().size() + 1));
      }
    }
  }

  private static Claim claim() {
    return Office.price("professional", lemtrada("5 mg")).get(0);
  }

  private static Parameters call() {
    return Office.call(List.of(claim()));
  }
}
