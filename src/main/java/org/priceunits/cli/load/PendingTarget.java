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
 * target itself when {@link #flush()} is called. What a target holds is read once for all files, a
 * resource that several files change is written once, and a search that a server answers from its
 * cache cannot hide what the file before brought.
 */
final class PendingTarget implements LoadTarget {
  private final LoadTarget target;
  private final Map<Class<?>, Map<String, Resource>> held = new HashMap<>();
  private final Map<String, Resource> seen = new LinkedHashMap<>();
  private final Map<String, Pending> pending = new LinkedHashMap<>();

  PendingTarget(LoadTarget target) {
    this.target = target;
  }

  private record Pending(Resource resource, long size) {}

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
      for (Resource resource : seen.values()) {
        if (type.isInstance(resource)) {
          known.put(resource.getIdPart(), resource);
        }
      }
      held.put(type, known);
    }
    return known;
  }

  /**
   * Adds a file's resources to what is pending. Where the target has no room for both in one write,
   * what was pending is {@link #flush flushed} first: a file is never divided.
   */
  @Override
  public void write(List<Resource> resources) throws IOException {
    Map<String, Pending> added = new LinkedHashMap<>();
    for (Resource resource : resources) {
      added.put(
          resource.fhirType() + "/" + resource.getIdPart(),
          new Pending(resource, target.size(resource)));
    }
    Map<String, Pending> together = new LinkedHashMap<>(pending);
    together.putAll(added);
    if (size(together) > target.room()) {
      flush();
    }
    pending.putAll(added);
    added.forEach((reference, each) -> seen.put(reference, each.resource()));
    for (Resource resource : resources) {
      Map<String, Resource> known = held.get(resource.getClass());
      if (known != null) {
        known.put(resource.getIdPart(), resource);
      }
    }
  }

  private static long size(Map<String, Pending> resources) {
    return resources.values().stream().mapToLong(Pending::size).sum();
  }

  /** Writes what is pending, all of it or nothing. */
  void flush() throws IOException {
    if (!pending.isEmpty()) {
      target.write(pending.values().stream().map(Pending::resource).toList());
      pending.clear();
    }
  }
}
