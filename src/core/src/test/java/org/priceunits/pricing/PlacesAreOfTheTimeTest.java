package org.priceunits.pricing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.priceunits.pricing.Administered.dose;

import org.hl7.fhir.r4.model.Claim;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.Encounter.EncounterLocationComponent;
import org.hl7.fhir.r4.model.Encounter.EncounterLocationStatus;
import org.hl7.fhir.r4.model.Location;
import org.hl7.fhir.r4.model.Period;
import org.hl7.fhir.r4.model.Reference;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.priceunits.fhir.Canonicals;

/** Tests that place of service and facility are those of the time of the dose. */
class PlacesAreOfTheTimeTest {
  private static final String EMERGENCY = "23";
  private static final String SUITE = "11";

  private final Encounter visit = new Encounter();

  private void location(String place, String start, String end, String status) {
    EncounterLocationComponent at = visit.addLocation();
    at.setLocation(new Reference("Location/l" + place));
    if (status != null) {
      at.setStatus(EncounterLocationStatus.fromCode(status));
    }
    Period period = new Period();
    if (start != null) {
      period.setStartElement(new DateTimeType(start));
    }
    if (end != null) {
      period.setEndElement(new DateTimeType(end));
    }
    at.setPeriod(period.isEmpty() ? null : period);
  }

  private static Location typed(String place) {
    Location location = new Location();
    location.setId("l" + place);
    location.addType(new CodeableConcept(new Coding(Canonicals.PLACE_OF_SERVICE, place, null)));
    return location;
  }

  private Call given(String time) {
    visit.setId("v1");
    return Call.of(dose("10 mg").id("a1").on(time).context("Encounter/v1"))
        .code("J0202")
        .resource("resource", visit)
        .resource("resource", typed(EMERGENCY))
        .resource("resource", typed(SUITE));
  }

  private static void isAt(Call call, String place) {
    Claim claim = call.claim();
    assertThat(claim.getItem().get(0).getLocationCodeableConcept().getCodingFirstRep().getCode())
        .isEqualTo(place);
    assertThat(claim.getFacility().getReference()).isEqualTo("Location/l" + place);
  }

  @ParameterizedTest
  @CsvSource({
    "2024-05-01T11:00:00-05:00, 11",
    "2024-05-01T09:59:00-05:00, 23",
    "2024-05-01T10:00:00-05:00, 11",
    "2024-05-01T15:59:00Z, 11",
    "2024-05-01T14:59:00Z, 23",
    "2024-05-02T01:00:00-05:00, 11",
    // Which of the two it was that day cannot be told.
    "2024-05-01, 23"
  })
  void thePeriodDecides(String time, String place) {
    location(EMERGENCY, "2024-05-01T08:00:00-05:00", "2024-05-01T10:00:00-05:00", "completed");
    location(SUITE, "2024-05-01T10:00:00-05:00", null, "active");
    isAt(given(time), place);
  }

  @ParameterizedTest
  @CsvSource({"planned, 11", "reserved, 11", "active, 23", "completed, 23"})
  void aLocationThatWasOnlyPlannedDoesNotCount(String status, String place) {
    location(EMERGENCY, null, null, status);
    location(SUITE, null, null, null);
    isAt(given("2024-05-01T11:00:00-05:00"), place);
  }

  @ParameterizedTest
  @CsvSource({"2024-05-01, 23", "2024-05-02, 11", "2024-05-02T00:30:00-05:00, 11"})
  void periodsOfDaysDecideByDay(String time, String place) {
    location(EMERGENCY, "2024-04-30", "2024-05-01", null);
    location(SUITE, "2024-05-02", null, null);
    isAt(given(time), place);
  }

  @ParameterizedTest
  @CsvSource({"2024-05-01T10:05:00-05:00, 23", "2024-05-02T10:05:00-05:00, ''"})
  void theOnlyLocationOfTheDayCountsAroundItsPeriod(String time, String place) {
    location(EMERGENCY, "2024-05-01T08:00:00-05:00", "2024-05-01T10:00:00-05:00", "completed");
    Call call = given(time);
    if (place.isEmpty()) {
      call.says("place-assumed");
      assertThat(call.claim().hasFacility()).isFalse();
    } else {
      isAt(call, place);
    }
  }
}
