package org.priceunits.domain.product;

import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.priceunits.domain.dose.Dose;
import org.priceunits.domain.dose.Strength;

/**
 * What a package is known to be. A property on which its sources contradict each other is unknown,
 * and the contradiction is kept in words.
 *
 * @param content labelled content of one container; absent if one amount does not describe it
 *     (combinations) or if the sources disagree
 * @param strength drug per millilitre, gram or piece ({@code {each}}); absent for powders and if no
 *     source proves it
 * @param form what is in the container; absent if no source says so
 * @param label single- or multi-dose; absent unless a label or published policy says so
 * @param contradictions the sources that contradict each other, by property
 */
public record Presentation(
    @Nullable Dose content,
    @Nullable Strength strength,
    @Nullable DoseForm form,
    @Nullable ContainerLabel label,
    Map<Property, String> contradictions) {
  /** A package of which nothing but its codes is known. */
  public static final Presentation UNKNOWN = new Presentation(null, null, null, null, Map.of());

  /** A property on which sources may contradict each other. */
  public enum Property {
    CONTENT,
    STRENGTH,
    FORM,
    CONTAINER_TYPE
  }

  public Presentation {
    contradictions = Map.copyOf(contradictions);
  }

  /** Returns the sources that contradict each other on a property; empty if none do. */
  public Optional<String> contradiction(Property property) {
    return Optional.ofNullable(contradictions.get(property));
  }
}
