package org.priceunits.server.guard;

import ca.uhn.fhir.parser.DataFormatException;
import ca.uhn.fhir.parser.IParser;
import ca.uhn.fhir.rest.server.exceptions.BaseServerResponseException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Resource;
import org.priceunits.ShippedKnowledge;
import org.priceunits.pricing.CallInputs;
import org.priceunits.pricing.CallRefusedException;
import org.priceunits.pricing.EmptyStore;
import org.priceunits.pricing.PriceUnitsOperation;
import org.priceunits.units.UcumUnits;
import org.priceunits.vectors.VectorRow;

/**
 * Feeds any bytes as the JSON body of {@code $price-units} to guard, parser, operation and answer,
 * in the server's order. A body that is neither answered nor refused is a fault. Jazzer calls
 * {@link #fuzzerTestOneInput}; {@code bench/fuzz.sh} starts it.
 */
public final class PriceUnitsFuzzer {
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-11-24T12:00:00Z"), ZoneOffset.UTC);
  private static final PriceUnitsOperation OPERATION =
      new PriceUnitsOperation(
          ShippedKnowledge::pricing, new UcumUnits(), CLOCK, null, "price-units test");
  private static final ValueGuard DECIMALS = new ValueGuard();

  private PriceUnitsFuzzer() {}

  /**
   * Reads the shipped resources and HAPI's definitions, which takes an instrumented JVM several
   * seconds: Jazzer calls this before it times the first input.
   */
  public static void fuzzerInitialize() {
    fuzzerTestOneInput(BodiesAreAnsweredOrRefusedTest.body(VectorRow.all().get(0)));
  }

  /** Returns if the body is answered or refused; throws if the server would answer 500. */
  public static void fuzzerTestOneInput(byte[] body) {
    if (JsonScan.check(body).isPresent()) {
      return;
    }
    IParser parser = ShippedKnowledge.FHIR.newJsonParser();
    IBaseResource parsed;
    try {
      parsed = parser.parseResource(new String(body, StandardCharsets.UTF_8));
    } catch (DataFormatException | IllegalArgumentException refused) {
      // HAPI answers both with 400.
      return;
    }
    try {
      DECIMALS.created(parsed);
      Parameters answer =
          OPERATION.answer(new CallInputs().body((Resource) parsed), new EmptyStore());
      parser.encodeResourceToString(answer);
    } catch (BaseServerResponseException | CallRefusedException refused) {
      // A refusal is an answer.
    }
  }
}
