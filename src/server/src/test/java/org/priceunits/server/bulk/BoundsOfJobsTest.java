package org.priceunits.server.bulk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.priceunits.bulk.PatientClaims;
import org.priceunits.bulk.PatientKey;
import org.priceunits.pricing.AdministrationResult.Status;
import org.priceunits.pricing.LatestVersion;
import org.priceunits.server.bulk.JobLine.Kind;

/** Tests what of a job is held in memory. */
class BoundsOfJobsTest {
  private static final PatientKey KEY = PatientKey.ofPatient("Patient/p1");

  private static JobLine line(Kind kind, String id, byte[] text) {
    return new JobLine(KEY, kind, "body.ndjson", 1, id, text);
  }

  private static byte[] bytes(int length) {
    return new byte[length];
  }

  /** The command line refuses such a patient too. */
  @ParameterizedTest
  @CsvSource({"99999, false", "100000, true", "200000, true"})
  void aPatientWithTooManyRecordsOfOtherTypesIsRefused(int conditions, boolean refused) {
    PatientLines patient = new PatientLines(512L << 20);
    patient.add(line(Kind.ADMINISTRATION, "a1", bytes(2)));
    IntStream.range(0, conditions).forEach(i -> patient.add(line(Kind.OTHER_RECORD, "", bytes(2))));

    PatientClaims answer = patient.refusal();

    assertThat(answer != null).isEqualTo(refused);
    assertThat(patient.all()).hasSize(refused ? 0 : conditions + 1);
    if (answer != null) {
      assertThat(answer.results()).containsEntry(Status.REFUSED, 1);
      assertThat(answer.outcome().getIssueFirstRep().getDetails().getText())
          .contains("records name the same patient");
    }
  }

  /** However many of them are part of one administration. */
  @Test
  void recordsThatWaitForAPatientAreCountedEach() {
    byte[] text = "{}".getBytes(StandardCharsets.UTF_8);
    WaitingLines waiting = new WaitingLines();
    IntStream.range(0, WaitingLines.MOST)
        .forEach(i -> waiting.add(line(Kind.OTHER_RECORD, "a1", text)));

    assertThatThrownBy(() -> waiting.add(line(Kind.OTHER_RECORD, "a1", text)))
        .isInstanceOf(NotPossibleException.class);
  }

  @Test
  void recordsThatWaitForAPatientAreBoundedInBytes() {
    byte[] text = bytes(1 << 20);
    WaitingLines waiting = new WaitingLines();
    for (int i = 0; i < WaitingLines.MOST_BYTES >> 20; i++) {
      JobLine line = line(Kind.OTHER_RECORD, "a" + i, text);
      assertThatCode(() -> waiting.add(line)).doesNotThrowAnyException();
    }
    assertThatThrownBy(() -> waiting.add(line(Kind.OTHER_RECORD, "b", bytes(1))))
        .isInstanceOf(NotPossibleException.class);
  }

  @Test
  void aJobThatArrivesSlowlyIsTouchedOnceAMinute() {
    Instant[] now = {Instant.parse("2026-11-28T06:00:00Z")};
    Clock clock =
        new Clock() {
          @Override
          public Instant instant() {
            return now[0];
          }

          @Override
          public ZoneOffset getZone() {
            return ZoneOffset.UTC;
          }

          @Override
          public Clock withZone(java.time.ZoneId zone) {
            return this;
          }
        };
    AtomicInteger touched = new AtomicInteger();
    EveryMinute touch = new EveryMinute(clock, touched::incrementAndGet);
    for (int second = 0; second < 22 * 60; second++) {
      now[0] = now[0].plus(Duration.ofSeconds(1));
      touch.run();
    }
    assertThat(touched).hasValue(22);
  }

  /** However the lines of a part come, and whatever fits into memory. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2_000, 10_000, 1 << 20})
  void thePatientsOfAPartAreGivenOnceWholeAndInOrder(long mostBytes) {
    Random random = new Random(7);
    List<JobLine> lines = new ArrayList<>();
    Map<PatientKey, Integer> expected = new TreeMap<>();
    for (int i = 0; i < 300; i++) {
      PatientKey key = PatientKey.ofPatient("Patient/" + random.nextInt(40));
      expected.merge(key, 1, Integer::sum);
      lines.add(new JobLine(key, Kind.ADMINISTRATION, "f", i, "a" + i, bytes(random.nextInt(90))));
    }
    PatientsInTurn patients = new PatientsInTurn(mostBytes, 1 << 20);
    List<PatientKey> order = new ArrayList<>();
    Map<PatientKey, Integer> given = new TreeMap<>();
    do {
      lines.forEach(patients::add);
      long held = patients.held().stream().mapToLong(PatientLines::size).sum();
      assertThat(held <= mostBytes || patients.held().size() == 1).isTrue();
      for (PatientLines patient : patients.held()) {
        order.add(patient.first().key());
        given.put(patient.first().key(), patient.all().size());
      }
    } while (patients.turn());
    assertThat(order).containsExactlyElementsOf(expected.keySet());
    assertThat(given).isEqualTo(expected);
  }

  @Test
  void aPatientWithTooManyBytesForTheServerIsRefused() {
    PatientLines patient = new PatientLines(1 << 20);
    patient.add(line(Kind.ADMINISTRATION, "a1", bytes(1 << 20)));
    assertThat(patient.refusal()).isNull();
    patient.add(line(Kind.OTHER_RECORD, "", bytes(1)));
    assertThat(patient.all()).isEmpty();
    assertThat(
            Objects.requireNonNull(patient.refusal())
                .outcome()
                .getIssueFirstRep()
                .getDetails()
                .getText())
        .contains("at most 1 MB are read together");
  }

  @Test
  void resourcesAreKeptByTheirLength() {
    LastUsed kept = new LastUsed(3, 100);
    Optional<LatestVersion> none = Optional.empty();
    kept.keep("a", none, 40);
    kept.keep("b", none, 40);
    assertThat(kept.find("a")).isEmpty();
    kept.keep("c", none, 40);
    assertThat(kept.knows("b")).as("used before a").isFalse();
    assertThat(kept.knows("a")).isTrue();
    kept.keep("long", none, 1_000);
    assertThat(kept.knows("a")).isFalse();
    assertThat(kept.knows("long")).isTrue();
    for (String name : List.of("d", "e", "f", "g")) {
      kept.keep(name, none, 0);
    }
    assertThat(kept.knows("d")).isFalse();
    assertThat(kept.knows("e")).isTrue();
  }
}
