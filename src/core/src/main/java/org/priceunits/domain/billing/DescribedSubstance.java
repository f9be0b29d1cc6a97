package org.priceunits.domain.billing;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.priceunits.domain.product.CodeCatalog;
import org.priceunits.domain.product.HcpcsCode;

/**
 * Finds the codes whose description names a substance in RxNorm's or a chart's words. RxNorm adds
 * the origin after a comma (heparin sodium, porcine), and charts join the drugs of a combination by
 * hyphens (piperacillin-tazobactam); CMS does neither.
 */
final class DescribedSubstance {
  /** The origins that RxNorm and charts write after a comma; any other word can be another drug. */
  private static final Set<String> ORIGINS =
      Set.of("human", "porcine", "bovine", "ovine", "equine", "rabbit", "salmon", "regular");

  /** Shorter parts are parts of one name, such as beta-1a. */
  private static final int SHORTEST = 5;

  private final CodeCatalog codes;

  DescribedSubstance(CodeCatalog codes) {
    this.codes = codes;
  }

  List<HcpcsCode> of(String name, LocalDate day) {
    List<HcpcsCode> found = codes.describing(name, day);
    int comma = name.lastIndexOf(", ");
    if (!found.isEmpty()) {
      return found;
    }
    if (comma < 0) {
      return ofAllParts(name.split("-"), day);
    }
    return ORIGINS.contains(name.substring(comma + 2).strip().toLowerCase(Locale.ROOT))
        ? of(name.substring(0, comma), day)
        : List.of();
  }

  private List<HcpcsCode> ofAllParts(String[] parts, LocalDate day) {
    List<HcpcsCode> common = new ArrayList<>();
    for (int i = 0; parts.length > 1 && i < parts.length; i++) {
      String part = parts[i].strip();
      if (part.length() < SHORTEST) {
        return List.of();
      }
      List<HcpcsCode> own = codes.describing(part, day);
      if (i == 0) {
        common.addAll(own);
      } else {
        common.retainAll(own);
      }
    }
    return common;
  }
}
