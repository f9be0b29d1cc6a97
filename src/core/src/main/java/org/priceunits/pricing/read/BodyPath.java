package org.priceunits.pricing.read;

/**
 * Where a resource stands in the body of a call, as simple FHIRPath.
 *
 * @param base of the resource, or of the reference that stands for it
 * @param inline true where the resource itself stands there, so that its parts have a path too
 */
public record BodyPath(String base, boolean inline) {
  public static BodyPath inline(String base) {
    return new BodyPath(base, true);
  }

  /** A resource that the body only refers to. */
  public static BodyPath referred(String base) {
    return new BodyPath(base, false);
  }

  /** The path of a part, with its leading dot; of a referred resource, that of the reference. */
  public String of(String part) {
    return inline ? base + part : base;
  }
}
