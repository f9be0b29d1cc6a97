package org.priceunits.pricing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.priceunits.pricing.Administered.dose;
import static org.priceunits.pricing.Administered.quantity;
import static org.priceunits.pricing.Administered.waste;
import static org.priceunits.pricing.CallRefusedException.Reason.NOT_UNDERSTOOD;
import static org.priceunits.pricing.CallRefusedException.Reason.NOT_USABLE;

import java.util.Map;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.DateType;
import org.hl7.fhir.r4.model.IntegerType;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.StringType;
import org.hl7.fhir.r4.model.Type;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.priceunits.fhir.Canonicals;

/** Tests every form of a call, every kind of input, and the refusals of the whole call. */
class RequestsAreUnderstoodTest {
  private static final String IN_2024 = "2024-05-01T10:00:00-05:00";

  @Test
  void aBareAdministrationIsPricedWithInputsInTheQuery() {
    Call.body(dose("10 mg").vial("30 mg").record())
        .query("billingCode", Canonicals.HCPCS + "|J9010")
        .query("_format", "json")
        .lines("J9010 1", "J9010 2 JW")
        .says("payer-assumed");
  }

  @ParameterizedTest
  @EnumSource(value = Bundle.BundleType.class, mode = EnumSource.Mode.EXCLUDE, names = "NULL")
  void aBundleOfAnyTypeIsPriced(Bundle.BundleType type) {
    Bundle bundle = new Bundle().setType(type);
    bundle.addEntry().setResource(new Patient().setId("p1"));
    bundle.addEntry().setResource(dose("10 mg").id("a1").vial("30 mg").record());
    Call.body(bundle)
        .query("billingCode", "J9010")
        .lines("J9010 1", "J9010 2 JW")
        .neverSays("bundle-incomplete");
  }

  @Test
  void aPageOfABundleIsNotAll() {
    Bundle bundle = new Bundle().setType(Bundle.BundleType.SEARCHSET);
    bundle.addLink().setRelation("next").setUrl("http://ehr/next");
    bundle.addEntry().setResource(dose("10 mg").record());
    Call.body(bundle).query("billingCode", "J9010").says("bundle-incomplete");
  }

  @Test
  void issuesOfABundlePointIntoItsEntries() {
    Bundle bundle = new Bundle().setType(Bundle.BundleType.COLLECTION);
    bundle.addEntry().setResource(new Patient().setId("p1"));
    bundle.addEntry().setResource(dose("").record());
    Call.body(bundle)
        .query("billingCode", "J9010")
        .at("dose-missing", "Bundle.entry[1].resource.dosage.dose");
  }

  @Test
  void aStoredAdministrationIsPricedByReference() {
    Call.body(new Parameters())
        .code("J9010")
        .with("administrationReference", new Reference("MedicationAdministration/s1"))
        .stored(dose("10 mg").id("s1").record())
        .lines("J9010 1")
        .says("waste-unknown")
        .at("waste-unknown", "Parameters.parameter[1]");
  }

  @Test
  void aReferenceToNothingIsRefusedAloneAndLast() {
    Call.of(dose("10 mg").id("a1"))
        .code("J9010")
        .with("administrationReference", new Reference("MedicationAdministration/nowhere"))
        .lines("J9010 1")
        .statuses("priced", "refused")
        .says("reference-not-found")
        .at("reference-not-found", "Parameters.parameter[3]");
  }

  @Test
  void anAdministrationThatIsInTheCallTwiceIsPricedOnce() {
    Call.of(dose("10 mg").id("a1"), dose("10 mg").id("a1"))
        .code("J9010")
        .lines("J9010 1")
        .statuses("priced", "refused")
        .at("duplicate-administration", "Parameters.parameter[1].resource");
    Call.of(dose("10 mg").id("a1").identifier("x"), dose("10 mg").id("a2").identifier("x"))
        .code("J9010")
        .lines("J9010 1")
        .says("duplicate-administration");
    Call.of(dose("10 mg").id("a1"))
        .code("J9010")
        .with("administrationReference", new Reference("MedicationAdministration/a1"))
        .lines("J9010 1")
        .says("duplicate-administration");
  }

  @Test
  void withoutAnAdministrationThereIsNothingToUnderstand() {
    Call.body(null).refused(NOT_UNDERSTOOD, "administration-missing", "");
    Call.body(new Parameters()).refused(NOT_UNDERSTOOD, "administration-missing", "");
    Call.body(new Patient()).refused(NOT_UNDERSTOOD, "administration-missing", "Patient");
    Call.body(new Bundle()).refused(NOT_UNDERSTOOD, "administration-missing", "");
  }

  @Test
  void anUnknownParameterIsNotUnderstood() {
    Call.of(dose("10 mg"))
        .with("billingcode", new CodeType("J9010"))
        .refused(NOT_UNDERSTOOD, "parameter-not-valid", "Parameters.parameter[2]");
    Call.body(dose("10 mg").record())
        .query("code", "J9010")
        .refused(NOT_UNDERSTOOD, "parameter-not-valid", "http.code");
    Call.of(dose("10 mg"))
        .with("claimType", new Coding("x", "y", "z"))
        .refused(NOT_UNDERSTOOD, "parameter-not-valid", "Parameters.parameter[2]");
    Call.of(dose("10 mg"))
        .resource("administration", new Patient())
        .refused(NOT_UNDERSTOOD, "parameter-not-valid", "Parameters.parameter[2]");
  }

