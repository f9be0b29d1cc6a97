package org.priceunits.knowledge;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.priceunits.domain.billing.Catalogs;

/**
 * What pricing needs of the hosted resources.
 *
 * @param catalogs codes, products, policies and fees
 * @param unitTexts UCUM code by the text of a unit, in lower case
 * @param places CMS place of service by {@code system|code} of an Encounter's class or a Location's
 *     type
 * @param faults resources that were left out, and why
 */
public record PricingKnowledge(
    Catalogs catalogs,
    Map<String, String> unitTexts,
    Map<String, String> places,
    List<KnowledgeFault> faults) {

  /** What is wrong with a hosted resource, and where in it. */
  public record KnowledgeFault(String resource, String path, String text) {}

  public PricingKnowledge {
    unitTexts = Map.copyOf(unitTexts);
    places = Map.copyOf(places);
    faults = List.copyOf(faults);
  }

  /** The UCUM code that a unit's text stands for. */
  public Optional<String> unitOf(String text) {
    return Optional.ofNullable(unitTexts.get(text.strip().toLowerCase(java.util.Locale.ROOT)));
  }
}
