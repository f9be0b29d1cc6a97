package org.priceunits.server.security;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.Environment;
import org.springframework.util.StringUtils;

/**
 * Refuses to start a server that others could reach without a token. It reads only the properties,
 * before anything else is set up.
 */
public final class NetworkExposure
    implements ApplicationContextInitializer<ConfigurableApplicationContext> {
  private static final List<String> AUDIENCE =
      List.of(TokenNeeded.JWT + "audiences", TokenNeeded.JWT + "audiences[0]");

  @Override
  public void initialize(ConfigurableApplicationContext context) {
    Environment environment = context.getEnvironment();
    if (TokenNeeded.by(environment)) {
      if (!TokenNeeded.anyIsSet(environment, AUDIENCE)) {
        throw new UnsafeSettingsException(
            "Access tokens are checked, but not for whom they were issued.",
            "Set " + AUDIENCE.get(0) + " to the audience that stands for this server in a token.");
      }
    } else if (!isOnLoopback(environment)
        && !environment.getProperty(AccessProperties.OPEN_TO_NETWORK, Boolean.class, false)) {
      throw new UnsafeSettingsException(
          "The server would listen beyond this machine, and nobody would need a token.",
          "Set %s to your authorization server, or server.address to 127.0.0.1. To let everyone in, set %s to true."
              .formatted(TokenNeeded.ISSUER, AccessProperties.OPEN_TO_NETWORK));
    }
  }

  /** Returns true if the server listens on this machine only. */
  static boolean isOnLoopback(Environment environment) {
    return isLoopback(environment.getProperty("server.address"));
  }

  /**
   * Returns true for a loopback address. No address means all addresses, and one that cannot be
   * resolved is not loopback.
   */
  private static boolean isLoopback(@Nullable String address) {
    if (!StringUtils.hasText(address)) {
      return false;
    }
    try {
      return InetAddress.getByName(address).isLoopbackAddress();
    } catch (UnknownHostException e) {
      return false;
    }
  }
}
