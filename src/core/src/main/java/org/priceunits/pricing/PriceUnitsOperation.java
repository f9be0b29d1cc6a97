package org.priceunits.pricing;

import java.time.Clock;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.hl7.fhir.r4.model.MedicationAdministration;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Parameters.ParametersParameterComponent;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;
import org.priceunits.domain.dose.Units;
import org.priceunits.knowledge.PricingKnowledge;

/**
 * Performs {@code $price-units} independently of the transport: takes the request body and returns
 * the response Parameters. A refusal of the whole call is thrown as a HAPI exception with its
 * status and an OperationOutcome.
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

  /** The parts of the server that a call can see. */
  public record Site(
      PricingKnowledge knowledge,
      Units units,
      Clock clock,
      @Nullable ZoneId zone,
      String software,
      Runnable stillInTime,
      ResourceStore store) {}

  /**
   * @param body Parameters, MedicationAdministration or Bundle; absent for a call with query
   *     parameters only
   * @param query inputs beside a body that is not Parameters
   * @param instance the stored administration that the URL names; absent at type level
   */
  public Parameters answer(
      @Nullable Resource body,
      Map<String, String[]> query,
      @Nullable MedicationAdministration instance,
      ResourceStore store) {
    RequestReader reader = new RequestReader().query(query).body(body);
    if (instance != null) {
      reader.stored(instance);
    }
    Site site = site(store);
    PriceUnitsRequest request = reader.read();
    return new PricingCall(request, site)
        .answer()
        .parameters(request.asTransaction() ? Optional.of(site) : Optional.empty());
  }

  /** Returns one snapshot and one store for all parts of a call. */
  public Site site(ResourceStore store) {
    return new Site(knowledge.get(), units, clock, siteZone, software, stillInTime, store);
  }

  /**
   * An input that another operation shares with this one.
   *
   * @param path FHIRPath in that call's body
   */
  public record Input(String path, ParametersParameterComponent parameter) {}

  /**
   * Returns the claims that administrations give, for an operation that compares a claim with them.
   *
   * @param placeOtherwise place of service for administrations that record none; absent if unknown
   * @param query inputs beside the body; refuses the same calls as {@link #answer}
   */
  public static ExpectedClaims expected(
      List<Input> inputs, @Nullable String placeOtherwise, Map<String, String[]> query, Site site) {
    PriceUnitsRequest request = new RequestReader().query(query).inputs(inputs).read();
    return new PricingCall(request, site, placeOtherwise).expected();
  }
}
