package org.priceunits.domain.checking;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The service of a line, regardless of package, quantity and repetition.
 *
 * @param code as billed
 * @param modifiers without those of a repeat
 */
record Service(String code, List<String> modifiers, Optional<LocalDate> date) {
  static Service of(BilledLine line) {
    return new Service(
        line.code(), Repeat.without(line.modifiers()), Optional.ofNullable(line.date()));
  }

  static Service of(ExpectedLine wanted) {
    return new Service(
        wanted.line().code().value(),
        Repeat.without(wanted.modifiers()),
        Optional.of(wanted.line().date()));
  }

  /** Returns billed lines by their service; the lists can be taken from. */
  static Map<Service, List<BilledLine>> group(Collection<BilledLine> lines) {
    Map<Service, List<BilledLine>> byService = new HashMap<>();
    lines.forEach(b -> byService.computeIfAbsent(of(b), k -> new ArrayList<>(1)).add(b));
    return byService;
  }
}
