package org.priceunits.x12;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.hl7.fhir.r4.model.Address;
import org.hl7.fhir.r4.model.Claim;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.HumanName;
import org.hl7.fhir.r4.model.Organization;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Reference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.priceunits.domain.billing.result.IssueCode;
import org.priceunits.fhir.Canonicals;

/** What a Claim states is in the 837, or in an issue. */
class NothingVanishesTest {
  private static final String AT = "Parameters.parameter[0].resource.";

  @Test
  void whatAnotherPlaceCannotHoldIsNamedAndTheRestIsWritten() {
    Map<String, Consumer<Claim>> said = new TreeMap<>();
    said.put("total", c -> c.getTotal().setValue(new BigDecimal("1.00")));
    said.put("careTeam[1].role", c -> member(c, "operating"));
    said.put(
        "supportingInfo[2]",
        c ->
            c.addSupportingInfo()
                .setSequence(9)
                .setCategory(new CodeableConcept().setText("onset")));
    said.put("item[0].bodySite", c -> c.getItemFirstRep().getBodySite().setText("left eye"));
    said.put("item[0].udi", c -> c.getItemFirstRep().addUdi(new Reference("Device/d")));
    said.put(
        "item[0].detail[1]",
        c ->
            c.getItemFirstRep().addDetail().setSequence(2).getProductOrService().setText("filter"));
    said.put(
        "item[0].productOrService",
        c ->
            c.getItemFirstRep()
                .setDetail(null)
                .getProductOrService()
                .addCoding(new Coding(Canonicals.NDC, "58468020001", null)));
    said.put(
        "item[0].diagnosisSequence",
        c -> {
          VariedCalls.diagnoses(c);
          c.getItem().get(1).setDiagnosisSequence(null).addDiagnosisSequence(1);
        });
    said.forEach(
        (element, change) -> {
          Claim claim = Office.price("professional", Office.lemtrada("5 mg")).get(0);
          change.accept(claim);
          ToX12Operation.Answer answer = Office.write(Office.call(List.of(claim)));
          assertThat(answer.files()).as(element).hasSize(1);
          assertThat(answer.issues())
              .as(element)
              .singleElement()
              .satisfies(i -> assertThat(i.code()).isEqualTo(IssueCode.X12_LEFT_OUT))
              .satisfies(i -> assertThat(i.path()).isEqualTo(AT + element));
        });
  }

  /** A coding may have words alone: it is no code of any list. */
  @ParameterizedTest
  @CsvSource({"professional", "institutional"})
  void aCodingWithoutACodeIsNamed(String type) {
    Coding words = new Coding().setDisplay("Operating");
    Claim claim = Office.price(type, Office.lemtrada("5 mg")).get(0);
    int infos = claim.getSupportingInfo().size();
    member(claim, "");
    claim.getCareTeam().get(1).setRole(new CodeableConcept(words));
    claim.addSupportingInfo().setSequence(9).setCategory(new CodeableConcept(words));
    Parameters call = Office.call(List.of(claim));
    Office.change(
        call,
        Organization.class,
        o -> o.addIdentifier().setValue("1").setType(new CodeableConcept(words)));
    ToX12Operation.Answer answer = Office.write(call);

    assertThat(answer.files()).hasSize(1);
    assertThat(answer.issues())
        .extracting(X12Issue::path)
        .containsExactly(AT + "careTeam[1].role", AT + "supportingInfo[" + infos + "]");
    assertThat(answer.issues().get(0).text()).contains("names nobody as Operating.");
  }

  @Test
  void aPointerToNoDiagnosisIsRefused() {
    Claim claim = Office.price("professional", Office.lemtrada("5 mg")).get(0);
    claim.getItemFirstRep().addDiagnosisSequence(9);

    assertThat(Office.write(Office.call(List.of(claim))).issues())
        .extracting(X12Issue::path)
        .containsExactly(AT + "item[0].diagnosisSequence");
  }

  @Test
  void anOldNameOrAddressIsNotWritten() {
    Parameters call = Office.call(Office.price("professional", Office.lemtrada("5 mg")));
    Office.change(
        call,
        Patient.class,
        p -> {
          HumanName maiden =
              new HumanName().setUse(HumanName.NameUse.MAIDEN).setFamily("ROE").addGiven("JANE");
          Address old =
              new Address()
                  .setUse(Address.AddressUse.OLD)
                  .addLine("9 OLD ROAD")
                  .setCity("DURHAM")
                  .setState("NC")
                  .setPostalCode("27701");
          p.getName().add(0, maiden);
          p.getAddress().add(0, old);
        });

    assertThat(Office.file(call))
        .contains("NM1*IL*1*DOE*JANE*", "N3*1 ELM STREET~")
        .doesNotContain("ROE", "OLD ROAD");
  }

  private static void member(Claim claim, String role) {
    claim
        .addCareTeam()
        .setSequence(2)
        .setProvider(new Reference("Practitioner/d1"))
        .setRole(new CodeableConcept(new Coding("", role, null)));
  }
}
