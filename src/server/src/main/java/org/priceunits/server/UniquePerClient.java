package org.priceunits.server;

import ca.uhn.fhir.jpa.migrate.DriverTypeEnum;
import ca.uhn.fhir.jpa.migrate.taskdef.BaseTask;
import ca.uhn.fhir.jpa.migrate.tasks.api.TaskFlagEnum;
import ca.uhn.fhir.jpa.model.entity.ResourceIndexedComboStringUnique;
import ca.uhn.fhir.jpa.model.entity.ResourceTable;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import javax.sql.DataSource;
import org.apache.commons.lang3.builder.EqualsBuilder;
import org.apache.commons.lang3.builder.HashCodeBuilder;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Makes ids, and what is billed once, unique in the partition of a client. HAPI's indexes have one
 * space for all partitions (hapi-fhir issues 2811 and 2988), so that one client's resource would
 * keep another from storing its own, and show that it exists. HAPI itself finds both by their
 * partition. The new indexes have the names of the old ones, by which HAPI recognizes what was
 * violated.
 *
 * <p>Rows of before hold under the new indexes, because those ask for less.
 */
final class UniquePerClient {
  /** The release of this server that brought the steps, which HAPI's history records with them. */
  private static final String SINCE = "0.1.0";

  /** Stands for the default partition, whose number is null; no client has it. */
  private static final int DEFAULT_PARTITION = Integer.MIN_VALUE;

  private static final String PARTITION = "PARTITION_ID";
  private static final Set<String> INDEXES =
      Set.of(
          ResourceTable.IDX_RES_TYPE_FHIR_ID,
          ResourceIndexedComboStringUnique.IDX_IDXCMPSTRUNIQ_STRING);

  private UniquePerClient() {}

  /** Returns the steps, which can be repeated. */
  static List<BaseTask> tasks() {
    return List.of(
        task(
            "20261129.1",
            ResourceTable.HFJ_RESOURCE,
            ResourceTable.IDX_RES_TYPE_FHIR_ID,
            "RES_TYPE, FHIR_ID"),
        task(
            "20261129.2",
            ResourceIndexedComboStringUnique.HFJ_IDX_CMP_STRING_UNIQ,
            ResourceIndexedComboStringUnique.IDX_IDXCMPSTRUNIQ_STRING,
            "IDX_STRING"));
  }

  /** Refuses a database whose indexes are HAPI's own, in the words of Hibernate. */
  static void validate(DataSource database) {
    List.of(ResourceTable.HFJ_RESOURCE, ResourceIndexedComboStringUnique.HFJ_IDX_CMP_STRING_UNIQ)
        .forEach(table -> validate(new JdbcTemplate(database), table));
  }

  private static void validate(JdbcTemplate sql, String table) {
    Boolean found =
        sql.execute((ConnectionCallback<Boolean>) connection -> isPerClient(connection, table));
    if (!Boolean.TRUE.equals(found)) {
      throw new IllegalStateException(
          "Schema-validation: the unique index of table [%s] lacks %s. Start once with price-units.schema-action=update."
              .formatted(table, PARTITION));
    }
  }

  /** PostgreSQL lists the expression in place of a column, in lower case. */
  private static boolean isPerClient(Connection connection, String table) throws SQLException {
    String stored =
        connection.getMetaData().storesLowerCaseIdentifiers()
            ? table.toLowerCase(Locale.ROOT)
            : table;
    try (ResultSet columns =
        connection.getMetaData().getIndexInfo(null, connection.getSchema(), stored, true, true)) {
      while (columns.next()) {
        String name = columns.getString("INDEX_NAME");
        String column = columns.getString("COLUMN_NAME");
        if (INDEXES.contains(String.valueOf(name).toUpperCase(Locale.ROOT))
            && String.valueOf(column).toUpperCase(Locale.ROOT).contains(PARTITION)) {
          return true;
        }
      }
    }
    return false;
  }

  private static BaseTask task(String step, String table, String index, String columns) {
    // PostgreSQL has NULLS NOT DISTINCT since 15 only.
    Rebuilding task =
        new Rebuilding(
            step,
            table,
            List.of(
                "ALTER TABLE %s DROP CONSTRAINT IF EXISTS %s".formatted(table, index),
                "DROP INDEX IF EXISTS " + index),
            Map.of(
                DriverTypeEnum.H2_EMBEDDED,
                "CREATE UNIQUE NULLS NOT DISTINCT INDEX %s ON %s (%s, %s)"
                    .formatted(index, table, columns, PARTITION),
                DriverTypeEnum.POSTGRES_9_4,
                "CREATE UNIQUE INDEX %s ON %s (%s, COALESCE(%s, %d))"
                    .formatted(index, table, columns, PARTITION, DEFAULT_PARTITION)));
    task.setDescription("Make " + index + " unique per client");
    task.addFlag(TaskFlagEnum.RUN_DURING_SCHEMA_INITIALIZATION);
    return task;
  }

  /**
   * Rebuilds an index in one transaction, so that no other node writes while there is none (on
   * PostgreSQL; H2 has one node).
   */
  private static final class Rebuilding extends BaseTask {
    private final String table;
    private final List<String> removal;
    private final Map<DriverTypeEnum, String> creation;

    Rebuilding(
        String step, String table, List<String> removal, Map<DriverTypeEnum, String> creation) {
      super(SINCE, step);
      this.table = table;
      this.removal = removal;
      this.creation = creation;
    }

    @Override
    public void validate() {
      // The statements are complete by construction.
    }

    @Override
    protected void doExecute() {
      String create = creation.get(getDriverType());
      if (create == null) {
        throw new IllegalStateException("There is no index for " + getDriverType() + ".");
      }
      List<String> statements = new ArrayList<>(removal);
      statements.add(create);
      executeSqlListInTransaction(table, statements);
    }

    @Override
    protected void generateHashCode(HashCodeBuilder hash) {
      hash.append(removal).append(creation.values().stream().sorted().toList());
    }

    @Override
    protected void generateEquals(EqualsBuilder equals, BaseTask other) {
      Rebuilding same = (Rebuilding) other;
      equals.append(removal, same.removal).append(creation, same.creation);
    }
  }
}
