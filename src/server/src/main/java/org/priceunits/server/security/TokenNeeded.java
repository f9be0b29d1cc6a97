package org.priceunits.server.security;

import java.util.List;
import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.env.Environment;
import org.springframework.core.type.AnnotatedTypeMetadata;
import org.springframework.util.StringUtils;

/**
 * Tests whether the settings name keys to verify access tokens with; without any, no token is
 * required.
 */
public final class TokenNeeded implements Condition {
  static final String JWT = "spring.security.oauth2.resourceserver.jwt.";
  static final String ISSUER = JWT + "issuer-uri";

  private static final List<String> KEYS = List.of(ISSUER, JWT + "jwk-set-uri");

  @Override
  public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
    return by(context.getEnvironment());
  }

  /** Tests the settings directly. */
  public static boolean by(Environment environment) {
    return anyIsSet(environment, KEYS);
  }

  static boolean anyIsSet(Environment environment, List<String> properties) {
    return properties.stream().map(environment::getProperty).anyMatch(StringUtils::hasText);
  }
}
