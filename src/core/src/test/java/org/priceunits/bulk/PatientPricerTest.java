package org.priceunits.bulk;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.parser.IParser;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TimeZone;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.hl7.fhir.r4.model.Claim;
import org.hl7.fhir.r4.model.OperationOutcome.OperationOutcomeIssueComponent;
import org.junit.jupiter.api.Test;
import org.priceunits.ShippedKnowledge;
import org.priceunits.pricing.AdministrationResult.Status;
import org.priceunits.pricing.CallInputs;
import org.priceunits.pricing.ClaimPricer;
import org.priceunits.pricing.EmptyStore;

class PatientPricerTest {
  private static final ClaimPricer PRICER =
      ClaimPricer.with(ShippedKnowledge.pricing())
          .withClock(Clock.fixed(Instant.parse("2026-11-28T06:00:00Z"), ZoneOffset.UTC));
  private static final PatientPricer PATIENTS =
      new PatientPricer(PRICER, () -> new CallInputs().payer("medicare"));

  /** A patient's day: two doses that share vials, what was discarded, a refusal, and references. */
  private static final List<String> RECORDS =
      List.of(
          administration("a1", "2025-08-02T09:00:00-05:00", "58468020001", "5"),
          administration("a2", "2025-08-02T15:00:00-05:00", "58468020001", "7"),
          administration("a3", "2025-09-01T15:00:00-05:00", "58468020001", "12"),
          administration("a4", "2012-09-01", "58468020001", "12"),
          "{'resourceType':'MedicationAdministration','id':'w1','status':'not-done',"
              + "'statusReason':[{'coding':[{'system':'https://price-units.github.io/fhir/CodeSystem/waste-reason','code':'drug-discarded'}]}],"
              + "'partOf':[{'reference':'MedicationAdministration/a3'}],"
              + "'medicationCodeableConcept':{'coding':[{'system':'http://hl7.org/fhir/sid/ndc','code':'58468020001'}]},"
              + "'subject':{'reference':'Patient/p1'},'effectiveDateTime':'2025-09-01',"
              + "'dosage':{'dose':{'value':2,'system':'http://unitsofmeasure.org','code':'mg'}}}",
          "{'resourceType':'Encounter','id':'e1','status':'finished','class':{'code':'AMB'},'subject':{'reference':'Patient/p1'}}",
          "{'resourceType':'Patient','id':'p1'}");

  @Test
  void allOfAPatientIsPricedAsOneCall() {
    PatientClaims answer = price(RECORDS);

    assertThat(answer.results())
        .isEqualTo(Map.of(Status.PRICED, 3, Status.REFUSED, 1, Status.DISCARD_RECORD, 1));
    assertThat(answer.claims())
        .flatExtracting(Claim::getItem)
        .extracting(
            i ->
                i.getServiced().primitiveValue()
                    + " "
                    + i.getProductOrService().getCodingFirstRep().getCode()
                    + " "
                    + i.getQuantity().getValue().toPlainString())
        .contains("2025-08-02 J0202 12", "2025-09-01 J0202 12", "2025-09-01 J0202 2");
  }

  @Property(tries = 40)
  void theOrderOfTheLinesDoesNotMatter(@ForAll Random random) {
    List<RecordLine> shuffled = new ArrayList<>(lines(RECORDS));
    Collections.shuffle(shuffled, random);

    assertThat(text(PATIENTS.price(shuffled, new EmptyStore()))).isEqualTo(text(price(RECORDS)));
  }

  @Test
  void theTimeZoneOfTheMachineDoesNotMatter() {
    String here = text(price(RECORDS));
    TimeZone before = TimeZone.getDefault();
    TimeZone.setDefault(TimeZone.getTimeZone("Pacific/Auckland"));
    try {
      assertThat(text(price(RECORDS))).isEqualTo(here);
    } finally {
      TimeZone.setDefault(before);
    }
  }

  @Test
  void anIssueNamesTheRecordItsElementTheFileAndTheLine() {
    PatientClaims answer = price(RECORDS);

    assertThat(answer.outcome().getIssue())
        .anySatisfy(
            issue -> {
              assertThat(code(issue)).isEqualTo("product-without-code");
              assertThat(issue.getDiagnostics()).isEqualTo("MedicationAdministration/a4");
              assertThat(issue.getExpression().get(0).getValue())
                  .isEqualTo("MedicationAdministration.medication");
              assertThat(issue.getExtension())
                  .extracting(e -> e.getValue().primitiveValue())
                  .containsExactly("a.ndjson", "4");
            });
  }

