package org.priceunits.server.guard;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.rest.server.exceptions.BaseServerResponseException;
import ca.uhn.fhir.rest.server.exceptions.InternalErrorException;
import ca.uhn.fhir.rest.server.exceptions.InvalidRequestException;
import ca.uhn.fhir.rest.server.exceptions.ResourceVersionConflictException;
import com.google.common.base.Throwables;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.List;
import org.junit.jupiter.api.Test;

class DatabaseFaultsTest {
  private static final SQLException FULL =
      new SQLException("insert into HFJ_RES_VER ... {\"family\":\"Planted\"}: disk full", "53100");

  @Test
  void theStatementIsNotToldAndTheKindOfFaultIs() {
    BaseServerResponseException told =
        new DatabaseFaults()
            .hide(new InternalErrorException(FULL.getMessage(), new IllegalStateException(FULL)));
    assertThat(told).isNotNull().hasMessageContaining("53100");
    assertThat(Throwables.getStackTraceAsString(told))
        .contains("SQLException, SQLSTATE 53100")
        .doesNotContain("Planted");
  }

  /** PostgreSQL's fault for two concurrent writes. */
  @Test
  void aConflictStaysOneWithoutTheStatement() {
    SQLException duplicate =
        new SQLException(
            "insert into HFJ_RES_VER ... {\"family\":\"Planted\"}: duplicate", "23505");
    Exception around =
        new IllegalStateException("could not execute: " + duplicate.getMessage(), duplicate);
    BaseServerResponseException told =
        new DatabaseFaults()
            .hide(
                new ResourceVersionConflictException(
                    "HAPI-0550: " + around.getMessage(), around, null));
    assertThat(told).isNotNull().hasMessageContaining("23505").hasNoCause();
    assertThat(told.getStatusCode()).isEqualTo(409);
    assertThat(told.getMessage()).doesNotContain("Planted");
  }

  @Test
  void aCharacterThatTheDatabaseDoesNotTakeIsTheCallersToMend() {
    BaseServerResponseException told =
        new DatabaseFaults()
            .hide(new IllegalStateException(new SQLException("invalid byte: Planted", "22021")));
    assertThat(told).isNotNull().hasMessageContaining("NUL").hasMessageNotContaining("Planted");
    assertThat(told.getStatusCode()).isEqualTo(400);
  }

  @Test
  void aDatabaseThatCannotBeReachedIsAskedLater() {
    for (SQLException fault :
        List.of(new SQLTransientConnectionException(), new SQLException("shut down", "57P01"))) {
      BaseServerResponseException told =
          new DatabaseFaults().hide(new IllegalStateException(fault));
      assertThat(told).isNotNull();
      assertThat(told.getStatusCode()).isEqualTo(503);
      assertThat(told.getResponseHeaders()).containsKey("Retry-After");
    }
  }

  @Test
  void aRefusalAndAFaultOfAnotherKindStayAsTheyAre() {
    assertThat(new DatabaseFaults().hide(new InternalErrorException("no such thing"))).isNull();
    assertThat(new DatabaseFaults().hide(new InvalidRequestException("changed", FULL))).isNull();
  }
}
