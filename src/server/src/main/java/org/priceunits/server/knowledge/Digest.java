package org.priceunits.server.knowledge;

import ca.uhn.fhir.context.FhirContext;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.hl7.fhir.r4.model.Resource;

/** SHA-256, shortened to 128 bits, which suffice to detect accidental differences. */
final class Digest {
  private static final int BYTES = 16;
  private final MessageDigest sha;

  Digest() {
    try {
      sha = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256.", e);
    }
  }

  Digest add(byte[] bytes) {
    sha.update(bytes);
    return this;
  }

  Digest add(String text) {
    return add(text.getBytes(StandardCharsets.UTF_8));
  }

  String hex() {
    return HexFormat.of().formatHex(sha.digest(), 0, BYTES);
  }

  /**
   * Returns the digest of a resource's content: without {@code meta}, which the store changes, and
   * without the version in its id.
   */
  static String of(Resource resource, FhirContext fhir) {
    Resource content = resource.copy();
    content.setMeta(null);
    content.setId(resource.getIdElement().toUnqualifiedVersionless());
    return new Digest().add(fhir.newJsonParser().encodeResourceToString(content)).hex();
  }
}
