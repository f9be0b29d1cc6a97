package org.priceunits.server.security;

import java.util.List;
import java.util.Objects;
import org.springframework.boot.autoconfigure.security.oauth2.resource.servlet.JwkSetUriJwtDecoderBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtClaimNames;
import org.springframework.security.oauth2.jwt.JwtClaimValidator;
import org.springframework.security.oauth2.jwt.JwtTypeValidator;

/**
 * Configures token checks beyond Spring's own, which follow the operator's properties: signature by
 * a published key (so never {@code none} and never a shared secret), issuer, audience and time.
 */
@Configuration(proxyBeanMethods = false)
class TokenConfig {

  /** The decoder by itself would accept type {@code JWT} only. */
  @Bean
  JwkSetUriJwtDecoderBuilderCustomizer typeIsCheckedBelow() {
    return decoder -> decoder.validateType(false);
  }

  /** Refuses a token that never expires: one that is lost would open the server for good. */
  @Bean
  OAuth2TokenValidator<Jwt> accessTokenExpires() {
    return new JwtClaimValidator<>(JwtClaimNames.EXP, Objects::nonNull);
  }

  /**
   * Accepts {@code at+jwt}, the type of an access token in RFC 9068, and {@code JWT}, which older
   * servers write.
   */
  @Bean
  OAuth2TokenValidator<Jwt> accessTokenType() {
    JwtTypeValidator validator =
        new JwtTypeValidator(List.of("at+jwt", "application/at+jwt", "JWT"));
    validator.setAllowEmpty(true);
    return validator;
  }
}
