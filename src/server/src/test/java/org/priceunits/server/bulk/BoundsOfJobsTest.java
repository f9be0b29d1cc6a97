package org.priceunits.server.bulk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.priceunits.bulk.PatientClaims;
import org.priceunits.bulk.PatientKey;
import org.priceunits.pricing.AdministrationResult.Status;
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
    PatientLines patient = new PatientLines();
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
}
