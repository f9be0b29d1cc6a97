package org.priceunits.server.guard;

import ca.uhn.fhir.jpa.model.util.JpaConstants;
import ca.uhn.fhir.jpa.util.TransactionSemanticsHeader;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A request as HAPI may read it: without the formats that cannot be written, without the
 * preconditions that {@link StatedPreconditions} honours in HAPI's place, and without headers that
 * are not part of FHIR R4 but would name another resource, number or version than the URL does,
 * make a batch something else, or put the thread to sleep between tries.
 */
final class PlainHeaders extends HttpServletRequestWrapper {
  private static final Set<String> NOT_READ =
      caseless(
          Set.of(
              "Content-Location",
              "X-Retry-On-Version-Conflict",
              "X-Rewrite-History",
              "X-Request-Partition-IDs",
              TransactionSemanticsHeader.HEADER_NAME,
              JpaConstants.HEADER_META_SNAPSHOT_MODE,
              JpaConstants.HEADER_UPSERT_EXISTENCE_CHECK));

  private final Set<String> hidden;

  /**
   * @param hidden further headers that HAPI must not see
   */
  PlainHeaders(HttpServletRequest request, Set<String> hidden) {
    super(request);
    this.hidden = caseless(hidden);
  }

  private static Set<String> caseless(Set<String> names) {
    Set<String> caseless = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    caseless.addAll(names);
    return caseless;
  }

  private boolean isHidden(String name) {
    return NOT_READ.contains(name) || hidden.contains(name);
  }

  @Override
  public @Nullable String getHeader(String name) {
    Enumeration<String> values = getHeaders(name);
    return values.hasMoreElements() ? values.nextElement() : null;
  }

  @Override
  public Enumeration<String> getHeaders(String name) {
    if (isHidden(name)) {
      return Collections.emptyEnumeration();
    }
    List<String> values = Collections.list(super.getHeaders(name));
    return Collections.enumeration(
        name.toLowerCase(Locale.ROOT).equals("accept") ? Formats.written(values) : values);
  }

  @Override
  public @Nullable String getContentType() {
    return isHidden("Content-Type") ? null : super.getContentType();
  }

  @Override
  public Enumeration<String> getHeaderNames() {
    return Collections.enumeration(
        Collections.list(super.getHeaderNames()).stream()
            .filter(name -> !isHidden(name))
            .collect(Collectors.toList()));
  }
}
