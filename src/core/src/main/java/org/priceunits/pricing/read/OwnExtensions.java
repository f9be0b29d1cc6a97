package org.priceunits.pricing.read;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.hl7.fhir.r4.model.Extension;
import org.priceunits.domain.billing.result.Issue.Element;
import org.priceunits.domain.billing.result.IssueCode;
import org.priceunits.fhir.Canonicals;

/**
 * Refuses extensions that have an address of this project and are not defined for an
 * administration, and parts that a defined one does not have: a misspelt name would lose the waste
 * that it states.
 */
final class OwnExtensions {
  private static final String SCHEME = "^https?://(www\\.)?";
  private static final String OURS =
      Canonicals.BASE.replaceFirst(SCHEME, "").toLowerCase(Locale.ROOT);
  private static final int MOST_CHARACTERS = 120;

  /** The extensions of an administration, and their parts. */
  private static final Map<String, Set<String>> DEFINED =
      Map.of(
          Canonicals.extension("container-used"),
          Set.of("size", "count", "kind", "shared", "ndc"),
          Canonicals.extension("discarded-amount"),
          Set.of(),
          Canonicals.extension("distinct-service"),
          Set.of());

  private final ReadingIssues found;

  OwnExtensions(ReadingIssues found) {
    this.found = found;
  }

  void check(AdministrationInput input) {
    check(input, input.resource().getExtension(), ".extension");
    check(input, input.resource().getDosage().getExtension(), ".dosage.extension");
  }

  private void check(AdministrationInput input, List<Extension> extensions, String element) {
    for (int i = 0; i < extensions.size(); i++) {
      String url = String.valueOf(extensions.get(i).getUrl());
      if (!url.toLowerCase(Locale.ROOT).replaceFirst(SCHEME, "").startsWith(OURS)) {
        continue;
      }
      String path = input.path().of(element + "[" + i + "]");
      Set<String> parts = element.equals(".extension") ? DEFINED.get(url) : null;
      if (parts == null) {
        unknown(
            "extension " + shown(url), "container-used, discarded-amount, distinct-service", path);
        continue;
      }
      for (Extension part : extensions.get(i).getExtension()) {
        // A part with an address of its own is somebody else's.
        String name = String.valueOf(part.getUrl());
        if (!parts.contains(name) && !name.contains(":")) {
          unknown(
              "part " + shown(name) + " of " + shown(url), String.join(", ", sorted(parts)), path);
        }
      }
    }
  }

  private static List<String> sorted(Set<String> parts) {
    return parts.stream().sorted().toList();
  }

  private static String shown(String text) {
    return text.substring(0, Math.min(MOST_CHARACTERS, text.length()));
  }

  private void unknown(String what, String defined, String path) {
    found.locations().fault(Element.CONTAINERS, path);
    found.issue(
        IssueCode.EXTENSION_UNKNOWN,
        Element.CONTAINERS,
        "The %s is not defined; those that are: %s. Correct its name, or leave it out."
            .formatted(what, defined.isEmpty() ? "none" : defined));
  }
}
