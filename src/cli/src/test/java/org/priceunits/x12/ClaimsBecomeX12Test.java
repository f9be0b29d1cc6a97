package org.priceunits.x12;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.priceunits.x12.Office.lemtrada;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.hl7.fhir.r4.model.Address;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.Claim;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Coverage;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.DateType;
import org.hl7.fhir.r4.model.DecimalType;
import org.hl7.fhir.r4.model.MedicationRequest;
import org.hl7.fhir.r4.model.Organization;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Period;
import org.hl7.fhir.r4.model.Practitioner;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.StringType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.priceunits.domain.billing.result.IssueCode;
import org.priceunits.fhir.Canonicals;
import org.priceunits.pricing.CallRefusedException;

class ClaimsBecomeX12Test {
  private static final String CONTROL =
      Office.price("professional", lemtrada("5 mg"))
          .get(0)
          .getIdentifier()
          .get(0)
          .getValue()
          .substring(0, 17);

  @Test
  void aProfessionalClaimIsWhole() {
    assertThat(Office.file(call("professional")))
        .isEqualTo(
            """
            ISA*00*          *00*          *ZZ*SUB001         *ZZ*REC001         *261129*1234*^*00501*000000007*0*T*:~
            GS*HC*SUB001*REC001*20261129*1234*7*X*005010X222A1~
            ST*837*0001*005010X222A1~
            BHT*0019*00*000000007-0001*20261129*1234*CH~
            NM1*41*2*SMITH INFUSION*****46*SUB001~
            PER*IC*BILLING OFFICE*TE*3365550100~
            NM1*40*2*CLEARINGHOUSE*****46*REC001~
            HL*1**20*1~
            NM1*85*2*SMITH INFUSION CENTER*****XX*1234567893~
            N3*100 MAIN STREET~
            N4*GREENSBORO*NC*274011234~
            REF*EI*123456789~
            HL*2*1*22*0~
            SBR*P*18*******MB~
            NM1*IL*1*DOE*JANE*Q***MI*1EG4TE5MK73~
            N3*1 ELM STREET~
            N4*GREENSBORO*NC*27401~
            DMG*D8*19700131*F~
            NM1*PR*2*MEDICARE*****PI*11502~
            CLM*%1$s*29288.42***22:B:1*Y*A*Y*Y~
            HI*ABK:G35D~
            NM1*82*1*JONES*ANN****XX*1245319599~
            LX*1~
            SV1*HC:J0202*12203.51*UN*5*22**1~
            DTP*472*D8*20250802~
            REF*6R*%1$s-1~
            LIN**N4*58468020001~
            CTP****0.5*ML~
            LX*2~
            SV1*HC:J0202:JW*17084.91*UN*7*22**1~
            DTP*472*D8*20250802~
            REF*6R*%1$s-2~
            LIN**N4*58468020001~
            CTP****0.7*ML~
            SE*33*0001~
            GE*1*7~
            IEA*1*000000007~
            """
                .formatted(CONTROL));
  }

  @Test
  void anInstitutionalClaimHasItsOwnSegments() {
    assertThat(Office.file(call("institutional")))
        .contains(
            "*005010X223A2~",
            "***13:A:1**A*Y*Y~\n"
                + "DTP*434*RD8*20250802-20250802~\n"
                + "CL1*3*1*01~\n"
                + "HI*ABK:G35D~\n"
                + "NM1*71*1*JONES*ANN****XX*1245319599~",
            "SV2*0636*HC:J0202*12203.51*UN*5~",
            "SV2*0636*HC:J0202:JW*17084.91*UN*7~");
  }

  @Test
  void linesAloneNeedNothingAboutTheirPatient() {
    Claim claim = Office.price("professional", lemtrada("5 mg")).get(0);
    claim.setPatient(null).setInsurance(List.of()).setProvider(null).setIdentifier(List.of());
    claim.setDiagnosis(List.of());
    Parameters call = new Parameters();
    call.addParameter().setName("claim").setResource(claim);
    call.addParameter().setName("scope").setValue(new CodeType("lines"));

    assertThat(Office.file(call))
        .startsWith(
            "LX*1~\nSV1*HC:J0202*12203.51*UN*5*22~\nDTP*472*D8*20250802~\nREF*6R*1~\nLIN**N4*");
  }

