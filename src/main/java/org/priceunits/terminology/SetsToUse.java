package org.priceunits.terminology;

import java.util.List;
import org.hl7.fhir.r5.extensions.ExtensionDefinitions;
import org.hl7.fhir.r5.model.CanonicalType;
import org.hl7.fhir.r5.model.CodeSystem;
import org.hl7.fhir.r5.model.CodeSystem.ConceptDefinitionComponent;
import org.hl7.fhir.r5.model.Enumerations.FilterOperator;
import org.hl7.fhir.r5.model.ValueSet;
import org.hl7.fhir.r5.model.ValueSet.ConceptSetComponent;
import org.hl7.fhir.r5.model.ValueSet.ConceptSetFilterComponent;
import org.hl7.fhir.utilities.i18n.I18nConstants;
import org.jspecify.annotations.Nullable;

/** Which value set a call is about: the inline one, or the one that {@code url} names. */
final class SetsToUse {
  private SetsToUse() {}

  static ValueSet named(LibraryContext context, Query query) {
    ValueSet inline = query.resource("valueSet", ValueSet.class);
    if (inline != null) {
      return inline;
    }
    String url = query.required("url");
    ValueSet hosted = context.catalog().valueSet(url, query.text("valueSetVersion"));
    if (hosted == null) {
      throw unresolved(context, url, query.text("valueSetVersion"));
    }
    return hosted;
  }

  /**
   * The set in a form that the library's expander takes: needed supplements with their version,
   * {@code child-of} spelled out.
   */
  static ValueSet expandable(LibraryContext context, ValueSet set) {
    boolean asIs =
        Supplements.needed(set).isEmpty()
            && set.getCompose().getInclude().stream().noneMatch(SetsToUse::isChildOf);
    if (asIs) {
      return set;
    }
    ValueSet changed = set.copy();
    changed
        .getExtensionsByUrl(ExtensionDefinitions.EXT_VS_CS_SUPPL_NEEDED)
        .forEach(
            e -> e.setValue(new CanonicalType(versioned(context, e.getValue().primitiveValue()))));
    changed.getCompose().getInclude().stream()
        .filter(SetsToUse::isChildOf)
        .forEach(include -> spellOut(context, include));
    return changed;
  }

  private static String versioned(LibraryContext context, String url) {
    CodeSystem supplement = context.catalog().codeSystem(url, null);
    return supplement == null ? url : supplement.getVersionedUrl();
  }

  private static boolean isChildOf(ConceptSetComponent include) {
    List<ConceptSetFilterComponent> filters = include.getFilter();
    return filters.size() == 1
        && filters.get(0).getOp() == FilterOperator.CHILDOF
        && "concept".equals(filters.get(0).getProperty());
  }

  private static void spellOut(LibraryContext context, ConceptSetComponent include) {
    CodeSystem system = context.catalog().codeSystem(include.getSystem(), include.getVersion());
    ConceptDefinitionComponent parent =
        system == null
            ? null
            : context.catalog().concept(system, include.getFilterFirstRep().getValue());
    if (parent != null) {
      include.getFilter().clear();
      parent.getConcept().forEach(child -> include.addConcept().setCode(child.getCode()));
    }
  }

  private static Refusal unresolved(LibraryContext context, String url, @Nullable String version) {
    String name = version == null ? url : url + "|" + version;
    return Refusal.notFound(
        422, context.formatMessage(I18nConstants.UNABLE_TO_RESOLVE_VALUE_SET_, name));
  }
}
