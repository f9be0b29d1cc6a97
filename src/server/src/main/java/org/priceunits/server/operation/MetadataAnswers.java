package org.priceunits.server.operation;

import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.rest.api.EncodingEnum;
import ca.uhn.fhir.rest.api.RequestTypeEnum;
import ca.uhn.fhir.rest.api.RestOperationTypeEnum;
import ca.uhn.fhir.rest.server.RestfulServerUtils;
import ca.uhn.fhir.rest.server.RestfulServerUtils.ResponseEncoding;
import ca.uhn.fhir.rest.server.servlet.ServletRequestDetails;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.google.common.hash.Hashing;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.zip.GZIPOutputStream;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.CapabilityStatement;
import org.jspecify.annotations.Nullable;

/**
 * Answers {@code metadata} from memory, with an ETag that is made of its content: HAPI would encode
 * the statement again for each request. What changes it, such as a new search parameter, shows
 * within a minute.
 */
@Interceptor
public final class MetadataAnswers {
  private static final String PATH = "metadata";
  private static final Duration KEPT = Duration.ofMinutes(1);

  /** One for each address and format by which the server is called. */
  private static final int MOST = 20;

  private static final Set<String> FORMAT = Set.of("_format");

  private final Cache<String, Answer> answers =
      Caffeine.newBuilder().maximumSize(MOST).expireAfterWrite(KEPT).build();

  /** When a statement of that tag was first encoded here. */
  private final Cache<String, String> changed = Caffeine.newBuilder().maximumSize(MOST).build();

  private record Answer(byte[] plain, byte[] zipped, String type, String tag) {}

  /** Returns false, which ends the request, if it has sent the answer. */
  @Hook(Pointcut.SERVER_INCOMING_REQUEST_PRE_HANDLER_SELECTED)
  public boolean answer(ServletRequestDetails request, HttpServletResponse response)
      throws IOException {
    Optional<Answer> kept =
        key(request).flatMap(key -> Optional.ofNullable(answers.getIfPresent(key)));
    if (kept.isPresent()) {
      send(kept.get(), request, response);
    }
    return kept.isEmpty();
  }

  /** Keeps and sends a statement that HAPI generated. */
  @Hook(value = Pointcut.SERVER_OUTGOING_RESPONSE, order = Integer.MAX_VALUE)
  public boolean keep(
      ServletRequestDetails request, HttpServletResponse response, @Nullable IBaseResource answer)
      throws IOException {
    Optional<String> key = key(request);
    if (key.isEmpty()
        || request.getRestOperationType() != RestOperationTypeEnum.METADATA
        || !(answer instanceof CapabilityStatement statement)) {
      return true;
    }
    CapabilityStatement own = statement.copy();
    own.getImplementation().setUrl(request.getFhirServerBase());
    Answer encoded = encoded(own, request);
    answers.put(key.get(), encoded);
    send(encoded, request, response);
    return false;
  }

  /** Returns the key of a request for the whole statement in JSON or XML; empty for any other. */
  private static Optional<String> key(ServletRequestDetails request) {
    String accept = Objects.requireNonNullElse(request.getHeader("Accept"), "");
    boolean plain =
        PATH.equals(request.getRequestPath())
            && request.getRequestType() == RequestTypeEnum.GET
            && !request.isSubRequest()
            && FORMAT.containsAll(request.getParameters().keySet())
            && !accept.contains("html")
            && !isHtml(request.getParameters().get("_format"));
    return plain
        ? Optional.of(format(request).getResourceContentType() + " " + request.getFhirServerBase())
        : Optional.empty();
  }

  private static boolean isHtml(String @Nullable [] format) {
    return format != null && String.join(",", format).contains("html");
  }

  private static ResponseEncoding format(ServletRequestDetails request) {
    return RestfulServerUtils.determineResponseEncodingWithDefault(request);
  }

  private static Answer encoded(CapabilityStatement statement, ServletRequestDetails request)
      throws IOException {
    ResponseEncoding format = format(request);
    EncodingEnum encoding = format.getEncoding();
    byte[] plain =
        encoding
            .newParser(request.getFhirContext())
            .encodeResourceToString(statement)
            .getBytes(StandardCharsets.UTF_8);
    ByteArrayOutputStream zipped = new ByteArrayOutputStream();
    try (GZIPOutputStream zip = new GZIPOutputStream(zipped)) {
      zip.write(plain);
    }
    statement.setDateElement(null);
    String tag =
        Hashing.sha256()
            .hashString(
                encoding.newParser(request.getFhirContext()).encodeResourceToString(statement),
                StandardCharsets.UTF_8)
            .toString();
    return new Answer(
        plain,
        zipped.toByteArray(),
        format.getResourceContentType() + ";charset=UTF-8",
        "W/\"" + tag + "\"");
  }

  private void send(Answer answer, ServletRequestDetails request, HttpServletResponse response)
      throws IOException {
    response.setHeader("ETag", answer.tag);
    response.setHeader("Last-Modified", changed.get(answer.tag, tag -> HttpDate.of(Instant.now())));
    response.setHeader("Cache-Control", Revalidation.CACHE_CONTROL);
    response.setHeader("Vary", "Accept, Accept-Encoding");
    if (Revalidation.isNamed(request.getHeader("If-None-Match"), answer.tag)) {
      response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
      return;
    }
    byte[] bytes = request.isRespondGzip() ? answer.zipped : answer.plain;
    if (request.isRespondGzip()) {
      response.setHeader("Content-Encoding", "gzip");
    }
    response.setContentType(answer.type);
    response.setContentLength(bytes.length);
    response.getOutputStream().write(bytes);
  }
}