  @Test
  void whatLacksIsOneListWithThePathOfEach() {
    Parameters bare = new Parameters();
    Claim claim = Office.price("professional", lemtrada("5 mg")).get(0);
    claim.setDiagnosis(List.of()).getItem().forEach(i -> i.setNet(null).setDiagnosisSequence(null));
    bare.addParameter().setName("claim").setResource(claim);
    String at = "Parameters.parameter[0].resource";

    ToX12Operation.Answer answer = Office.write(bare);

    assertThat(answer.files()).isEmpty();
    assertThat(answer.issues())
        .extracting(X12Issue::path)
        .contains(
            "",
            at + ".provider",
            at + ".patient",
            at + ".insurance.coverage",
            at + ".diagnosis",
            at + ".item[0].net",
            at + ".item[1].diagnosisSequence");
    assertThat(answer.issues())
        .extracting(X12Issue::text)
        .anyMatch(t -> t.contains("usage"))
        .anyMatch(t -> t.contains("interchangeControlNumber"))
        .anyMatch(t -> t.contains("submitter"))
        .anyMatch(t -> t.contains("claim-frequency"));
    assertThat(answer.issues()).extracting(X12Issue::code).contains(IssueCode.CHARGE_MISSING);
  }

  @Test
  void eachElementOfTheReferredResourcesIsNamed() {
    Parameters call = Office.without(call("professional"), "claimInformation");
    Office.change(
        call,
        Organization.class,
        o -> o.setIdentifier(List.of()).setAddress(List.of(new Address())));
    Office.change(call, Patient.class, p -> p.setGender(null).setBirthDate(null));
    Office.change(call, Coverage.class, c -> c.setSubscriberId(null));

    assertThat(Office.write(call).issues())
        .extracting(X12Issue::text)
        .contains(
            "An 837 needs the NPI of the billing provider: ten digits, system"
                + " http://hl7.org/fhir/sid/us-npi. Add it.")
        .anyMatch(t -> t.contains("tax id"))
        .anyMatch(t -> t.contains("street"))
        .anyMatch(t -> t.contains("ZIP code of the billing provider, nine digits"))
        .anyMatch(t -> t.contains("member id"))
        .anyMatch(t -> t.contains("birth date"))
        .anyMatch(t -> t.contains("sex"))
        .anyMatch(t -> t.contains("claim-frequency"))
        .anyMatch(t -> t.contains("accept-assignment"))
        .anyMatch(t -> t.contains("benefits-assignment"))
        .anyMatch(t -> t.contains("release-of-information"))
        .anyMatch(t -> t.contains("provider-signature"))
        .anyMatch(t -> t.contains("claim-filing-indicator"));
  }

  @ParameterizedTest
  @CsvSource({
    "M\u00fcller*",
    "\u0416ukov",
    "A*B",
    "A:B",
    "A~B",
    "A^B",
    "'A\tB'",
    "dose \u2260 5 mg",
    "2\u03385 mg",
    "10 \u00b5/kg",
  })
  void textThatX12ForbidsIsAnIssue(String name) {
    Parameters call = call("professional");
    Office.change(call, Patient.class, p -> p.getNameFirstRep().setFamily(name));

    ToX12Operation.Answer answer = Office.write(call);

    assertThat(answer.files()).isEmpty();
    assertThat(answer.issues())
        .extracting(X12Issue::code, X12Issue::path)
        .containsExactly(
            tuple(IssueCode.X12_VALUE_NOT_VALID, "Parameters.parameter[4].resource.name.family"));
  }

  /** What has another form of the same meaning is written in it, and said. */
  @ParameterizedTest
  @CsvSource({
    "M\u00fcller, Muller",
    "Mu\u0308ller, Muller",
    "Nu\u00f1ez-Garc\u00eda, Nunez-Garcia",
    "Stra\u00dfe, Strasse",
    "J\u00f8rgensen, Jorgensen",
    "O\u2019Neil, O'Neil",
    "100 \u00b5g, 100 mcg",
    "100 \u03bcg, 100 mcg",
    "5 \u00b5L, 5 uL",
    "A\u00a0B, A B",
  })
  void textWithAnotherFormIsWrittenInIt(String name, String written) {
    Parameters call = call("professional");
    Office.change(call, Patient.class, p -> p.getNameFirstRep().setFamily(name));

    ToX12Operation.Answer answer = Office.write(call);

    assertThat(answer.files().get(0)).contains("NM1*IL*1*" + written + "*JANE*");
    assertThat(answer.issues())
        .singleElement()
        .satisfies(issue -> assertThat(issue.code()).isEqualTo(IssueCode.X12_TEXT_REWRITTEN))
        .satisfies(issue -> assertThat(issue.path()).endsWith(".resource.name.family"))
        .satisfies(issue -> assertThat(issue.text()).contains("written as \"" + written + "\""));
  }

