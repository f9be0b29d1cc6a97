package org.priceunits.x12;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.hl7.fhir.r4.model.Address;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.Claim;
import org.hl7.fhir.r4.model.Claim.ItemComponent;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Coverage;
import org.hl7.fhir.r4.model.DecimalType;
import org.hl7.fhir.r4.model.Location;
import org.hl7.fhir.r4.model.MedicationRequest;
import org.hl7.fhir.r4.model.Organization;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Parameters.ParametersParameterComponent;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Period;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.StringType;
import org.priceunits.fhir.Canonicals;

/** Calls that differ in everything that an 837 of drugs can say, each with nothing lacking. */
public final class VariedCalls {
  private static final String ICD_10 = "http://hl7.org/fhir/sid/icd-10-cm";

  private VariedCalls() {}

  /** Returns the calls by a name, professional ones before institutional ones. */
  public static Map<String, Parameters> all() {
    Map<String, Parameters> calls = new LinkedHashMap<>();
    for (String type : List.of("professional", "institutional")) {
      calls.put(type + " dependent", dependent(call(type)));
      calls.put(type + " two payers", secondPayer(call(type)));
      calls.put(type + " Medicare second", medicareSecond(call(type)));
      calls.put(type + " pay-to", payTo(call(type)));
      calls.put(type + " abroad", abroad(call(type)));
      calls.put(type + " many diagnoses", claim(type, VariedCalls::diagnoses));
      calls.put(type + " period, prescription", prescription(claim(type, VariedCalls::period)));
      calls.put(
          type + " facility",
          facility(claim(type, c -> c.setFacility(new Reference("Location/l1")))));
      calls.put(type + " unclassified, four modifiers", claim(type, VariedCalls::unclassified));
      calls.put(type + " replaces", replaces(type));
      calls.put(type + " many lines", claim(type, VariedCalls::manyLines));
      calls.put(
          type + " notes, charges",
          Office.with(
              Office.with(noted(call(type)), "discardNote", new BooleanType(true)),
              "chargeFactor",
              new DecimalType("2.75")));
    }
    for (String unit : List.of("F2", "GR", "ME", "ML", "UN")) {
      calls.put("professional unit " + unit, claim("professional", c -> unit(c, unit)));
    }
    calls.put("institutional visit", visit());
    return calls;
  }

  private static Parameters call(String type) {
    return claim(type, claim -> {});
  }

  private static Parameters claim(String type, Consumer<Claim> change) {
    Claim claim = Office.price(type, Office.lemtrada("5 mg")).get(0);
    change.accept(claim);
    return Office.call(List.of(claim));
  }

  static void unit(Claim claim, String unit) {
    claim
        .getItem()
        .forEach(
            item ->
                item.getDetailFirstRep()
                    .getQuantity()
                    .setUnit(unit)
                    .setSystem(Canonicals.UCUM)
                    .setCode(Codes.NDC_UNITS.get(unit)));
  }

  private static Parameters dependent(Parameters call) {
    Patient parent = new Patient();
    Office.change(call, Patient.class, p -> p.copyValues(parent));
    parent.setId("p2");
    parent.getNameFirstRep().setGiven(List.of(new StringType("ANN"))).addSuffix("JR");
    Office.change(
        call,
        Coverage.class,
        c -> {
          c.setSubscriber(new Reference("Patient/p2"))
              .setRelationship(new CodeableConcept(new Coding("", "child", "")));
          c.addClass_().setValue("GROUP-7").getType().addCoding().setCode("group");
        });
    call.addParameter().setName("resource").setResource(parent);
    return call;
  }

  /** Adds a payer after the first. */
  public static Parameters secondPayer(Parameters call) {
    Coverage second = new Coverage();
    Office.change(call, Coverage.class, c -> c.copyValues(second));
    second.setPayor(List.of(new Reference("Organization/payer2"))).setOrder(2).setId("c2");
    second.setType(kindOfPayer("CI"));
    second.setSubscriberId("SECOND77");
    Organization payer = new Organization().setName("CIGNA");
    payer.addIdentifier().setValue("62308");
    payer.setId("payer2");
    call.addParameter().setName("resource").setResource(second);
    call.addParameter().setName("resource").setResource(payer);
    Office.change(
        call,
        Claim.class,
        c -> {
          c.getInsuranceFirstRep().setFocal(true);
          c.addInsurance().setSequence(2).setFocal(false).setCoverage(new Reference("Coverage/c2"));
        });
    return call;
  }

  /** Makes Medicare the payer after that of an employer's plan. */
  static Parameters medicareSecond(Parameters call) {
    secondPayer(call);
    Office.change(call, Coverage.class, c -> c.setType(kindOfPayer("CI")));
    second(call).setType(kindOfPayer("MB").addCoding(new Coding(InsuranceType.SYSTEM, "12", null)));
    return call;
  }

  static CodeableConcept kindOfPayer(String code) {
    return Codes.concept(CoverageReading.FILING, code);
  }

  /** Returns the coverage of the payer after the first. */
  static Coverage second(Parameters call) {
    return call.getParameter().stream()
        .map(ParametersParameterComponent::getResource)
        .filter(Coverage.class::isInstance)
        .map(Coverage.class::cast)
        .filter(c -> c.getIdPart().equals("c2"))
        .findFirst()
        .orElseThrow();
  }

