package org.priceunits.server.limits;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import org.priceunits.server.security.Caller;

/**
 * Limits the requests per second of one client or, without tokens, of one address. Each node counts
 * separately.
 */
final class RequestRateFilter extends HttpFilter {
  private static final long serialVersionUID = 1L;

  /**
   * More clients than any server of this kind has; the addresses of an attacker evict each other.
   */
  private static final int CLIENTS = 10_000;

  private final int perSecond;
  private final transient TooMany tooMany;
  private final transient Cache<String, Bucket> buckets =
      Caffeine.newBuilder().maximumSize(CLIENTS).expireAfterAccess(Duration.ofMinutes(1)).build();

  RequestRateFilter(int perSecond, TooMany tooMany) {
    this.perSecond = perSecond;
    this.tooMany = tooMany;
  }

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    String client =
        Caller.of(request).map(Caller::clientId).orElseGet(() -> "@" + request.getRemoteAddr());
    ConsumptionProbe probe = buckets.get(client, c -> bucket()).tryConsumeAndReturnRemaining(1);
    if (probe.isConsumed()) {
      chain.doFilter(request, response);
    } else {
      long wait = Duration.ofNanos(probe.getNanosToWaitForRefill()).toSeconds() + 1;
      tooMany.answer(request, response, wait);
    }
  }

  private Bucket bucket() {
    return Bucket.builder()
        .addLimit(limit -> limit.capacity(perSecond).refillGreedy(perSecond, Duration.ofSeconds(1)))
        .build();
  }
}
