package org.priceunits.server.knowledge;

import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Pointcut;
import java.util.ArrayList;
import java.util.List;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.Resource;
import org.priceunits.server.knowledge.HeldKnowledge.Change;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Observes every create, update and delete on this node. The changes of one transaction reach
 * {@link HeldKnowledge} together, after the commit and before the response: a read after a PUT sees
 * them, and a failed transaction changes nothing.
 */
public final class CommitWatch {
  private final HeldKnowledge held;

  CommitWatch(HeldKnowledge held) {
    this.held = held;
  }

  @Hook(Pointcut.STORAGE_PRECOMMIT_RESOURCE_CREATED)
  public void created(IBaseResource resource) {
    if (isKnowledge(resource)) {
      changesOfThisTransaction().add(Change.stored((Resource) resource));
    }
  }

  @Hook(Pointcut.STORAGE_PRECOMMIT_RESOURCE_UPDATED)
  public void updated(IBaseResource before, IBaseResource after) {
    created(after);
  }

  @Hook(Pointcut.STORAGE_PRECOMMIT_RESOURCE_DELETED)
  public void deleted(IBaseResource resource) {
    if (isKnowledge(resource)) {
      changesOfThisTransaction().add(Change.deleted((Resource) resource));
    }
  }

  private static boolean isKnowledge(IBaseResource resource) {
    return HeldKnowledge.TYPES.contains(resource.fhirType());
  }

  private List<Change> changesOfThisTransaction() {
    if (TransactionSynchronizationManager.getResource(this) instanceof AfterCommit mine) {
      return mine.changes;
    }
    AfterCommit mine = new AfterCommit();
    mine.begin();
    return mine.changes;
  }

  private final class AfterCommit extends BoundToTransaction {
    private final List<Change> changes = new ArrayList<>();

    private AfterCommit() {
      super(CommitWatch.this);
    }

    @Override
    public void afterCommit() {
      held.apply(changes);
    }
  }
}