  /** Adds a box to the billing provider, where its mail goes. */
  public static Parameters payTo(Parameters call) {
    Office.change(
        call,
        Organization.class,
        o ->
            o.getAddress()
                .add(
                    0,
                    new Address()
                        .addLine("PO BOX 77")
                        .setCity("CHARLOTTE")
                        .setState("NC")
                        .setPostalCode("28201-0077")));
    return call;
  }

  private static Parameters abroad(Parameters call) {
    Office.change(
        call,
        Patient.class,
        p ->
            p.setAddress(
                List.of(
                    new Address()
                        .addLine("1 HIGH STREET")
                        .setCity("LEEDS")
                        .setPostalCode("LS1 1AA")
                        .setCountry("GBR"))));
    return call;
  }

  static void diagnoses(Claim claim) {
    claim.setDiagnosis(new ArrayList<>());
    for (int i = 1; i <= 12; i++) {
      claim
          .addDiagnosis()
          .setSequence(i)
          .setDiagnosis(new CodeableConcept(new Coding(ICD_10, "C50.%03d".formatted(i), null)));
    }
    for (ItemComponent item : claim.getItem()) {
      item.setDiagnosisSequence(null);
      List.of(12, 3, 1, 7, 5).forEach(item::addDiagnosisSequence);
    }
  }

  private static void period(Claim claim) {
    Period period = new Period();
    period.getStartElement().setValueAsString("2025-08-02");
    period.getEndElement().setValueAsString("2025-08-04");
    claim.getItem().get(0).setServiced(period);
    claim.setBillablePeriod(period.copy());
    claim.setPrescription(new Reference("MedicationRequest/r1"));
  }

  private static Parameters prescription(Parameters call) {
    MedicationRequest request = new MedicationRequest();
    request.addIdentifier().setValue("RX778");
    request.setId("r1");
    call.addParameter().setName("resource").setResource(request);
    return call;
  }

  private static Parameters facility(Parameters call) {
    Location place = new Location().setName("WEST CLINIC");
    place.setId("l1");
    place
        .setAddress(
            new Address()
                .addLine("9 WEST STREET")
                .addLine("SUITE 4")
                .setCity("DURHAM")
                .setState("NC")
                .setPostalCode("27701-1234"))
        .addIdentifier()
        .setSystem("http://hl7.org/fhir/sid/us-npi")
        .setValue("1234567893");
    call.addParameter().setName("resource").setResource(place);
    return call;
  }

  private static void unclassified(Claim claim) {
    claim
        .getItem()
        .get(0)
        .setProductOrService(
            new CodeableConcept(new Coding(Canonicals.HCPCS, "J9999", null))
                .setText("LEMTRADA 5 MG IV"));
    for (String modifier : List.of("TB", "PO", "JA")) {
      claim
          .getItem()
          .get(1)
          .addModifier(new CodeableConcept(new Coding(Canonicals.HCPCS, modifier, null)));
    }
  }

  private static Parameters replaces(String type) {
    Parameters call = claim(type, c -> c.addRelated().getReference().setValue("2025ICN00001"));
    if (type.equals("professional")) {
      call.getParameter()
          .removeIf(
              p ->
                  p.getName().equals("claimInformation")
                      && p.getPart().get(0).getValue().primitiveValue().equals("claim-frequency"));
      call.addParameter(Office.information("claim-frequency", "7"));
    } else {
      Office.change(
          call,
          Claim.class,
          c ->
              c.getSupportingInfo().stream()
                  .filter(i -> i.getCode().getCodingFirstRep().getCode().equals("type-of-bill"))
                  .forEach(i -> i.setValue(new StringType("0137"))));
    }
    call.addParameter(Office.information("claim-note", "CORRECTED UNITS"));
    return call;
  }

  private static void manyLines(Claim claim) {
    List<ItemComponent> pair = new ArrayList<>(claim.getItem());
    claim.setItem(null);
    for (int i = 0; i < 30; i++) {
      claim.addItem(pair.get(0).copy().setSequence(2 * i + 1));
      claim.addItem(pair.get(1).copy().setSequence(2 * i + 2));
    }
    claim.getItem().get(0).getNet().setValue(new BigDecimal("0.5"));
  }

  private static Parameters noted(Parameters call) {
    call.addParameter(Office.information("claim-note", "SECOND COURSE"));
    return call;
  }

  /** An unscheduled visit, with a line whose revenue code asks for its reason. */
  public static Parameters visit() {
    Parameters call =
        claim(
            "institutional",
            claim -> {
              claim
                  .getItem()
                  .get(0)
                  .setRevenue(
                      new CodeableConcept(new Coding(Canonicals.REVENUE_CODES, "0450", null)));
              claim
                  .addDiagnosis()
                  .setSequence(claim.getDiagnosis().size())
                  .setDiagnosis(new CodeableConcept(new Coding(ICD_10, "R42", null)))
                  .addType(
                      new CodeableConcept(
                          new Coding(
                              "http://hl7.org/fhir/us/carin-bb/CodeSystem/C4BBClaimDiagnosisType",
                              "patientreasonforvisit",
                              null)));
            });
    call.getParameter()
        .removeIf(
            p ->
                p.getName().equals("claimInformation")
                    && p.getPart().get(0).getValue().primitiveValue().equals("admission-type"));
    call.addParameter(Office.information("admission-type", "1"));
    return call;
  }
}
