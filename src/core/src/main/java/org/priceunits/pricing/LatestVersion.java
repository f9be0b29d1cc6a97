package org.priceunits.pricing;

import java.util.List;
import java.util.function.Function;
import org.hl7.fhir.r4.model.Resource;

/**
 * Of several versions of one resource, the one that counts.
 *
 * @param undecided true if others say something else, and nothing says which one is the latest:
 *     what refers to the resource is refused
 */
public record LatestVersion(Resource resource, boolean undecided) {
  /**
   * Chooses the latest.
   *
   * @param versions at least one; the order counts only among those that say the same
   */
  public static LatestVersion of(List<Resource> versions) {
    if (versions.size() == 1) {
      return new LatestVersion(versions.get(0), false);
    }
    List<Resource> latest = Recency.latest(versions, Function.identity());
    Resource first = latest.get(0);
    boolean undecided = latest.stream().anyMatch(other -> !Recency.haveOneContent(first, other));
    return new LatestVersion(first, undecided);
  }

  /**
   * Returns a few of many versions, from which the same one is chosen as from all of them, whatever
   * versions are still to come.
   *
   * @param versions in an order that does not depend on where they stood
   * @param resource returns the resource of a version
   */
  public static <V> List<V> deciding(List<V> versions, Function<V, Resource> resource) {
    return Recency.deciding(versions, resource);
  }
}
