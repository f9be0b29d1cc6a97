package org.priceunits.server.bulk;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;

class BulkTablesTest {
  @Test
  void theTablesOfAnEarlierVersionGetWhatTheyLack() {
    JdbcDataSource database = new JdbcDataSource();
    database.setURL("jdbc:h2:mem:earlier-tables;DB_CLOSE_DELAY=-1");
    BulkTables.create(database, false);
    new JdbcTemplate(database).execute("ALTER TABLE PRICE_UNITS_JOB DROP COLUMN ATTEMPT");
    assertThatThrownBy(() -> BulkTables.validate(database))
        .hasMessageContaining("missing column [ATTEMPT]");
    BulkTables.create(database, false);
    assertThatCode(() -> BulkTables.validate(database)).doesNotThrowAnyException();
  }
}
