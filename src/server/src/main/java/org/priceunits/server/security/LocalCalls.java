package org.priceunits.server.security;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.function.Predicate;
import org.springframework.boot.cloud.CloudPlatform;
import org.springframework.core.env.Environment;
import org.springframework.security.web.util.matcher.IpAddressMatcher;

/**
 * Tests whether a call comes from this machine. A call forwarded by a load balancer does not. A
 * server that trusts the address in a forwarding header cannot distinguish a local caller from one
 * who claims to be local, and treats none as local.
 */
final class LocalCalls implements Predicate<HttpServletRequest> {
  private static final List<IpAddressMatcher> LOOPBACK =
      List.of(new IpAddressMatcher("127.0.0.0/8"), new IpAddressMatcher("::1"));

  /** Headers in which load balancers state the caller's own address. */
  private static final List<String> FORWARDED = List.of("X-Forwarded-For", "Forwarded");

  private static final String STRATEGY = "server.forward-headers-strategy";
  private static final List<String> VALVE =
      List.of("server.tomcat.remoteip.remote-ip-header", "server.tomcat.remoteip.protocol-header");

  private final boolean believesForwarded;

  LocalCalls(Environment environment) {
    believesForwarded = believesForwarded(environment);
  }

  @Override
  public boolean test(HttpServletRequest request) {
    return !believesForwarded
        && LOOPBACK.stream().anyMatch(address -> address.matches(request))
        && FORWARDED.stream().allMatch(header -> request.getHeader(header) == null);
  }

  /** Spring's default depends on whether it detects a cloud platform. */
  private static boolean believesForwarded(Environment environment) {
    String strategy = environment.getProperty(STRATEGY);
    boolean believes =
        strategy == null
            ? CloudPlatform.getActive(environment) != null
            : !strategy.equalsIgnoreCase("none");
    return believes || TokenNeeded.anyIsSet(environment, VALVE);
  }
}
