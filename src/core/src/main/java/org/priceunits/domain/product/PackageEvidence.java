package org.priceunits.domain.product;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.priceunits.domain.dose.Dose;
import org.priceunits.domain.dose.Strength;
import org.priceunits.domain.product.ContainerLabel.Exactness;

/**
 * What sources say of one package; {@link PackageWeighing} tells what follows from it.
 *
 * @param content content of one container, as the newest source states it; absent if none does
 * @param sizes what the quarters of CMS's crosswalk say, each distinct statement once
 * @param listed the strengths that labels and the FDA state, each with its source
 * @param forms the forms that the FDA states, each with its source
 * @param labels the container types that sources state
 * @param oral true if the package's code bills a drug that is swallowed, for which the size is a
 *     number of pieces as often as a volume
 * @param withinUnit true if the content is at most one billing unit of the package's code
 */
public record PackageEvidence(
    @Nullable Dose content,
    List<SizeStatement> sizes,
    List<ListedStrength> listed,
    List<ListedForm> forms,
    List<ContainerLabel> labels,
    boolean oral,
    boolean withinUnit) {

  /** A strength, and the source that states it. */
  public record ListedStrength(Strength strength, String source) {
    /** Returns the strength with its source: 25 mg in 1 mL (the label). */
    String shown() {
      return "%s %s in %s %s (%s)"
          .formatted(
              strength.amount().toPlainString(),
              strength.amountUnit(),
              strength.volume().toPlainString(),
              strength.volumeUnit(),
              source);
    }
  }

  /** A form, and the source that states it. */
  public record ListedForm(DoseForm form, String source, Exactness exactness) {}

  public PackageEvidence {
    sizes = List.copyOf(sizes);
    listed = List.copyOf(listed);
    forms = List.copyOf(forms);
    labels = List.copyOf(labels);
  }

  /**
   * Returns what the newest quarter says; of two statements of a quarter that CMS corrected, the
   * one that began later. Empty if no quarter says anything.
   */
  Optional<SizeStatement> newest() {
    return sizes.stream()
        .max(Comparator.comparing(SizeStatement::last).thenComparing(SizeStatement::first));
  }
}
