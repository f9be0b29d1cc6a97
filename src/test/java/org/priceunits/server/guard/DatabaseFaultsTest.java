package org.priceunits.server.guard;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.rest.server.exceptions.BaseServerResponseException;
import ca.uhn.fhir.rest.server.exceptions.InternalErrorException;
import ca.uhn.fhir.rest.server.exceptions.InvalidRequestException;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

class DatabaseFaultsTest {
  private static final SQLException FULL =
      new SQLException("insert into HFJ_RES_VER ... {\"family\":\"Planted\"}: disk full", "53100");

  @Test
  void theStatementIsNotToldAndTheKindOfFaultIs() {
    BaseServerResponseException told =
        new DatabaseFaults()
            .hide(new InternalErrorException(FULL.getMessage(), new IllegalStateException(FULL)));
    assertThat(told).isNotNull().hasMessageContaining("53100").hasNoCause();
    assertThat(told.getMessage()).doesNotContain("Planted");
  }

  @Test
  void aRefusalAndAFaultOfAnotherKindStayAsTheyAre() {
    assertThat(new DatabaseFaults().hide(new InternalErrorException("no such thing"))).isNull();
    assertThat(new DatabaseFaults().hide(new InvalidRequestException("changed", FULL))).isNull();
  }
}
