package org.priceunits.terminology;

import java.util.List;
import org.hl7.fhir.r5.model.BooleanType;
import org.hl7.fhir.r5.model.CodeSystem;
import org.hl7.fhir.r5.model.CodeSystem.ConceptDefinitionComponent;
import org.hl7.fhir.r5.model.Extension;
import org.hl7.fhir.r5.model.Resource;
import org.hl7.fhir.r5.model.StringType;
import org.hl7.fhir.r5.model.UriType;
import org.hl7.fhir.r5.model.ValueSet;
import org.hl7.fhir.r5.model.ValueSet.ConceptReferenceDesignationComponent;
import org.hl7.fhir.r5.model.ValueSet.ConceptSetComponent;
import org.hl7.fhir.r5.model.ValueSet.ValueSetExpansionContainsComponent;
import org.hl7.fhir.r5.model.ValueSet.ValueSetExpansionParameterComponent;
import org.hl7.fhir.r5.terminologies.CodeSystemUtilities;
import org.hl7.fhir.r5.terminologies.ValueSetUtilities;

/** Corrects the library's expansion where HL7's terminology suite differs from library 6.7. */
final class ExpansionReview {
  private static final String STATUS = "http://hl7.org/fhir/concept-properties#status";
  private static final String UNCLOSED =
      "http://hl7.org/fhir/StructureDefinition/valueset-unclosed";
  private static final String UNCLOSED_REASON =
      "http://hl7.org/fhir/StructureDefinition/valueset-unclosed-reason";
  private static final String PREFERRED = "preferredForLanguage";

  private final PooledWorkerContext context;
  private final Query query;
  private final ValueSet set;

  private ExpansionReview(PooledWorkerContext context, Query query, ValueSet set) {
    this.context = context;
    this.query = query;
    this.set = set;
  }

  /** Changes the expansion of the given set in place; the source is the set as defined. */
  static void review(PooledWorkerContext context, Query query, ValueSet source, ValueSet set) {
    ExpansionReview review = new ExpansionReview(context, query, set);
    List<ValueSetExpansionParameterComponent> parameters = set.getExpansion().getParameter();
    if (!query.has("excludeNested")) {
      parameters.removeIf(p -> "excludeNested".equals(p.getName()));
    }
    if ("0".equals(query.text("count"))) {
      set.getExpansion().getContains().clear();
    }
    parameters.removeIf(review::isOwnContained);
    source.getCompose().getExclude().forEach(review::excluded);
    parameters.stream().filter(p -> "fragment".equals(p.getName())).forEach(review::fragment);
    set.getExpansion().getContains().forEach(review::contained);
  }

  /** Reports the code system of an exclude as used, since it was looked up too. */
  private void excluded(ConceptSetComponent exclude) {
    CodeSystem system =
        exclude.hasSystem()
            ? context.catalog().codeSystem(exclude.getSystem(), exclude.getVersion())
            : null;
    if (system != null
        && !set.getExpansion().hasParameterValue("used-codesystem", system.getVersionedUrl())) {
      set.getExpansion().addParameter("used-codesystem", new UriType(system.getVersionedUrl()));
    }
  }

  /** Returns true for a contained value set: the caller cannot look it up on this server. */
  private boolean isOwnContained(ValueSetExpansionParameterComponent parameter) {
    if (!"used-valueset".equals(parameter.getName())) {
      return false;
    }
    String used = parameter.getValue().primitiveValue();
    for (Resource resource : set.getContained()) {
      if (resource instanceof ValueSet inner
          && inner.hasUrl()
          && inner.getVersionedUrl().equals(used)) {
        return true;
      }
    }
    return false;
  }

  private void fragment(ValueSetExpansionParameterComponent parameter) {
    parameter.setName("used-fragment");
    String url = parameter.getValue().primitiveValue();
    int bar = url.indexOf('|');
    set.getExpansion().addExtension(new Extension(UNCLOSED, new BooleanType(true)));
    set.getExpansion()
        .addExtension(
            new Extension(
                UNCLOSED_REASON,
                new StringType(
                    "This extension is based on a fragment of the code system "
                        + (bar < 0 ? url : url.substring(0, bar)))));
  }

  private void contained(ValueSetExpansionContainsComponent entry) {
    CodeSystem system = context.catalog().codeSystem(entry.getSystem(), entry.getVersion());
    ConceptDefinitionComponent concept =
        system == null ? null : context.catalog().concept(system, entry.getCode());
    if (concept != null && "retired".equals(CodeSystemUtilities.getStatus(system, concept))) {
      ValueSetUtilities.addCodeProperty(set, entry, STATUS, "status", "retired");
    }
    preferredFirst(entry.getDesignation());
    entry.getContains().forEach(this::contained);
  }

  /**
   * Moves the display that another language replaced to the front of the designations of its own
   * language.
   */
  private static void preferredFirst(List<ConceptReferenceDesignationComponent> designations) {
    for (int i = 0; i < designations.size(); i++) {
      ConceptReferenceDesignationComponent designation = designations.get(i);
      if (PREFERRED.equals(designation.getUse().getCode())) {
        designations.remove(i);
        designations.add(0, designation);
      }
    }
  }
}
