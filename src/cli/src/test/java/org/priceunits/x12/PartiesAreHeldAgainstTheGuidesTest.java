package org.priceunits.x12;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.List;
import org.hl7.fhir.r4.model.Address;
import org.hl7.fhir.r4.model.Claim;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.ContactDetail;
import org.hl7.fhir.r4.model.Coverage;
import org.hl7.fhir.r4.model.DateType;
import org.hl7.fhir.r4.model.Organization;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Parameters.ParametersParameterComponent;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.StringType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.priceunits.domain.billing.result.IssueCode;

/** What the guides forbid of persons, addresses and identifiers is an issue with its path. */
class PartiesAreHeldAgainstTheGuidesTest {
  private final Parameters call = call("professional");

  @ParameterizedTest
  @CsvSource({"PO BOX 77", "P.O. Box 77", "Post Office Box 7", "LOCKBOX 12", "Lock Box 12"})
  void aBoxIsNoAddressOfWhoBills(String line) {
    Office.change(call, Organization.class, o -> address(o).setLine(List.of(new StringType(line))));

    assertThat(Office.write(call).issues())
        .extracting(X12Issue::code, X12Issue::path)
        .containsExactly(
            tuple(IssueCode.X12_VALUE_NOT_VALID, "Parameters.parameter[1].resource.address"));
  }

  @ParameterizedTest
  @CsvSource({
    "PR, N4*SAN JUAN*PR*009011234~",
    "Guam, N4*SAN JUAN*GU*009011234~",
    "United States of America, N4*SAN JUAN*NC*009011234~"
  })
  void aTerritoryIsAStateOfTheCountry(String country, String written) {
    Office.change(
        call,
        Organization.class,
        o -> address(o).setCountry(country).setCity("SAN JUAN").setPostalCode("00901-1234"));

    assertThat(Office.file(call)).contains(written);
  }

  @Test
  void aBlankLineIsNoPartOfAnAddress() {
    Office.change(call, Organization.class, o -> address(o).addLine(" "));

    assertThat(Office.file(call)).contains("N3*100 MAIN STREET~");
  }

  @Test
  void aTaxonomyOfAnotherFormIsRefused() {
    Office.change(
        call,
        Organization.class,
        o ->
            o.addType().addCoding().setSystem("http://nucc.org/provider-taxonomy").setCode("261Q"));

    assertThat(Office.write(call).issues())
        .extracting(X12Issue::path)
        .containsExactly("Parameters.parameter[1].resource.type");
  }

  @Test
  void aHospitalHasTheTaxIdOfAnEmployer() {
    Parameters hospital = call("institutional");
    Office.change(
        hospital,
        Organization.class,
        o -> o.getIdentifier().get(1).setSystem("http://hl7.org/fhir/sid/us-ssn"));

    assertThat(Office.write(hospital).issues())
        .extracting(X12Issue::path)
        .containsExactly("Parameters.parameter[1].resource.identifier");
  }

  @Test
  void aStreetWhoseNameHasTheLettersIsNone() {
    Office.change(
        call,
        Organization.class,
        o -> address(o).setLine(List.of(new StringType("12 BOXWOOD POINT"))));

    assertThat(Office.file(call)).contains("N3*12 BOXWOOD POINT~").doesNotContain("NM1*87");
  }

  @Test
  void aBoxBesideAStreetIsWherePaymentsGo() {
    assertThat(Office.file(VariedCalls.all().get("professional pay-to")))
        .contains(
            "NM1*85*2*SMITH INFUSION CENTER*****XX*1234567893~\nN3*100 MAIN STREET~\n"
                + "N4*GREENSBORO*NC*274011234~\nREF*EI*123456789~\n"
                + "NM1*87*2~\nN3*PO BOX 77~\nN4*CHARLOTTE*NC*282010077~\nHL*2");
  }

  @ParameterizedTest
  @CsvSource({
    "27401-0000, .postalCode",
    "00000-1234, .postalCode",
    "27401, .postalCode",
    "27401-9998, ''"
  })
  void aZipCodeOfZerosIsRefused(String zip, String element) {
    Office.change(call, Organization.class, o -> address(o).setPostalCode(zip));

    assertThat(Office.write(call).issues())
        .extracting(X12Issue::path)
        .isEqualTo(
            element.isEmpty()
                ? List.of()
                : List.of("Parameters.parameter[1].resource.address" + element));
  }

