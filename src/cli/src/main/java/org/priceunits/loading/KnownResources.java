package org.priceunits.loading;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hl7.fhir.r4.model.Resource;

/**
 * What a target will hold when everything is written that was planned so far. What it holds now is
 * read once for all files, and a search that a server answers from its cache cannot hide what the
 * file before brings.
 */
final class KnownResources implements HeldResources {
  private final HeldResources target;
  private final Map<Class<?>, Map<String, Resource>> known = new HashMap<>();
  private final List<Resource> planned = new ArrayList<>();

  KnownResources(HeldResources target) {
    this.target = target;
  }

  @Override
  public <T extends Resource> List<T> all(Class<T> type) throws IOException {
    Map<String, Resource> resources = known.get(type);
    if (resources == null) {
      resources = new LinkedHashMap<>();
      for (T resource : target.all(type)) {
        resources.put(resource.getIdPart(), resource);
      }
      for (Resource resource : planned) {
        if (type.isInstance(resource)) {
          resources.put(resource.getIdPart(), resource);
        }
      }
      known.put(type, resources);
    }
    return resources.values().stream().map(type::cast).toList();
  }

  /** These will be written, in place of those with the same id. */
  void plan(List<Resource> resources) {
    planned.addAll(resources);
    for (Resource resource : resources) {
      Map<String, Resource> others = known.get(resource.getClass());
      if (others != null) {
        others.put(resource.getIdPart(), resource);
      }
    }
  }
}
