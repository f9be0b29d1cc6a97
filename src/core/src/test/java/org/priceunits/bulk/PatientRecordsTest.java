package org.priceunits.bulk;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.OperationOutcome.OperationOutcomeIssueComponent;
import org.junit.jupiter.api.Test;
import org.priceunits.ShippedKnowledge;
import org.priceunits.bulk.RecordScan.NotReadable;
import org.priceunits.bulk.RecordScan.OfPatient;
import org.priceunits.pricing.AdministrationResult.Status;
import org.priceunits.pricing.CallInputs;
import org.priceunits.pricing.ClaimPricer;
import org.priceunits.pricing.EmptyStore;

class PatientRecordsTest {
  private static final PatientPricer PRICER =
      new PatientPricer(
          ClaimPricer.with(ShippedKnowledge.pricing()), () -> new CallInputs().payer("medicare"));

  @Test
  void tooManyAdministrationsAreRefusedAtTheFirstOfThemInAnyOrder() {
    PatientClaims answer =
        answer(IntStream.rangeClosed(0, PatientPricer.MOST).mapToObj(i -> line(100_000 - i)));

    assertThat(answer.claims()).isEmpty();
    assertThat(answer.results()).isEqualTo(Map.of(Status.REFUSED, PatientPricer.MOST + 1));
    assertThat(issue(answer).getDetails().getText()).startsWith("10001 administrations name");
    assertThat(placeOf(answer)).containsExactly("f", "90000");
  }

  @Test
  void tooManyOtherRecordsAreRefusedWithTheAdministrationsBesideThem() {
    Stream<StoredLine> encounters =
        IntStream.range(0, 10 * PatientPricer.MOST)
            .mapToObj(i -> line("Encounter", i, "{\"resourceType\":\"Encounter\"}"));

    PatientClaims answer = answer(Stream.concat(encounters, Stream.of(line(200_000))));

    assertThat(answer.results()).isEqualTo(Map.of(Status.REFUSED, 1));
    assertThat(issue(answer).getDetails().getText()).startsWith("100001 records name");
    assertThat(placeOf(answer)).containsExactly("f", "200000");
  }

  @Test
  void tooLongRecordsAreRefusedWithTheAdministrationsBesideThem() {
    byte[] long16 = new byte[16 << 20];
    PatientBounds bounds = new PatientBounds();
    for (int i = 0; i < 32; i++) {
      assertThat(bounds.take(false, long16.length)).as("16 MB, %d times", i + 1).isTrue();
    }
    assertThat(bounds.take(true, 1)).isFalse();

    PatientClaims answer = bounds.refusal(new RecordLine("f", 7, "{}"));

    assertThat(answer.results()).isEqualTo(Map.of(Status.REFUSED, 1));
    assertThat(issue(answer).getDetails().getText()).startsWith("512 MB of records name");
  }

  @Test
  void equalLinesThatCannotBeReadAreReportedEach() {
    NotReadable reason = new NotReadable("The line is not JSON from column 1 on. Correct it.");
    StoredLine one = StoredLine.of(0, 3, reason);
    StoredLine other = StoredLine.of(0, 4, reason);

    assertThat(one.key()).isNotEqualTo(other.key());
    assertThat(placeOf(answer(Stream.of(one)))).containsExactly("f", "3");
    assertThat(placeOf(answer(Stream.of(other)))).containsExactly("f", "4");
  }

  private static PatientClaims answer(Stream<StoredLine> lines) {
    PatientRecords records = new PatientRecords();
    lines.forEach(records::add);
    return records.answer(PRICER, new EmptyStore(), file -> "f");
  }

  private static StoredLine line(long number) {
    return line("MedicationAdministration", number, "{}");
  }

  private static StoredLine line(String type, long number, String text) {
    return StoredLine.of(
        0,
        number,
        text.getBytes(StandardCharsets.UTF_8),
        new OfPatient(type, null, "Patient/p1", null, List.of()));
  }

  private static List<String> placeOf(PatientClaims answer) {
    return issue(answer).getExtension().stream().map(e -> e.getValue().primitiveValue()).toList();
  }

  private static OperationOutcomeIssueComponent issue(PatientClaims answer) {
    assertThat(answer.outcome().getIssue()).hasSize(1);
    return answer.outcome().getIssueFirstRep();
  }
}
