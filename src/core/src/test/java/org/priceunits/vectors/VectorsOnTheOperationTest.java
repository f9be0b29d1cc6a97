package org.priceunits.vectors;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.priceunits.ShippedKnowledge;
import org.priceunits.pricing.CallInputs;
import org.priceunits.pricing.EmptyStore;
import org.priceunits.pricing.PriceUnitsOperation;
import org.priceunits.units.UcumUnits;

/**
 * Runs every worked case through the operation, with the shipped resources and without a server.
 */
class VectorsOnTheOperationTest {
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-11-24T12:00:00Z"), ZoneOffset.UTC);
  private static final PriceUnitsOperation OPERATION =
      new PriceUnitsOperation(
          ShippedKnowledge::pricing, new UcumUnits(), CLOCK, null, "price-units test");

  static List<VectorRow> rows() {
    return VectorRow.all();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("rows")
  void priceAsTheCaseSays(VectorRow row) {
    VectorAnswer.assertMatches(
        row, OPERATION.answer(new CallInputs().body(VectorRequest.of(row)), new EmptyStore()));
  }
}
