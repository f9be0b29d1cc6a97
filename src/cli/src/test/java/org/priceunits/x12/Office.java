package org.priceunits.x12;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Claim;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.ContactDetail;
import org.hl7.fhir.r4.model.ContactPoint;
import org.hl7.fhir.r4.model.IntegerType;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Parameters.ParametersParameterComponent;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.StringType;
import org.hl7.fhir.r4.model.Type;
import org.priceunits.ShippedKnowledge;
import org.priceunits.pricing.Administered;
import org.priceunits.pricing.CallInputs;
import org.priceunits.pricing.ClaimPricer;
import org.priceunits.pricing.EmptyStore;
import org.priceunits.pricing.PriceUnitsOperation;
import org.priceunits.pricing.check.CheckUnitsOperation;
import org.priceunits.units.UcumUnits;

/** An office with everything that an 837 needs: its provider, a patient, a coverage, a payer. */
public final class Office {
  public static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-11-29T12:34:00Z"), ZoneOffset.UTC);
  private static final String LEMTRADA = "58468020001";
  private static final ClaimPricer PRICER =
      ClaimPricer.with(ShippedKnowledge.pricing()).withClock(CLOCK);
  private static final CheckUnitsOperation CHECK =
      new CheckUnitsOperation(
          new PriceUnitsOperation(
              ShippedKnowledge::pricing, new UcumUnits(), CLOCK, null, "price-units test"));
  private static final ToX12Operation TO_X12 =
      new ToX12Operation(ShippedKnowledge::pricing, CLOCK, null);

  private Office() {}

  /** Returns a record of Lemtrada, with a vial of 12 mg opened for the dose. */
  public static Administered lemtrada(String dose) {
    return Administered.dose(dose)
        .id("a1")
        .identifier("a1")
        .ndc(LEMTRADA)
        .on("2025-08-02T10:00:00-05:00")
        .vial("12 mg")
        .reason("http://hl7.org/fhir/sid/icd-10-cm", "G35.D");
  }

  public static List<Claim> price(String type, Administered... records) {
    return priceFor("medicare", type, records);
  }

  static List<Claim> priceFor(String payer, String type, Administered... records) {
    return PRICER.price(call(payer, type, records)).claims().stream()
        .map(Office::completed)
        .toList();
  }

  private static CallInputs call(String payer, String type, Administered... records) {
    Parameters body = new Parameters();
    for (Administered record : records) {
      body.addParameter().setName("administration").setResource(record.record());
    }
    return new CallInputs()
        .claimType(type)
        .payer(payer)
        .coverage(new Reference("Coverage/c1"))
        .provider(new Reference("Organization/o1"))
        .body(body);
  }

  /** A claim as a person completes it: who attended, and what a hospital says of the visit. */
  private static Claim completed(Claim claim) {
    claim
        .addCareTeam()
        .setSequence(1)
        .setProvider(new Reference("Practitioner/d1"))
        .getRole()
        .addCoding()
        .setSystem("http://terminology.hl7.org/CodeSystem/claimcareteamrole")
        .setCode("primary");
    return claim;
  }

  /** Returns a call that lacks nothing. */
  public static Parameters call(List<Claim> claims) {
    Parameters call = new Parameters();
    claims.forEach(c -> call.addParameter().setName("claim").setResource(c));
    resources().forEach(r -> call.addParameter().setName("resource").setResource(r));
    call.addParameter(trader("submitter", "SMITH INFUSION", "SUB001"));
    call.addParameter(trader("receiver", "CLEARINGHOUSE", "REC001"));
    call.addParameter().setName("usage").setValue(new CodeType("T"));
    call.addParameter().setName("interchangeControlNumber").setValue(new IntegerType(7));
    new TreeMap<>(
            Map.of(
                "claim-frequency", "1",
                "accept-assignment", "A",
                "benefits-assignment", "Y",
                "release-of-information", "Y",
                "provider-signature", "Y",
                "claim-filing-indicator", "MB",
                "admission-type", "3",
                "admission-source", "1",
                "patient-status", "01"))
        .forEach((code, value) -> call.addParameter(information(code, value)));
    return call;
  }

  private static ParametersParameterComponent trader(String who, String name, String id) {
    ParametersParameterComponent trader = new ParametersParameterComponent().setName(who);
    trader.addPart().setName("name").setValue(new StringType(name));
    trader.addPart().setName("id").setValue(new StringType(id));
    ContactDetail contact = new ContactDetail().setName("BILLING OFFICE");
    contact
        .addTelecom()
        .setSystem(ContactPoint.ContactPointSystem.PHONE)
        .setValue("(336) 555-0100");
    trader.addPart().setName("contact").setValue(contact);
    return trader;
  }

