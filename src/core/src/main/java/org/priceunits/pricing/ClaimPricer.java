package org.priceunits.pricing;

import ca.uhn.fhir.context.FhirContext;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;
import org.priceunits.domain.dose.Units;
import org.priceunits.domain.policy.PayerPolicy;
import org.priceunits.knowledge.KnowledgeFiles;
import org.priceunits.knowledge.KnowledgeReader;
import org.priceunits.knowledge.PricingKnowledge;
import org.priceunits.units.UcumUnits;

/**
 * Prices administered drugs as claim lines in any Java program: the entry to this library.
 *
 * <p>Reads its reference data (codes, packages, payers' policies, prices) once; make one instance
 * and share it between threads. Nothing is stored.
 */
public final class ClaimPricer {
  private final PricingKnowledge knowledge;
  private final Units units;
  private final Clock clock;
  private final Runnable stillWanted;
  private final PriceUnitsOperation operation;
  private final List<String> leftOut;

  private ClaimPricer(PricingKnowledge knowledge, Units units, Clock clock, Runnable stillWanted) {
    this.knowledge = knowledge;
    this.units = units;
    this.clock = clock;
    this.stillWanted = stillWanted;
    this.operation =
        new PriceUnitsOperation(
            () -> knowledge, units, clock, null, SoftwareVersion.current(), stillWanted);
    this.leftOut =
        knowledge.faults().stream()
            .map(fault -> fault.resource() + ", " + fault.path() + ": " + fault.text())
            .toList();
  }

  /** Creates a pricer with the reference data that the library ships. */
  public static ClaimPricer withShippedKnowledge() {
    try {
      return of(null);
    } catch (IOException e) {
      throw new UncheckedIOException("The library's own resources cannot be read.", e);
    }
  }

  /**
   * Creates a pricer with an operator's reference data beside the shipped one.
   *
   * @param folder FHIR JSON files, as the command {@code load} writes them; a resource replaces the
   *     shipped one of the same type and id
   * @throws IOException if the folder cannot be read
   */
  public static ClaimPricer withKnowledgeIn(Path folder) throws IOException {
    return of(folder);
  }

  private static ClaimPricer of(@Nullable Path folder) throws IOException {
    return with(KnowledgeReader.read(new KnowledgeFiles(FhirContext.forR4Cached()).read(folder)));
  }

  /** Creates a pricer with reference data that is already read. */
  public static ClaimPricer with(PricingKnowledge knowledge) {
    return new ClaimPricer(knowledge, new UcumUnits(), Clock.systemDefaultZone(), () -> {});
  }

  /**
   * Returns a pricer with the same reference data whose claims are created at the clock's time, so
   * that equal inputs give equal claims.
   */
  public ClaimPricer withClock(Clock clock) {
    return new ClaimPricer(knowledge, units, clock, stillWanted);
  }

  /**
   * Returns the same pricer with a check between administrations.
   *
   * @param check ends a call that is no longer wanted by an exception of its own
   */
  public ClaimPricer whileWanted(Runnable check) {
    return new ClaimPricer(knowledge, units, clock, check);
  }

  /** Returns a sentence for each resource of the reference data that cannot be used. */
  public List<String> leftOut() {
    return leftOut;
  }

  /**
   * Returns the code of the payer by whose policy a line was billed.
   *
   * @param policy canonical address and version, as the line's working cites it
   * @return empty for a policy that this pricer does not have
   */
  public Optional<String> payerWith(String policy) {
    return knowledge.catalogs().policies().cited(policy).map(PayerPolicy::payer);
  }

  /**
   * Prices all administrations of a body together.
   *
   * @param body a MedicationAdministration, a Bundle with some, or the Parameters of {@code
   *     $price-units}
   * @throws CallRefusedException if the call as a whole is refused
   */
  public PricedClaims price(Resource body) {
    return price(new CallInputs().body(body));
  }

  /**
   * Prices a call with inputs beside its body, such as the payer.
   *
   * @throws CallRefusedException if the call as a whole is refused
   */
  public PricedClaims price(CallInputs inputs) {
    return price(inputs, new EmptyStore());
  }

  /**
   * Prices a call whose records may refer to resources of a store.
   *
   * @throws CallRefusedException if the call as a whole is refused
   */
  public PricedClaims price(CallInputs inputs, ResourceStore store) {
    return operation.priced(inputs, store);
  }
}
