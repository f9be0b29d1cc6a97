package org.priceunits.domain.product;

import java.math.BigDecimal;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.priceunits.domain.dose.Dose;
import org.priceunits.domain.dose.Strength;
import org.priceunits.domain.product.ContainerLabel.Exactness;
import org.priceunits.domain.product.PackageEvidence.ListedForm;
import org.priceunits.domain.product.PackageEvidence.ListedStrength;
import org.priceunits.domain.product.Presentation.Property;

/**
 * Weighs the sources of one package against each other. A package size is no strength: it is a
 * volume only if another source, or another package together with a second quarter, says the same.
 * Sources that contradict each other give nothing.
 */
public final class PackageWeighing {
  private static final String PIECE = "{each}";

  private final PackageEvidence evidence;
  private final List<PackageEvidence> brand;
  private final Map<Property, String> contradictions = new EnumMap<>(Property.class);

  private PackageWeighing(PackageEvidence evidence, List<PackageEvidence> brand) {
    this.evidence = evidence;
    this.brand = brand;
  }

  /**
   * Returns what a package is known to be.
   *
   * @param brand the packages of its brand
   */
  public static Presentation of(PackageEvidence evidence, List<PackageEvidence> brand) {
    return new PackageWeighing(evidence, brand).presentation();
  }

  private Presentation presentation() {
    ContainerLabel label = label();
    DoseForm form = form();
    Strength strength = form == null || form == DoseForm.LIQUID ? ofLiquid(form) : of(form);
    if (form == null && (strength != null || isVolume())) {
      form = contradictions.containsKey(Property.FORM) ? null : DoseForm.LIQUID;
    }
    if (form == DoseForm.POWDER || form == DoseForm.KIT) {
      undivided(form);
    }
    Dose content = new ContentWeighing(evidence, brand).content(contradictions);
    return new Presentation(content, strength, form, label, contradictions);
  }

  /** Returns true if the drug is counted as a volume: its content is one. */
  private boolean isVolume() {
    return evidence.content() != null && "mL".equals(evidence.content().unit());
  }

  private @Nullable ContainerLabel label() {
    return mostExact(
        evidence.labels(),
        ContainerLabel::exactness,
        ContainerLabel::type,
        l -> l.type().code() + " (" + l.source() + ")",
        Property.CONTAINER_TYPE);
  }

  private @Nullable DoseForm form() {
    ListedForm listed =
        mostExact(
            evidence.forms(),
            ListedForm::exactness,
            ListedForm::form,
            f -> f.form().code() + " (" + f.source() + ")",
            Property.FORM);
    return listed == null ? null : listed.form();
  }

  /** Returns what the most exact sources state; absent if they contradict each other. */
  private <T> @Nullable T mostExact(
      List<T> stated,
      Function<T, Exactness> exactness,
      Function<T, Object> value,
      Function<T, String> words,
      Property property) {
    for (Exactness each : Exactness.values()) {
      List<T> equal = stated.stream().filter(s -> exactness.apply(s) == each).toList();
      if (equal.stream().map(value).distinct().count() > 1) {
        contradictions.put(property, equal.stream().map(words).collect(Collectors.joining(", ")));
        return null;
      }
      if (!equal.isEmpty()) {
        return equal.get(0);
      }
    }
    return null;
  }

  /** Returns the strength of a liquid, or of a package whose form no source states. */
  private @Nullable Strength ofLiquid(@Nullable DoseForm form) {
    Optional<SizeStatement> newest = evidence.newest();
    List<ListedStrength> perMl = perUnitOf("mL", newest);
    if (newest.isEmpty()) {
      return perMl.isEmpty() ? null : perMl.get(0).strength();
    }
    SizeStatement stated = newest.get();
    Strength bySize = stated.strength("mL");
    if (perMl.isEmpty()) {
      return isProven(stated, form) ? bySize : null;
    }
    ListedStrength listing = perMl.get(0);
    if (Concentrations.agree(bySize, listing.strength())) {
      return bySize;
    }
    contradictions.put(
        Property.STRENGTH, stated.shown() + " against " + listing.shown() + said(stated));
    if (!Concentrations.isAmount(listing.strength(), stated.content())) {
      contradictions.put(Property.CONTENT, contradictions.get(Property.STRENGTH));
    }
    return null;
  }