  @ParameterizedTest
  @CsvSource({
    "NC, 27401, , NC*27401",
    "NC, 27401, US, NC*27401",
    "nc, 27401, USA, NC*27401",
    "NC, 27401, United States, NC*27401",
    "ON, K1A 0B1, CA, ON*K1A0B1*CA",
    "ON, K1A 0B1, CAN, ON*K1A0B1*CA",
    "Bayern, 80331, DE, *80331*DE",
    ", , IRL, **IE",
  })
  void theCountryDecidesWhetherThereIsAState(
      String state, String code, String country, String written) {
    Office.change(
        call,
        Patient.class,
        p -> p.getAddressFirstRep().setState(state).setPostalCode(code).setCountry(country));

    assertThat(Office.file(call)).contains("N4*GREENSBORO*" + written + "~");
  }

  @ParameterizedTest
  @CsvSource({
    "XX, 27401, US, .state",
    "North Carolina, 27401, , .state",
    "NC, 27401, Ruritania, .country",
    "BC, V, CA, .postalCode"
  })
  void anAddressThatCannotBeIsRefused(String state, String code, String country, String element) {
    Office.change(
        call,
        Patient.class,
        p -> p.getAddressFirstRep().setState(state).setPostalCode(code).setCountry(country));

    assertThat(Office.write(call).issues())
        .extracting(X12Issue::path)
        .containsExactly("Parameters.parameter[4].resource.address" + element);
  }

  @ParameterizedTest
  @CsvSource({"2025-08-02, false", "2025-08-03, true", "2030-01-01, true"})
  void nobodyIsBornAfterTheService(String day, boolean refused) {
    Office.change(call, Patient.class, p -> p.setBirthDateElement(new DateType(day)));

    assertThat(Office.write(call).issues())
        .extracting(X12Issue::path)
        .isEqualTo(refused ? List.of("Parameters.parameter[4].resource.birthDate") : List.of());
  }

  @ParameterizedTest
  @CsvSource({"2026-11-29, false", "2026-11-30, true"})
  void noServiceIsAfterTheFile(String day, boolean refused) {
    Office.change(call, Claim.class, c -> c.getItem().get(0).setServiced(new DateType(day)));

    assertThat(Office.write(call).issues())
        .extracting(X12Issue::path)
        .isEqualTo(
            refused ? List.of("Parameters.parameter[0].resource.item[0].serviced") : List.of());
  }

  @Test
  void aKindOfPayerOfNoListIsRefusedWhereItStands() {
    Office.change(
        call,
        Coverage.class,
        c ->
            c.setType(
                new CodeableConcept(
                    new Coding("https://codesystem.x12.org/005010/1032", "QQ", null))));

    assertThat(Office.write(call).issues())
        .extracting(X12Issue::path)
        .containsExactly("Parameters.parameter[5].resource.type");
  }

  @Test
  void aKindOfPayerForAllClaimsIsHeldAgainstTheListToo() {
    Parameters other = Office.without(call, "claimInformation");
    call.getParameter().stream()
        .filter(p -> p.getName().equals("claimInformation"))
        .filter(
            p -> !p.getPart().get(0).getValue().primitiveValue().equals("claim-filing-indicator"))
        .forEach(other::addParameter);
    other.addParameter(Office.information("claim-filing-indicator", "QQ"));

    assertThat(Office.write(other).issues())
        .extracting(X12Issue::path)
        .containsExactly("Parameters.parameter[0].resource.supportingInfo");
  }

  @Test
  void aPersonBillsNoInstitutionalClaim() {
    Parameters hospital = call("institutional");
    Office.change(hospital, Claim.class, c -> c.setProvider(new Reference("Practitioner/d1")));

    assertThat(Office.write(hospital).issues())
        .extracting(X12Issue::text)
        .contains(
            "An institutional 837 is billed by an organization. Name the Organization as provider.");
  }

  @Test
  void whatIsTooShortIsFoundWhereItStands() {
    Office.change(call, Coverage.class, c -> c.setSubscriberId("1"));
    part(call, "submitter", "id").setValue(new StringType("S"));
    ((ContactDetail) part(call, "submitter", "contact").getValue())
        .getTelecomFirstRep()
        .setValue("555-0100");

    assertThat(Office.write(call).issues())
        .extracting(X12Issue::path)
        .containsExactlyInAnyOrder(
            "Parameters.parameter[5].resource.subscriberId",
            "Parameters.parameter[6]",
            "Parameters.parameter[6]");
  }

  private static ParametersParameterComponent part(Parameters call, String name, String part) {
    return call.getParameter().stream()
        .filter(p -> p.getName().equals(name))
        .flatMap(p -> p.getPart().stream())
        .filter(p -> p.getName().equals(part))
        .findFirst()
        .orElseThrow();
  }

  private static Address address(Organization organization) {
    return organization.getAddressFirstRep();
  }

  private static Parameters call(String type) {
    return Office.call(Office.price(type, Office.lemtrada("5 mg")));
  }
}
