package org.priceunits.pricing;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import org.hl7.fhir.r4.model.Identifier;
import org.priceunits.fhir.Canonicals;

/**
 * The identifier under which an administration is billed to a payer once: a digest of what names
 * the administration, and the payer. No code is in it, so that a corrected code or dose replaces
 * the first draft instead of standing beside it.
 */
final class PricedIdentity {
  private PricedIdentity() {}

  /**
   * Empty where nothing names the administration: neither an identifier nor an id on this server.
   */
  static Optional<Identifier> of(Given given, String payer) {
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
