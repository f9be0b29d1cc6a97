package org.priceunits.server.knowledge;

import com.google.common.hash.Hasher;
import com.google.common.hash.Hashing;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Resource;
import org.priceunits.knowledge.KnowledgeReader;
import org.priceunits.knowledge.PricingKnowledge;
import org.priceunits.knowledge.PricingKnowledge.KnowledgeFault;
import org.priceunits.terminology.Terminology;
import org.priceunits.terminology.TerminologyBounds;

/**
 * The server's reference data at one moment. Immutable: a change of any stored resource makes a new
 * snapshot.
 */
public final class KnowledgeSnapshot {
  private final Terminology terminology;
  private final PricingKnowledge pricing;
  private final Instant made;
  private final int resources;
  private final String digest;
  private final List<KnowledgeFault> unreadable;

  private KnowledgeSnapshot(
      Terminology terminology,
      PricingKnowledge pricing,
      Instant made,
      int resources,
      String digest,
      List<KnowledgeFault> unreadable) {
    this.terminology = terminology;
    this.pricing = pricing;
    this.made = made;
    this.resources = resources;
    this.digest = digest;
    this.unreadable = unreadable;
  }

  /**
   * Compiles the given resources. Other types are ignored, so a caller may pass everything that is
   * stored.
   *
   * @param resources R4 resources, in any order; they are neither changed nor kept
   */
  public static KnowledgeSnapshot of(Collection<? extends Resource> resources) {
    Clock clock = Clock.systemDefaultZone();
    return of(resources, Terminology.of(resources, clock), clock);
  }

  /**
   * Compiles with a clock and with bounds.
   *
   * @param clock its zone is the server's: calls without a date are answered as of its day
   * @param bounds what a call of a terminology operation may ask for
   */
  public static KnowledgeSnapshot of(
      Collection<? extends Resource> resources, Clock clock, TerminologyBounds bounds) {
    return of(resources, Terminology.of(resources, clock, bounds), clock);
  }

  private static KnowledgeSnapshot of(
      Collection<? extends Resource> resources, Terminology terminology, Clock clock) {
    return new KnowledgeSnapshot(
        terminology,
        KnowledgeReader.read(resources),
        clock.instant(),
        resources.size(),
        digest(resources),
        List.of());
  }

  /** Returns this snapshot, which says of the given resources that they are not in it. */
  KnowledgeSnapshot leavingOut(Collection<KnowledgeFault> faults) {
    return new KnowledgeSnapshot(
        terminology, pricing, made, resources, digest, List.copyOf(faults));
  }

  /** Returns the resources that are left out, as a whole or of pricing, and why. */
  public List<KnowledgeFault> faults() {
    return Stream.concat(unreadable.stream(), pricing.faults().stream()).toList();
  }

  /** Returns the code systems, value sets and concept maps of this snapshot. */
  public Terminology terminology() {
    return terminology;
  }

  /** Returns the time of compilation. */
  public Instant made() {
    return made;
  }

  /** Returns what is equal on all nodes with the same versions of the same resources. */
  public String digest() {
    return digest;
  }

  private static String digest(Collection<? extends Resource> resources) {
    Hasher hasher = Hashing.sha256().newHasher();
    resources.stream()
        .map(
            resource ->
                "%s/%s/%s\n"
                    .formatted(
                        resource.fhirType(),
                        resource.getIdElement().getIdPart(),
                        resource.getMeta().getVersionId()))
        .sorted()
        .forEach(name -> hasher.putString(name, StandardCharsets.UTF_8));
    return hasher.hash().toString().substring(0, 16);
  }

  /** Returns the number of resources compiled. */
  public int resources() {
    return resources;
  }

  /**
   * Returns the pricing data compiled from the same resources, so that a code cannot be valid here
   * and invalid there.
   */
  public PricingKnowledge pricing() {
    return pricing;
  }
}
