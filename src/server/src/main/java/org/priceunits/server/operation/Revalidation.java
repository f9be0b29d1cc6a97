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
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.priceunits.server.knowledge.KnowledgeSnapshot;

/**
 * Lets a client ask again for what it has read from the terminology: an answer to GET depends on
 * the URL, the format and languages that the client accepts, the knowledge, the day and this
 * software only. A digest of them is its ETag, the same on every node, and a client that names it
 * gets 304 as long as all are the same.
 */
@Interceptor(order = AuthorizationConstants.ORDER_AUTH_INTERCEPTOR + 20)
public final class Revalidation {
  /** Caches may keep an answer for this client, and ask before they use it. */
  static final String CACHE_CONTROL = "private, no-cache";

  private final Supplier<KnowledgeSnapshot> knowledge;
  private final Clock clock;
  private final Software software;

  /**
   * @param knowledge what is in force now
   */
  public Revalidation(Supplier<KnowledgeSnapshot> knowledge, Clock clock, Software software) {
    this.knowledge = knowledge;
    this.clock = clock;
    this.software = software;
  }

  /**
   * Answers 304 to a client that has the answer. The tag is of this question alone, so who names it
   * was answered. {@code *} names any answer, and whether there is one is not known yet.
   */
  @Hook(Pointcut.SERVER_INCOMING_REQUEST_PRE_HANDLED)
  public void asked(RequestDetails request) {
    String named = request.getHeader("If-None-Match");
    if (named == null || named.strip().equals("*") || !isTerminology(request)) {
      return;
    }
    String tag = tag(request);
    if (isNamed(named, tag)) {
      NotModifiedException unchanged = new NotModifiedException("The answer is the same.");
      unchanged.addResponseHeader("ETag", tag);
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
      response.setHeader(
          "Last-Modified",
          DateTimeFormatter.RFC_1123_DATE_TIME.format(
              knowledge.get().made().atOffset(ZoneOffset.UTC)));
    }
  }

  private static boolean isTerminology(RequestDetails request) {
    return request.getRequestType() == RequestTypeEnum.GET
        && OwnOperation.isTerminology(request.getOperation());
  }

  private String tag(RequestDetails request) {
    Hasher question = Hashing.sha256().newHasher();
    Stream.of(
            request.getCompleteUrl(),
            request.getHeader("Accept"),
            request.getHeader("Accept-Language"),
            knowledge.get().fingerprint(),
            LocalDate.now(clock).toString(),
            software.version())
        .forEach(part -> question.putString(part + "\n", StandardCharsets.UTF_8));
    return "W/\"" + question.hash() + "\"";
  }

  /** Returns true if an If-None-Match header names the tag, or any. */
  static boolean isNamed(@Nullable String header, String tag) {
    return header != null
        && Arrays.stream(header.split(","))
            .map(String::strip)
            .anyMatch(named -> named.equals("*") || weak(named).equals(weak(tag)));
  }

  private static String weak(String tag) {
    return tag.startsWith("W/") ? tag.substring(2) : tag;
  }
}
