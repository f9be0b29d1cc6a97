package org.priceunits.pricing;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import org.hl7.fhir.r4.model.Identifier;
import org.priceunits.fhir.Canonicals;

/**
 * The identifier under which an administration is billed to a payer once: a digest of the
 * administration's name and the payer. It contains no code, so that a corrected code or dose
 * replaces the first draft instead of adding a second claim.
 */
final class PricedIdentity {
  private PricedIdentity() {}

  /**
   * Creates the identifier; empty if the administration has neither an identifier nor an id on this
   * server.
   */
  static Optional<Identifier> of(GivenAdministration given, String payer) {
    Optional<String> name = given.identifier().map(CallResources::name);
    if (name.isEmpty() && given.stored()) {
      name = given.key();
    }
    return name.map(
        n ->
            new Identifier()
                .setSystem(Canonicals.PRICED_ADMINISTRATION)
                .setValue(digest(n + "|" + payer)));
  }

  private static String digest(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256", e);
    }
  }
}
