package org.priceunits.examples;

import java.util.List;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.Claim;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.Organization;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.StringType;
import org.priceunits.x12.Office;
import org.priceunits.x12.VariedCalls;

/** Examples of claims that become X12, of what keeps them from it, and of X12 that is checked. */
final class X12Examples {
  private X12Examples() {}

  static List<Example> all() {
    return List.of(
        example("x12-professional", "A professional claim as a whole 837P", call("professional")),
        example("x12-institutional", "A hospital's claim as a whole 837I", call("institutional")),
        example(
            "x12-pay-to",
            "An 837 whose provider gets its mail in a box, the pay-to address",
            VariedCalls.payTo(call("professional"))),
        example(
            "x12-other-payers",
            "An 837 to the first of two payers",
            VariedCalls.secondPayer(call("professional"))),
        example(
            "x12-reason-for-visit",
            "An unscheduled visit of a hospital, with the patient's reason for it",
            VariedCalls.visit()),
        example(
            "x12-left-out",
            "The lines of a hospital's claim, and the remark that belongs on the claim",
            Office.with(lines("institutional"), "discardNote", new BooleanType(true))),
        example(
            "x12-lines",
            "The service lines alone, from a claim without its patient's data",
            lines("professional")),
        example("x12-data-missing", "What an 837 needs and the data lack, as one list", lacking()),
        example(
            "x12-value-not-valid", "A name with a sign that X12 does not allow", named("DOE*ROE")),
        example(
            "x12-text-rewritten",
            "A name with a letter that X12 does not allow",
            named("M\u00fcller")),
        example("charge-missing", "A line without a price has no charge", withoutPrice()),
        Example.of("check-x12", "An 837 of another sender: 6 units for 5 mg")
            .checkX12(file().replace("*UN*5*", "*UN*6*"))
            .give(Office.lemtrada("5 mg")),
        Example.of("claim-replaced", "An 837 with a claim of 6 units, and the one that replaces it")
            .checkX12(replaced())
            .give(Office.lemtrada("5 mg")),
        Example.of(
                "changed-claim-not-found", "An 837 with a claim that replaces one of another file")
            .checkX12(changed("0137"))
            .give(Office.lemtrada("5 mg")),
        Example.of("voided-dose-not-billed", "An 837 that takes back a claim and bills nothing")
            .checkX12(changed("0138"))
            .give(Office.lemtrada("5 mg")),
        Example.of("x12-not-readable", "An 837 with a wrong count of segments")
            .checkX12(file().replace("SE*", "SE*1"))
            .give(Office.lemtrada("5 mg"))
            .refused(422));
  }

  private static Example example(String id, String title, Parameters call) {
    return Example.of(id, title).toX12(call);
  }

  private static Claim claim(String type) {
    return Office.price(type, Office.lemtrada("5 mg")).get(0);
  }

  private static Parameters call(String type) {
    return Office.call(List.of(claim(type)));
  }

  private static String file() {
    return Office.file(call("professional"));
  }

  /** Two claims of one visit, the second with frequency 7 and the number of the first. */
  private static String replaced() {
    Claim first = claim("institutional");
    first.setIdentifier(null).addIdentifier().setSystem("urn:claims").setValue("FIRST");
    first.getItemFirstRep().getQuantity().setValue(6);
    return Office.file(Office.call(List.of(first, changing("SECOND", "FIRST", "0137"))));
  }

  /** One claim that changes one of another file. */
  private static String changed(String typeOfBill) {
    return Office.file(Office.call(List.of(changing("CHANGE", "ICN1", typeOfBill))));
  }

  private static Claim changing(String number, String changed, String typeOfBill) {
    Claim claim = claim("institutional");
    claim.setIdentifier(null).addIdentifier().setSystem("urn:claims").setValue(number);
    claim.addRelated().getReference().setValue(changed);
    claim.getSupportingInfo().stream()
        .filter(i -> i.getCode().getCodingFirstRep().getCode().equals("type-of-bill"))
        .forEach(i -> i.setValue(new StringType(typeOfBill)));
    return claim;
  }

  private static Parameters lines(String type) {
    Parameters call = new Parameters();
    call.addParameter().setName("claim").setResource(claim(type));
    call.addParameter().setName("scope").setValue(new CodeType("lines"));
    return call;
  }

  private static Parameters lacking() {
    Parameters call =
        Office.without(Office.without(call("professional"), "claimInformation"), "usage");
    Office.change(
        call,
        Organization.class,
        o -> {
          o.setIdentifier(List.of());
          o.getAddressFirstRep().setPostalCode("27401");
        });
    Office.change(call, Patient.class, p -> p.setBirthDate(null).setGender(null));
    return call;
  }

  private static Parameters named(String family) {
    Parameters call = call("professional");
    Office.change(call, Patient.class, p -> p.getNameFirstRep().setFamily(family));
    return call;
  }

  private static Parameters withoutPrice() {
    Claim claim = claim("professional");
    claim.setTotal(null).getItem().forEach(i -> i.setNet(null).setUnitPrice(null));
    return Office.call(List.of(claim));
  }
}
