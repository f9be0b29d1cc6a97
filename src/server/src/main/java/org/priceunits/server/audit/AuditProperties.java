package org.priceunits.server.audit;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The audit settings {@code price-units.audit.*}.
 *
 * @param to off, a log, or the store
 */
@ConfigurationProperties("price-units.audit")
public record AuditProperties(@DefaultValue("off") Target to) {

  /** The targets of AuditEvents. */
  public enum Target {
    OFF,
    /** One line of JSON each, written to the logger {@value AuditLog#LOGGER}. */
    LOG,
    /** AuditEvent resources in this server's own database. */
    STORE
  }
}
