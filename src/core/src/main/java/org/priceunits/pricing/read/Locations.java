package org.priceunits.pricing.read;

import java.util.EnumMap;
import java.util.Map;
import org.priceunits.domain.billing.Issue.Element;

/** Where in the body the parts of one administration stand, as simple FHIRPath. */
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

  /** FHIRPath of the administration itself. */
  public BodyPath base() {
    return base;
  }

  /** FHIRPath of a part: where it is stated, else where it would stand in the record. */
  public String of(Element element) {
    String path = stated.get(element);
    return path != null ? path : base.of(USUAL.getOrDefault(element, ""));
  }

  /** Whether the caller states the part beside the record. */
  public boolean states(Element element) {
    return stated.containsKey(element);
  }

  void put(Element element, String path) {
    stated.putIfAbsent(element, path);
  }

  /** Where the fault of a part stands, which goes before where the part begins. */
  void fault(Element element, String path) {
    stated.put(element, path);
  }
}
