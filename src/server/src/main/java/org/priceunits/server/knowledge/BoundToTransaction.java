package org.priceunits.server.knowledge;

import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * What is remembered for one transaction, under a key. Asking Spring for its synchronizations would
 * sort all of them each time.
 */
abstract class BoundToTransaction implements TransactionSynchronization {
  private final Object key;

  BoundToTransaction(Object key) {
    this.key = key;
  }

  /** Begins to observe the transaction of this thread. */
  final void begin() {
    TransactionSynchronizationManager.registerSynchronization(this);
    resume();
  }

  @Override
  public final void suspend() {
    TransactionSynchronizationManager.unbindResource(key);
  }

  @Override
  public final void resume() {
    TransactionSynchronizationManager.bindResource(key, this);
  }

  @Override
  public void afterCompletion(int status) {
    suspend();
  }
}
