package org.priceunits.pricing;

import java.time.Clock;
import java.time.ZoneId;
import java.util.function.Supplier;
import org.hl7.fhir.r4.model.Parameters;
import org.jspecify.annotations.Nullable;
import org.priceunits.domain.dose.Units;
import org.priceunits.knowledge.PricingKnowledge;

/**
 * {@code $price-units} without its transport: inputs in, the response out. The server, {@link
 * ClaimPricer} and {@code $check-units} share it. A call that is refused as a whole is a {@link
 * CallRefusedException}; over HTTP its reason becomes the status.
 */
public final class PriceUnitsOperation {
  private final Supplier<PricingKnowledge> knowledge;
  private final Units units;
  private final Clock clock;
  private final @Nullable ZoneId siteZone;
  private final String software;
  private final Runnable stillInTime;

  /** Creates the operation without a time limit. */
  public PriceUnitsOperation(
      Supplier<PricingKnowledge> knowledge,
      Units units,
      Clock clock,
      @Nullable ZoneId siteZone,
      String software) {
    this(knowledge, units, clock, siteZone, software, () -> {});
  }

  /**
   * @param knowledge called once per call, so that one response never mixes two snapshots
   * @param siteZone time zone of the site, for times without an offset; absent if each record's
   *     offset decides
   * @param software name and version, for the working of each line
   * @param stillInTime called between administrations; throws if the call has exceeded its time
   */
  public PriceUnitsOperation(
      Supplier<PricingKnowledge> knowledge,
      Units units,
      Clock clock,
      @Nullable ZoneId siteZone,
      String software,
      Runnable stillInTime) {
    this.knowledge = knowledge;
    this.units = units;
    this.clock = clock;
    this.siteZone = siteZone;
    this.software = software;
    this.stillInTime = stillInTime;
  }

  /**
   * Answers one call.
   *
   * @throws CallRefusedException if the whole call is refused
   */
  public Parameters answer(CallInputs inputs, ResourceStore store) {
    return priced(inputs, store).response();
  }

  /**
   * Answers one call with its claims and results as objects too.
   *
   * @throws CallRefusedException if the whole call is refused
   */
  public PricedClaims priced(CallInputs inputs, ResourceStore store) {
    CallEnvironment environment = environment(store);
    PriceUnitsRequest request = RequestReader.read(inputs);
    PriceUnitsResponse response = new PriceUnitsCall(request, environment).response();
    return response.priced(
        request.outputs().asTransaction()
            ? new TransactionWriter(environment.clock(), environment.software())
            : null);
  }

  /** Returns one snapshot and one store for all parts of a call. */
  public CallEnvironment environment(ResourceStore store) {
    return new CallEnvironment(
        knowledge.get(), units, clock, siteZone, software, stillInTime, store);
  }

  /**
   * Returns the claims that administrations give, for an operation that compares a claim with them.
   *
   * @param placeOtherwise place of service for administrations that record none; absent if unknown
   * @param inputs refuses the same calls as {@link #answer}
   */
  public static ExpectedClaims expected(
      CallInputs inputs, @Nullable String placeOtherwise, CallEnvironment environment) {
    return new PriceUnitsCall(RequestReader.read(inputs), environment, placeOtherwise).expected();
  }
}