  @Test
  void aLineThatIsNoResourceIsReportedAndTheOthersArePriced() {
    List<String> records = new ArrayList<>(RECORDS.subList(0, 1));
    records.add(
        "{'resourceType':'MedicationAdministration','status':'eaten','subject':{'reference':'Patient/p1'}}");

    PatientClaims answer = price(records);

    assertThat(answer.results()).isEqualTo(Map.of(Status.PRICED, 1, Status.REFUSED, 1));
    assertThat(answer.outcome().getIssue())
        .extracting(PatientPricerTest::code)
        .contains("record-not-readable");
  }

  @Test
  void theOnlyActiveCoverageDecidesThePayer() {
    String coverage =
        "{'resourceType':'Coverage','id':'ID','status':'active','beneficiary':{'reference':'Patient/p1'},'payor':[{'display':'some payer'}]}";
    PatientPricer byCoverage = new PatientPricer(PRICER, CallInputs::new);
    List<String> one = List.of(RECORDS.get(0), coverage.replace("ID", "c1"));
    List<String> two = List.of(one.get(0), one.get(1), coverage.replace("ID", "c2"));

    assertThat(coverageOf(byCoverage.price(lines(one), new EmptyStore()))).isEqualTo("Coverage/c1");
    assertThat(coverageOf(byCoverage.price(lines(two), new EmptyStore()))).isNull();
  }

  @Test
  void aCallThatIsRefusedAccountsForEachAdministration() {
    PatientPricer unknown = new PatientPricer(PRICER, () -> new CallInputs().payer("nobody"));

    PatientClaims answer = unknown.price(lines(RECORDS), new EmptyStore());

    assertThat(answer.claims()).isEmpty();
    assertThat(answer.results()).isEqualTo(Map.of(Status.REFUSED, 5));
    assertThat(answer.outcome().getIssue())
        .extracting(OperationOutcomeIssueComponent::getDiagnostics)
        .contains("MedicationAdministration/a1", "MedicationAdministration/a4");
  }

  @Test
  void recordsWithoutAnAdministrationGiveNothing() {
    PatientClaims answer = price(RECORDS.subList(5, 7));

    assertThat(answer).isEqualTo(new PatientClaims(List.of(), List.of(), null, Map.of()));
  }

  private static String coverageOf(PatientClaims answer) {
    return answer.claims().get(0).getInsuranceFirstRep().getCoverage().getReference();
  }

  private static PatientClaims price(List<String> records) {
    return PATIENTS.price(lines(records), new EmptyStore());
  }

  private static List<RecordLine> lines(List<String> records) {
    return IntStream.range(0, records.size())
        .mapToObj(i -> new RecordLine("a.ndjson", i + 1L, records.get(i).replace('\'', '"')))
        .toList();
  }

  private static String administration(String id, String when, String ndc, String mg) {
    return ("{'resourceType':'MedicationAdministration','id':'%s','status':'completed',"
            + "'identifier':[{'system':'urn:a','value':'%s'}],"
            + "'medicationCodeableConcept':{'coding':[{'system':'http://hl7.org/fhir/sid/ndc','code':'%s'}]},"
            + "'subject':{'reference':'Patient/p1'},'context':{'reference':'Encounter/e1'},'effectiveDateTime':'%s',"
            + "'dosage':{'dose':{'value':%s,'system':'http://unitsofmeasure.org','code':'mg'}}}")
        .formatted(id, id, ndc, when, mg);
  }

  private static String text(PatientClaims answer) {
    IParser parser = ShippedKnowledge.FHIR.newJsonParser();
    StringBuilder text = new StringBuilder();
    answer.claims().forEach(c -> text.append(parser.encodeResourceToString(c)).append('\n'));
    return text.append(parser.encodeResourceToString(answer.outcome())).toString();
  }

  private static String code(OperationOutcomeIssueComponent issue) {
    return issue.getDetails().getCodingFirstRep().getCode();
  }
}
