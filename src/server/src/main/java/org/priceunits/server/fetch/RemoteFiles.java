package org.priceunits.server.fetch;

import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.apache.http.client.config.RequestConfig;
import org.apache.http.client.methods.CloseableHttpResponse;
import org.apache.http.client.methods.HttpGet;
import org.apache.http.config.ConnectionConfig;
import org.apache.http.config.MessageConstraints;
import org.apache.http.config.Registry;
import org.apache.http.config.RegistryBuilder;
import org.apache.http.conn.socket.ConnectionSocketFactory;
import org.apache.http.conn.socket.PlainConnectionSocketFactory;
import org.apache.http.conn.ssl.SSLConnectionSocketFactory;
import org.apache.http.impl.NoConnectionReuseStrategy;
import org.apache.http.impl.client.CloseableHttpClient;
import org.apache.http.impl.client.HttpClients;
import org.apache.http.impl.conn.PoolingHttpClientConnectionManager;
import org.priceunits.bulk.GzipMembers;

/**
 * Opens files by GET. It follows no redirect, keeps no cookie and no connection, and waits {@value
 * #SILENCE_MILLIS} milliseconds at most for the next byte.
 */
public final class RemoteFiles implements AutoCloseable {
  private static final int SILENCE_MILLIS = 10_000;
  private static final int BUFFER = 1 << 16;

  /** More than the threads that fetch. */
  private static final int CONNECTIONS = 64;

  /** By these a server may take a request for another than it is. */
  private static final Pattern MISLEADING =
      Pattern.compile("x-http-method.*|x-method-override|(x-)?forwarded.*|x-real-ip");

  private static final Set<String> OWN_HEADERS =
      Set.of(
          "accept-encoding",
          "connection",
          "content-length",
          "expect",
          "host",
          "keep-alive",
          "proxy-authorization",
          "proxy-connection",
          "range",
          "te",
          "trailer",
          "transfer-encoding",
          "upgrade");

  private final AllowedAddresses allowed;
  private final CloseableHttpClient client;

  /**
   * @param privateNetworks from which files may be fetched too, in CIDR notation
   */
  public RemoteFiles(AllowedAddresses allowed, List<String> privateNetworks) {
    this.allowed = allowed;
    Registry<ConnectionSocketFactory> sockets =
        RegistryBuilder.<ConnectionSocketFactory>create()
            .register("http", PlainConnectionSocketFactory.getSocketFactory())
            .register("https", SSLConnectionSocketFactory.getSocketFactory())
            .build();
    PoolingHttpClientConnectionManager connections =
        new PoolingHttpClientConnectionManager(sockets, new PublicNetwork(privateNetworks));
    connections.setMaxTotal(CONNECTIONS);
    connections.setDefaultMaxPerRoute(CONNECTIONS);
    connections.setDefaultConnectionConfig(
        ConnectionConfig.custom()
            .setMessageConstraints(
                MessageConstraints.custom().setMaxLineLength(16_384).setMaxHeaderCount(200).build())
            .build());
    this.client =
        HttpClients.custom()
            .setConnectionManager(connections)
            .setConnectionReuseStrategy(NoConnectionReuseStrategy.INSTANCE)
            .setDefaultRequestConfig(
                RequestConfig.custom()
                    .setConnectTimeout(SILENCE_MILLIS)
                    .setConnectionRequestTimeout(SILENCE_MILLIS)
                    .setSocketTimeout(SILENCE_MILLIS)
                    // What is sent is what was checked.
                    .setNormalizeUri(false)
                    .build())
            .disableRedirectHandling()
            .disableAutomaticRetries()
            .disableCookieManagement()
            .disableAuthCaching()
            .disableContentCompression()
            .build();
  }

  /** Returns true for a header that a caller may send along. */
  public static boolean isHeader(String name, String value) {
    return name.matches("[A-Za-z0-9!#$%&'*+.^_`|~-]{1,100}")
        && !OWN_HEADERS.contains(name.toLowerCase(Locale.ROOT))
        && !MISLEADING.matcher(name.toLowerCase(Locale.ROOT)).matches()
        && value.length() <= 8_000
        && value.chars().allMatch(c -> c == '\t' || c >= ' ' && c != 127 && c < 256);
  }

  /**
   * Returns an address that may be fetched.
   *
   * @throws FetchRefusedException for any other
   */
  public URI checked(String address) throws FetchRefusedException {
    return allowed.checked(address);
  }

  /**
   * Opens a file, unzipped if it is gzip. The caller closes it.
   *
   * @param accept media type
   * @param watch is given what comes over the network, compressed or not
   * @throws FetchRefusedException if it cannot be fetched; any other failure may pass
   */
  public InputStream open(
      String address, String accept, Map<String, String> headers, UnaryOperator<InputStream> watch)
      throws IOException {
    HttpGet get = new HttpGet(allowed.checked(address));
    headers.forEach(get::addHeader);
    if (headers.keySet().stream().noneMatch("Accept"::equalsIgnoreCase)) {
      get.setHeader("Accept", accept);
    }
    get.setHeader("Accept-Encoding", "gzip");
    CloseableHttpResponse response = answer(get);
    try {
      checkStatus(response.getStatusLine().getStatusCode());
      InputStream body =
          response.getEntity() == null
              ? InputStream.nullInputStream()
              : response.getEntity().getContent();
      return new Body(plain(watch.apply(body)), response);
    } catch (IOException e) {
      response.close();
      throw e;
    }
  }

  private CloseableHttpResponse answer(HttpGet get) throws IOException {
    try {
      return client.execute(get);
    } catch (PublicNetwork.PrivateAddressException e) {
      throw new FetchRefusedException(
          "The host %s is in a private network. Ask the operator of this server to name the network."
              .formatted(get.getURI().getHost()));
    }
  }

  private static void checkStatus(int status) throws IOException {
    if (status >= 300 && status < 400) {
      throw new FetchRefusedException(
          "Its server redirects (%d), which is not followed. Name the address of the file itself."
              .formatted(status));
    }
    if (status == 408 || status == 429 || status >= 500) {
      throw new IOException("status " + status);
    }
    if (status != 200) {
      throw new FetchRefusedException(
          "Its server answers %d. Correct the address, or the headers that it needs."
              .formatted(status));
    }
  }

  /** Files lie about as gzip with and without saying so; no NDJSON begins like gzip. */
  private static InputStream plain(InputStream body) throws IOException {
    BufferedInputStream in = new BufferedInputStream(body, BUFFER);
    in.mark(2);
    boolean zipped = in.read() == 0x1f && in.read() == 0x8b;
    in.reset();
    return zipped ? GzipMembers.of(in, BUFFER) : in;
  }

  @Override
  public void close() throws IOException {
    client.close();
  }

  /** Closing ends the connection: what was not read of a file is not waited for. */
  private static final class Body extends FilterInputStream {
    private final CloseableHttpResponse response;

    Body(InputStream in, CloseableHttpResponse response) {
      super(in);
      this.response = response;
    }

    @Override
    public void close() throws IOException {
      response.close();
    }
  }
}
