package org.priceunits.terminology;

import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import org.hl7.fhir.r4.model.Resource;
import org.priceunits.knowledge.KnowledgeReader;
import org.priceunits.knowledge.PricingKnowledge;

/**
 * What the server knows at one moment. Immutable: a change of any stored resource makes a new
 * snapshot.
 */
public final class KnowledgeSnapshot {
  private final Terminology terminology;
  private final PricingKnowledge pricing;
  private final Instant made;
  private final int resources;

  private KnowledgeSnapshot(
      Terminology terminology, PricingKnowledge pricing, Instant made, int resources) {
    this.terminology = terminology;
    this.pricing = pricing;
    this.made = made;
    this.resources = resources;
  }

  /**
   * Compiles the given resources. Types that are no knowledge are ignored, so that a caller may
   * hand over all that is stored.
   *
   * @param resources R4 resources, in any order; they are not changed and not kept
   */
  public static KnowledgeSnapshot of(Collection<? extends Resource> resources) {
    return of(resources, Clock.systemDefaultZone());
  }

  /**
   * The same with a clock, whose zone is the server's: calls without a date are answered as of its
   * day.
   */
  public static KnowledgeSnapshot of(Collection<? extends Resource> resources, Clock clock) {
    return of(resources, clock, Terminology.EXPANSION_CODES);
  }

  /**
   * The same with a bound.
   *
   * @param expansionCodes codes of an expansion that is asked for without a count; a longer one is
   *     refused as too costly
   */
  public static KnowledgeSnapshot of(
      Collection<? extends Resource> resources, Clock clock, int expansionCodes) {
    return new KnowledgeSnapshot(
        Terminology.of(resources, clock, expansionCodes),
        KnowledgeReader.read(resources),
        clock.instant(),
        resources.size());
  }

  /** The code systems, value sets and concept maps of this snapshot. */
  public Terminology terminology() {
    return terminology;
  }

  /** When it was compiled. */
  public Instant made() {
    return made;
  }

  /** How many resources it is made of. */
  public int resources() {
    return resources;
  }

  /** What the pricer reads, from the same resources: a code cannot be valid here and not there. */
  public PricingKnowledge pricing() {
    return pricing;
  }
}
