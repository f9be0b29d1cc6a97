package org.priceunits.x12;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Claim;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Medication;
import org.hl7.fhir.r4.model.MedicationRequest;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.priceunits.domain.billing.result.IssueCode;
import org.priceunits.fhir.Canonicals;
import org.priceunits.pricing.Administered;

/**
 * The prescription of a line, by the way from the line over its administration to the order, or as
 * someone else's Claim names it.
 */
class PrescriptionsTest {
  private static final String LEMTRADA = "58468020001";
  private static final String KEYTRUDA = "00006302602";

  @Test
  void eachLineHasTheNumberOfTheOrderOfItsAdministration() {
    Parameters call = call(lemtrada("r1"), keytruda("r2"));
    add(call, order("r1", "RX1"), order("r2", "RX2"));

    assertThat(numbers(Office.file(call)))
        .containsExactly("J0202 XZ*RX1", "J0202:JW XZ*RX1", "J9271:JZ XZ*RX2");
  }

  @ParameterizedTest
  @CsvSource({"r1, '', RX1", "'', r9, RX9", "r1, r9, RX1", "r8, r9, RX9", "r8, '', ''"})
  void theOrderOfTheAdministrationGoesBeforeThatOfTheClaim(
      String ofAdministration, String ofClaim, String written) {
    Parameters call = call(lemtrada(ofAdministration));
    prescribed(call, ofClaim);
    add(call, order("r1", "RX1"), order("r9", "RX9"));

    assertThat(numbers(Office.file(call)))
        .isEqualTo(
            written.isEmpty()
                ? List.of("J0202", "J0202:JW")
                : List.of("J0202 XZ*" + written, "J0202:JW XZ*" + written));
  }

  /** The claim of another system names one order, here of Lemtrada; two drugs are on it. */
  @ParameterizedTest(name = "an order of {0} {1}")
  @CsvSource({
    "NDC, 58468-0200-01, J0202",
    // Another size of the package is the same drug.
    "NDC, 58468-0200-99, J0202",
    "NDC, 58468-0201-01, ''",
    "NDC, 00006-3026-02, J9271",
    "HCPCS, j0202, J0202",
    "HCPCS, J9271, J9271",
    "HCPCS, J9299, ''",
    "RXNORM, 1594658, ''",
  })
  void thePrescriptionOfAClaimIsOfTheLinesOfItsDrug(String system, String code, String line) {
    Parameters call = call(lemtrada(""), keytruda(""));
    prescribed(call, "r1");
    MedicationRequest order = order("r1", "RX1");
    order.setMedication(concept(system, code));
    add(call, order);

    ToX12Operation.Answer answer = Office.write(call);

    assertThat(numbers(answer.files().get(0)))
        .containsExactlyElementsOf(
            Stream.of("J0202", "J0202:JW", "J9271:JZ")
                .map(l -> !line.isEmpty() && l.startsWith(line) ? l + " XZ*RX1" : l)
                .toList());
    assertThat(answer.issues())
        .hasSize(line.isEmpty() ? 3 : line.equals("J0202") ? 1 : 2)
        .allSatisfy(issue -> assertThat(issue.code()).isEqualTo(IssueCode.X12_LEFT_OUT))
        .allSatisfy(
            issue ->
                assertThat(issue.path()).isEqualTo("Parameters.parameter[0].resource.prescription"))
        .anySatisfy(
            issue ->
                assertThat(issue.text())
                    .contains(line.equals("J9271") ? "of line 1 by" : "of line 3 by"));
  }

  /** A code for any drug tells two drugs apart by their packages only. */
  @ParameterizedTest
  @CsvSource({
    "00006302601, true",
    "00006302602, true",
    "00006302699, true",
    "00006302701, false",
  })
  void linesOfOneCodeForAnyDrugAreOfOneDrugIfTheirPackagesAre(String other, boolean written) {
    Parameters call = call(keytruda(""));
    Claim claim = (Claim) call.getParameterFirstRep().getResource();
    claim.getItemFirstRep().setProductOrService(concept("HCPCS", "J9999").setText("DRUG"));
    Claim.ItemComponent second = claim.getItemFirstRep().copy().setSequence(2);
    second.getDetailFirstRep().getProductOrService().getCodingFirstRep().setCode(other);
    claim.addItem(second).setTotal(null);
    prescribed(call, "r1");
    MedicationRequest order = order("r1", "RX1");
    order.setMedication(concept("HCPCS", "J9999"));
    add(call, order);

    assertThat(Office.file(call).split("REF\\*XZ\\*RX1~", -1)).hasSize(written ? 3 : 1);
  }

