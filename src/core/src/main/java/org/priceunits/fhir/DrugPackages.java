package org.priceunits.fhir;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.hl7.fhir.r4.model.CodeSystem;
import org.hl7.fhir.r4.model.CodeSystem.ConceptDefinitionComponent;
import org.hl7.fhir.r4.model.CodeSystem.ConceptPropertyComponent;
import org.hl7.fhir.r4.model.MedicationKnowledge;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;
import org.priceunits.domain.product.Ndc;

/**
 * The list of drug packages: a supplement to NDC with a concept for each package, which stands for
 * the MedicationKnowledge that loading the same sources writes, in a fraction of its room. All that
 * read packages read them as that MedicationKnowledge.
 */
public final class DrugPackages {
  /** The id of the list. */
  public static final String ID = "drug-packages";

  private static final String URL = Canonicals.codeSystem(ID);

  private DrugPackages() {}

  public static boolean isList(Resource resource) {
    return resource instanceof CodeSystem system
        && URL.equals(system.getUrl())
        && Canonicals.NDC.equals(system.getSupplements());
  }

  /**
   * Returns the packages of the lists among the resources, without those of which the resources
   * have a MedicationKnowledge, in whatever state: that one decides. Of two lists the later version
   * does.
   */
  public static List<MedicationKnowledge> in(Collection<? extends Resource> resources) {
    return rows(resources).stream()
        .map(row -> new ListedPackage(row.concept(), row.version()).read(row.ndc()))
        .toList();
  }

  /** Returns the number of these packages. */
  public static int count(Collection<? extends Resource> resources) {
    return rows(resources).size();
  }

  private record Row(Ndc ndc, ConceptDefinitionComponent concept, @Nullable String version) {}

  private static List<Row> rows(Collection<? extends Resource> resources) {
    List<CodeSystem> lists =
        resources.stream()
            .filter(DrugPackages::isList)
            .map(CodeSystem.class::cast)
            .sorted(
                Comparator.comparing((CodeSystem list) -> String.valueOf(list.getVersion()))
                    .reversed())
            .toList();
    if (lists.isEmpty()) {
      return List.of();
    }
    Set<Ndc> known = new HashSet<>();
    resources.stream()
        .filter(MedicationKnowledge.class::isInstance)
        .map(MedicationKnowledge.class::cast)
        .forEach(product -> known.addAll(ndcs(product)));
    List<Row> rows = new ArrayList<>();
    for (CodeSystem list : lists) {
      for (ConceptDefinitionComponent concept : list.getConcept()) {
        FhirValues.code(concept.getCode())
            .flatMap(Ndc::of)
            .filter(known::add)
            .ifPresent(ndc -> rows.add(new Row(ndc, concept, list.getVersion())));
      }
    }
    return rows;
  }

  /** Returns true if what a property of a package says is in a form that is read. */
  public static boolean isReadable(ConceptPropertyComponent property) {
    return ListedPackage.isReadable(property);
  }

  private static List<Ndc> ndcs(MedicationKnowledge product) {
    return product.getCode().getCoding().stream()
        .filter(c -> Canonicals.NDC.equals(c.getSystem()) && c.hasCode())
        .flatMap(c -> Ndc.of(c.getCode()).stream())
        .toList();
  }
}