  static ParametersParameterComponent information(String code, String value) {
    ParametersParameterComponent part =
        new ParametersParameterComponent().setName("claimInformation");
    part.addPart().setName("code").setValue(new CodeType(code));
    part.addPart().setName("value").setValue(new StringType(value));
    return part;
  }

  public static List<Resource> resources() {
    String json =
        """
        {"resourceType": "Bundle", "type": "collection", "entry": [
         {"resource": {"resourceType": "Organization", "id": "o1", "name": "SMITH INFUSION CENTER",
          "identifier": [{"system": "http://hl7.org/fhir/sid/us-npi", "value": "1234567893"},
           {"system": "urn:oid:2.16.840.1.113883.4.4", "value": "12-3456789"}],
          "address": [{"line": ["100 MAIN STREET"], "city": "GREENSBORO", "state": "NC", "postalCode": "27401-1234"}]}},
         {"resource": {"resourceType": "Organization", "id": "payer", "name": "MEDICARE",
          "identifier": [{"system": "urn:payer", "value": "11502"}]}},
         {"resource": {"resourceType": "Practitioner", "id": "d1", "name": [{"family": "JONES", "given": ["ANN"]}],
          "identifier": [{"system": "http://hl7.org/fhir/sid/us-npi", "value": "1245319599"}]}},
         {"resource": {"resourceType": "Patient", "id": "p1", "gender": "female", "birthDate": "1970-01-31",
          "name": [{"family": "DOE", "given": ["JANE", "Q"]}],
          "address": [{"line": ["1 ELM STREET"], "city": "GREENSBORO", "state": "NC", "postalCode": "27401"}]}},
         {"resource": {"resourceType": "Coverage", "id": "c1", "status": "active", "subscriberId": "1EG4TE5MK73",
          "beneficiary": {"reference": "Patient/p1"}, "payor": [{"reference": "Organization/payer"}],
          "relationship": {"coding": [{"system": "http://terminology.hl7.org/CodeSystem/subscriber-relationship", "code": "self"}]}}}]}\
        """;
    List<Resource> resources = new ArrayList<>();
    ShippedKnowledge.FHIR
        .newJsonParser()
        .parseResource(Bundle.class, json)
        .getEntry()
        .forEach(e -> resources.add(e.getResource()));
    return resources;
  }

  /** Changes one of the resources of a call. */
  public static <T extends Resource> void change(
      Parameters call, Class<T> type, Consumer<T> change) {
    call.getParameter().stream()
        .map(ParametersParameterComponent::getResource)
        .filter(type::isInstance)
        .map(type::cast)
        .findFirst()
        .ifPresent(change);
  }

  public static Parameters without(Parameters call, String name) {
    Parameters rest = call.copy();
    rest.getParameter().removeIf(p -> name.equals(p.getName()));
    return rest;
  }

  public static Parameters with(Parameters call, String name, Type value) {
    Parameters more = without(call, name);
    more.addParameter().setName(name).setValue(value);
    return more;
  }

  static ToX12Operation.Answer write(Parameters call) {
    return TO_X12.answer(call, Map.of(), null, new EmptyStore());
  }

  /** Returns the one file of a call that lacks nothing. */
  public static String file(Parameters call) {
    ToX12Operation.Answer answer = write(call);
    if (answer.issues().stream().anyMatch(X12Issue::refuses) || answer.files().size() != 1) {
      throw new AssertionError(answer.issues());
    }
    return answer.files().get(0);
  }

  static boolean billsDrugs(Claim claim) {
    return CHECK.billsDrugs(claim);
  }

  /** Holds a claim against its records. */
  static Parameters check(String payer, Claim claim, Administered... records) {
    Parameters body = new Parameters();
    body.addParameter().setName("claim").setResource(claim);
    body.addParameter().setName("payer").setValue(new CodeType(payer));
    resources().stream()
        .filter(Patient.class::isInstance)
        .forEach(p -> body.addParameter().setName("resource").setResource(p));
    for (Administered record : records) {
      body.addParameter().setName("administration").setResource(record.record());
    }
    return CHECK.answer(body, Map.of(), null, new EmptyStore());
  }
}
