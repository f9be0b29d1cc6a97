package org.priceunits.knowledge;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.hl7.fhir.r4.model.Resource;
import org.priceunits.domain.billing.request.Catalogs;

/**
 * The reference data that pricing reads from the hosted resources.
 *
 * @param catalogs codes, products, policies and fees
 * @param unitTexts UCUM code by unit text, as it is written and in lower case
 * @param unitReadings what unit texts with more than one reading may stand for, in lower case
 * @param containerUnits the UCUM codes that count containers
 * @param diluents the liquids that are not the drug of a mixture
 * @param supplies the words for drugs that the site did not buy
 * @param doseForms the words of dosage forms
 * @param routes the words and codes of routes of administration
 * @param places CMS place of service by {@code system|code} of an Encounter's class or a Location's
 *     type
 * @param institutional what an institutional claim has to say by its type of bill
 * @param faults the resources left out, and why
 * @param warnings what is used, or not in force, but may not be what its publisher meant
 */
public record PricingKnowledge(
    Catalogs catalogs,
    Map<String, String> unitTexts,
    Map<String, String> unitReadings,
    ContainerUnits containerUnits,
    Diluents diluents,
    SupplyTexts supplies,
    DoseForms doseForms,
    Routes routes,
    Map<String, String> places,
    InstitutionalClaimRules institutional,
    List<KnowledgeFault> faults,
    List<KnowledgeFault> warnings) {

  /** A fault of a hosted resource, and its place in the resource. */
  public record KnowledgeFault(String resource, String path, String text) {
    static KnowledgeFault of(Resource resource, String path, String text) {
      return new KnowledgeFault(name(resource), path, text);
    }

    /** Returns type and id; a resource that is not stored yet may have none. */
    static String name(Resource resource) {
      return resource.fhirType() + "/" + resource.getIdElement().getIdPart();
    }
  }

  public PricingKnowledge {
    unitTexts = Map.copyOf(unitTexts);
    unitReadings = Map.copyOf(unitReadings);
    places = Map.copyOf(places);
    faults = List.copyOf(faults);
    warnings = List.copyOf(warnings);
  }

  /**
   * Returns the UCUM code that a unit text stands for. Its case counts only where another case is
   * another unit: MIU is a million international units, mIU may be a thousandth of one.
   */
  public Optional<String> unitOf(String text) {
    String words = words(text);
    String lower = words.toLowerCase(Locale.ROOT);
    if (!unitReadings.containsKey(lower)) {
      return Optional.ofNullable(unitTexts.get(lower));
    }
    return words.equals(lower) ? Optional.empty() : Optional.ofNullable(unitTexts.get(words));
  }

  /** Returns what a unit text with more than one reading may stand for, and what to send. */
  public Optional<String> readingsOf(String text) {
    return Optional.ofNullable(unitReadings.get(words(text).toLowerCase(Locale.ROOT)));
  }

  /**
   * Returns true if a word in lower case is that of a dosage form, a route or a container, which
   * charts write beside the name of a drug. A single letter is part of a name: vitamin d.
   */
  public boolean standsBesideAName(String word) {
    return word.length() > 1
        && (diluents.words().contains(word)
            || doseForms.has(word)
            || routes.has(word)
            || unitOf(word).filter(containerUnits::contains).isPresent());
  }

  private static String words(String text) {
    return text.strip().replaceAll("\\s+", " ");
  }
}
