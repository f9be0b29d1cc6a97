package org.priceunits.x12;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.hl7.fhir.r4.model.Claim;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.IntegerType;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Quantity;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.priceunits.ShippedKnowledge;
import org.priceunits.domain.billing.result.IssueCode;

/** Service lines in their variety, and the numbers of the files around them. */
class LinesAreWrittenTest {
  @ParameterizedTest
  @CsvSource({"F2, [iU]", "GR, g", "ME, mg", "ML, mL", "UN, {each}"})
  void eachUnitOfAnNdcIsWrittenByItsNameOrItsUcumCode(String unit, String ucum) {
    Claim claim = claim();
    claim.getItem().get(0).getDetailFirstRep().setQuantity(quantity(unit, null));
    claim.getItem().get(1).getDetailFirstRep().setQuantity(quantity(null, ucum));

    String file = Office.file(Office.call(List.of(claim)));

    assertThat(file.split("CTP\\*\\*\\*\\*1\\.25\\*" + unit + "~", -1)).hasSize(3);
  }

  /** As checks do: a number of milligrams is not one of billing units, wherever mg stands. */
  @ParameterizedTest
  @CsvSource({
    "'', '', true",
    "UN, '', true",
    "'', 1, true",
    "Units, {each}, true",
    "UN, {unit}, true",
    "'', mg, false",
    "UN, mg, false",
    "mg, '', false",
    "mg, 1, false",
    "'', mL, false",
  })
  void theUnitsOfALineAreBillingUnitsByTextAndByCode(String unit, String code, boolean written) {
    Claim claim = claim();
    claim.getItem().get(0).setQuantity(quantity(unit, code));

    assertThat(Office.write(Office.call(List.of(claim))).issues())
        .extracting(X12Issue::path)
        .isEqualTo(
            written ? List.of() : List.of("Parameters.parameter[0].resource.item[0].quantity"));
  }

  @ParameterizedTest
  @CsvSource({
    "ML, mL, ML",
    "mL, mL, ML",
    "vial, {each}, UN",
    "ML, g, ''",
    "UN, mL, ''",
    "ME, ML, ''"
  })
  void theUnitOfAnNdcIsThatOfTextAndCode(String unit, String code, String written) {
    Claim claim = claim();
    claim.getItem().get(0).getDetailFirstRep().setQuantity(quantity(unit, code));

    ToX12Operation.Answer answer = Office.write(Office.call(List.of(claim)));

    assertThat(String.join("", answer.files()).contains("CTP****1.25*" + written + "~"))
        .isEqualTo(!written.isEmpty());
    assertThat(answer.issues())
        .extracting(X12Issue::path)
        .isEqualTo(
            written.isEmpty()
                ? List.of("Parameters.parameter[0].resource.item[0].detail[0].quantity")
                : List.of());
  }

  @Test
  void aLinePointsToTheFirstFourOfTwelveDiagnoses() {
    Claim claim = claim();
    VariedCalls.diagnoses(claim);

    assertThat(Office.file(Office.call(List.of(claim)))).contains("*22**12:3:1:7~");
  }

  @Test
  void aThirteenthDiagnosisIsRefused() {
    Claim claim = claim();
    VariedCalls.diagnoses(claim);
    claim
        .addDiagnosis()
        .setSequence(13)
        .setDiagnosis(
            new CodeableConcept(new Coding("http://hl7.org/fhir/sid/icd-10-cm", "I10", null)));

    assertThat(Office.write(Office.call(List.of(claim))).issues())
        .filteredOn(X12Issue::refuses)
        .extracting(X12Issue::text)
        .containsExactly(
            "The claim has 13 diagnoses, and an 837 holds 12. Leave out the least important.");
  }

