package org.priceunits.loading.write;

import java.util.Comparator;
import java.util.List;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Resource;

/** Combines resources of one kind into a collection Bundle, in the order of their ids. */
public final class CollectionWriter {
  private CollectionWriter() {}

  public static Bundle write(String id, List<? extends Resource> resources) {
    Bundle bundle = new Bundle();
    bundle.setId(id);
    bundle.setType(Bundle.BundleType.COLLECTION);
    resources.stream()
        .sorted(Comparator.comparing(Resource::getIdPart))
        .forEach(resource -> bundle.addEntry().setResource(resource));
    return bundle;
  }
}
