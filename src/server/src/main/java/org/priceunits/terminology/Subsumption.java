package org.priceunits.terminology;

import static org.hl7.fhir.convertors.factory.VersionConvertorFactory_40_50.convertResource;

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
    String address = a == null ? query.required("system") : a.getSystem();
    CodeSystem system = context.catalog().codeSystem(address, query.text("version"));
    if (system == null) {
      throw QueryRefusedException.notFound(422, "Code system '" + address + "' is not known here.");
    }
    var conceptA = known(context, system, a == null ? query.required("codeA") : a.getCode());
    var conceptB = known(context, system, b == null ? query.required("codeB") : b.getCode());
    Parameters answer = new Parameters();
    answer.addParameter("outcome", new CodeType(outcome(conceptA, conceptB)));
    return convertResource(answer);
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
