package org.priceunits.examples;

import java.util.List;
import java.util.stream.Stream;

/** All examples of the guide, in its order. */
public final class Examples {
  private static final List<Example> ALL =
      Stream.of(
              PricingExamples.all(),
              RefusalExamples.all(),
              FitnessExamples.all(),
              CheckExamples.all(),
              X12Examples.all())
          .flatMap(List::stream)
          .toList();

  private Examples() {}

  public static List<Example> all() {
    return ALL;
  }
}
