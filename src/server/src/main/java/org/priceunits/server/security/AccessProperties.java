package org.priceunits.server.security;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What an operator may set about access, as {@code price-units.security.*}. The issuer, its keys
 * and the audience are Spring's {@code spring.security.oauth2.resourceserver.jwt.*}.
 *
 * @param openToNetwork whether the server may listen beyond loopback although nobody needs a token
 * @param tokenEndpoint where clients get their tokens, for {@code .well-known/smart-configuration}
 * @param corsOrigins origins of browser applications that may call; none: no CORS at all
 * @param partitions client id to the number of the partition that holds this client's data; none:
 *     no partitions, each client sees all that its scopes name
 * @param seeingAllPartitions clients that see the data of all others; one that is named nowhere
 *     sees the common knowledge only; where tokens are needed, these clients alone read
 *     AuditEvents, with partitions and without
 * @param knowledgeEditors clients that may write what all share, beside their scopes: policies,
 *     fees, packages, terminology and definitions
 */
@ConfigurationProperties(AccessProperties.PREFIX)
public record AccessProperties(
    @DefaultValue("false") boolean openToNetwork,
    @Nullable String tokenEndpoint,
    @DefaultValue({}) List<String> corsOrigins,
    @DefaultValue({}) Map<String, Integer> partitions,
    @DefaultValue({}) Set<String> seeingAllPartitions,
    @DefaultValue({}) Set<String> knowledgeEditors) {

  static final String PREFIX = "price-units.security";

  static final String OPEN_TO_NETWORK = PREFIX + ".open-to-network";
  static final String SEEING_ALL_PARTITIONS = PREFIX + ".seeing-all-partitions";
  static final String KNOWLEDGE_EDITORS = PREFIX + ".knowledge-editors";
}
