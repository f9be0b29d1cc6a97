package org.priceunits.pricing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.priceunits.pricing.Administered.dose;
import static org.priceunits.pricing.Administered.waste;

import java.util.ArrayList;
import java.util.List;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests that an administration and those that are part of it are billed once. */
class EventsAreBilledOnceTest {
  private static final String DAY = "2024-05-01T10:00:00-05:00";
  private static final String LEMTRADA = "58468-0200-01";

  private static Administered given(String id, String amount) {
    return dose(amount).id(id).on(DAY).ndc(LEMTRADA);
  }

  private static Administered part(String id, String amount, String... wholes) {
    Administered part = given(id, amount);
    for (String whole : wholes) {
      part.partOf("MedicationAdministration/" + whole);
    }
    return part;
  }

  /** Doses are those of a, and of b and c that are part of it; {@code -} is none. */
  @ParameterizedTest
  @CsvSource({
    "12 mg, 6 mg, 6 mg, J0202 12, priced not-billable not-billable, part-of-event",
    "12 mg, 0.006 g, 6000 ug, J0202 12, priced not-billable not-billable, part-of-event",
    "12 mg, -, -, J0202 12, priced not-billable not-billable, part-of-event",
    "12 mg, 12 mg, -, J0202 12, priced not-billable not-billable, part-of-event",
    "-, 6 mg, 5 mg, J0202 11, not-billable priced priced, part-of-event",
    "12 mg, 6 mg, 5 mg, , refused refused refused, event-parts-differ",
    "12 mg, 6 mg, 7 mg, , refused refused refused, event-parts-differ",
    "12 mg, 6 mg, -, , refused refused refused, event-parts-differ",
    "12 mg, 6 mg, 1 mL, J0202 12, priced not-billable not-billable, part-of-event",
    "12 mg, 100 mL, -, J0202 12, priced not-billable not-billable, part-of-event",
    "12 mg, 6.67 mg, 5.34 mg, J0202 12, priced not-billable not-billable, part-of-event",
    "12 mg, 6.67 mg, 5.35 mg, , refused refused refused, event-parts-differ",
    "12 mg, 6.67 mg, 5 mg, , refused refused refused, event-parts-differ",
    "-, 6 mg, -, , refused refused refused, event-parts-differ"
  })
  void theWholeAndItsPartsAreOneDose(
      String whole, String b, String c, String line, String statuses, String issue) {
    Call call =
        Call.of(
                given("a", whole.replace("-", "")),
                part("b", b.replace("-", ""), "a"),
                part("c", c.replace("-", ""), "a"))
            .statuses(statuses.split(" "))
            .says(issue);
    if (line == null) {
      call.lines();
    } else {
      call.lines(line);
    }
  }

  @ParameterizedTest
  @CsvSource({"a b c", "c b a", "b a c"})
  void theOrderOfTheRecordsDoesNotMatter(String order) {
    List<Administered> all = new ArrayList<>();
    for (String id : order.split(" ")) {
      all.add(id.equals("a") ? given("a", "12 mg") : part(id, "6 mg", "a"));
    }
    Call.of(all.toArray(new Administered[0])).lines("J0202 12");
  }

  @Test
  void theAnswerNamesWhatIsBilledInstead() {
    Call call = Call.of(given("a", "12 mg"), part("b", "12 mg", "a"));
    assertThat(call.text("part-of-event")).contains("MedicationAdministration/a", "billed");
    call.at("part-of-event", "Parameters.parameter[1].resource");
    assertThat(Call.of(given("a", ""), part("b", "12 mg", "a")).text("part-of-event"))
        .contains("MedicationAdministration/b");
    assertThat(Call.of(given("a", "12 mg"), part("b", "11 mg", "a")).text("event-parts-differ"))
        .contains("MedicationAdministration/a was 12 mg", "MedicationAdministration/b", "11 mg")
        .contains("Correct the doses");
  }

  @Test
  void partsOfPartsAreOfTheSameEvent() {
    Call.of(
            given("a", "12 mg"),
            part("b", "6 mg", "a"),
            part("c", "6 mg", "a"),
            part("d", "6 mg", "c"))
        .lines("J0202 12")
        .statuses("priced", "not-billable", "not-billable", "not-billable");
    Call.of(given("a", "12 mg"), part("b", "", "a"), part("c", "12 mg", "b"))
        .lines("J0202 12")
        .statuses("priced", "not-billable", "not-billable");
    Call.of(given("a", ""), part("b", "", "a"), part("c", "12 mg", "b"))
        .lines("J0202 12")
        .statuses("not-billable", "not-billable", "priced");
    Call.of(given("a", "12 mg"), part("b", "12 mg", "a"), part("c", "5 mg", "b"))
        .lines()
        .statuses("refused", "refused", "refused");
  }