  /** An identifier with other characters would be another. */
  @Test
  void anIdentifierIsNotRewritten() {
    Parameters call = call("professional");
    Office.change(call, Coverage.class, c -> c.setSubscriberId("\u00c9G4"));

    assertThat(Office.write(call).issues())
        .extracting(X12Issue::code)
        .containsExactly(IssueCode.X12_VALUE_NOT_VALID);
  }

  @Test
  void theWordsOfADrugAreRewritten() {
    Claim claim = Office.price("professional", Office.lemtrada("12 mg")).get(0);
    claim
        .getItemFirstRep()
        .setProductOrService(
            new CodeableConcept(new Coding(Canonicals.HCPCS, "J9999", null))
                .setText("testumab 40 \u00b5g"));

    assertThat(Office.file(Office.call(List.of(claim)))).contains("testumab 40 mcg");
  }

  @Test
  void theChargeIsTheLimitTimesTheOperatorsFactor() {
    assertThat(
            Office.file(Office.with(call("professional"), "chargeFactor", new DecimalType("1.5"))))
        .contains("CLM*" + CONTROL + "*43932.64*", "*18305.27*UN*5*", "*25627.37*UN*7*");
  }

  @Test
  void theDiscardIsSaidInWordsWhereAsked() {
    assertThat(Office.file(Office.with(call("professional"), "discardNote", new BooleanType(true))))
        .containsOnlyOnce("NTE*ADD*DISCARDED 7 mg, GIVEN 5 mg~");
  }

  @Test
  void anUnclassifiedCodeHasWordsOnItsLine() {
    Claim claim = Office.price("professional", lemtrada("5 mg")).get(0);
    claim.getItem().get(0).setProductOrService(concept("J9999").setText("LEMTRADA 5 mg"));
    claim.getItem().get(1).getProductOrService().setText("Injection, alemtuzumab, 1 mg");

    assertThat(Office.file(Office.call(List.of(claim))))
        .contains("SV1*HC:J9999:::::LEMTRADA 5 mg*", "NTE*ADD*LEMTRADA 5 mg~", "SV1*HC:J0202:JW*");
  }

  @Test
  void aPrescriptionNumberAndAPeriodAreWritten() {
    Claim claim = Office.price("professional", lemtrada("5 mg")).get(0);
    Period period = new Period();
    period.getStartElement().setValueAsString("2025-08-02");
    period.getEndElement().setValueAsString("2025-08-04");
    claim.getItem().get(0).setServiced(period).setId("OWN-LINE-1");
    claim.setPrescription(new Reference("MedicationRequest/r1"));
    MedicationRequest request = new MedicationRequest();
    request.addIdentifier().setValue("RX778");
    request.setId("r1");
    Parameters call = Office.call(List.of(claim));
    call.addParameter().setName("resource").setResource(request);

    assertThat(Office.file(call))
        .contains(
            "DTP*472*RD8*20250802-20250804~\nREF*6R*OWN-LINE-1~", "CTP****0.5*ML~\nREF*XZ*RX778~");
  }

  @Test
  void aDependentStandsBelowTheSubscriber() {
    Parameters call = call("professional");
    Patient parent = new Patient();
    parent.setId("p2");
    Office.change(
        call,
        Patient.class,
        p -> {
          p.copyValues(parent);
          parent.setId("p2");
          parent.getNameFirstRep().setGiven(List.of(new StringType("ANN")));
        });
    call.addParameter().setName("resource").setResource(parent);
    Office.change(
        call,
        Coverage.class,
        c ->
            c.setSubscriber(new Reference("Patient/p2"))
                .setRelationship(new CodeableConcept(new Coding("", "child", ""))));

    assertThat(Office.file(call))
        .contains(
            "HL*2*1*22*1~\nSBR*P********MB~\nNM1*IL*1*DOE*ANN",
            "HL*3*2*23*0~\nPAT*19~\nNM1*QC*1*DOE*JANE*Q~");
  }

