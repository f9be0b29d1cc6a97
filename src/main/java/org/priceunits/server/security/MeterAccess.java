package org.priceunits.server.security;

import java.util.List;
import org.springframework.boot.actuate.autoconfigure.security.servlet.EndpointRequest;
import org.springframework.boot.cloud.CloudPlatform;
import org.springframework.core.env.Environment;
import org.springframework.security.authorization.AuthenticatedAuthorizationManager;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.authorization.AuthorizationManager;
import org.springframework.security.authorization.AuthorizationManagers;
import org.springframework.security.web.access.IpAddressAuthorizationManager;
import org.springframework.security.web.access.intercept.RequestAuthorizationContext;
import org.springframework.security.web.util.matcher.RequestMatcher;

/**
 * Who may read the meters: whoever has a token, and who calls from this machine itself. What a
 * balancer passes on comes from elsewhere. A server that believes the address which a balancer
 * writes cannot tell a caller of this machine from one who claims to be, and asks for the token.
 */
final class MeterAccess {
  static final RequestMatcher HEALTH = EndpointRequest.to("health");
  static final RequestMatcher METERS = EndpointRequest.toAnyEndpoint().excluding("health");

  /** What balancers write, with the caller's own address. */
  private static final List<String> FORWARDED = List.of("X-Forwarded-For", "Forwarded");

  private static final String STRATEGY = "server.forward-headers-strategy";
  private static final List<String> VALVE =
      List.of("server.tomcat.remoteip.remote-ip-header", "server.tomcat.remoteip.protocol-header");

  private MeterAccess() {}

  /** The rule for a server with these settings. */
  static AuthorizationManager<RequestAuthorizationContext> of(Environment environment) {
    AuthorizationManager<RequestAuthorizationContext> withToken =
        AuthenticatedAuthorizationManager.authenticated();
    return believesForwarded(environment)
        ? withToken
        : AuthorizationManagers.anyOf(
            withToken, AuthorizationManagers.allOf(onThisMachine(), direct()));
  }

  /** Spring's own default depends on whether it finds itself in a cloud. */
  private static boolean believesForwarded(Environment environment) {
    String strategy = environment.getProperty(STRATEGY);
    boolean believes =
        strategy == null
            ? CloudPlatform.getActive(environment) != null
            : !strategy.equalsIgnoreCase("none");
    return believes || TokenNeeded.anyIsSet(environment, VALVE);
  }

  private static AuthorizationManager<RequestAuthorizationContext> onThisMachine() {
    return AuthorizationManagers.anyOf(
        IpAddressAuthorizationManager.hasIpAddress("127.0.0.0/8"),
        IpAddressAuthorizationManager.hasIpAddress("::1"));
  }

  private static AuthorizationManager<RequestAuthorizationContext> direct() {
    return (caller, context) ->
        new AuthorizationDecision(
            FORWARDED.stream().allMatch(h -> context.getRequest().getHeader(h) == null));
  }
}
