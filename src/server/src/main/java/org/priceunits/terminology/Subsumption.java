package org.priceunits.terminology;

import static org.hl7.fhir.convertors.factory.VersionConvertorFactory_40_50.convertResource;

import org.hl7.fhir.r5.model.CodeSystem;
import org.hl7.fhir.r5.model.CodeType;
import org.hl7.fhir.r5.model.Coding;
import org.hl7.fhir.r5.model.Parameters;
import org.hl7.fhir.r5.terminologies.CodeSystemUtilities;

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
    String codeA = known(context, system, a == null ? query.required("codeA") : a.getCode());
    String codeB = known(context, system, b == null ? query.required("codeB") : b.getCode());
    Parameters answer = new Parameters();
    answer.addParameter("outcome", new CodeType(outcome(system, codeA, codeB)));
    return convertResource(answer);
  }

  private static String known(PooledWorkerContext context, CodeSystem system, String code) {
    if (context.catalog().concept(system, code) == null) {
      throw QueryRefusedException.notFound(
          404, "Code '" + code + "' is not in " + system.getVersionedUrl() + ".");
    }
    return code;
  }

  private static String outcome(CodeSystem system, String codeA, String codeB) {
    if (codeA.equals(codeB)) {
      return "equivalent";
    }
    if (CodeSystemUtilities.subsumes(system, codeA, codeB)) {
      return "subsumes";
    }
    return CodeSystemUtilities.subsumes(system, codeB, codeA) ? "subsumed-by" : "not-subsumed";
  }
}