  @ParameterizedTest
  @CsvSource({"1234567893, true", "1245319599, true", "1234567890, false", "1234567983, false"})
  void anNpiWithAWrongCheckDigitIsRefused(String npi, boolean right) {
    Parameters call = call("professional");
    Office.change(call, Organization.class, o -> o.getIdentifier().get(0).setValue(npi));

    assertThat(Office.write(call).issues())
        .extracting(X12Issue::path)
        .isEqualTo(right ? List.of() : List.of("Parameters.parameter[1].resource.identifier"));
  }

  @ParameterizedTest
  @CsvSource({
    "http://hl7.org/fhir/sid/icd-10-cm, G35.D, HI*ABK:G35D*ABF:I10~",
    "http://hl7.org/fhir/sid/icd-9-cm, 340, HI*BK:340*BF:I10~"
  })
  void diagnosesAreMarkedByTheirCodeSystem(String system, String code, String segment) {
    Claim claim = Office.price("professional", lemtrada("5 mg")).get(0);
    claim.setDiagnosis(new ArrayList<>());
    for (String each : List.of(code, "I10")) {
      claim
          .addDiagnosis()
          .setSequence(claim.getDiagnosis().size())
          .setDiagnosis(new CodeableConcept(new Coding(system, each, null)));
    }
    claim.getItem().forEach(item -> item.setDiagnosisSequence(null).addDiagnosisSequence(1));

    assertThat(Office.file(Office.call(List.of(claim)))).contains(segment);
  }

  @ParameterizedTest
  @CsvSource({"professional", "institutional"})
  void whatThePayerWantsToReadOfTheClaimIsItsNote(String type) {
    Parameters call = call(type);
    call.addParameter(Office.information("claim-note", "SECOND COURSE"));

    assertThat(Office.file(call)).containsOnlyOnce("NTE*ADD*SECOND COURSE~");
  }

  @Test
  void aTypeOfBillForAllClaimsStandsWhereAClaimHasNone() {
    Claim own = Office.price("institutional", lemtrada("5 mg")).get(0);
    Claim without = own.copy();
    without.setIdentifier(null).addIdentifier().setValue("H2");
    without
        .getSupportingInfo()
        .removeIf(i -> i.getCode().getCodingFirstRep().getCode().equals("type-of-bill"));
    Parameters call = Office.call(List.of(own, without));
    call.addParameter(Office.information("type-of-bill", "0853"));

    assertThat(Office.file(call)).contains("***13:A:1**", "CLM*H2*29288.42***85:A:3**");
  }

  @Test
  void claimInformationOfAnUnknownKindRefusesTheCall() {
    Parameters call = call("professional");
    call.addParameter(Office.information("claim-notes", "SECOND COURSE"));

    assertThatThrownBy(() -> Office.write(call)).hasMessageContaining("claim-note, ");
  }

  @Test
  void discardedDrugsAtTheEndOfAClaimAreSplitToo() {
    Claim claim = Office.price("professional", lemtrada("5 mg")).get(0);
    List<Claim.ItemComponent> pair = new ArrayList<>(claim.getItem());
    pair.forEach(line -> line.getNet().setValue(1));
    claim.setItem(null).addItem(pair.get(0).setSequence(1));
    for (int i = 0; i < 100; i++) {
      claim.addItem(pair.get(1).copy().setSequence(i + 2));
    }

    assertThat(Office.file(Office.call(List.of(claim))))
        .contains("NTE*ADD*Claim 3 of 3~", "LX*50~")
        .doesNotContain("LX*51~");
  }

  @Test
  void aHospitalsClaimOfAThousandLinesIsSplit() {
    Claim claim = Office.price("institutional", lemtrada("5 mg")).get(0);
    Claim.ItemComponent line = claim.getItem().get(0);
    claim.setItem(null);
    for (int i = 1; i <= 1000; i++) {
      claim.addItem(line.copy().setSequence(i));
    }

    assertThat(Office.file(Office.call(List.of(claim))))
        .contains("LX*999~", "CLM*" + CONTROL + "-2*12203.51*")
        .doesNotContain("LX*1000~");
  }