  /** As other systems have it: CPT's system for all codes, the NDC with hyphens, no working. */
  @Test
  void aClaimOfAnotherSystemWithDrugLinesIsWritten() {
    Claim claim =
        ShippedKnowledge.FHIR
            .newJsonParser()
            .parseResource(
                Claim.class,
                """
                {"resourceType": "Claim", "status": "active", "use": "claim", "id": "other-1",
                 "type": {"coding": [{"system": "http://terminology.hl7.org/CodeSystem/claim-type", "code": "professional"}]},
                 "patient": {"reference": "Patient/p1"}, "created": "2025-08-03",
                 "provider": {"reference": "Organization/o1"}, "priority": {"coding": [{"code": "normal"}]},
                 "insurance": [{"sequence": 1, "focal": true, "coverage": {"reference": "Coverage/c1"}}],
                 "diagnosis": [{"sequence": 1, "diagnosisCodeableConcept": {"coding": [{"system": "http://hl7.org/fhir/sid/icd-10-cm", "code": "C50.911"}]}}],
                 "item": [{"sequence": 1, "diagnosisSequence": [1],
                  "productOrService": {"coding": [{"system": "https://www.cms.gov/Medicare/Coding/HCPCSReleaseCodeSets", "code": "J9355"}]},
                  "modifier": [{"coding": [{"system": "https://www.cms.gov/Medicare/Coding/HCPCSReleaseCodeSets", "code": "JZ"}]}],
                  "servicedDate": "2025-08-02", "quantity": {"value": 42}, "net": {"value": 4200.50, "currency": "USD"},
                  "locationCodeableConcept": {"coding": [{"system": "https://www.cms.gov/Medicare/Coding/place-of-service-codes/Place_of_Service_Code_Set", "code": "11"}]},
                  "detail": [{"sequence": 1, "quantity": {"value": 1, "unit": "UN"},
                   "productOrService": {"coding": [{"system": "http://hl7.org/fhir/sid/ndc", "code": "50242-0132-01"}]}}]}]}\
                """);

    assertThat(Office.file(Office.call(List.of(claim))))
        .contains(
            "CLM*other-1*4200.5***11:B:1*",
            "SV1*HC:J9355:JZ*4200.5*UN*42*11**1~\nDTP*472*D8*20250802~\nREF*6R*other-1-1~\n"
                + "LIN**N4*50242013201~\nCTP****1*UN~\n");
  }

  @Test
  void wordsOfTwoLettersAreWritten() {
    Claim claim = claim();
    claim
        .getItem()
        .get(0)
        .setProductOrService(
            new CodeableConcept(
                    new Coding(
                        "http://www.cms.gov/Medicare/Coding/HCPCSReleaseCodeSets", "J9999", null))
                .setText("IV"));

    assertThat(Office.file(Office.call(List.of(claim)))).contains("SV1*HC:J9999:::::IV*");
  }

  @Test
  void linesAlonePassTheLastCheckToo() {
    Claim claim = claim();
    Parameters call = new Parameters();
    call.addParameter().setName("claim").setResource(claim);
    call.addParameter().setName("scope").setValue(new CodeType("lines"));

    assertThat(new X12Check().faultsOfLines(broken(), Guide.PROFESSIONAL))
        .extracting(X12Fault::sentence)
        .anyMatch(fault -> fault.startsWith("segment 4, CTP"))
        .anyMatch(fault -> fault.contains("LIN03 (line 1): an NDC has eleven digits"));
    assertThat(Office.file(call)).startsWith("LX*1~");
  }

