package org.priceunits.guide;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.StructureDefinition;
import org.hl7.fhir.utilities.xhtml.XhtmlNode;

/** Writes the page that lists all artifacts by kind. */
final class ArtifactList {

  /** Headings in the order of the page; an artifact appears under the first that matches. */
  private static final Map<String, Kind> KINDS = new LinkedHashMap<>();

  static {
    KINDS.put("Operations", definitions("OperationDefinition"));
    KINDS.put("Profiles", artifact -> structure(artifact) && !extension(artifact.resource()));
    KINDS.put("Extensions", artifact -> extension(artifact.resource()));
    KINDS.put("Payer policies", definitions("ChargeItemDefinition"));
    KINDS.put("Code systems", definitions("CodeSystem"));
    KINDS.put("Value sets", definitions("ValueSet"));
    KINDS.put("Concept maps", definitions("ConceptMap"));
    KINDS.put("Search parameters", definitions("SearchParameter"));
    KINDS.put("Collections of fees and products", definitions("Bundle"));
    KINDS.put("Others", artifact -> !artifact.example());
    KINDS.put("Examples", Artifact::example);
  }

  private interface Kind {
    boolean holds(Artifact artifact);
  }

  private ArtifactList() {}

  static XhtmlNode of(List<Artifact> artifacts) {
    Map<String, List<Artifact>> byHeading =
        artifacts.stream().collect(Collectors.groupingBy(ArtifactList::heading));
    XhtmlNode page = Markup.element("div");
    page.setAttribute("class", "artifacts");
    page.h1().tx("Artifacts");
    XhtmlNode hint = page.para();
    hint.tx("Everything that this guide defines or publishes. All of it is in the ");
    hint.ah("package.tgz").tx("FHIR package");
    hint.tx(".");
    for (String heading : KINDS.keySet()) {
      List<Artifact> listed = byHeading.get(heading);
      if (listed != null) {
        page.addChildNode(section(heading, listed));
      }
    }
    return page;
  }

  private static XhtmlNode section(String heading, List<Artifact> listed) {
    XhtmlNode section = Markup.section(heading);
    XhtmlNode rows = Markup.table(section, "Name", "Description");
    for (Artifact artifact : listed) {
      XhtmlNode row = rows.addTag("tr");
      row.td().ah(artifact.page()).tx(artifact.title());
      row.td().tx(artifact.description());
    }
    return section;
  }

  private static String heading(Artifact artifact) {
    return KINDS.entrySet().stream()
        .filter(kind -> kind.getValue().holds(artifact))
        .findFirst()
        .orElseThrow()
        .getKey();
  }

  private static Kind definitions(String type) {
    return artifact -> !artifact.example() && artifact.type().equals(type);
  }

  private static boolean structure(Artifact artifact) {
    return artifact.resource() instanceof StructureDefinition;
  }

  private static boolean extension(Resource resource) {
    return resource instanceof StructureDefinition definition
        && definition.getType().equals("Extension");
  }
}