  @Test
  void whatIsNotWrittenIsRefused() {
    Map<String, Consumer<Claim>> said = new TreeMap<>();
    said.put("use", c -> c.setUse(Claim.Use.PREAUTHORIZATION));
    said.put("status", c -> c.setStatus(Claim.ClaimStatus.CANCELLED));
    said.put("referral", c -> c.setReferral(new Reference("ServiceRequest/s")));
    said.put("accident", c -> c.getAccident().setDateElement(new DateType("2025-08-01")));
    said.put("insurance.preAuthRef", c -> c.getInsuranceFirstRep().addPreAuthRef("PA1"));
    said.put("payee", c -> c.getPayee().getType().setText("other"));
    said.put("procedure", c -> c.addProcedure().setSequence(1));
    said.put("item.programCode", c -> c.getItemFirstRep().addProgramCode().setText("program"));
    said.put("supportingInfo", c -> information(c, "attachment"));
    said.put("related.reference", c -> c.addRelated().getReference().setValue("ICN1"));
    said.forEach(
        (element, change) -> {
          Claim claim = Office.price("professional", lemtrada("5 mg")).get(0);
          change.accept(claim);
          assertThat(Office.write(Office.call(List.of(claim))).issues())
              .extracting(X12Issue::path)
              .as(element)
              .containsExactly("Parameters.parameter[0].resource." + element);
        });
  }

  @Test
  void aRenderingProviderWhoIsNotThereIsAskedFor() {
    Claim claim = Office.price("professional", lemtrada("5 mg")).get(0);
    claim.setCareTeam(null);
    member(claim, "rendering", "Practitioner/unknown");

    assertThat(Office.write(Office.call(List.of(claim))).issues())
        .extracting(X12Issue::path)
        .containsExactly("Parameters.parameter[0].resource.careTeam.provider");
  }

  @Test
  void twoLinesOfOneIdentifierAreRefused() {
    Claim claim = Office.price("professional", lemtrada("5 mg")).get(0);
    claim.getItem().forEach(item -> item.setId("same"));

    assertThat(Office.write(Office.call(List.of(claim))).issues())
        .extracting(X12Issue::path)
        .containsExactly("Parameters.parameter[0].resource.item[1].id");
  }

  @ParameterizedTest
  @CsvSource({
    "2025-08-03, 2025-08-01, .billablePeriod",
    "2025-08-03, 2025-08-31, .billablePeriod",
    "2025-08-01, 2025-08-31, ''"
  })
  void thePeriodOfAHospitalHoldsItsLines(String from, String to, String element) {
    Claim claim = Office.price("institutional", lemtrada("12 mg")).get(0);
    claim
        .getBillablePeriod()
        .setStartElement(new DateTimeType(from))
        .setEndElement(new DateTimeType(to));

    assertThat(Office.write(Office.call(List.of(claim))).issues())
        .extracting(X12Issue::path)
        .isEqualTo(
            element.isEmpty() ? List.of() : List.of("Parameters.parameter[0].resource" + element));
  }

  private static void member(Claim claim, String role, String who) {
    claim
        .addCareTeam()
        .setSequence(claim.getCareTeam().size())
        .setProvider(new Reference(who))
        .getRole()
        .addCoding()
        .setCode(role);
  }

  private static void information(Claim claim, String category) {
    claim
        .addSupportingInfo()
        .setSequence(claim.getSupportingInfo().size())
        .getCategory()
        .addCoding()
        .setCode(category);
  }

  @Test
  void aPayerAfterAnotherIsRefused() {
    Parameters call = call("professional");
    Office.change(call, Coverage.class, c -> c.setOrder(2));

    assertThat(Office.write(call).issues())
        .extracting(X12Issue::text)
        .containsExactly(
            "What a payer before this one paid is not written here (coordination of benefits)."
                + " Write the claim elsewhere, with scope lines.");
  }

  @Test
  void aClaimThatReplacesAnotherNamesIt() {
    Claim claim = Office.price("professional", lemtrada("5 mg")).get(0);
    Parameters call = Office.without(Office.call(List.of(claim)), "claimInformation");
    Office.call(List.of(claim)).getParameter().stream()
        .filter(p -> p.getName().equals("claimInformation"))
        .filter(p -> !p.getPart().get(0).getValue().primitiveValue().equals("claim-frequency"))
        .forEach(call::addParameter);
    call.addParameter(Office.information("claim-frequency", "7"));
    assertThat(Office.write(call).issues())
        .extracting(X12Issue::path)
        .containsExactly("Parameters.parameter[0].resource.related.reference");

    Office.change(call, Claim.class, c -> c.addRelated().getReference().setValue("ICN1"));

    assertThat(Office.file(call)).contains(":B:7*", "~\nREF*F8*ICN1~\nHI*");
  }

