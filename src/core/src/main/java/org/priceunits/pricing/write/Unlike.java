package org.priceunits.pricing.write;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.hl7.fhir.r4.model.Base;

/**
 * Keeps each of several equal elements once, in their order, and compares only those of one key.
 */
final class Unlike<T extends Base> {
  private final Function<T, String> key;
  private final Map<String, List<T>> byKey = new HashMap<>();
  private final List<T> all = new ArrayList<>(1);

  /**
   * @param key equal for equal elements, and for few others
   */
  Unlike(Function<T, String> key) {
    this.key = key;
  }

  void add(T element) {
    List<T> alike = byKey.computeIfAbsent(key.apply(element), any -> new ArrayList<>(1));
    if (alike.stream().noneMatch(element::equalsDeep)) {
      alike.add(element);
      all.add(element);
    }
  }

  List<T> all() {
    return all;
  }
}
