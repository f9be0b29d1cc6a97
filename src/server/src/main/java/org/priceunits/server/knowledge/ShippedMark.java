package org.priceunits.server.knowledge;

import java.lang.module.ModuleDescriptor.Version;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hl7.fhir.r4.model.Resource;
import org.priceunits.fhir.Canonicals;

/**
 * The mark in {@code meta.source} of each resource that this server loads from its own jar, by
 * which it recognizes its own writes: HAPI keeps that element per version, and a client that edits
 * the resource changes the content but not the digest (or removes the mark altogether).
 *
 * @param release the software version that wrote the resource
 * @param digest the digest of the written content
 */
record ShippedMark(String release, String digest) {
  private static final String BASE = Canonicals.BASE + "/shipped/";
  private static final Pattern FORM =
      Pattern.compile(Pattern.quote(BASE) + "([^/#]+)/([0-9a-f]+)(#.*)?");

  /** Returns the mark of a stored resource, if it has one. */
  static Optional<ShippedMark> on(Resource resource) {
    String source = resource.getMeta().getSource();
    if (source == null) {
      return Optional.empty();
    }
    Matcher matcher = FORM.matcher(source);
    return matcher.matches()
        ? Optional.of(new ShippedMark(matcher.group(1), matcher.group(2)))
        : Optional.empty();
  }

  void putOn(Resource resource) {
    resource.getMeta().setSource(BASE + release + "/" + digest);
  }

  boolean isNewerThan(ShippedMark other) {
    return Version.parse(release).compareTo(Version.parse(other.release)) > 0;
  }
}
