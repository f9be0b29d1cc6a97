package org.priceunits.domain.product;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.priceunits.domain.dose.Dose;
import org.priceunits.domain.dose.Quotient;
import org.priceunits.domain.product.Presentation.Property;

/**
 * Decides whether the content that CMS's crosswalk states for a package is that of its container.
 * Of drugs sold by assay (clotting factors, fibrinogen, alpha-1 proteinase inhibitor) each lot has
 * another content, and CMS states one unit of measure in one item in its place.
 */
final class ContentWeighing {
  private static final Quotient ONE = Quotient.of(BigDecimal.ONE);

  private final PackageEvidence evidence;
  private final List<PackageEvidence> brand;

  ContentWeighing(PackageEvidence evidence, List<PackageEvidence> brand) {
    this.evidence = evidence;
    this.brand = brand;
  }

  /**
   * Returns the content; absent if sources contradict each other, or if it may stand for an assay.
   *
   * @param contradictions those found so far; receives that of the quarters
   */
  @Nullable Dose content(Map<Property, String> contradictions) {
    List<SizeStatement> different = different();
    if (different.size() > 1 && !isSizeListed()) {
      contradictions.put(
          Property.CONTENT,
          different.stream().map(SizeStatement::shown).collect(Collectors.joining(" against ")));
    }
    return contradictions.containsKey(Property.CONTENT) || mayBeAssay() ? null : evidence.content();
  }

  private List<SizeStatement> different() {
    Set<String> contents = new HashSet<>();
    List<SizeStatement> different = new ArrayList<>();
    for (SizeStatement each : evidence.sizes()) {
      if (contents.add(each.content().shown())) {
        different.add(each);
      }
    }
    return different;
  }

  /** Returns true if a listed strength is that of the newest size. */
  private boolean isSizeListed() {
    return evidence.listed().stream()
        .anyMatch(
            l ->
                evidence
                    .newest()
                    .filter(
                        s ->
                            Concentrations.agree(
                                s.strength(l.strength().volumeUnit()), l.strength()))
                    .isPresent());
  }

  /**
   * Returns true if one item holds at most one unit of measure and one billing unit, and neither a
   * listing nor another package of the brand says that CMS means a container by it.
   */
  private boolean mayBeAssay() {
    Optional<SizeStatement> newest = evidence.newest();
    return evidence.withinUnit()
        && newest.filter(ContentWeighing::isOneOfOne).isPresent()
        && evidence.listed().stream()
            .noneMatch(l -> Concentrations.isAmount(l.strength(), newest.get().content()))
        && brand.stream()
            .flatMap(other -> other.newest().stream())
            .allMatch(ContentWeighing::isOneOfOne);
  }

  private static boolean isOneOfOne(SizeStatement stated) {
    return stated.size().compareTo(BigDecimal.ONE) == 0
        && stated.content().value().compareTo(ONE) <= 0;
  }
}
