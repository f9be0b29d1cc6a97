package org.priceunits.terminology;

import static org.hl7.fhir.convertors.factory.VersionConvertorFactory_40_50.convertResource;

import java.util.Objects;
import org.hl7.fhir.r5.model.CodeSystem;
import org.hl7.fhir.r5.model.CodeSystem.ConceptDefinitionComponent;
import org.hl7.fhir.r5.model.CodeType;
import org.hl7.fhir.r5.model.Coding;
import org.hl7.fhir.r5.model.Parameters;
import org.jspecify.annotations.Nullable;

/**
 * Performs {@code $subsumes}: equivalent, subsumes, subsumed-by or not-subsumed, by the hierarchy
 * of the code system.
 */
final class Subsumption {
  private Subsumption() {}

  static org.hl7.fhir.r4.model.Resource answer(PooledWorkerContext context, Query query) {
    Coding a = query.value("codingA", Coding.class);
    Coding b = query.value("codingB", Coding.class);
    if (a == null) {
      a = new Coding().setSystem(query.required("system")).setCode(query.required("codeA"));
    }
    if (b == null) {
      b = new Coding().setSystem(a.getSystem()).setCode(query.required("codeB"));
    }
    CodeSystem system = common(context, query, a, b);
    var conceptA = known(context, system, a.getCode());
    var conceptB = known(context, system, b.getCode());
    Parameters answer = new Parameters();
    answer.addParameter("outcome", new CodeType(outcome(conceptA, conceptB)));
    return convertResource(answer);
  }

  /** Returns the code system of both codes; what lies in two systems, or versions, is refused. */
  private static CodeSystem common(PooledWorkerContext context, Query query, Coding a, Coding b) {
    String version = query.text("version");
    String versionA = a.hasVersion() ? a.getVersion() : version;
    String versionB = b.hasVersion() ? b.getVersion() : version;
    if (!a.hasSystem() || !b.hasSystem() || !a.hasCode() || !b.hasCode()) {
      throw QueryRefusedException.missing("Each coding needs a system and a code.");
    }
    if (!a.getSystem().equals(b.getSystem()) || !Objects.equals(versionA, versionB)) {
      throw QueryRefusedException.missing(
          "The codes are of two code systems, or of two versions; ask about two of the same.");
    }
    return Lookup.known(context, a.getSystem(), versionA);
  }

  private static ConceptDefinitionComponent known(
      PooledWorkerContext context, CodeSystem system, @Nullable String code) {
    ConceptDefinitionComponent concept = context.catalog().concept(system, code);
    if (concept == null) {
      throw QueryRefusedException.notFound(
          404, "Code '" + code + "' is not in " + system.getVersionedUrl() + ".");
    }
    return concept;
  }

  private static String outcome(ConceptDefinitionComponent a, ConceptDefinitionComponent b) {
    if (a.getCode().equals(b.getCode())) {
      return "equivalent";
    }
    if (Hierarchy.subsumes(a, b)) {
      return "subsumes";
    }
    return Hierarchy.subsumes(b, a) ? "subsumed-by" : "not-subsumed";
  }
}
