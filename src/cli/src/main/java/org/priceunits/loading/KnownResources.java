package org.priceunits.loading;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hl7.fhir.r4.model.Resource;

/**
 * The resources that a target will hold once everything planned so far is written. The current ones
 * are read once for all files, so that a search answered from a server's cache cannot hide the
 * changes of the previous file.
 */
final class KnownResources implements HeldResources {
  private final HeldResources target;
  private final Map<Class<?>, Map<String, Resource>> known = new HashMap<>();

  /** Of types that no file has asked for yet. */
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
      planned.removeIf(type::isInstance);
    }
    return resources.values().stream().map(type::cast).toList();
  }

  /** Adds resources to be written, replacing those with the same id. */
  void plan(List<Resource> resources) {
    for (Resource resource : resources) {
      Map<String, Resource> others = known.get(resource.getClass());
      if (others == null) {
        planned.add(resource);
      } else {
        others.put(resource.getIdPart(), resource);
      }
    }
  }
}
