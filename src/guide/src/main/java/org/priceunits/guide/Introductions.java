package org.priceunits.guide;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Resource;

/**
 * The first sentence of artifacts that the guide lists without a description: what a page says
 * where it links to the example, or what a collection holds.
 */
final class Introductions {
  /** A row of a table, or a sentence that starts with "Example:", before its links. */
  private static final Pattern SHOWN =
      Pattern.compile("(?m)^(?:\\| |Example: )([^|\\[]+?)(?: \\||\\s*\\()(.*)$");

  private static final Pattern LINK = Pattern.compile("\\[([^]]+)]\\(([\\w.-]+\\.html)\\)");

  private final Map<String, String> ofExamples = new HashMap<>();

  Introductions(List<NarrativePage> pages) {
    for (NarrativePage page : pages) {
      for (MatchResult shown : SHOWN.matcher(page.markdown()).results().toList()) {
        for (MatchResult link : LINK.matcher(shown.group(2)).results().toList()) {
          String part =
              link.group(1).substring(0, 1).toUpperCase(Locale.ROOT) + link.group(1).substring(1);
          ofExamples.putIfAbsent(link.group(2), part + ": " + shown.group(1).strip() + ".");
        }
      }
    }
  }

  /** Returns the artifact with a description, its own if it has one. */
  Artifact introduced(Artifact artifact) {
    if (!artifact.description().isEmpty()) {
      return artifact;
    }
    String sentence =
        artifact.resource() instanceof Bundle bundle && !artifact.example()
            ? "A collection of " + contents(bundle) + ", as the server ships it."
            : ofExamples.getOrDefault(artifact.page(), "");
    return new Artifact(
        artifact.resource(), artifact.title(), sentence, artifact.example(), artifact.file());
  }

  private static String contents(Bundle bundle) {
    return bundle.getEntry().stream()
        .map(Bundle.BundleEntryComponent::getResource)
        .collect(Collectors.groupingBy(Resource::fhirType, Collectors.counting()))
        .entrySet()
        .stream()
        .sorted(Map.Entry.comparingByKey())
        .map(type -> "%,d %s".formatted(type.getValue(), type.getKey()))
        .collect(Collectors.joining(" and "));
  }
}
