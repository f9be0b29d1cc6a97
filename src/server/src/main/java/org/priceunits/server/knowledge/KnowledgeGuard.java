package org.priceunits.server.knowledge;

import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.api.server.SystemRequestDetails;
import ca.uhn.fhir.rest.server.exceptions.UnprocessableEntityException;
import java.util.List;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.OperationOutcome.IssueSeverity;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;
import org.priceunits.knowledge.KnowledgeCheck;
import org.priceunits.knowledge.PricingKnowledge.KnowledgeFault;

/**
 * Refuses with 422 and the path of the fault a policy, fee, package or map that pricing could not
 * use; once stored, it would be ignored silently. Resources that the server itself loads are
 * checked by its build.
 */
public final class KnowledgeGuard {
  private final Knowledge knowledge;

  KnowledgeGuard(Knowledge knowledge) {
    this.knowledge = knowledge;
  }

  @Hook(Pointcut.STORAGE_PRESTORAGE_RESOURCE_CREATED)
  public void created(IBaseResource resource, @Nullable RequestDetails request) {
    if (!(request instanceof SystemRequestDetails)
        && HeldKnowledge.TYPES.contains(resource.fhirType())) {
      check((Resource) resource);
    }
  }

  @Hook(Pointcut.STORAGE_PRESTORAGE_RESOURCE_UPDATED)
  public void updated(IBaseResource before, IBaseResource after, @Nullable RequestDetails request) {
    created(after, request);
  }

  private void check(Resource resource) {
    List<KnowledgeFault> faults =
        KnowledgeCheck.faults(resource, knowledge.current().pricing().catalogs().policies());
    if (!faults.isEmpty()) {
      OperationOutcome outcome = new OperationOutcome();
      for (KnowledgeFault fault : faults) {
        outcome
            .addIssue()
            .setSeverity(IssueSeverity.ERROR)
            .setCode(IssueType.INVALID)
            .setDiagnostics(fault.text())
            .addExpression(fault.path());
      }
      throw new UnprocessableEntityException(faults.get(0).text(), outcome);
    }
  }
}
