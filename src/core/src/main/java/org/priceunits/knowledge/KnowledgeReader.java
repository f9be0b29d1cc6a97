package org.priceunits.knowledge;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.ChargeItemDefinition;
import org.hl7.fhir.r4.model.CodeSystem;
import org.hl7.fhir.r4.model.CodeSystem.ConceptDefinitionComponent;
import org.hl7.fhir.r4.model.ConceptMap;
import org.hl7.fhir.r4.model.MedicationKnowledge;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.ValueSet;
import org.priceunits.domain.billing.request.Catalogs;
import org.priceunits.fhir.Canonicals;
import org.priceunits.fhir.FhirValues;
import org.priceunits.knowledge.PricingKnowledge.KnowledgeFault;

/** Reads everything that pricing needs from the hosted resources in one pass. */
public final class KnowledgeReader {
  private static final String UNIT_WORDS = Canonicals.codeSystem("dose-unit-text");

  private KnowledgeReader() {}

  /**
   * @param all resources of any type; those that pricing does not read are skipped
   * @return an immutable snapshot; resources that cannot be used are left out and listed in its
   *     faults
   */
  public static PricingKnowledge read(Collection<? extends Resource> all) {
    List<KnowledgeFault> faults = new ArrayList<>();
    List<KnowledgeFault> warnings = new ArrayList<>();
    List<Resource> resources = usable(all, faults, warnings);
    List<ConceptMap> maps = OwnMaps.first(only(resources, ConceptMap.class));
    // Of two lists of one system the later version decides, as in the terminology operations.
    List<CodeSystem> systems =
        only(resources, CodeSystem.class).stream()
            .sorted(Comparator.comparing(system -> String.valueOf(system.getVersion())))
            .toList();
    List<ValueSet> sets = only(resources, ValueSet.class);
    DoseForms forms = DoseForms.of(systems);
    Routes routes = Routes.of(systems, maps);
    Diluents diluents = diluents(resources, sets).with(only(resources, MedicationKnowledge.class));
    Catalogs catalogs =
        new Catalogs(
            CodeCatalogReader.read(systems, maps, sets),
            new ProductCatalogReader(faults, forms, routes)
                .read(
                    only(resources, MedicationKnowledge.class),
                    maps,
                    systems,
                    DrugConcepts.of(maps, diluents)),
            new PolicyCatalogReader(faults).read(definitions(resources, true)),
            new FeeReader(faults, warnings).read(definitions(resources, false)),
            new MedicallyUnlikelyEditReader().read(only(resources, CodeSystem.class)));
    return new PricingKnowledge(
        catalogs,
        doseUnits(maps),
        readings(systems, UNIT_WORDS),
        containers(sets),
        diluents,
        SupplyTexts.of(systems),
        forms,
        routes,
        places(maps),
        InstitutionalClaimRules.of(systems),
        faults,
        warnings);
  }

  /** Leaves out what cannot be used, and says why. */
  private static List<Resource> usable(
      Collection<? extends Resource> all,
      List<KnowledgeFault> faults,
      List<KnowledgeFault> warnings) {
    List<Resource> resources = new ArrayList<>(all.size());
    for (Resource resource : all) {
      List<KnowledgeFault> own = KnowledgeShape.faults(resource);
      faults.addAll(own);
      if (own.isEmpty() && InForce.is(resource)) {
        resources.add(resource);
      } else if (own.isEmpty()) {
        warnings.add(KnowledgeWarnings.notInForce(resource));
      }
    }
    return resources;
  }

  /**
   * Returns the UCUM code of each word that records use for a unit: in small letters, and as it is
   * written where case decides.
   */
  private static Map<String, String> doseUnits(List<ConceptMap> maps) {
    Map<String, String> units =
        pairs(maps, UNIT_WORDS, Optional.empty(), t -> t.toLowerCase(Locale.ROOT));
    pairs(maps, UNIT_WORDS, Optional.empty(), UnaryOperator.identity()).forEach(units::putIfAbsent);
    return units;
  }

  private static ContainerUnits containers(List<ValueSet> sets) {
    return new ContainerUnits(
        listed(sets, "container-units", Canonicals.UCUM),
        listed(sets, "package-units", Canonicals.UCUM),
        listed(sets, "prepared-container-units", Canonicals.UCUM),
        listed(sets, "injector-units", Canonicals.UCUM));
  }

