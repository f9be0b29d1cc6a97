package org.priceunits.pricing.read;

import java.util.EnumMap;
import java.util.Map;
import org.priceunits.domain.billing.result.Issue.Element;

/** The places of the elements of one administration in the body, as simple FHIRPath. */
public final class Locations {
  private static final Map<Element, String> USUAL =
      new EnumMap<>(
          Map.of(
              Element.STATUS, ".status",
              Element.MEDICATION, ".medication",
              Element.DATE, ".effective",
              Element.DOSE, ".dosage.dose",
              Element.ENCOUNTER, ".context",
              Element.PATIENT, ".subject",
              Element.DIAGNOSIS, ".reasonCode",
              Element.PROVIDER, ".performer"));

  private final BodyPath base;
  private final Map<Element, String> stated = new EnumMap<>(Element.class);

  public Locations(BodyPath base) {
    this.base = base;
  }

  /** Returns the FHIRPath of the administration itself. */
  public BodyPath base() {
    return base;
  }

  /**
   * Returns the FHIRPath of an element: where it is stated, otherwise where it would be in the
   * record.
   */
  public String of(Element element) {
    String path = stated.get(element);
    return path != null ? path : base.of(USUAL.getOrDefault(element, ""));
  }

  /** Returns true if the caller states the element beside the record. */
  public boolean states(Element element) {
    return stated.containsKey(element);
  }

  void put(Element element, String path) {
    stated.putIfAbsent(element, path);
  }

  /**
   * Records the exact place of an element's fault, which takes precedence over the element's own
   * place.
   */
  void fault(Element element, String path) {
    stated.put(element, path);
  }
}
