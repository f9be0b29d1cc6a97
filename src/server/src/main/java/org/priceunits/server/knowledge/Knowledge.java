package org.priceunits.server.knowledge;

/**
 * Holds the current snapshot. A reader takes it once per request, so that one answer never mixes
 * two states.
 */
public final class Knowledge {
  private volatile KnowledgeSnapshot current;

  public Knowledge(KnowledgeSnapshot first) {
    current = first;
  }

  public KnowledgeSnapshot current() {
    return current;
  }

  /** Replaces the whole snapshot; running requests finish on the one that they took. */
  public void swap(KnowledgeSnapshot next) {
    current = next;
  }
}
