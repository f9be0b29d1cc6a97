package org.priceunits.cli.bulk;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.parser.IParser;
import java.io.IOException;
import java.io.StringWriter;
import java.io.Writer;
import org.hl7.fhir.r4.model.Resource;

/** Writes resources as lines of NDJSON, the same bytes for every runner; for one thread. */
public final class ResourceLines {
  private static final FhirContext FHIR = withoutSearchForContained();

  private final IParser parser = FHIR.newJsonParser();
  private final StringWriter text = new StringWriter(1 << 14);

  /**
   * HAPI walks a whole resource before it encodes it, in search of references to objects that it
   * would contain. Claims and outcomes have none; without the walk, encoding takes two thirds.
   */
  private static FhirContext withoutSearchForContained() {
    FhirContext fhir = FhirContext.forR4();
    fhir.getParserOptions().setAutoContainReferenceTargetsWithNoId(false);
    return fhir;
  }

  /** Writes a resource that refers to no contained one, and ends the line. */
  public void write(Resource resource, Writer file) throws IOException {
    // The encoder flushes after each number: not into the file.
    parser.encodeResourceToWriter(resource, text);
    text.append('\n');
    file.append(text.getBuffer());
    text.getBuffer().setLength(0);
  }
}
