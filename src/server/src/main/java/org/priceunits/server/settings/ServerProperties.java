package org.priceunits.server.settings;

import java.time.Duration;
import java.time.ZoneId;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * What an operator may set, as {@code price-units.*}.
 *
 * @param maxTransactionEntries entries of one transaction or batch; a longer one is refused
 * @param maxPageSize resources on one page of a search, whatever {@code _count} says
 * @param maxBodyBytes the longest request body that is read, after decompression; a longer one is
 *     answered 413
 * @param referentialIntegrity whether a reference to a resource that is not stored here is refused
 *     on write
 * @param resourceTypes resource types to serve beside those that are always served
 * @param hibernateDialect the Hibernate dialect class of HAPI that fits the database
 * @param schemaAction what happens to the database schema at start
 * @param slowQuery how long a statement of the database takes at least that is logged, without its
 *     values; zero: none is
 * @param refreshInterval how often changes made by other nodes on the same database are looked for;
 *     zero: never
 * @param drain how long a server that is told to stop refuses readiness and still answers; shorter
 *     than {@code spring.lifecycle.timeout-per-shutdown-phase}
 * @param timeZone where the services happen: the date of service is read there when a call names no
 *     zone; absent where each record's own offset counts
 */
@ConfigurationProperties("price-units")
public record ServerProperties(
    @DefaultValue("20000") int maxTransactionEntries,
    @DefaultValue("1000") int maxPageSize,
    @DefaultValue("16MB") DataSize maxBodyBytes,
    @DefaultValue("false") boolean referentialIntegrity,
    @DefaultValue({}) Set<String> resourceTypes,
    Class<?> hibernateDialect,
    @DefaultValue("update") SchemaAction schemaAction,
    @DefaultValue("0s") Duration slowQuery,
    @DefaultValue("0s") Duration refreshInterval,
    @DefaultValue("0s") Duration drain,
    @Nullable ZoneId timeZone) {

  /** Path of the FHIR base on this server. */
  public static final String FHIR_BASE = "/fhir";

  /** Before HAPI is upgraded, take a backup: its steps may drop what it no longer uses. */
  public enum SchemaAction {
    /** Makes the tables, or brings those of an older release forward, step by step. */
    UPDATE,
    /** Refuses to start when something is missing. */
    VALIDATE,
    /** Leaves the schema alone: for the second and further nodes on one database. */
    NONE
  }
}
