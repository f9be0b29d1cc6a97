package org.priceunits.server.operation;

import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.rest.api.RequestTypeEnum;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.exceptions.NotModifiedException;
import ca.uhn.fhir.rest.server.interceptor.auth.AuthorizationConstants;
import com.google.common.hash.Hasher;
import com.google.common.hash.Hashing;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Lets a client ask again for what it has read from the terminology: an answer to GET depends on
 * the URL, what the client accepts, the knowledge, the day and this software only. They are in its
 * ETag, and a client that names it gets 304 as long as all are the same: only an answer of 200 has
 * told it. {@code *} names no answer here, since there may be none.
 */
@Interceptor(order = AuthorizationConstants.ORDER_AUTH_INTERCEPTOR + 20)
public final class Revalidation {
  /** Caches may keep an answer for this client, and ask before they use it. */
  static final String CACHE_CONTROL = "private, no-cache";

  private static final List<String> ACCEPTED = List.of("Accept", "Accept-Language");

  private final Supplier<Instant> made;
  private final Supplier<String> digest;
  private final Clock clock;
  private final Software software;

  /**
   * @param made when the current knowledge was made
   * @param digest of the current knowledge
   */
  public Revalidation(
      Supplier<Instant> made, Supplier<String> digest, Clock clock, Software software) {
    this.made = made;
    this.digest = digest;
    this.clock = clock;
    this.software = software;
  }

  /** Answers 304 to a client that has the answer. */
  @Hook(Pointcut.SERVER_INCOMING_REQUEST_PRE_HANDLED)
  public void asked(RequestDetails request) {
    String named = request.getHeader("If-None-Match");
    if (named != null && isTerminology(request) && isNamed(named, tag(request))) {
      NotModifiedException unchanged = new NotModifiedException("The answer is the same.");
      unchanged.addResponseHeader("ETag", tag(request));
      unchanged.addResponseHeader("Cache-Control", CACHE_CONTROL);
      throw unchanged;
    }
  }

  /** Sets the headers of an answer. */
  @Hook(Pointcut.SERVER_OUTGOING_RESPONSE)
  public void answered(RequestDetails request, HttpServletResponse response) {
    if (isTerminology(request) && !request.isSubRequest()) {
      response.setHeader("ETag", tag(request));
      response.setHeader("Cache-Control", CACHE_CONTROL);
      response.setHeader("Vary", "Accept, Accept-Language, Accept-Encoding");
      response.setHeader("Last-Modified", HttpDate.of(made.get()));
    }
  }

  private static boolean isTerminology(RequestDetails request) {
    return request.getRequestType() == RequestTypeEnum.GET
        && OwnOperation.isTerminology(request.getOperation());
  }

  private String tag(RequestDetails request) {
    Hasher asked = Hashing.sha256().newHasher();
    asked.putString(String.valueOf(request.getCompleteUrl()), StandardCharsets.UTF_8);
    for (String header : ACCEPTED) {
      // An entry of a batch has no headers.
      List<String> accepted = Objects.requireNonNullElse(request.getHeaders(header), List.of());
      asked.putChar('\n').putString(String.join(",", accepted), StandardCharsets.UTF_8);
    }
    return "W/\"%s-%s-%s-%s\""
        .formatted(
            asked.hash().toString().substring(0, 16),
            digest.get(),
            LocalDate.now(clock),
            software.version());
  }

  /** Returns true if an If-None-Match header names the tag. */
  static boolean isNamed(@Nullable String header, String tag) {
    return header != null
        && Arrays.stream(header.split(","))
            .map(String::strip)
            .anyMatch(named -> weak(named).equals(weak(tag)));
  }

  private static String weak(String tag) {
    return tag.startsWith("W/") ? tag.substring(2) : tag;
  }
}
