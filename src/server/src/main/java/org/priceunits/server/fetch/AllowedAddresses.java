package org.priceunits.server.fetch;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The addresses from which the operator lets files be fetched, each with everything below it. No
 * address is allowed by default: a caller who names addresses makes the server a client in the
 * operator's network.
 */
public final class AllowedAddresses {
  private static final Set<String> SCHEMES = Set.of("http", "https");

  /** Signs that servers and libraries read differently as parts of a path. */
  private static final Pattern AMBIGUOUS =
      Pattern.compile("%2e|%2f|%5c|%3b|\\\\|(^|/)\\.{1,2}([;/]|$)", Pattern.CASE_INSENSITIVE);

  private final List<URI> allowed;

  /**
   * @param addresses absolute URLs of servers or folders
   * @throws IllegalArgumentException for one that is no http or https URL, or has a query
   */
  public AllowedAddresses(List<String> addresses) {
    this.allowed = addresses.stream().map(AllowedAddresses::setting).toList();
  }

  private static URI setting(String address) {
    try {
      URI uri = read(address);
      if (uri.getRawQuery() == null) {
        return uri;
      }
    } catch (FetchRefusedException e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
    throw new IllegalArgumentException("The address %s has a query.".formatted(address));
  }

  /**
   * Returns an address that may be fetched.
   *
   * @throws FetchRefusedException for any other
   */
  public URI checked(String address) throws FetchRefusedException {
    URI uri = read(address);
    if (allowed.stream().noneMatch(folder -> contains(folder, uri))) {
      throw new FetchRefusedException(
          "This server does not fetch from %s://%s. Ask its operator to allow the address."
              .formatted(uri.getScheme(), uri.getRawAuthority()));
    }
    return uri;
  }

  private static URI read(String address) throws FetchRefusedException {
    URI uri;
    try {
      uri = new URI(address.strip());
    } catch (URISyntaxException e) {
      throw notAnAddress();
    }
    if (uri.getHost() == null
        || !SCHEMES.contains(lower(uri.getScheme()))
        || uri.getRawUserInfo() != null
        || uri.getRawFragment() != null
        || AMBIGUOUS.matcher(uri.getRawPath()).find()) {
      throw notAnAddress();
    }
    return uri;
  }

  private static FetchRefusedException notAnAddress() {
    return new FetchRefusedException(
        "The address of a file is an absolute http or https URL without user, fragment and dot"
            + " segments. Correct it.");
  }

  private static boolean contains(URI folder, URI file) {
    String below = folder.getRawPath().isEmpty() ? "/" : folder.getRawPath();
    String path = file.getRawPath().isEmpty() ? "/" : file.getRawPath();
    return lower(folder.getScheme()).equals(lower(file.getScheme()))
        && lower(folder.getHost()).equals(lower(file.getHost()))
        && port(folder) == port(file)
        && (path.equals(below) || path.startsWith(below.endsWith("/") ? below : below + "/"));
  }

  private static int port(URI uri) {
    return uri.getPort() >= 0 ? uri.getPort() : lower(uri.getScheme()).equals("https") ? 443 : 80;
  }

  private static String lower(@Nullable String text) {
    return Objects.requireNonNullElse(text, "").toLowerCase(Locale.ROOT);
  }
}
