package org.priceunits.server.fetch;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.stream.Stream;
import org.apache.http.conn.DnsResolver;
import org.springframework.security.web.util.matcher.IpAddressMatcher;

/**
 * Resolves the names of hosts to addresses of the public network, and of networks that the operator
 * names. The connection goes to the address that was checked, so a name that changes in between
 * leads nowhere else.
 */
final class PublicNetwork implements DnsResolver {
  /** IANA's special-purpose address registries (RFC 6890): what is not globally reachable. */
  private static final List<IpAddressMatcher> PRIVATE =
      networks(
          List.of(
              "0.0.0.0/8",
              "10.0.0.0/8",
              "100.64.0.0/10",
              "127.0.0.0/8",
              "169.254.0.0/16",
              "172.16.0.0/12",
              "192.0.0.0/24",
              "192.0.2.0/24",
              "192.88.99.0/24",
              "192.168.0.0/16",
              "198.18.0.0/15",
              "198.51.100.0/24",
              "203.0.113.0/24",
              "224.0.0.0/3",
              "::/3",
              "fc00::/7",
              "fe80::/9",
              "ff00::/8",
              "2001::/23",
              "2001:db8::/32",
              "2002::/16"));

  private final List<IpAddressMatcher> named;

  /**
   * @param named private networks from which files may be fetched, in CIDR notation
   */
  PublicNetwork(List<String> named) {
    this.named = networks(named);
  }

  private static List<IpAddressMatcher> networks(List<String> cidrs) {
    return cidrs.stream().map(IpAddressMatcher::new).toList();
  }

  /** One private address among several is enough to refuse the name. */
  @Override
  public InetAddress[] resolve(String host) throws UnknownHostException {
    InetAddress[] addresses = InetAddress.getAllByName(host);
    if (!Stream.of(addresses).allMatch(this::isAllowed)) {
      throw new PrivateAddressException();
    }
    return addresses;
  }

  private boolean isAllowed(InetAddress address) {
    String number = address.getHostAddress().replaceFirst("%.*", "");
    return named.stream().anyMatch(network -> network.matches(number))
        || PRIVATE.stream().noneMatch(network -> network.matches(number));
  }

  /** A host whose address is of a private network that the operator does not name. */
  static final class PrivateAddressException extends UnknownHostException {
    private static final long serialVersionUID = 1L;
  }
}
