package org.priceunits.guide;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.hl7.fhir.utilities.xhtml.XhtmlNode;

/** The page that says what this build of the guide was checked for, and what was found. */
final class QualityPage {
  private QualityPage() {}

  static String html(Guide guide, LinkCheck links) {
    XhtmlNode page = Markup.element("div");
    page.h1().tx("Quality of this build");
    XhtmlNode checks = Markup.section("Checks");
    XhtmlNode rows = Markup.table(checks, "Check", "Looked at", "Found");
    row(rows, "Links inside the guide, and what pages load", links.checked(), links.broken());
    row(
        rows,
        "Every artifact has an introduction",
        guide.artifacts().size(),
        guide.artifacts().stream()
            .filter(artifact -> artifact.description().isEmpty())
            .map(Artifact::page)
            .toList());
    page.addChildNode(checks);
    XhtmlNode kinds = Markup.section("Artifacts");
    XhtmlNode counts = Markup.table(kinds, "Type", "Definitions", "Examples");
    byType(guide)
        .forEach(
            (type, own) -> {
              XhtmlNode row = counts.addTag("tr");
              row.td().tx(type);
              row.td().tx(String.valueOf(own.stream().filter(a -> !a.example()).count()));
              row.td().tx(String.valueOf(own.stream().filter(Artifact::example).count()));
            });
    page.addChildNode(kinds);
    page.para()
        .tx(
            "The project's tests validate every artifact with HL7's validator, send each request of"
                + " the examples and compare the answer. The build does not finish if one of them"
                + " fails.");
    return Markup.html(page);
  }

  private static void row(XhtmlNode rows, String check, int count, List<String> faults) {
    XhtmlNode row = rows.addTag("tr");
    row.td().tx(check);
    row.td().tx("%,d".formatted(count));
    row.td().tx(faults.isEmpty() ? "no fault" : String.join(", ", faults));
  }

  private static Map<String, List<Artifact>> byType(Guide guide) {
    return guide.artifacts().stream()
        .collect(Collectors.groupingBy(Artifact::type, TreeMap::new, Collectors.toList()));
  }
}
