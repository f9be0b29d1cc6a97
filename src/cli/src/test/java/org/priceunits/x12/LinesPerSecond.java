package org.priceunits.x12;

import java.util.ArrayList;
import java.util.List;
import org.hl7.fhir.r4.model.Claim;
import org.hl7.fhir.r4.model.Parameters;
import org.priceunits.pricing.Administered;

/** Measures how many service lines per second are priced, written as X12 and read back. */
public final class LinesPerSecond {
  private static final double NANOS = 1e9;

  private LinesPerSecond() {}

  /**
   * @param arguments administrations of a round, and rounds; the first round is not printed
   */
  public static void main(String[] arguments) {
    int administrations = Integer.parseInt(arguments[0]);
    int rounds = Integer.parseInt(arguments[1]);
    System.out.println("round,lines,priced_per_s,written_per_s,read_per_s");
    for (int round = 0; round <= rounds; round++) {
      round(round, administrations);
    }
  }

  private static void round(int round, int administrations) {
    long start = System.nanoTime();
    List<Claim> claims = new ArrayList<>(administrations);
    for (int i = 0; i < administrations; i++) {
      Administered given = Office.lemtrada("5 mg").id("a" + i).identifier("a" + i);
      given.record().getIdentifier().remove(0);
      claims.addAll(Office.price("professional", given));
    }
    long priced = System.nanoTime();
    Parameters call = Office.call(claims);
    String file = Office.file(call);
    long written = System.nanoTime();
    int lines =
        X12Reader.read(file).claims().stream().mapToInt(claim -> claim.getItem().size()).sum();
    long read = System.nanoTime();
    if (round > 0) {
      System.out.printf(
          "%d,%d,%.0f,%.0f,%.0f%n",
          round,
          lines,
          lines / ((priced - start) / NANOS),
          lines / ((written - priced) / NANOS),
          lines / ((read - written) / NANOS));
    }
  }
}
