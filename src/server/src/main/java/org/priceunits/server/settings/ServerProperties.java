package org.priceunits.server.settings;

import java.time.Duration;
import java.time.ZoneId;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * The server settings {@code price-units.*}.
 *
 * @param maxTransactionEntries maximum entries of one transaction or batch; a longer one is refused
 * @param maxPageSize maximum resources on one page of a search, regardless of {@code _count}
 * @param maxBodyBytes maximum length of a request body after decompression; a longer one is
 *     answered 413
 * @param referentialIntegrity true to refuse writes that refer to a resource not stored here
 * @param requiredOnWrite of which resources a write must have the required elements and invariants
 * @param resourceTypes resource types to serve beside those always served
 * @param hibernateDialect the Hibernate dialect class of HAPI for the database
 * @param schemaAction what to do with the database schema at start
 * @param slowQuery minimum duration of a database statement to be logged, without its values; zero:
 *     none is logged
 * @param refreshInterval interval of polling for changes by other nodes on the same database; zero:
 *     never
 * @param drain time between a shutdown request, which makes readiness fail, and the end of
 *     accepting requests; shorter than {@code spring.lifecycle.timeout-per-shutdown-phase}
 * @param timeZone time zone of the site, which determines the date of service if a call names no
 *     zone; absent if each record's own offset decides
 */
@ConfigurationProperties("price-units")
public record ServerProperties(
    @DefaultValue("20000") int maxTransactionEntries,
    @DefaultValue("1000") int maxPageSize,
    @DefaultValue("16MB") DataSize maxBodyBytes,
    @DefaultValue("false") boolean referentialIntegrity,
    @DefaultValue("own-profiles") RequiredOnWrite requiredOnWrite,
    @DefaultValue({}) Set<String> resourceTypes,
    Class<?> hibernateDialect,
    @DefaultValue("update") SchemaAction schemaAction,
    @DefaultValue("0s") Duration slowQuery,
    @DefaultValue("0s") Duration refreshInterval,
    @DefaultValue("0s") Duration drain,
    @Nullable ZoneId timeZone) {

  /** Path of the FHIR base on this server. */
  public static final String FHIR_BASE = "/fhir";

  /** The resources that are stored only with their required elements and invariants. */
  public enum RequiredOnWrite {
    /** None; {@code $validate} tells what a resource lacks. */
    NOTHING,
    /** Those that name a profile of this guide. */
    OWN_PROFILES,
    /** Each, by its type and by the profiles that it names. */
    EVERYTHING
  }

  /**
   * The action on the database schema at start. Take a backup before an upgrade of HAPI: its steps
   * may drop what it no longer uses.
   */
  public enum SchemaAction {
    /** Creates the tables, or upgrades those of an older release step by step. */
    UPDATE,
    /** Refuses to start if something is missing. */
    VALIDATE,
    /** Leaves the schema unchanged: for the second and further nodes on one database. */
    NONE
  }
}
