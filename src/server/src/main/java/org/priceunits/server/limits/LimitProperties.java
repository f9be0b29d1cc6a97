package org.priceunits.server.limits;

import java.time.Duration;
import org.priceunits.terminology.TerminologyBounds;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The limits that an operator can set, {@code price-units.limits.*}.
 *
 * @param requestsPerSecond requests of one client per second, with as many at once after a pause;
 *     0: no limit
 * @param concurrentPricings concurrent requests that contain a pricing; 0: no limit
 * @param concurrentValidations concurrent requests that contain a {@code $validate}; 0: no limit
 * @param administrations administrations in one call of {@code $price-units} or {@code
 *     $check-units}; a longer call is answered 413
 * @param listLength repetitions of one element of a resource; more are answered 413
 * @param referenceDataParts concepts, mappings and other parts of one CodeSystem, ValueSet,
 *     ConceptMap or definition; more are answered 413
 * @param expansionCodes codes of an expansion requested without a count; a longer one is refused as
 *     too costly
 * @param terminology limits of one call of a terminology operation
 * @param requestTime time limit for the body of a request, its pricings and its transaction, in
 *     whole seconds
 */
@ConfigurationProperties("price-units.limits")
public record LimitProperties(
    @DefaultValue("0") int requestsPerSecond,
    @DefaultValue("64") int concurrentPricings,
    @DefaultValue("8") int concurrentValidations,
    @DefaultValue("10000") int administrations,
    @DefaultValue("1000") int listLength,
    @DefaultValue("40000") int referenceDataParts,
    @DefaultValue("" + TerminologyBounds.EXPANSION_CODES) int expansionCodes,
    @DefaultValue TerminologyLimits terminology,
    @DefaultValue("120s") Duration requestTime) {

  /** Refuses a limit that would refuse everything: it is a mistake, which prevents the start. */
  public LimitProperties {
    if (Math.min(administrations, expansionCodes) < 1
        || Math.min(listLength, referenceDataParts) < 1
        || requestTime.toSeconds() < 1) {
      throw new IllegalArgumentException(
          "price-units.limits: administrations, list-length, reference-data-parts and"
              + " expansion-codes are 1 or more, request-time is 1s or more.");
    }
  }

  /** Returns what one call of a terminology operation may ask for. */
  public TerminologyBounds terminologyBounds() {
    return terminology.bounds(expansionCodes);
  }
}
