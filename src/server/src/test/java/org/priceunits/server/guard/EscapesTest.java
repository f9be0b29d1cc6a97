package org.priceunits.server.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ca.uhn.fhir.rest.server.exceptions.InvalidRequestException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EscapesTest {
  @ParameterizedTest
  @CsvSource({
    "identifier=x, identifier=x, false",
    "identifier=50%25, identifier=50%, false",
    "identifier=50%, identifier=50%, true",
    "identifier=%zz, identifier=%zz, true",
    "_has:Audit%45vent:patient:agent=a&name=5%, _has:AuditEvent:patient:agent=a&name=5%, true"
  })
  void aBrokenEscapeHidesNoOther(String written, String decoded, boolean broken) {
    assertThat(Escapes.decoded(written)).isEqualTo(decoded);
    assertThat(Escapes.areBroken(written)).isEqualTo(broken);
  }

  @Test
  void whatIsAbsentIsNotBroken() {
    assertThat(Escapes.areBroken(null)).isFalse();
  }

  @Test
  void aConditionIsReadWholeOrRefused() {
    assertThat(Escapes.parameters("identifier=50%25").get("identifier")).containsExactly("50%");
    assertThatThrownBy(() -> Escapes.parameters("identifier=50%"))
        .isInstanceOfSatisfying(
            InvalidRequestException.class,
            refusal -> assertThat(refusal.getOperationOutcome()).isNotNull())
        .hasMessageContaining("Write %25");
  }
}