  private static List<ChargeItemDefinition> definitions(
      List<Resource> resources, boolean policies) {
    return only(resources, ChargeItemDefinition.class).stream()
        .filter(definition -> PolicyReader.isPolicy(definition) == policies)
        .toList();
  }

  private static Map<String, String> places(List<ConceptMap> maps) {
    Map<String, String> places = new HashMap<>();
    for (ConceptMap map : maps) {
      for (ConceptMap.ConceptMapGroupComponent group : map.getGroup()) {
        if (Canonicals.PLACE_OF_SERVICE.equals(group.getTarget())) {
          pairs(
                  List.of(map),
                  group.getSource(),
                  Optional.of(Canonicals.PLACE_OF_SERVICE),
                  code -> group.getSource() + "|" + code)
              .forEach(places::putIfAbsent);
        }
      }
    }
    return places;
  }

  /** Returns the texts that have more than one reading, with their definition. */
  private static Map<String, String> readings(List<CodeSystem> systems, String url) {
    Map<String, String> readings = new HashMap<>();
    systems.stream()
        .filter(system -> url.equals(system.getUrl()))
        .flatMap(system -> system.getConcept().stream())
        .filter(concept -> concept.hasCode() && concept.hasDefinition())
        .forEach(c -> readings.put(c.getCode().toLowerCase(Locale.ROOT), c.getDefinition()));
    return readings;
  }

  private static Diluents diluents(List<Resource> resources, List<ValueSet> sets) {
    List<String> names = new ArrayList<>();
    Set<String> words = new HashSet<>();
    for (CodeSystem system : only(resources, CodeSystem.class)) {
      if (Canonicals.codeSystem("diluent-text").equals(system.getUrl())) {
        for (ConceptDefinitionComponent concept : system.getConcept()) {
          Collection<String> kind = isDiluent(concept) ? names : words;
          FhirValues.code(concept.getCode()).ifPresent(kind::add);
        }
      }
    }
    return new Diluents(listed(sets, "diluents", Canonicals.RXNORM), names, words, Set.of());
  }

  private static boolean isDiluent(ConceptDefinitionComponent concept) {
    return concept.getProperty().stream()
        .anyMatch(
            p ->
                "role".equals(p.getCode())
                    && FhirValues.text(p.getValue()).filter("diluent"::equals).isPresent());
  }

  /** Returns the codes that one of our own value sets lists. */
  private static Set<String> listed(List<ValueSet> sets, String name, String system) {
    String url = Canonicals.BASE + "/ValueSet/" + name;
    return sets.stream()
        .filter(set -> url.equals(set.getUrl()))
        .flatMap(set -> set.getCompose().getInclude().stream())
        .filter(include -> system.equals(include.getSystem()))
        .flatMap(include -> include.getConcept().stream())
        .flatMap(concept -> FhirValues.code(concept.getCode()).stream())
        .collect(Collectors.toSet());
  }

  private static <T extends Resource> List<T> only(
      Collection<? extends Resource> resources, Class<T> type) {
    return resources.stream().filter(type::isInstance).map(type::cast).toList();
  }

  private static Map<String, String> pairs(
      List<ConceptMap> maps, String source, Optional<String> target, UnaryOperator<String> key) {
    Map<String, String> pairs = new HashMap<>();
    for (ConceptMap map : maps) {
      for (ConceptMap.ConceptMapGroupComponent group : map.getGroup()) {
        boolean wanted =
            source.equals(group.getSource())
                && target.map(t -> t.equals(group.getTarget())).orElse(true);
        if (wanted) {
          group.getElement().forEach(e -> pair(e, key, pairs));
        }
      }
    }
    return pairs;
  }

  /** Adds a pair of codes. A map may name a code for which it has no target. */
  private static void pair(
      ConceptMap.SourceElementComponent element,
      UnaryOperator<String> key,
      Map<String, String> pairs) {
    Optional<String> target =
        element.getTarget().stream()
            .flatMap(t -> FhirValues.code(t.getCode()).stream())
            .findFirst();
    if (element.hasCode() && target.isPresent()) {
      // The first map that names a code decides; ours come first.
      pairs.putIfAbsent(key.apply(element.getCode()), target.get());
    }
  }
}