  @Test
  void aPractitionerWhoBillsIsNamedOnce() {
    Parameters call = call("professional");
    Office.change(
        call,
        Practitioner.class,
        p -> {
          p.addIdentifier().setSystem("urn:oid:2.16.840.1.113883.4.4").setValue("123456789");
          p.addAddress()
              .addLine("100 MAIN STREET")
              .setCity("GREENSBORO")
              .setState("NC")
              .setPostalCode("274011234");
        });
    Office.change(call, Claim.class, c -> c.setProvider(new Reference("Practitioner/d1")));

    assertThat(Office.file(call)).contains("NM1*85*1*JONES").doesNotContain("NM1*82*");
  }

  @Test
  void aLongIdOfALineIsNoIdentifierOfIt() {
    Claim claim = Office.price("professional", lemtrada("5 mg")).get(0);
    claim.getItem().get(0).setId("123e4567-e89b-12d3-a456-426614174000");
    claim.getItem().get(0).getProductOrService().getCodingFirstRep().setCode("j0202");

    assertThat(Office.file(Office.call(List.of(claim))))
        .contains("REF*6R*" + CONTROL + "-1~", "SV1*HC:J0202*");
  }

  @Test
  void aClaimOfManyLinesIsSplitAndPairsStayTogether() {
    Claim claim = Office.price("professional", lemtrada("5 mg")).get(0);
    List<Claim.ItemComponent> pair = new ArrayList<>(claim.getItem());
    pair.forEach(line -> line.getNet().setValue(1));
    claim.setTotal(null).setItem(null);
    claim.addItem(pair.get(0).copy().setSequence(1));
    for (int i = 0; i < 30; i++) {
      claim.addItem(pair.get(0).copy().setSequence(2 * i + 2));
      claim.addItem(pair.get(1).copy().setSequence(2 * i + 3));
    }

    String file = Office.file(Office.call(List.of(claim)));

    assertThat(file)
        .contains(
            "CLM*" + CONTROL + "-1*",
            "NTE*ADD*Claim 1 of 2~",
            "CLM*" + CONTROL + "-2*",
            "NTE*ADD*Claim 2 of 2~",
            "LX*49~")
        .doesNotContain("LX*50~");
    assertThat(Office.write(Office.call(List.of(claim))).issues())
        .extracting(X12Issue::code)
        .containsExactly(IssueCode.CLAIM_SPLIT);
  }

  @Test
  void eachTypeHasItsFileAndEachPayerItsTransaction() {
    List<Claim> claims = new ArrayList<>(Office.price("professional", lemtrada("5 mg")));
    claims.addAll(Office.price("institutional", lemtrada("5 mg").identifier("b")));
    claims.get(1).setIdentifier(null).addIdentifier().setValue("H1");
    Claim other = claims.get(0).copy();
    other.setIdentifier(null).addIdentifier().setValue("P2");
    other.getInsuranceFirstRep().setCoverage(new Reference("Coverage/c2"));
    claims.add(other);
    Parameters call = Office.call(claims);
    Coverage second = new Coverage();
    Office.change(call, Coverage.class, c -> c.copyValues(second));
    second.setPayor(List.of(new Reference("Organization/payer2"))).setId("c2");
    Organization payer = new Organization().setName("CIGNA");
    payer.addIdentifier().setValue("62308");
    payer.setId("payer2");
    call.addParameter().setName("resource").setResource(second);
    call.addParameter().setName("resource").setResource(payer);

    ToX12Operation.Answer answer = Office.write(call);

    assertThat(answer.issues()).isEmpty();
    assertThat(answer.files()).hasSize(2);
    assertThat(answer.files().get(0))
        .contains("*000000007*0*T*", "ST*837*0001*", "ST*837*0002*", "GE*2*7~");
    assertThat(answer.files().get(1)).contains("*000000008*0*T*", "005010X223A2", "GE*1*8~");
  }

