package org.priceunits.guide;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.hl7.fhir.convertors.loaders.loaderR5.ILoaderKnowledgeProviderR5;
import org.hl7.fhir.r5.model.Resource;
import org.hl7.fhir.r5.model.StructureDefinition;
import org.hl7.fhir.r5.model.StructureDefinition.StructureDefinitionKind;
import org.hl7.fhir.utilities.npm.NpmPackage;
import org.jspecify.annotations.Nullable;

/** Resolves the pages of the FHIR R4 specification for its own definitions. */
final class Specification implements ILoaderKnowledgeProviderR5 {
  static final String ADDRESS = "https://hl7.org/fhir/R4/";

  private static final String DEFINED = "http://hl7.org/fhir/";
  private static final String VALUE_SETS = DEFINED + "ValueSet/";

  private static final Set<String> METADATA_TYPES =
      Set.of(
          "ContactDetail",
          "Contributor",
          "DataRequirement",
          "Expression",
          "ParameterDefinition",
          "RelatedArtifact",
          "TriggerDefinition",
          "UsageContext");

  private static final Map<String, String> PAGES_OF_TYPES =
      Map.of(
          "Extension", "extensibility.html",
          "Reference", "references.html",
          "Meta", "resource.html",
          "Narrative", "narrative.html",
          "Dosage", "dosage.html",
          "ElementDefinition", "elementdefinition.html");

  /** Returns the absolute URL of a type's page; null for anything that is not a type. */
  @Override
  public @Nullable String getResourcePath(Resource resource) {
    if (!(resource instanceof StructureDefinition type)) {
      return null;
    }
    String name = type.getType();
    if (type.getKind() == StructureDefinitionKind.RESOURCE) {
      return ADDRESS + name.toLowerCase(Locale.ROOT) + ".html";
    }
    String page =
        METADATA_TYPES.contains(name)
            ? "metadatatypes.html"
            : PAGES_OF_TYPES.getOrDefault(name, "datatypes.html");
    return ADDRESS + page + "#" + name;
  }

  /** Returns the page of a value set by its canonical URL; null if another body defines it. */
  static @Nullable String valueSetPage(String canonical) {
    String url = canonical.replaceFirst("\\|.*", "");
    return url.startsWith(VALUE_SETS)
        ? ADDRESS + "valueset-" + url.substring(VALUE_SETS.length()) + ".html"
        : null;
  }

  @Override
  public ILoaderKnowledgeProviderR5 forNewPackage(NpmPackage other) {
    return this;
  }

  @Override
  public String getWebRoot() {
    return ADDRESS;
  }
}
