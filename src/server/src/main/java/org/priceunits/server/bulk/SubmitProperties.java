package org.priceunits.server.bulk;

import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The settings of {@code $bulk-submit}, {@code price-units.bulk.submit.*}.
 *
 * @param addresses URLs of servers or folders from which manifests and files are fetched; none by
 *     default, so that no manifest is taken
 * @param privateNetworks networks that are not public, from which they may be fetched too, in CIDR
 *     notation
 * @param maxFiles most manifests, and most files, of one submission
 */
@ConfigurationProperties("price-units.bulk.submit")
public record SubmitProperties(
    @DefaultValue List<String> addresses,
    @DefaultValue List<String> privateNetworks,
    @DefaultValue("1000") int maxFiles) {

  /** Refuses a setting under which no submission could end. */
  public SubmitProperties {
    if (maxFiles < 1) {
      throw new IllegalArgumentException("price-units.bulk.submit: max-files is more than 0.");
    }
  }
}
