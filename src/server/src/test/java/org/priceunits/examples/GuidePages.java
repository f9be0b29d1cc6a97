package org.priceunits.examples;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.hl7.fhir.r4.model.CodeSystem;
import org.hl7.fhir.r4.model.CodeSystem.ConceptDefinitionComponent;
import org.hl7.fhir.r4.model.Resource;
import org.priceunits.ShippedKnowledge;
import org.priceunits.fhir.Canonicals;

/** Generates the guide's pages of the examples and of the published issues. */
final class GuidePages {
  /** What only the pricing of files reports: no request gets it. */
  static final Set<String> IN_BULK = Set.of("record-not-readable", "too-many-administrations");

  static final String OF_BULK = "Reported by [price --bulk](bulk.html).";

  private GuidePages() {}

  /** Returns the page of all examples, by what they show. */
  static String examples() {
    StringBuilder page =
        new StringBuilder(
            "Each request can be sent as it is; the answer is what the server gives to it. The build sends every one and compares.\n");
    section(page, "What is billed", PricingExamples.all());
    section(page, "Refusals, warnings and what is assumed", RefusalExamples.all());
    section(page, "Claims that are checked", CheckExamples.all());
    section(page, "From Claim to X12", X12Examples.all());
    return page.toString();
  }

  private static void section(StringBuilder page, String title, List<Example> examples) {
    page.append("\n### ")
        .append(title)
        .append("\n\n| what it shows | rules | request | answer |\n|---|---|---|---|\n");
    for (Example example : examples) {
      page.append("| ")
          .append(example.title())
          .append(" | ")
          .append(String.join(", ", example.rules()))
          .append(" | ")
          .append(link(example.request(), "request"))
          .append(" | ")
          .append(link(Golden.response(example), "answer"))
          .append(" |\n");
    }
  }

  /**
   * Returns the page of all issues, each with its meaning and an example; the heading is the code.
   */
  static String issues() {
    StringBuilder page =
        new StringBuilder(
            "Every issue names its code in `details.coding`, with a sentence that says what to do. An error refuses an administration, or fails the check of a claim; a warning asks for a look; information says what was assumed.\n");
    for (ConceptDefinitionComponent issue : published().getConcept()) {
      Optional<Example> example = example(issue.getCode());
      page.append("\n### ").append(issue.getCode()).append("\n\n**").append(issue.getDisplay());
      page.append(".** ").append(issue.getDefinition()).append('\n');
      if (IN_BULK.contains(issue.getCode())) {
        page.append('\n').append(OF_BULK).append('\n');
      }
      example.ifPresent(
          e ->
              page.append("\nExample: ")
                  .append(e.title())
                  .append(" (")
                  .append(link(e.request(), "request"))
                  .append(", ")
                  .append(link(Golden.response(e), "answer"))
                  .append(").\n"));
    }
    return page.toString();
  }

  static CodeSystem published() {
    return ShippedKnowledge.resources().stream()
        .filter(CodeSystem.class::isInstance)
        .map(CodeSystem.class::cast)
        .filter(s -> Canonicals.codeSystem("price-units-issue").equals(s.getUrl()))
        .findFirst()
        .orElseThrow();
  }

  /** Returns the example named after the issue, otherwise the first that shows it. */
  private static Optional<Example> example(String issue) {
    return Examples.all().stream()
        .filter(e -> e.id().equals(issue))
        .findFirst()
        .or(
            () ->
                Examples.all().stream()
                    .filter(
                        e -> ExamplesShowEverythingTest.issues(Golden.response(e)).contains(issue))
                    .findFirst());
  }

  private static String link(Resource resource, String words) {
    return "[" + words + "](" + resource.fhirType() + "-" + resource.getIdPart() + ".html)";
  }
}
