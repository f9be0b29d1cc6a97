package org.priceunits.terminology;

/**
 * The current snapshot. A reader takes it once per request and so never sees two states in one
 * answer.
 */
public final class Knowledge {
  private volatile KnowledgeSnapshot current;

  public Knowledge(KnowledgeSnapshot first) {
    current = first;
  }

  public KnowledgeSnapshot current() {
    return current;
  }

  /**
   * Replaces the snapshot as a whole; requests that already run finish on the one that they took.
   */
  public void swap(KnowledgeSnapshot next) {
    current = next;
  }
}
