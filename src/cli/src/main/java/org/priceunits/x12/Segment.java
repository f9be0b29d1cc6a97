package org.priceunits.x12;

import java.util.ArrayList;
import java.util.List;

/**
 * One segment.
 *
 * @param id its identifier, such as {@code SV1}
 * @param elements in order, each with its components; empty at the end is left out
 */
record Segment(String id, List<List<String>> elements) {
  Segment {
    elements = List.copyOf(elements);
  }

  /**
   * @param elements a text, or a list of texts for a composite
   */
  static Segment of(String id, Object... elements) {
    List<List<String>> all = new ArrayList<>(elements.length);
    for (Object element : elements) {
      all.add(
          element instanceof List<?> parts
              ? withoutEnd(parts.stream().map(String::valueOf).toList())
              : List.of(String.valueOf(element)));
    }
    while (!all.isEmpty() && all.get(all.size() - 1).stream().allMatch(String::isEmpty)) {
      all.remove(all.size() - 1);
    }
    return new Segment(id, all);
  }

  private static List<String> withoutEnd(List<String> parts) {
    int end = parts.size();
    while (end > 0 && parts.get(end - 1).isEmpty()) {
      end--;
    }
    return parts.subList(0, end);
  }

  /** Returns an element, counted from 1; empty if the segment has none there. */
  String element(int position) {
    return component(position, 1);
  }

  /** Returns a component of an element, both counted from 1; empty if there is none. */
  String component(int position, int part) {
    List<String> parts = components(position);
    return part <= parts.size() ? parts.get(part - 1) : "";
  }

  List<String> components(int position) {
    return position <= elements.size() ? elements.get(position - 1) : List.of();
  }
}