  /** The lines alone fit claims as whole files do: LX starts again where a claim is full. */
  @ParameterizedTest
  @CsvSource({
    "professional, 50, 1, 50",
    "professional, 51, 2, 50",
    "professional, 101, 3, 50",
    "institutional, 999, 1, 999",
    "institutional, 1000, 2, 999",
  })
  void linesAloneAreSplitAsClaimsAre(String type, int lines, int parts, int most) {
    Claim claim = Office.price(type, Office.lemtrada("5 mg")).get(0);
    Claim.ItemComponent line = claim.getItem().get(0);
    line.getNet().setValue(1);
    claim.setTotal(null).setItem(null);
    for (int i = 1; i <= lines; i++) {
      claim.addItem(line.copy().setSequence(i));
    }
    Parameters call = new Parameters();
    call.addParameter().setName("claim").setResource(claim);
    call.addParameter().setName("scope").setValue(new CodeType("lines"));

    ToX12Operation.Answer answer = Office.write(call);

    assertThat(answer.files()).hasSize(parts);
    assertThat(answer.files())
        .allSatisfy(
            file -> assertThat(file).startsWith("LX*1~").doesNotContain("LX*" + (most + 1)));
    assertThat(String.join("", answer.files()).split("LX\\*", -1)).hasSize(lines + 1);
    assertThat(answer.issues())
        .extracting(X12Issue::code)
        .isEqualTo(parts == 1 ? List.of() : List.of(IssueCode.CLAIM_SPLIT));
  }

  /** A payer's limit on one claim splits lines too, between the drugs. */
  @Test
  void linesAloneAreSplitAtThePayersLimit() {
    Claim claim = Office.price("professional", Office.lemtrada("5 mg")).get(0);
    Claim.ItemComponent more = claim.getItem().get(0).copy().setSequence(3);
    more.getNet().setValue(new BigDecimal("80000.00"));
    claim.addItem(more).setTotal(null);
    Parameters call = new Parameters();
    call.addParameter().setName("claim").setResource(claim);
    call.addParameter().setName("scope").setValue(new CodeType("lines"));

    assertThat(Office.write(call).files())
        .satisfiesExactly(
            first -> assertThat(first).contains("LX*2~").doesNotContain("LX*3~"),
            second -> assertThat(second).startsWith("LX*1~\nSV1*HC:J0202*80000*"));
  }

  private static List<Segment> broken() {
    return List.of(
        Segment.of("LX", 1),
        Segment.of("SV1", List.of("HC", "J0202"), "1", "UN", "1"),
        Segment.of("LIN", "", "N4", "58468-0200-01"),
        Segment.of("CTP", "", "", "", "1", List.of("WH")));
  }

  @ParameterizedTest
  @CsvSource({"999999999, true", "999999998, false"})
  void noFileIsWrittenWhereTheNumbersEnd(int control, boolean refused) {
    List<Claim> claims = new ArrayList<>(List.of(claim()));
    claims.addAll(Office.price("institutional", Office.lemtrada("5 mg").identifier("b")));
    claims.get(1).setIdentifier(null).addIdentifier().setValue("H1");
    Parameters call =
        Office.with(Office.call(claims), "interchangeControlNumber", new IntegerType(control));

    ToX12Operation.Answer answer = Office.write(call);

    assertThat(answer.files()).hasSize(refused ? 0 : 2);
    assertThat(answer.issues())
        .extracting(X12Issue::text)
        .isEqualTo(
            refused
                ? List.of(
                    "The claims become 2 interchanges, and no number follows 999999999. Start again"
                        + " at 1, or send the types of claims one by one.")
                : List.of());
  }

  @Test
  void theLastNumberIsGoodForOneFile() {
    assertThat(
            Office.file(
                Office.with(
                    Office.call(List.of(claim())),
                    "interchangeControlNumber",
                    new IntegerType(999999999))))
        .contains("*00501*999999999*0*", "GE*1*999999999~", "IEA*1*999999999~");
  }

  private static Claim claim() {
    return Office.price("professional", Office.lemtrada("5 mg")).get(0);
  }

  private static Quantity quantity(String unit, String ucum) {
    Quantity quantity = new Quantity();
    quantity.setValue(new BigDecimal("1.250")).setUnit(unit);
    if (ucum != null) {
      quantity.setSystem("http://unitsofmeasure.org").setCode(ucum);
    }
    return quantity;
  }
}