  @ParameterizedTest
  @CsvSource({
    "payer, bcbs, payer-unknown",
    "billingCode, j9010, parameter-not-valid",
    "billingCode, 96413, parameter-not-valid",
    "claimType, pharmacy, parameter-not-valid",
    "typeOfBill, 1, parameter-not-valid",
    "timeZone, Mars/Olympus, parameter-not-valid",
    "asOf, 2025-13-01, parameter-not-valid",
    "asOf, yesterday, parameter-not-valid",
    "asTransaction, maybe, parameter-not-valid",
    "placeOfService, 19, place-of-service-not-valid",
    "placeOfService, ZZ, place-of-service-not-valid",
    "modifier, JW, modifier-conflict",
    "modifier, JZ, modifier-conflict",
    "modifier, 59, modifier-conflict",
    "modifier, XE, modifier-conflict",
    "modifier, QQQ, modifier-not-valid",
    "modifier, ZQ, modifier-not-valid",
    "modifier, TB, modifier-not-valid"
  })
  void anInputThatCannotBeUsedRefusesTheCall(String name, String value, String code) {
    Call.body(dose("10 mg").vial("30 mg").record())
        .query(name, value)
        .refused(NOT_USABLE, code, "http." + name);
  }

  @ParameterizedTest
  @CsvSource({
    "placeOfService, ZZ, place-of-service-not-valid",
    "modifier, JW, modifier-conflict",
    "modifier, ZQ, modifier-not-valid"
  })
  void itRefusesTheCallAlsoWhereNoAdministrationCanBeRead(String name, String value, String code) {
    Call.body(dose("").record()).query(name, value).refused(NOT_USABLE, code, "http." + name);
  }

  @Test
  void anInputThatIsSentTwiceIsRefused() {
    Call.of(dose("10 mg"))
        .with("payer", new CodeType("cigna"))
        .refused(NOT_USABLE, "parameter-not-valid", "Parameters.parameter[2]");
    Call.of(dose("10 mg"))
        .query("payer", "cigna")
        .refused(NOT_USABLE, "parameter-not-valid", "Parameters.parameter[1]");
    Call.body(dose("10 mg").record())
        .query("asOf", "2025-01-01", "2025-02-01")
        .refused(NOT_USABLE, "parameter-not-valid", "http.asOf");
  }

  @Test
  void theCodeMayCarryEitherFormOfItsSystem() {
    Call.of(dose("10 mg"))
        .with("billingCode", new Coding(Canonicals.HCPCS.replace("http:", "https:"), "J9010", null))
        .lines("J9010 1");
    Call.of(dose("10 mg")).with("billingCode", new Coding(null, "J9010", null)).lines("J9010 1");
    Call.of(dose("10 mg")).with("billingCode", new CodeType("J9010")).lines("J9010 1");
    Call.of(dose("10 mg"))
        .with("billingCode", new Coding(Canonicals.CPT, "J9010", null))
        .refused(NOT_USABLE, "parameter-not-valid", "Parameters.parameter[2]");
    Call.of(dose("10 mg"))
        .with("billingCode", new Coding())
        .refused(NOT_USABLE, "parameter-not-valid", "Parameters.parameter[2]");
  }

  @Test
  void statementsSayWhichAdministrationTheyAreAbout() {
    Call.of(dose("10 mg").id("a1"), dose("5 mg").id("a2"))
        .code("J9010")
        .statement("")
        .discarded("20 mg")
        .end()
        .refused(NOT_USABLE, "parameter-not-valid", "Parameters.parameter[4]");
    Call.of(dose("10 mg").id("a1"), waste("5 mg", "MedicationAdministration/a1"))
        .code("J9010")
        .statement("")
        .discarded("20 mg")
        .end()
        .lines("J9010 1")
        .says("container-kind-unknown");
  }

  @Test
  void aStatementAboutSomethingElseRefusesTheCall() {
    Call.of(dose("10 mg").id("a1"))
        .code("J9010")
        .statement("MedicationAdministration/a2")
        .discarded("20 mg")
        .end()
        .refused(NOT_USABLE, "parameter-not-valid", "Parameters.parameter[3]");
  }

  @Test
  void twoStatementsAboutOneAdministrationRefuseTheCall() {
    Call.of(dose("10 mg").id("a1"))
        .code("J9010")
        .statement("MedicationAdministration/a1")
        .discarded("20 mg")
        .end()
        .statement("")
        .discarded("10 mg")
        .end()
        .refused(NOT_USABLE, "parameter-not-valid", "Parameters.parameter[4]");
  }

  @Test
  void aStatementAboutAReferenceToNothingSinksNoOther() {
    Call.of(dose("10 mg").id("a1"))
        .code("J9010")
        .with("administrationReference", new Reference("MedicationAdministration/nowhere"))
        .statement("MedicationAdministration/nowhere")
        .discarded("20 mg")
        .end()
        .lines("J9010 1")
        .statuses("priced", "refused");
  }

