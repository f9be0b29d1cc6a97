package org.priceunits.cli.load;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hl7.fhir.r4.model.Resource;

/**
 * A target as it will be: what is written here is seen by the next file at once, and reaches the
 * target itself when {@link #flush()} is called. What a target holds is read once for all files,
 * and a search that a server answers from its cache cannot hide what the file before brought.
 */
public final class PendingTarget implements LoadTarget {
  private final LoadTarget target;
  private final Map<Class<?>, Map<String, Resource>> held = new HashMap<>();
  private final Map<String, Resource> pending = new LinkedHashMap<>();

  public PendingTarget(LoadTarget target) {
    this.target = target;
  }

  @Override
  public <T extends Resource> List<T> all(Class<T> type) throws IOException {
    List<T> found = new ArrayList<>();
    for (Resource resource : heldOf(type).values()) {
      found.add(type.cast(resource));
    }
    return found;
  }

  private <T extends Resource> Map<String, Resource> heldOf(Class<T> type) throws IOException {
    Map<String, Resource> known = held.get(type);
    if (known == null) {
      known = new LinkedHashMap<>();
      for (T resource : target.all(type)) {
        known.put(resource.getIdPart(), resource);
      }
      for (Resource resource : pending.values()) {
        if (type.isInstance(resource)) {
          known.put(resource.getIdPart(), resource);
        }
      }
      held.put(type, known);
    }
    return known;
  }

  @Override
  public void write(List<Resource> resources) {
    for (Resource resource : resources) {
      pending.put(resource.fhirType() + "/" + resource.getIdPart(), resource);
      Map<String, Resource> known = held.get(resource.getClass());
      if (known != null) {
        known.put(resource.getIdPart(), resource);
      }
    }
  }

  /** Writes what is pending, all of it or nothing. */
  public void flush() throws IOException {
    if (!pending.isEmpty()) {
      target.write(List.copyOf(pending.values()));
      pending.clear();
    }
  }
}
