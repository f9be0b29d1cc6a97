package org.priceunits.terminology;

import java.util.List;
import org.hl7.fhir.exceptions.FHIRException;
import org.hl7.fhir.r5.context.CanonicalResourceManager;
import org.hl7.fhir.r5.model.CanonicalResource;
import org.jspecify.annotations.Nullable;
import org.priceunits.fhir.Canonicals;

/**
 * Finds resources of one type by canonical URL and version. Without a version the latest applies,
 * in the version order of HL7's library.
 */
final class CanonicalIndex<T extends CanonicalResource> {
  private final CanonicalResourceManager<T> resources =
      new CanonicalResourceManager<>(false, false);

  CanonicalIndex(List<T> all) {
    all.forEach(resource -> resources.see(resource, null));
  }

  /**
   * Returns the resource of a URL; null if there is none.
   *
   * @param url with or without a version, which counts only if {@code version} is null
   */
  @Nullable T find(String url, @Nullable String version) {
    int bar = url.indexOf('|');
    if (version == null && bar >= 0) {
      return versioned(url.substring(0, bar), url.substring(bar + 1));
    }
    return version == null ? resources.get(url) : versioned(url, version);
  }

  /**
   * The library fails where it compares a version of ours (2025-10) with one of three numbers, and
   * has no versions for a pattern that ends in a question mark.
   */
  private @Nullable T versioned(String url, String version) {
    T found;
    try {
      found = resources.get(url, version);
    } catch (FHIRException incomparable) {
      found = null;
    }
    return found != null
        ? found
        : resources.getVersionList(url).stream()
            .filter(one -> VersionMatch.matches(version, one.getVersion()))
            .reduce(VersionMatch::later)
            .orElse(null);
  }

  List<T> versions(String url) {
    return resources.getVersionList(url);
  }

  /** Returns those that supplement a resource. */
  List<T> supplements(T supplemented) {
    return resources.getSupplements(supplemented);
  }

  /**
   * Returns the URL under which a resource is hosted: the given one, or the preferred one, or the
   * http or https variant if only that is hosted. URLs of code systems are names, and several are
   * in use.
   *
   * @param canonical with or without a version
   */
  String hosted(String canonical) {
    int bar = canonical.indexOf('|');
    return bar < 0
        ? hostedAddress(canonical)
        : hostedAddress(canonical.substring(0, bar)) + canonical.substring(bar);
  }

  private String hostedAddress(String stated) {
    if (resources.has(stated)) {
      return stated;
    }
    String url = Canonicals.preferred(stated);
    if (resources.has(url)) {
      return url;
    }
    String twin =
        url.startsWith("https:")
            ? "http:" + url.substring(6)
            : url.startsWith("http:") ? "https:" + url.substring(5) : url;
    return resources.has(twin) ? twin : url;
  }
}
