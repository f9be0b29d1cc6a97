package org.priceunits.loading.write;

import java.time.LocalDate;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.Enumerations.PublicationStatus;
import org.hl7.fhir.r4.model.MetadataResource;
import org.priceunits.fhir.Canonicals;

/**
 * The metadata of a generated resource.
 *
 * @param version version of the newest source
 * @param date date from which that source is in force
 * @param description the sources, as text
 */
public record Edition(String version, LocalDate date, String description) {

  /** Fills in the common elements; the canonical URL follows from type and id. */
  void describe(MetadataResource resource, String name, String title) {
    resource
        .setUrl(Canonicals.BASE + "/" + resource.fhirType() + "/" + resource.getIdPart())
        .setVersion(version)
        .setName(name)
        .setTitle(title)
        .setStatus(PublicationStatus.ACTIVE)
        .setExperimental(false)
        .setDateElement(new DateTimeType(date.toString()))
        .setPublisher(Publication.PUBLISHER)
        .setDescription(description);
  }
}
