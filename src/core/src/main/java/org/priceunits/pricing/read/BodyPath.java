package org.priceunits.pricing.read;

/**
 * The place of a resource in the body of a call, as simple FHIRPath.
 *
 * @param base path of the resource, or of the reference to it
 * @param inline true if the resource itself is in the body, so that its elements have a path too
 */
public record BodyPath(String base, boolean inline) {
  public static BodyPath inline(String base) {
    return new BodyPath(base, true);
  }

  /** Creates the path of a resource that the body only refers to. */
  public static BodyPath referred(String base) {
    return new BodyPath(base, false);
  }

  /**
   * Returns the path of an element, given with its leading dot; for a referred resource, the path
   * of the reference.
   */
  public String of(String part) {
    return inline ? base + part : base;
  }
}
