package org.priceunits.domain.product;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.priceunits.domain.dose.Dose;
import org.priceunits.domain.dose.Strength;
import org.priceunits.domain.product.ContainerLabel.Exactness;
import org.priceunits.domain.product.Presentation.Property;

/**
 * What sources say of one package, and what follows from it. A package size is no strength: it is a
 * volume only if another source, or another package together with a second quarter, says the same.
 * Sources that contradict each other give nothing.
 *
 * @param content content of one container, as the newest source states it; absent if none does
 * @param sizes what the quarters of CMS's crosswalk say, each distinct statement once
 * @param listed the strengths that labels and the FDA state, each with its source
 * @param forms the forms that the FDA states, each with its source
 * @param labels the container types that sources state
 * @param oral true if the package's code bills a drug that is swallowed, for which the size is a
 *     number of pieces as often as a volume
 */
public record PackageEvidence(
    @Nullable Dose content,
    List<SizeStatement> sizes,
    List<ListedStrength> listed,
    List<ListedForm> forms,
    List<ContainerLabel> labels,
    boolean oral) {
  private static final String PIECE = "{each}";

  /** A strength, and the source that states it. */
  public record ListedStrength(Strength strength, String source) {}

  /** A form, and the source that states it. */
  public record ListedForm(DoseForm form, String source, Exactness exactness) {}

  public PackageEvidence {
    sizes = List.copyOf(sizes);
    listed = List.copyOf(listed);
    forms = List.copyOf(forms);
    labels = List.copyOf(labels);
  }

  /**
   * Returns what the package is known to be.
   *
   * @param brand the other packages of the brand and code
   */
  public Presentation presentation(List<PackageEvidence> brand) {
    return new Weighing(brand).presentation();
  }

  /** Returns what the newest quarter says; empty if no quarter says anything. */
  private Optional<SizeStatement> newest() {
    SizeStatement newest = null;
    for (SizeStatement each : sizes) {
      newest = newest == null || each.last().compareTo(newest.last()) > 0 ? each : newest;
    }
    return Optional.ofNullable(newest);
  }

  /** Weighs the sources of one package against each other. */
  private final class Weighing {
    private final List<PackageEvidence> brand;
    private final Map<Property, String> contradictions = new EnumMap<>(Property.class);

    private Weighing(List<PackageEvidence> brand) {
      this.brand = brand;
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
      return new Presentation(contentIfCertain(), strength, form, label, contradictions);
    }

    /** Returns true if the drug is counted as a volume: its content is one. */
    private boolean isVolume() {
      return content != null && "mL".equals(content.unit());
    }

    private @Nullable ContainerLabel label() {
      for (Exactness exactness : Exactness.values()) {
        List<ContainerLabel> equal =
            labels.stream().filter(l -> l.exactness() == exactness).toList();
        if (equal.stream().map(ContainerLabel::type).distinct().count() > 1) {
          contradictions.put(
              Property.CONTAINER_TYPE,
              equal.stream()
                  .map(l -> l.type().code() + " (" + l.source() + ")")
                  .collect(Collectors.joining(", ")));
          return null;
        }
        if (!equal.isEmpty()) {
          return equal.get(0);
        }
      }
      return null;
    }

    private @Nullable DoseForm form() {
      for (Exactness exactness : Exactness.values()) {
        List<ListedForm> equal = forms.stream().filter(f -> f.exactness() == exactness).toList();
        if (equal.stream().map(ListedForm::form).distinct().count() > 1) {
          contradictions.put(
              Property.FORM,
              equal.stream()
                  .map(f -> f.form().code() + " (" + f.source() + ")")
                  .collect(Collectors.joining(", ")));
          return null;
        }
        if (!equal.isEmpty()) {
          return equal.get(0).form();
        }
      }
      return null;
    }

    /** Returns the strength of a liquid, or of a package whose form no source states. */
    private @Nullable Strength ofLiquid(@Nullable DoseForm form) {
      Optional<SizeStatement> newest = newest();
      List<ListedStrength> perMl = perUnitOf("mL", newest);
      if (newest.isEmpty()) {
        return perMl.isEmpty() ? null : perMl.get(0).strength();
      }
      SizeStatement stated = newest.get();
      Strength bySize = strength(stated, "mL");
      if (perMl.isEmpty()) {
        return isProven(stated, form) ? bySize : null;
      }
      ListedStrength listing = perMl.get(0);
      if (Concentrations.agree(bySize, listing.strength())) {
        return bySize;
      }
      contradictions.put(
          Property.STRENGTH, stated.shown() + " against " + shown(listing) + said(stated));
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
      if (sizes.size() > 1) {
        contradictions.put(
            Property.STRENGTH,
            sizes.stream().map(SizeStatement::shown).collect(Collectors.joining(" against ")));
        return false;
      }
      boolean counts =
          stated.size().compareTo(BigDecimal.ONE) == 0
              || Concentrations.isNumberOf(stated.content(), stated.size());
      boolean peer = brand.stream().anyMatch(other -> hasConcentrationOf(other, stated));
      if (form == DoseForm.LIQUID) {
        return !isVolume() && (peer || !counts && stated.isRepeated());
      }
      return !isVolume() && !oral && peer && stated.isRepeated();
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
      Optional<SizeStatement> newest = newest();
      List<ListedStrength> perUnit = perUnitOf(unit, newest);
      if (perUnit.isEmpty()) {
        return null;
      }
      ListedStrength listing = perUnit.get(0);
      if (newest.isPresent()
          && !Concentrations.agree(strength(newest.get(), unit), listing.strength())) {
        contradictions.put(Property.STRENGTH, newest.get().shown() + " against " + shown(listing));
        contradictions.put(Property.CONTENT, contradictions.get(Property.STRENGTH));
        return null;
      }
      return listing.strength();
    }

    private List<ListedStrength> perUnitOf(String unit, Optional<SizeStatement> newest) {
      return listed.stream()
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
      newest()
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
                              forms.get(0).source())));
      Dose held = content;
      if (held != null) {
        perUnitOf(PIECE, newest()).stream()
            .filter(l -> Concentrations.areComparable(l.strength().amountUnit(), held.unit()))
            .filter(l -> !Concentrations.isAmount(l.strength(), held))
            .findFirst()
            .ifPresent(
                l ->
                    contradictions.put(
                        Property.CONTENT,
                        newest().map(SizeStatement::shown).orElse(held.shown())
                            + " against "
                            + shown(l)));
      }
    }

    private @Nullable Dose contentIfCertain() {
      Set<String> contents = new HashSet<>();
      List<SizeStatement> different = new ArrayList<>();
      for (SizeStatement each : sizes) {
        if (contents.add(each.content().shown())) {
          different.add(each);
        }
      }
      boolean confirmed =
          listed.stream()
              .anyMatch(
                  l ->
                      newest()
                          .filter(
                              s ->
                                  Concentrations.agree(
                                      strength(s, l.strength().volumeUnit()), l.strength()))
                          .isPresent());
      if (different.size() > 1 && !confirmed) {
        contradictions.put(
            Property.CONTENT,
            different.stream().map(SizeStatement::shown).collect(Collectors.joining(" against ")));
      }
      return contradictions.containsKey(Property.CONTENT) ? null : content;
    }

    private static Strength strength(SizeStatement stated, String unit) {
      return new Strength(
          stated.content().value().decimal().orElseThrow(),
          stated.content().unit(),
          stated.size(),
          unit);
    }

    private static String shown(ListedStrength listing) {
      Strength s = listing.strength();
      return "%s %s in %s %s (%s)"
          .formatted(
              s.amount().toPlainString(),
              s.amountUnit(),
              s.volume().toPlainString(),
              s.volumeUnit(),
              listing.source());
    }
  }
}
