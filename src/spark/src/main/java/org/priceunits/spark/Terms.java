package org.priceunits.spark;

import java.io.Serializable;
import java.time.LocalDate;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.priceunits.pricing.CallInputs;

/** The inputs of every call, as the options state them; null where they do not. */
record Terms(
    @Nullable String payer,
    @Nullable String claimType,
    @Nullable String placeOfService,
    List<String> modifiers,
    @Nullable String timeZone,
    @Nullable LocalDate asOf)
    implements Serializable {
  private static final long serialVersionUID = 1L;

  CallInputs inputs() {
    CallInputs inputs = new CallInputs();
    set(payer, inputs::payer);
    set(claimType, inputs::claimType);
    set(placeOfService, inputs::placeOfService);
    set(timeZone, inputs::timeZone);
    set(asOf, inputs::asOf);
    modifiers.forEach(inputs::modifier);
    return inputs;
  }

  private static <T> void set(@Nullable T option, Consumer<T> input) {
    if (option != null) {
      input.accept(option);
    }
  }
}
