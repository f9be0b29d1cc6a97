package org.priceunits.server.knowledge;

import org.hl7.fhir.r4.model.Enumerations.FHIRVersion;
import org.hl7.fhir.r4.model.Enumerations.PublicationStatus;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.ImplementationGuide;
import org.priceunits.fhir.Canonicals;

/**
 * The stored record of the shipped files loaded last: an ImplementationGuide whose {@code
 * meta.source} contains the release and the digest of all files. Deleting it makes the next start
 * compare every resource again, and changes nothing else.
 */
final class Manifest {
  static final IdType ID = new IdType("ImplementationGuide", "shipped-knowledge");

  private Manifest() {}

  static ImplementationGuide of(ShippedMark mark) {
    ImplementationGuide guide = new ImplementationGuide();
    guide.setId(ID);
    guide
        .setUrl(Canonicals.BASE + "/" + ID.getValue())
        .setVersion(mark.release())
        .setName("ShippedKnowledge")
        .setTitle("Which shipped files this server loaded last")
        .setStatus(PublicationStatus.ACTIVE)
        .setPackageId("price-units.shipped")
        .addFhirVersion(FHIRVersion._4_0_1);
    mark.putOn(guide);
    return guide;
  }
}
