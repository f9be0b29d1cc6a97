package org.priceunits.terminology;

import ca.uhn.fhir.context.FhirContext;
import java.nio.charset.StandardCharsets;
import org.hl7.fhir.r4.model.Resource;

/**
 * An answer that keeps only its JSON: the format that most clients want, in a fifth of the model's
 * memory.
 */
record EncodedAnswer(byte[] json) implements Reply.Answered {

  static EncodedAnswer of(Resource resource) {
    String json = FhirContext.forR4Cached().newJsonParser().encodeResourceToString(resource);
    return new EncodedAnswer(json.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public Resource resource() {
    String text = new String(json, StandardCharsets.UTF_8);
    return (Resource) FhirContext.forR4Cached().newJsonParser().parseResource(text);
  }
}
