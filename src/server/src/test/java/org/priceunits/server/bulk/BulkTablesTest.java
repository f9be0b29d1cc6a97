package org.priceunits.server.bulk;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.JdbcTemplate;

class BulkTablesTest {
  @ParameterizedTest
  @ValueSource(strings = {"ATTEMPT", "WAITS_SINCE"})
  void theTablesOfAnEarlierVersionGetWhatTheyLack(String column) {
    JdbcDataSource database = new JdbcDataSource();
    database.setURL("jdbc:h2:mem:earlier-" + column + ";DB_CLOSE_DELAY=-1");
    BulkTables.create(database, false);
    new JdbcTemplate(database).execute("ALTER TABLE PRICE_UNITS_JOB DROP COLUMN " + column);
    assertThatThrownBy(() -> BulkTables.validate(database))
        .hasMessageContaining("missing column [" + column + "]");
    BulkTables.create(database, false);
    assertThatCode(() -> BulkTables.validate(database)).doesNotThrowAnyException();
  }
}