  /** The guide's lengths: of an organization's name, a person's names and a street. */
  @ParameterizedTest
  @CsvSource({
    "organization, 60, .name",
    "family, 60, .name.family",
    "given, 35, .name.given",
    "street, 55, .address.line",
    "city, 30, .address.city",
  })
  void textThatIsTooLongIsAnIssueAndTheLongestIsWritten(String what, int most, String element) {
    for (int length : new int[] {most - 1, most, most + 1}) {
      String text = "N".repeat(length);
      Parameters call = call("professional");
      Office.change(
          call, Organization.class, o -> o.setName(what.equals("organization") ? text : "A B"));
      Office.change(call, Patient.class, p -> lengthened(p, what, text));

      ToX12Operation.Answer answer = Office.write(call);

      assertThat(String.join("", answer.files()).contains("*" + text)).isEqualTo(length <= most);
      assertThat(answer.issues())
          .as(what + length)
          .hasSize(length <= most ? 0 : 1)
          .allSatisfy(issue -> assertThat(issue.code()).isEqualTo(IssueCode.X12_VALUE_NOT_VALID))
          .allSatisfy(issue -> assertThat(issue.path()).endsWith(".resource" + element))
          .allSatisfy(
              issue ->
                  assertThat(issue.text())
                      .contains("%d characters, and %d is the most".formatted(length, most)));
    }
  }

  private static void lengthened(Patient patient, String what, String text) {
    switch (what) {
      case "family" -> patient.getNameFirstRep().setFamily(text);
      case "given" -> patient.getNameFirstRep().setGiven(List.of(new StringType(text)));
      case "street" -> patient.getAddressFirstRep().setLine(List.of(new StringType(text)));
      case "city" -> patient.getAddressFirstRep().setCity(text);
      default -> {}
    }
  }

  @ParameterizedTest
  @CsvSource({"79, true", "80, true", "81, false"})
  void aRemarkHoldsEightyCharacters(int length, boolean written) {
    String text = "N".repeat(length);
    Parameters call = call("professional");
    call.addParameter(Office.information("claim-note", text));
    Office.change(
        call,
        Claim.class,
        c -> c.getItem().get(0).setProductOrService(concept("J9999").setText(text)));

    ToX12Operation.Answer answer = Office.write(call);

    assertThat(answer.files()).hasSize(written ? 1 : 0);
    assertThat(String.join("", answer.files()).split("NTE\\*ADD\\*" + text + "~", -1))
        .hasSize(written ? 3 : 1);
    assertThat(answer.issues())
        .extracting(X12Issue::path)
        .isEqualTo(
            written
                ? List.of()
                : List.of(
                    "Parameters.parameter[0].resource.item[0].productOrService.text",
                    "Parameters.parameter[0].resource.item[0]",
                    "Parameters.parameter[0].resource.supportingInfo"));
  }

  @Test
  void whatALineCannotHoldIsRefused() {
    Claim claim = Office.price("professional", lemtrada("5 mg")).get(0);
    Claim.ItemComponent item = claim.getItem().get(0);
    for (String modifier : List.of("TB", "PO", "JA", "KX", "RT")) {
      item.addModifier(concept(modifier));
    }
    item.getQuantity().setUnit("mg");
    item.getNet().setValue(new BigDecimal("1.005"));
    item.getDetail().get(0).getProductOrService().getCoding().get(0).setCode("999999999999");
    claim.getItem().get(1).getDetail().get(0).setQuantity(null);

    assertThat(Office.write(Office.call(List.of(claim))).issues())
        .extracting(X12Issue::path)
        .containsExactlyInAnyOrder(
            "Parameters.parameter[0].resource.item[0].modifier",
            "Parameters.parameter[0].resource.item[0].quantity",
            "Parameters.parameter[0].resource.item[0].net",
            "Parameters.parameter[0].resource.item[0].detail[0].productOrService",
            "Parameters.parameter[0].resource.item[1].detail[0].quantity");
  }

  @ParameterizedTest
  @CsvSource({
    "usage, X",
    "interchangeControlNumber, 0",
    "scope, all",
    "chargeFactor, -1",
    "discardNote, yes",
    "other, 1"
  })
  void anInputThatCannotBeUsedRefusesTheCall(String name, String value) {
    Parameters call = Office.with(call("professional"), name, new StringType(value));

    assertThatThrownBy(() -> Office.write(call)).isInstanceOf(CallRefusedException.class);
  }

  @Test
  void aCallWithoutAClaimIsNotUnderstood() {
    assertThatThrownBy(() -> Office.write(new Parameters())).hasMessageContaining("no claim");
  }

  private static Parameters call(String type) {
    return Office.call(Office.price(type, lemtrada("5 mg")));
  }

  private static CodeableConcept concept(String code) {
    return new CodeableConcept(new Coding(Canonicals.HCPCS, code, null));
  }
}
