package org.priceunits.server.operation;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;

/**
 * The charset of a body, as its content type states it. FHIR requires UTF-8, but clients exist that
 * state and send another one.
 */
public final class BodyCharset {
  private BodyCharset() {}

  /** Returns the charset of a Content-Type header; UTF-8 if it states none. */
  public static Charset of(@Nullable String contentType) {
    try {
      return Optional.ofNullable(contentType)
          .map(MediaType::parseMediaType)
          .map(MediaType::getCharset)
          .orElse(StandardCharsets.UTF_8);
    } catch (InvalidMediaTypeException e) {
      return StandardCharsets.UTF_8;
    }
  }
}
