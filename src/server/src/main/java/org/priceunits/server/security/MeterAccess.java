package org.priceunits.server.security;

import org.springframework.boot.actuate.autoconfigure.security.servlet.EndpointRequest;
import org.springframework.core.env.Environment;
import org.springframework.security.authorization.AuthenticatedAuthorizationManager;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.authorization.AuthorizationManager;
import org.springframework.security.authorization.AuthorizationManagers;
import org.springframework.security.web.access.intercept.RequestAuthorizationContext;
import org.springframework.security.web.util.matcher.RequestMatcher;

/**
 * Controls who may read the meters: any caller with a token, and {@linkplain LocalCalls this
 * machine} itself. A management port of their own would need a second port in every deployment, and
 * says nothing about who may read them.
 */
final class MeterAccess {
  static final RequestMatcher HEALTH = EndpointRequest.to("health");
  static final RequestMatcher METERS = EndpointRequest.toAnyEndpoint().excluding("health");

  private MeterAccess() {}

  /** Returns the rule for a server with these settings. */
  static AuthorizationManager<RequestAuthorizationContext> of(Environment environment) {
    LocalCalls local = new LocalCalls(environment);
    return AuthorizationManagers.anyOf(
        AuthenticatedAuthorizationManager.authenticated(),
        (caller, context) -> new AuthorizationDecision(local.test(context.getRequest())));
  }
}
