package org.priceunits.server;

import ca.uhn.fhir.interceptor.model.RequestPartitionId;
import ca.uhn.fhir.jpa.model.config.PartitionSettings;
import ca.uhn.fhir.jpa.model.entity.BaseResourceIndexedSearchParam;
import ca.uhn.fhir.jpa.model.entity.ResourceIndexedSearchParamString;
import ca.uhn.fhir.jpa.model.entity.ResourceIndexedSearchParamToken;
import ca.uhn.fhir.jpa.partition.IRequestPartitionHelperSvc;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.Identifier;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcOperations;

/**
 * Asks HAPI's index tables, in one prepared statement, whether a search can find anything. Most
 * administrations have no claim and no neighbour, and HAPI takes longer to compose a search than to
 * price. A search that can find something is HAPI's own, so that it alone decides what a caller
 * sees; therefore each question here is answered from the caller's partition and is never narrower
 * than the search.
 */
final class SearchIndex {
  private static final String TOKEN =
      "select distinct i.HASH_SYS_AND_VALUE from HFJ_SPIDX_TOKEN i where i.HASH_SYS_AND_VALUE in"
          + " (%s)%s";

  private static final String STRING =
      "select 1 from HFJ_SPIDX_STRING i where i.HASH_EXACT = ?%s limit 1";

  private static final String STRING_AND_DATE =
      """
      select r.FHIR_ID, r.RES_VER from HFJ_SPIDX_STRING i
      join HFJ_SPIDX_DATE d on d.RES_ID = i.RES_ID and d.HASH_IDENTITY = ?
      join HFJ_RESOURCE r on r.RES_ID = i.RES_ID
      where i.HASH_EXACT = ?
      and (d.SP_VALUE_LOW_DATE_ORDINAL >= ? or d.SP_VALUE_HIGH_DATE_ORDINAL >= ?)
      and (d.SP_VALUE_LOW_DATE_ORDINAL <= ? or d.SP_VALUE_HIGH_DATE_ORDINAL <= ?)%s
      """;

  private final JdbcOperations database;
  private final IRequestPartitionHelperSvc partitions;
  private final PartitionSettings settings;

  /** One stored version of a resource; the id is null in rows of HAPI's older releases. */
  record Version(@Nullable String id, String number) {}

  /**
   * @param database the connection of the running transaction, if there is one
   */
  SearchIndex(
      JdbcOperations database, IRequestPartitionHelperSvc partitions, PartitionSettings settings) {
    this.database = database;
    this.partitions = partitions;
    this.settings = settings;
  }

  /**
   * Returns those of the types of which a search by a token parameter finds one of the identifiers:
   * no other can be found. The types of one partition are one question.
   */
  Set<String> withToken(
      RequestDetails request, Set<String> types, String parameter, List<Identifier> identifiers) {
    Set<String> found = new HashSet<>();
    types.stream()
        .collect(Collectors.groupingBy(type -> partition(request, type)))
        .forEach(
            (partition, some) -> found.addAll(withToken(partition, some, parameter, identifiers)));
    return found;
  }

  private Set<String> withToken(
      RequestPartitionId partition,
      List<String> types,
      String parameter,
      List<Identifier> identifiers) {
    Map<Long, String> typeOfHash = new HashMap<>();
    for (String type : types) {
      for (Identifier identifier : identifiers) {
        typeOfHash.put(
            ResourceIndexedSearchParamToken.calculateHashSystemAndValue(
                settings,
                partition,
                type,
                parameter,
                identifier.getSystem(),
                identifier.getValue()),
            type);
      }
    }
    List<Object> values = new ArrayList<>(typeOfHash.keySet());
    String marks = String.join(",", Collections.nCopies(values.size(), "?"));
    String sql = TOKEN.formatted(marks, within(partition, values));
    return database.queryForList(sql, Long.class, values.toArray()).stream()
        .flatMap(hash -> Optional.ofNullable(typeOfHash.get(hash)).stream())
        .collect(Collectors.toSet());
  }

  /** Returns false if a search by the exact value of a string parameter finds nothing. */
  boolean hasString(RequestDetails request, String type, String parameter, String value) {
    RequestPartitionId partition = partition(request, type);
    List<Object> values = new ArrayList<>();
    values.add(exactly(partition, type, parameter, value));
    String sql = STRING.formatted(within(partition, values));
    return !database.queryForList(sql, Integer.class, values.toArray()).isEmpty();
  }

  /**
   * Returns at least the versions that a search by the exact value of a string parameter and the
   * days of a date parameter finds.
   */
  List<Version> dated(
      RequestDetails request,
      String type,
      String parameter,
      String value,
      String dateParameter,
      LocalDate from,
      LocalDate to) {
    RequestPartitionId partition = partition(request, type);
    int first = ordinal(from);
    int last = ordinal(to);
    List<Object> values = new ArrayList<>();
    values.add(
        BaseResourceIndexedSearchParam.calculateHashIdentity(
            settings, partition, type, dateParameter));
    values.add(exactly(partition, type, parameter, value));
    Collections.addAll(values, first, first, last, last);
    return database.query(
        STRING_AND_DATE.formatted(within(partition, values)),
        (row, number) -> new Version(row.getString(1), row.getString(2)),
        values.toArray());
  }

  private long exactly(RequestPartitionId partition, String type, String parameter, String value) {
    return ResourceIndexedSearchParamString.calculateHashExact(
        settings, partition, type, parameter, value);
  }

  /** The form in which HAPI indexes a day, such as 20250514. */
  private static int ordinal(LocalDate day) {
    return Integer.parseInt(day.format(DateTimeFormatter.BASIC_ISO_DATE));
  }

  private RequestPartitionId partition(RequestDetails request, String type) {
    return partitions.determineReadPartitionForRequestForSearchType(request, type);
  }

  /** Returns the condition on the partition, and adds its values; the default one has no number. */
  private static String within(RequestPartitionId partition, List<Object> values) {
    if (partition.isAllPartitions()) {
      return "";
    }
    List<Integer> numbers = partition.getPartitionIds().stream().filter(Objects::nonNull).toList();
    values.addAll(numbers);
    List<String> conditions = new ArrayList<>();
    if (!numbers.isEmpty()) {
      conditions.add(
          "i.PARTITION_ID in (%s)"
              .formatted(String.join(",", Collections.nCopies(numbers.size(), "?"))));
    }
    if (numbers.size() < partition.getPartitionIds().size()) {
      conditions.add("i.PARTITION_ID is null");
    }
    return " and (" + String.join(" or ", conditions) + ")";
  }
}
