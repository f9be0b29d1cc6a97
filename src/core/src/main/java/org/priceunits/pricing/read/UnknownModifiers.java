package org.priceunits.pricing.read;

import org.hl7.fhir.r4.model.BackboneElement;
import org.hl7.fhir.r4.model.Base;
import org.hl7.fhir.r4.model.DomainResource;
import org.hl7.fhir.r4.model.Property;
import org.hl7.fhir.r4.model.Resource;

/**
 * Finds what may change the meaning of a resource and is not understood here: a resource with a
 * modifierExtension, in itself or in a part, or with implicitRules must not be processed as if it
 * had none (FHIR R4, extensibility 2.4.1.2).
 */
public final class UnknownModifiers {
  private UnknownModifiers() {}

  /** Returns true if the resource or one of its parts may say something else than it seems. */
  public static boolean in(Resource resource) {
    return resource.hasImplicitRules()
        || resource instanceof DomainResource domain && domain.hasModifierExtension()
        || inPartsOf(resource);
  }

  private static boolean inPartsOf(Base parent) {
    for (Property property : parent.children()) {
      for (Base value : property.getValues()) {
        if (value instanceof BackboneElement part
            && (part.hasModifierExtension() || inPartsOf(part))) {
          return true;
        }
      }
    }
    return false;
  }
}
