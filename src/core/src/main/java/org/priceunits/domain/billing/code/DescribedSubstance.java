package org.priceunits.domain.billing.code;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.priceunits.domain.product.CodeCatalog;
import org.priceunits.domain.product.HcpcsCode;

/**
 * Finds the codes whose description names a substance in RxNorm's or a chart's words. RxNorm adds
 * the origin after a comma (heparin sodium, porcine), and charts join the drugs of a combination by
 * hyphens (piperacillin-tazobactam); CMS does neither.
 */
final class DescribedSubstance {
  /** Shorter parts are parts of one name, such as beta-1a. */
  private static final int SHORTEST = 5;

  private final CodeCatalog codes;

  DescribedSubstance(CodeCatalog codes) {
    this.codes = codes;
  }

  /**
   * Returns the codes of a drug of one substance. Where descriptions of single drugs begin with it,
   * those that name it further on are of another drug: lidocaine with epinephrine, tetanus immune
   * globulin. A code that is not equivalent to one of them is of the same substance.
   */
  List<HcpcsCode> alone(String name, LocalDate day) {
    List<HcpcsCode> named = namedFirst(name, day);
    List<HcpcsCode> first = named.isEmpty() ? namedFirst(codes.withoutOrigin(name), day) : named;
    List<HcpcsCode> own = first.stream().anyMatch(this::isOfOneDrug) ? first : of(name, day);
    return Stream.concat(
            own.stream(), own.stream().flatMap(code -> codes.notEquivalentTo(code, day).stream()))
        .distinct()
        .toList();
  }

  private List<HcpcsCode> namedFirst(String name, LocalDate day) {
    return codes.describing(name, day).stream()
        .filter(code -> codes.isNamedFirst(code, name))
        .toList();
  }

  /** The description of a combination states several amounts, so it has no certain one. */
  private boolean isOfOneDrug(HcpcsCode code) {
    return codes.code(code).filter(known -> known.dosage() != null).isPresent();
  }

  /** Returns the codes whose description names the substance, alone or with others. */
  List<HcpcsCode> of(String name, LocalDate day) {
    List<HcpcsCode> found = codes.describing(name, day);
    if (!found.isEmpty()) {
      return found;
    }
    String plain = codes.withoutOrigin(name);
    if (!plain.equals(name)) {
      return of(plain, day);
    }
    return name.contains(", ") ? List.of() : ofAllParts(name.split("-"), day);
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