  @Test
  void aStatementMayNameABundleEntryOrAnIdentifier() {
    Bundle bundle = new Bundle().setType(Bundle.BundleType.COLLECTION);
    bundle
        .addEntry()
        .setFullUrl("urn:uuid:0b1f0f5e-7b7e-4d39-9a5e-0c1a3f3f7a01")
        .setResource(dose("10 mg").id("a1").record());
    Administered byIdentifier = dose("10 mg").identifier("adm-7").vial("30 mg");
    Call call = Call.of(byIdentifier).code("J9010");
    call.statement("").part("discarded", quantity("20 mg")).end().lines("J9010 1", "J9010 2 JW");
    Reference logical = new Reference().setIdentifier(byIdentifier.record().getIdentifier().get(0));
    Call.of(byIdentifier, dose("1 mg").id("other").patient("Patient/p2"))
        .code("J9010")
        .statement("")
        .part("administration", logical)
        .discarded("20 mg")
        .end()
        .lines("J9010 1", "J9010 2 JW", "J9010 1");
  }

  @Test
  void partsOfAStatementAreOfTheirTypes() {
    Map<String, Type> wrong =
        Map.of(
            "discarded", new StringType("20 mg"),
            "distinct", quantity("1 mg"),
            "waste", quantity("1 mg"));
    wrong.forEach(
        (name, value) ->
            Call.of(dose("10 mg").id("a1"))
                .statement("")
                .part(name, value)
                .end()
                .refused(NOT_UNDERSTOOD, "parameter-not-valid", "Parameters.parameter[2].part[0]"));
    Call.of(dose("10 mg").id("a1"))
        .statement("")
        .container(Map.of("count", new StringType("2")))
        .end()
        .refused(NOT_UNDERSTOOD, "parameter-not-valid", "Parameters.parameter[2].part[0].part[0]");
  }

  @Test
  void aStatementsContainersTakeTheRecordsPlace() {
    Call.of(dose("10 mg").id("a1").vial("10 mg"))
        .code("J9010")
        .statement("")
        .container(
            Map.of(
                "size", quantity("10 mg"),
                "count", new IntegerType(3),
                "kind", new CodeType("single-dose"),
                "shared", new BooleanType(false)))
        .end()
        .lines("J9010 1", "J9010 2 JW");
  }

  @Test
  void aStatementAddsModifiersAndDistinctness() {
    Call.of(
            dose("10 mg").id("a1").on(IN_2024).vial("10 mg"),
            dose("3 mg").id("a2").on(IN_2024).vial("3 mg"))
        .code("J0202")
        .with("modifier", new CodeType("TB"))
        .statement("MedicationAdministration/a2")
        .part("distinct", new CodeType("XE"))
        .part("modifier", new CodeType("JA"))
        .part("modifier", new CodeType("JA"))
        .end()
        .lines("J0202 10 JZ TB", "J0202 3 JZ XE TB JA");
  }

  @Test
  void jwInAStatementRefusesThatGroupOnly() {
    Call.of(dose("10 mg").id("a1").on(IN_2024), dose("3 mg").id("a2").on("2024-05-02"))
        .code("J0202")
        .statement("MedicationAdministration/a2")
        .part("modifier", new CodeType("JW"))
        .end()
        .lines("J0202 10")
        .statuses("priced", "refused")
        .says("modifier-conflict")
        .at("modifier-conflict", "Parameters.parameter[4]");
  }

  @Test
  void twoAssertionsOfDistinctnessAreAConflict() {
    Call.of(dose("10 mg").distinct("59").distinct("XE"))
        .code("J9010")
        .lines()
        .says("modifier-conflict")
        .at("modifier-conflict", "Parameters.parameter[0].resource.extension[0]");
    Call.of(dose("10 mg").distinct("76")).code("J9010").lines().says("modifier-not-valid");
    Call.of(dose("10 mg").extension("distinct-service", new Coding(Canonicals.CPT, "59", null)))
        .code("J9010")
        .lines()
        .says("modifier-not-valid");
  }

  @Test
  void aStatedDistinctnessOutranksTheRecords() {
    Call.of(dose("10 mg").id("a1").on(IN_2024).distinct("59"))
        .code("J0202")
        .statement("")
        .part("distinct", new CodeType("XE"))
        .end()
        .lines("J0202 10 XE");
  }

  @Test
  void onlyWhatWasPublishedByThatDayIsUsed() {
    Call first =
        Call.of(dose("1 mg").on("2025-02-03T10:00:00-05:00"))
            .code("Q5126")
            .with("asOf", new DateType("2025-02-01"));
    Call now = Call.of(dose("1 mg").on("2025-02-03T10:00:00-05:00")).code("Q5126");
    assertThat(first.claim().getItem().get(0).getUnitPrice().getValue())
        .isEqualByComparingTo("58.232");
    assertThat(now.claim().getItem().get(0).getUnitPrice().getValue())
        .isEqualByComparingTo("48.788");
  }
}
