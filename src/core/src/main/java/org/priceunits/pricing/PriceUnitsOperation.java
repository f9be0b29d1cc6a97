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
 * The operation without its transport: a body in, the answer's Parameters out. What refuses the
 * whole call is thrown as HAPI's exception with its status and an OperationOutcome.
 */
public final class PriceUnitsOperation {
  private final Supplier<PricingKnowledge> knowledge;
  private final Units units;
  private final Clock clock;
  private final @Nullable ZoneId siteZone;
  private final String software;
  private final Runnable stillInTime;

  /** Without a limit of time. */
  public PriceUnitsOperation(
      Supplier<PricingKnowledge> knowledge,
      Units units,
      Clock clock,
      @Nullable ZoneId siteZone,
      String software) {
    this(knowledge, units, clock, siteZone, software, () -> {});
  }

  /**
   * @param knowledge asked once per call, so that one answer never mixes two snapshots
   * @param siteZone where the services happen, for times without a stated zone; absent where each
   *     record's offset counts
   * @param software name and version, for the working of each line
   * @param stillInTime called between administrations; throws where the call has had its time
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

  /** What a call sees of the server around it. */
  public record Site(
      PricingKnowledge knowledge,
      Units units,
      Clock clock,
      @Nullable ZoneId zone,
      String software,
      Runnable stillInTime,
      ResourceStore store) {}

  /**
   * @param body Parameters, MedicationAdministration or Bundle; absent for a call that is all query
   * @param query inputs beside a body that is not Parameters
   * @param instance the stored administration that the address names; absent at type level
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

  /** One snapshot of knowledge and one store, for all parts of one call. */
  public Site site(ResourceStore store) {
    return new Site(knowledge.get(), units, clock, siteZone, software, stillInTime, store);
  }

  /**
   * An input of a call to another operation that is one of this operation too.
   *
   * @param path FHIRPath in that call's body
   */
  public record Input(String path, ParametersParameterComponent parameter) {}

  /**
   * The claims that administrations give, for an operation that compares with them.
   *
   * @param placeOtherwise place of service of what no record places; absent where none is known
   * @param query inputs beside the body; refused are the same calls as in {@link #answer}
   */
  public static ExpectedClaims expected(
      List<Input> inputs, @Nullable String placeOtherwise, Map<String, String[]> query, Site site) {
    PriceUnitsRequest request = new RequestReader().query(query).inputs(inputs).read();
    return new PricingCall(request, site, placeOtherwise).expected();
  }
}
