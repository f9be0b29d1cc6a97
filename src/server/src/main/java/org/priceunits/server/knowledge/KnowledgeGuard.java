package org.priceunits.server.knowledge;

import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.api.server.SystemRequestDetails;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;
import org.priceunits.knowledge.KnowledgeCheck;
import org.priceunits.knowledge.KnowledgeWarnings;
import org.priceunits.knowledge.PricingKnowledge.KnowledgeFault;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Refuses with 422, or 409 for a deletion, and the path of the fault a policy, fee, package, code
 * list or map that pricing could not use, or that would spoil the prices of others beside what is
 * stored {@linkplain TransactionConflicts when its transaction commits}. What a publisher may mean
 * but seldom does is stored, and the {@linkplain WarningsInAnswers answer} warns of it. Resources
 * that the server itself loads are checked by its build.
 */
public final class KnowledgeGuard {
  private final Knowledge knowledge;
  private final HeldKnowledge held;
  private final ReentrantLock turn = new ReentrantLock(true);

  KnowledgeGuard(Knowledge knowledge, HeldKnowledge held) {
    this.knowledge = knowledge;
    this.held = held;
  }

  @Hook(Pointcut.STORAGE_PRESTORAGE_RESOURCE_CREATED)
  public void created(IBaseResource resource, @Nullable RequestDetails request) {
    stored(null, resource, request);
  }

  private void stored(
      @Nullable IBaseResource before, IBaseResource resource, @Nullable RequestDetails request) {
    if (isCheckedHere(resource, request)) {
      check((Resource) resource);
      conflicts().written((Resource) resource, (Resource) before);
      WarningsInAnswers.add(
          KnowledgeWarnings.of(
              (Resource) resource, knowledge.current().pricing().catalogs().fees()),
          request);
    }
  }

  @Hook(Pointcut.STORAGE_PRESTORAGE_RESOURCE_UPDATED)
  public void updated(
      @Nullable IBaseResource before, IBaseResource after, @Nullable RequestDetails request) {
    stored(before, after, request);
  }

  @Hook(Pointcut.STORAGE_PRESTORAGE_RESOURCE_DELETED)
  public void deleted(IBaseResource resource, @Nullable RequestDetails request) {
    if (isCheckedHere(resource, request)) {
      conflicts().deleted((Resource) resource);
    }
  }

  private TransactionConflicts conflicts() {
    if (TransactionSynchronizationManager.getResource(this) instanceof TransactionConflicts mine) {
      return mine;
    }
    TransactionConflicts mine = new TransactionConflicts(this, held, turn);
    mine.begin();
    return mine;
  }

  private static boolean isCheckedHere(IBaseResource resource, @Nullable RequestDetails request) {
    return !(request instanceof SystemRequestDetails)
        && HeldKnowledge.TYPES.contains(resource.fhirType());
  }

  private void check(Resource resource) {
    List<KnowledgeFault> faults =
        KnowledgeCheck.faults(resource, knowledge.current().pricing().catalogs().policies());
    if (faults.isEmpty()) {
      faults = ReadableKnowledge.fault(resource).stream().toList();
    }
    KnowledgeRefusal.ofWriting(faults);
  }
}
