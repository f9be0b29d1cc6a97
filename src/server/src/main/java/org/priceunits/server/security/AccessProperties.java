package org.priceunits.server.security;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The access settings {@code price-units.security.*}. The issuer, its keys and the audience are
 * Spring's {@code spring.security.oauth2.resourceserver.jwt.*}.
 *
 * @param openToNetwork true if the server may listen beyond loopback although no token is required
 * @param tokenEndpoint where clients get their tokens, for {@code .well-known/smart-configuration}
 * @param authorizationEndpoint where apps send their user for one, for the same file; none if no
 *     app is opened by a user
 * @param corsOrigins origins of browser applications that may call; none: no CORS at all
 * @param partitions client id to the number of the partition that contains this client's data;
 *     none: no partitions, each client sees everything within its scopes
 * @param seeingAllPartitions clients that see the data of all others; a client named in neither
 *     setting sees only the shared reference data; if tokens are required, only these clients read
 *     AuditEvents, with and without partitions
 * @param knowledgeEditors clients that may write the shared resources, in addition to their scopes:
 *     policies, fees, packages, terminology and definitions
 * @param hosts names under which callers may address the server, without a port; none: a server on
 *     loopback without tokens is addressed as this machine only, any other under every name
 */
@ConfigurationProperties(AccessProperties.PREFIX)
public record AccessProperties(
    @DefaultValue("false") boolean openToNetwork,
    @Nullable String tokenEndpoint,
    @Nullable String authorizationEndpoint,
    @DefaultValue({}) List<String> corsOrigins,
    @DefaultValue({}) Map<String, Integer> partitions,
    @DefaultValue({}) Set<String> seeingAllPartitions,
    @DefaultValue({}) Set<String> knowledgeEditors,
    @DefaultValue({}) Set<String> hosts) {

  static final String PREFIX = "price-units.security";

  static final String OPEN_TO_NETWORK = PREFIX + ".open-to-network";
  static final String PARTITIONS = PREFIX + ".partitions";
  static final String SEEING_ALL_PARTITIONS = PREFIX + ".seeing-all-partitions";
  static final String HOSTS = PREFIX + ".hosts";
  static final String KNOWLEDGE_EDITORS = PREFIX + ".knowledge-editors";
}