  @Test
  void anEventWithoutOneWholeIsRefused() {
    Call.of(given("a", "6 mg"), given("b", "6 mg"), part("c", "6 mg", "a", "b"))
        .lines()
        .says("event-parts-differ");
    Call.of(part("a", "6 mg", "b"), part("b", "6 mg", "a")).lines().says("event-parts-differ");
    Call.of(part("a", "6 mg", "a")).lines().says("event-parts-differ");
  }

  @Test
  void otherPatientsAndDrugsAreEventsOfTheirOwn() {
    Call.of(given("a", "12 mg"), part("b", "6 mg", "a").patient("Patient/p2"))
        .neverSays("part-of-event", "event-parts-differ")
        .statuses("priced", "priced");
    Call.of(given("a", "12 mg"), part("b", "100 mg", "a").ndc("50242-0060-01"))
        .neverSays("part-of-event", "event-parts-differ")
        .statuses("priced", "priced");
    Call.of(
            given("a", "12 mg"),
            part("b", "8 mg", "a").medication(new CodeableConcept().setText("saline flush")))
        .neverSays("part-of-event", "event-parts-differ")
        .lines("J0202 12");
  }

  @ParameterizedTest
  @CsvSource({"not-done", "entered-in-error", "on-hold", "in-progress"})
  void whatWasNotGivenIsNoPartAndNoWhole(String status) {
    Call.of(given("a", "12 mg"), part("b", "6 mg", "a").status(status))
        .lines("J0202 12")
        .statuses("priced", "not-billable");
    Call.of(given("a", "12 mg").status(status), part("b", "6 mg", "a"))
        .lines("J0202 6")
        .statuses("not-billable", "priced");
  }

  @Test
  void aVersionThatDoesNotCountIsNoPart() {
    Administered old = part("b", "5 mg", "a");
    old.record().getMeta().setVersionId("1");
    Administered current = part("b", "12 mg", "a");
    current.record().getMeta().setVersionId("2");
    Call.of(given("a", "12 mg"), old, current)
        .lines("J0202 12")
        .statuses("priced", "refused", "not-billable");
  }

  @Test
  void wasteStaysWithTheRecordThatItIsPartOf() {
    Administered rest = waste("2 mg", "MedicationAdministration/a").on(DAY).id("w").ndc(LEMTRADA);
    Call.of(given("a", "10 mg"), part("b", "10 mg", "a"), rest)
        .lines("J0202 10", "J0202 2 JW")
        .statuses("priced", "not-billable", "discard-record");
  }

  @Test
  void whatThePartsStateIsBilledWithThem() {
    Call.of(given("a", "10 mg"), part("b", "10 mg", "a").vial("12 mg"))
        .lines("J0202 10", "J0202 2 JW")
        .statuses("not-billable", "priced");
    Call.of(given("a", "10 mg"), part("b", "10 mg", "a"))
        .statement("MedicationAdministration/b")
        .discarded("2 mg")
        .end()
        .lines("J0202 10", "J0202 2 JW")
        .statuses("not-billable", "priced");
    Call.of(given("a", "12 mg"), part("b", "6 mg", "a"), part("c", "6 mg", "a").on("2024-05-02"))
        .lines("J0202 6", "J0202 6")
        .statuses("not-billable", "priced", "priced");
  }

  @Test
  void whatBothStateIsNotLost() {
    Call.of(given("a", "10 mg").vial("12 mg"), part("b", "10 mg", "a").vial("12 mg"))
        .lines()
        .says("event-parts-differ");
    Call.of(given("a", "10 mg"), part("b", "", "a").vial("12 mg"))
        .lines()
        .says("event-parts-differ");
    Call.of(given("a", "").vial("12 mg"), part("b", "10 mg", "a"))
        .lines()
        .says("event-parts-differ");
  }

  @Test
  void aPartWithoutItsWholeIsBilled() {
    Call.of(part("b", "6 mg", "a"), part("c", "6 mg", "a")).lines("J0202 12");
  }

  @Test
  void theCodeOfTheCallMakesLocalDrugsOne() {
    Administered local = part("b", "12 mg", "a");
    local.medication(new CodeableConcept(new Coding("urn:local", "ALEM", null)));
    Call.of(given("a", "12 mg"), part("b", "12 mg", "a").rxNorm("1594663"))
        .lines("J0202 12")
        .says("part-of-event");
    Call.of(given("a", "12 mg").medication(local.record().getMedication()), part("b", "12 mg", "a"))
        .code("J0202")
        .lines("J0202 12")
        .says("part-of-event");
  }
}