  /** A size of 1 may be meant as one container. */
  private String said(SizeStatement stated) {
    return stated.size().compareTo(BigDecimal.ONE) == 0 ? ", unless the size is a count" : "";
  }

  /**
   * Returns true if the size is a volume beyond doubt: all quarters agree on it, there are two at
   * least or the FDA lists a liquid, and another package of the brand with another size has the
   * same concentration.
   */
  private boolean isProven(SizeStatement stated, @Nullable DoseForm form) {
    if (evidence.sizes().size() > 1) {
      contradictions.put(
          Property.STRENGTH,
          evidence.sizes().stream()
              .map(SizeStatement::shown)
              .collect(Collectors.joining(" against ")));
      return false;
    }
    boolean counts =
        stated.size().compareTo(BigDecimal.ONE) == 0
            || Concentrations.isNumberOf(stated.content(), stated.size());
    boolean peer = brand.stream().anyMatch(other -> hasConcentrationOf(other, stated));
    if (form == DoseForm.LIQUID) {
      return !isVolume() && (peer || !counts && stated.isRepeated());
    }
    return !isVolume() && !evidence.oral() && peer && stated.isRepeated();
  }

  private boolean hasConcentrationOf(PackageEvidence other, SizeStatement stated) {
    return other
        .newest()
        .filter(its -> its.size().compareTo(stated.size()) != 0)
        .filter(its -> its.content().unit().equals(stated.content().unit()))
        .filter(
            its ->
                its.content()
                        .value()
                        .times(stated.size())
                        .compareTo(stated.content().value().times(its.size()))
                    == 0)
        .isPresent();
  }

  /** Returns the strength of a piece or of a gram; powders and kits have none. */
  private @Nullable Strength of(DoseForm form) {
    if (form == DoseForm.POWDER || form == DoseForm.KIT) {
      return null;
    }
    String unit = form == DoseForm.PIECE ? PIECE : "g";
    Optional<SizeStatement> newest = evidence.newest();
    List<ListedStrength> perUnit = perUnitOf(unit, newest);
    if (perUnit.isEmpty()) {
      return null;
    }
    ListedStrength listing = perUnit.get(0);
    if (newest.isPresent()
        && !Concentrations.agree(newest.get().strength(unit), listing.strength())) {
      contradictions.put(Property.STRENGTH, newest.get().shown() + " against " + listing.shown());
      contradictions.put(Property.CONTENT, contradictions.get(Property.STRENGTH));
      return null;
    }
    return listing.strength();
  }

  private List<ListedStrength> perUnitOf(String unit, Optional<SizeStatement> newest) {
    return evidence.listed().stream()
        .filter(l -> l.strength().volumeUnit().equals(unit))
        .filter(
            l ->
                newest.isEmpty()
                    || Concentrations.areComparable(
                        l.strength().amountUnit(), newest.get().content().unit()))
        .toList();
  }

  /**
   * A powder or a kit is counted in containers, so a size other than one container, or than the
   * number of its content, contradicts its form.
   */
  private void undivided(DoseForm form) {
    evidence
        .newest()
        .filter(s -> s.size().compareTo(BigDecimal.ONE) != 0)
        .filter(s -> !Concentrations.isNumberOf(s.content(), s.size()))
        .ifPresent(
            s ->
                contradictions.put(
                    Property.FORM,
                    "size %s (CMS's crosswalk of %s) against %s (%s)"
                        .formatted(
                            s.size().stripTrailingZeros().toPlainString(),
                            s.last(),
                            form.code(),
                            evidence.forms().get(0).source())));
    Dose held = evidence.content();
    if (held != null) {
      perUnitOf(PIECE, evidence.newest()).stream()
          .filter(l -> Concentrations.areComparable(l.strength().amountUnit(), held.unit()))
          .filter(l -> !Concentrations.isAmount(l.strength(), held))
          .findFirst()
          .ifPresent(
              l ->
                  contradictions.put(
                      Property.CONTENT,
                      evidence.newest().map(SizeStatement::shown).orElse(held.shown())
                          + " against "
                          + l.shown()));
    }
  }
}
