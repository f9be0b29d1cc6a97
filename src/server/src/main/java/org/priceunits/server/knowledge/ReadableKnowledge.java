package org.priceunits.server.knowledge;

import java.util.List;
import java.util.Optional;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;
import org.priceunits.knowledge.KnowledgeReader;
import org.priceunits.knowledge.PricingKnowledge.KnowledgeFault;
import org.priceunits.terminology.Terminology;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells whether a resource can be read at all. FHIR's storage takes more than the readers of the
 * terminology and of the prices expect, such as a date that is none.
 */
final class ReadableKnowledge {
  private static final Logger LOG = LoggerFactory.getLogger(ReadableKnowledge.class);

  private ReadableKnowledge() {}

  /**
   * Reads one resource as a snapshot reads it.
   *
   * @param resource null if it was deleted
   * @return why it cannot be read; empty if it can
   */
  static Optional<KnowledgeFault> fault(@Nullable Resource resource) {
    if (resource == null) {
      return Optional.empty();
    }
    Optional<String> text = Terminology.fault(resource);
    if (text.isEmpty()) {
      try {
        KnowledgeReader.read(List.of(resource));
      } catch (RuntimeException unreadable) {
        LOG.warn(
            "A {} cannot be read for pricing: {}",
            resource.fhirType(),
            unreadable.getClass().getSimpleName());
        LOG.debug("Its reader failed", unreadable);
        text =
            Optional.of(
                "This %s cannot be read for pricing. Check it with $validate, and correct it."
                    .formatted(resource.fhirType()));
      }
    }
    return text.map(sentence -> fault(resource, sentence));
  }

  /** Returns the fault of a resource that cannot be read beside others stored with it. */
  static Optional<KnowledgeFault> together(@Nullable Resource resource) {
    return Optional.ofNullable(resource)
        .map(
            stored ->
                fault(
                    stored,
                    "It cannot be read together with what was stored with it. Store each again by"
                        + " itself."));
  }

  private static KnowledgeFault fault(Resource resource, String text) {
    String name = resource.fhirType() + "/" + resource.getIdElement().getIdPart();
    return new KnowledgeFault(name, resource.fhirType(), text);
  }
}