  @Test
  void theDrugsOfACompoundThatAreBilledAreLinkedAndOthersAreNot() {
    Parameters call = call(lemtrada("r1"), keytruda("r1"), opdivo("r2"));
    add(call, compound("r1", "m1"), medication("m1"), compound("r2", "m2"), medication("m2"));

    assertThat(numbers(Office.file(call)))
        .containsExactly("J0202 VY*1", "J0202:JW VY*1", "J9271:JZ VY*1", "J9299:JZ");
  }

  @Test
  void eachCompoundHasALinkOfItsOwn() {
    Parameters call = call(lemtrada("r1"), keytruda("r1"), opdivo("r2"), herceptin("r2"));
    add(call, compound("r1", "m1"), medication("m1"), compound("r2", "m2"), medication("m2"));

    assertThat(numbers(Office.file(call)))
        .containsExactlyInAnyOrder(
            "J0202 VY*1", "J0202:JW VY*1", "J9271:JZ VY*1", "J9299:JZ VY*2", "J9355:JZ VY*2");
  }

  /** The parts say whose the claim's one compound is. */
  @Test
  void theCompoundOfAClaimLinksTheDrugsThatItNames() {
    Parameters call = call(lemtrada(""), keytruda(""), opdivo(""));
    prescribed(call, "r1");
    add(call, compound("r1", "m1"), medication("m1", LEMTRADA, KEYTRUDA));

    ToX12Operation.Answer answer = Office.write(call);

    assertThat(numbers(answer.files().get(0)))
        .containsExactly("J0202 VY*1", "J0202:JW VY*1", "J9271:JZ VY*1", "J9299:JZ");
    assertThat(answer.issues())
        .singleElement()
        .satisfies(issue -> assertThat(issue.text()).contains("of line 4 by"));
  }

  private static Parameters call(Administered... records) {
    Parameters call = Office.call(Office.price("professional", records));
    for (Administered record : records) {
      call.addParameter().setName("resource").setResource(record.record());
    }
    return call;
  }

  private static Administered lemtrada(String order) {
    return ordered(Office.lemtrada("5 mg"), order);
  }

  private static Administered keytruda(String order) {
    return ordered(given("a2", KEYTRUDA, "100 mg"), order);
  }

  private static Administered opdivo(String order) {
    return ordered(given("a3", "00003377412", "100 mg"), order);
  }

  private static Administered herceptin(String order) {
    return ordered(given("a4", "50242013201", "150 mg"), order);
  }

  private static Administered given(String id, String ndc, String vial) {
    return Administered.dose(vial)
        .id(id)
        .identifier(id)
        .ndc(ndc)
        .on("2025-08-02T11:00:00-05:00")
        .vial(vial)
        .reason("http://hl7.org/fhir/sid/icd-10-cm", "G35.D");
  }

  private static Administered ordered(Administered record, String order) {
    return order.isEmpty() ? record : record.request("MedicationRequest/" + order);
  }

  private static void prescribed(Parameters call, String order) {
    if (!order.isEmpty()) {
      Office.change(
          call, Claim.class, c -> c.setPrescription(new Reference("MedicationRequest/" + order)));
    }
  }

  private static MedicationRequest order(String id, String number) {
    MedicationRequest order = new MedicationRequest();
    order.addIdentifier().setValue(number);
    order.setId(id);
    return order;
  }

  private static MedicationRequest compound(String id, String medication) {
    MedicationRequest order = new MedicationRequest();
    order.setMedication(new Reference("Medication/" + medication)).setId(id);
    return order;
  }

  private static Medication medication(String id, String... ndcs) {
    Medication mixed = new Medication();
    for (String ndc : ndcs) {
      mixed.addIngredient().setItem(concept("NDC", ndc));
    }
    mixed.addIngredient().setItem(new CodeableConcept().setText("sodium chloride"));
    mixed.addIngredient().setItem(new CodeableConcept().setText("water"));
    mixed.setId(id);
    return mixed;
  }

  private static CodeableConcept concept(String system, String code) {
    String address =
        switch (system) {
          case "NDC" -> Canonicals.NDC;
          case "HCPCS" -> Canonicals.HCPCS;
          default -> Canonicals.RXNORM;
        };
    return new CodeableConcept(new Coding(address, code, null));
  }

  private static void add(Parameters call, Resource... resources) {
    for (Resource resource : resources) {
      call.addParameter().setName("resource").setResource(resource);
    }
  }

  /** Returns code and modifiers of each line, with its reference to a prescription. */
  private static List<String> numbers(String file) {
    List<String> lines = new ArrayList<>();
    for (String segment : file.split("~\n", -1)) {
      if (segment.startsWith("SV1*HC:")) {
        lines.add(segment.substring(7, segment.indexOf('*', 7)));
      } else if (segment.startsWith("REF*XZ") || segment.startsWith("REF*VY")) {
        lines.set(lines.size() - 1, lines.get(lines.size() - 1) + " " + segment.substring(4));
      }
    }
    return lines;
  }
}
