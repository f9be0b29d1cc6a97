package org.priceunits.loading;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hl7.fhir.r4.model.Resource;

/**
 * Compares resources with those that the target holds, ignoring what the target added to them
 * (meta).
 */
final class Differences {
  private final Map<String, Resource> held = new LinkedHashMap<>();

  Differences(List<? extends Resource> held) {
    held.forEach(resource -> this.held.put(resource.getIdPart(), resource));
  }

  /** Returns the resources that are new or differ. */
  <T extends Resource> List<T> changed(List<T> resources) {
    List<T> changed = new ArrayList<>();
    for (T resource : resources) {
      Resource before = held.get(resource.getIdPart());
      if (before == null || !bare(before).equalsDeep(bare(resource))) {
        changed.add(resource);
      }
    }
    return changed;
  }

  boolean isNew(Resource resource) {
    return !held.containsKey(resource.getIdPart());
  }

  private static Resource bare(Resource resource) {
    Resource copy = resource.copy();
    copy.setMeta(null);
    copy.setId(resource.getIdPart());
    return copy;
  }
}
