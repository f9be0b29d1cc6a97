package org.priceunits.server.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.rest.server.exceptions.PayloadTooLargeException;
import ca.uhn.fhir.rest.server.exceptions.UnclassifiedServerFailureException;
import java.util.Collections;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.StringType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.priceunits.server.settings.ValidationTime;

/** Tests that the work of a patch is bounded by its operations, sizes and time. */
class PatchTrialsTest {
  private static final ValidationTime ENDLESS = () -> {};
  private static final int CHECKS = 3;

  private final FhirContext fhir = FhirContext.forR4Cached();
  private final AtomicInteger asked = new AtomicInteger();

  private void ended() {
    if (asked.incrementAndGet() == CHECKS) {
      throw new UnclassifiedServerFailureException(503, "Out of time");
    }
  }

  private static Patient patient() {
    Patient patient = new Patient();
    patient.addName().setText("x");
    return patient;
  }

  /** Each operation copies what the first has added. */
  @ParameterizedTest
  @CsvSource({"1000000, 100, true", "1000000, 3000, false", "10, 3000, true"})
  void theOwnSizeOfAJsonPatchCounts(int added, int operations, boolean taken) {
    String longest =
        "{\"op\":\"add\",\"path\":\"/name/0/family\",\"value\":\"%s\"}"
            .formatted("x".repeat(added));
    String body =
        "["
            + longest
            + ","
            + String.join(
                ",",
                Collections.nCopies(
                    operations - 1, "{\"op\":\"add\",\"path\":\"/active\",\"value\":true}"))
            + "]";
    JsonPatchTrial trial = new JsonPatchTrial(fhir, 1 << 24, ENDLESS);
    if (taken) {
      assertThat(trial.apply(patient(), body).path("active").asBoolean()).isTrue();
    } else {
      assertThatThrownBy(() -> trial.apply(patient(), body))
          .isInstanceOf(PayloadTooLargeException.class);
    }
  }

  @Test
  void theTimeOfAJsonPatchEnds() {
    String body =
        IntStream.range(0, 2 * CHECKS)
            .mapToObj(i -> "{\"op\":\"add\",\"path\":\"/active\",\"value\":true}")
            .collect(Collectors.joining(",", "[", "]"));
    assertThatThrownBy(() -> new JsonPatchTrial(fhir, 1 << 24, this::ended).apply(patient(), body))
        .isInstanceOf(UnclassifiedServerFailureException.class);
    assertThat(asked).hasValue(CHECKS);
  }

  @ParameterizedTest
  @CsvSource({"1000, true", "1001, false"})
  void aPathPatchHasAThousandOperations(int operations, boolean taken) {
    Parameters patch = new Parameters();
    IntStream.range(0, operations).forEach(i -> replaceText(patch, "x" + i));
    FhirPatchTrial trial = new FhirPatchTrial(fhir, 1 << 24, ENDLESS);
    if (taken) {
      Patient patient = patient();
      trial.apply(patient, patch);
      assertThat(patient.getNameFirstRep().getText()).isEqualTo("x" + (operations - 1));
    } else {
      assertThatThrownBy(() -> trial.apply(patient(), patch))
          .isInstanceOf(PayloadTooLargeException.class)
          .hasMessageContaining("1001 operations; 1000");
    }
  }

  @Test
  void theTimeOfAPathPatchEnds() {
    Parameters patch = new Parameters();
    IntStream.range(0, 2 * CHECKS).forEach(i -> replaceText(patch, "x"));
    assertThatThrownBy(() -> new FhirPatchTrial(fhir, 1 << 24, this::ended).apply(patient(), patch))
        .isInstanceOf(UnclassifiedServerFailureException.class);
    assertThat(asked).hasValue(CHECKS);
  }

  /** What is replaced does not add up; what is added does. */
  @Test
  void theSizeIsThatOfTheResourceAfterEachOperation() {
    FhirPatchTrial trial = new FhirPatchTrial(fhir, 3_000, ENDLESS);
    Parameters replacing = new Parameters();
    IntStream.range(0, 20).forEach(i -> replaceText(replacing, "x".repeat(500)));
    addName(replacing, "small");
    assertThatCode(() -> trial.apply(patient(), replacing)).doesNotThrowAnyException();

    Parameters adding = new Parameters();
    IntStream.range(0, 7).forEach(i -> addName(adding, "x".repeat(500)));
    assertThat(
            catchThrowableOfType(
                    () -> trial.apply(patient(), adding), PayloadTooLargeException.class)
                .getStatusCode())
        .isEqualTo(413);
  }

  private static void replaceText(Parameters patch, String text) {
    Parameters.ParametersParameterComponent operation = patch.addParameter().setName("operation");
    operation.addPart().setName("type").setValue(new CodeType("replace"));
    operation.addPart().setName("path").setValue(new StringType("Patient.name[0].text"));
    operation.addPart().setName("value").setValue(new StringType(text));
  }

  private static void addName(Parameters patch, String text) {
    Parameters.ParametersParameterComponent operation = patch.addParameter().setName("operation");
    operation.addPart().setName("type").setValue(new CodeType("add"));
    operation.addPart().setName("path").setValue(new StringType("Patient.name[0]"));
    operation.addPart().setName("name").setValue(new StringType("given"));
    operation.addPart().setName("value").setValue(new StringType(text));
  }
}
