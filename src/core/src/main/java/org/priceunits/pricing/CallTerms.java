package org.priceunits.pricing;

import java.io.Serializable;
import java.time.LocalDate;
import java.util.List;
import java.util.function.Consumer;
import org.hl7.fhir.r4.model.Reference;
import org.jspecify.annotations.Nullable;

/**
 * The inputs that a run states for each of its calls; null where it states none. Every runner, on
 * one machine or on many, makes its calls from these.
 *
 * @param payer its code
 * @param claimType professional or institutional
 * @param placeOfService CMS place of service
 * @param modifiers further modifiers for every line
 * @param timeZone of the site
 * @param asOf the day by which knowledge had been published
 * @param coverage reference to the patient's Coverage
 * @param provider reference to who bills
 * @param as the resources that the lines are written as
 * @param priceOverride true to write the net price of each line on its charge item
 */
public record CallTerms(
    @Nullable String payer,
    @Nullable String claimType,
    @Nullable String placeOfService,
    List<String> modifiers,
    @Nullable String timeZone,
    @Nullable LocalDate asOf,
    @Nullable String coverage,
    @Nullable String provider,
    PricedAs as,
    boolean priceOverride)
    implements Serializable {
  private static final long serialVersionUID = 1L;

  public CallTerms {
    modifiers = List.copyOf(modifiers);
  }

  /** Returns true if prices are asked for on charge items, and no charge items are. */
  public boolean overridesNoPrice() {
    return priceOverride && !as.chargeItems();
  }

  /** Returns the inputs of one call, a new object each time. */
  public CallInputs inputs() {
    CallInputs inputs = new CallInputs();
    set(payer, inputs::payer);
    set(claimType, inputs::claimType);
    set(placeOfService, inputs::placeOfService);
    set(timeZone, inputs::timeZone);
    set(asOf, inputs::asOf);
    inputs.as(as);
    if (priceOverride) {
      inputs.priceOverride();
    }
    set(coverage, reference -> inputs.coverage(new Reference(reference)));
    set(provider, reference -> inputs.provider(new Reference(reference)));
    modifiers.forEach(inputs::modifier);
    return inputs;
  }

  private static <T> void set(@Nullable T option, Consumer<T> input) {
    if (option != null) {
      input.accept(option);
    }
  }
}
