package org.priceunits.server.security;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.HashSet;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;
import org.priceunits.server.guard.Refusal;
import org.priceunits.server.guard.RefusalWriter;
import org.springframework.core.env.Environment;

/**
 * Answers 421 to a request for a host that is not this server. The name goes into links, and a page
 * on the internet whose name leads to this machine could else use an open server through its
 * reader's browser (DNS rebinding).
 */
final class HostFilter extends HttpFilter {
  private static final long serialVersionUID = 1L;
  private static final Set<String> THIS_MACHINE = Set.of("localhost", "127.0.0.1", "[::1]");
  private static final Refusal OTHER_HOST =
      new Refusal(
          421,
          IssueType.SECURITY,
          "This server is not known under the host that the request names. Use its own name, or let the operator add the name to "
              + AccessProperties.HOSTS
              + ".");

  private final transient Set<String> hosts;
  private final transient RefusalWriter refusalWriter;

  /**
   * @param hosts in lower case; none: every host
   */
  private HostFilter(Set<String> hosts, RefusalWriter refusalWriter) {
    this.hosts = hosts;
    this.refusalWriter = refusalWriter;
  }

  static HostFilter of(
      AccessProperties access, Environment environment, RefusalWriter refusalWriter) {
    Set<String> named =
        access.hosts().stream()
            .map(host -> host.toLowerCase(Locale.ROOT))
            .collect(Collectors.toUnmodifiableSet());
    boolean open = !TokenNeeded.by(environment) && NetworkExposure.isOnLoopback(environment);
    if (!named.isEmpty() || !open) {
      return new HostFilter(named, refusalWriter);
    }
    Set<String> own = new HashSet<>(THIS_MACHINE);
    own.add(environment.getProperty("server.address", "localhost").toLowerCase(Locale.ROOT));
    return new HostFilter(Set.copyOf(own), refusalWriter);
  }

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    if (hosts.isEmpty() || hosts.contains(host(request))) {
      chain.doFilter(request, response);
    } else {
      refusalWriter.write(request, response, OTHER_HOST);
    }
  }

  /** Returns the name without its port, as the client sent it and no proxy has changed it. */
  private static String host(HttpServletRequest request) {
    String host = Objects.requireNonNullElse(request.getHeader("Host"), request.getServerName());
    String name = host.strip().toLowerCase(Locale.ROOT).replaceFirst(":\\d*$", "");
    return name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
  }
}
