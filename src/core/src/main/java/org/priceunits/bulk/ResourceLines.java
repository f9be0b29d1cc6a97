package org.priceunits.bulk;

import ca.uhn.fhir.context.FhirContext;
import java.io.IOException;
import java.io.Writer;
import org.hl7.fhir.r4.model.Resource;

/**
 * Writes resources as lines of NDJSON, the same bytes for every runner and as the server's answers
 * have them; for one thread.
 */
public final class ResourceLines {
  private final LineEncoder encoder = new LineEncoder();

  /** Writes a resource, and ends the line. */
  public void write(Resource resource, Writer file) throws IOException {
    CharSequence line = LineEncoder.encodes(resource) ? encoder.line(resource) : null;
    if (line == null) {
      line = FhirContext.forR4Cached().newJsonParser().encodeResourceToString(resource);
    }
    file.append(line).append('\n');
  }
}
