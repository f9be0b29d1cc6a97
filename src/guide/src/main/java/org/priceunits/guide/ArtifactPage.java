package org.priceunits.guide;

import java.io.IOException;
import org.hl7.fhir.r4.model.CodeSystem;
import org.hl7.fhir.r4.model.MetadataResource;
import org.hl7.fhir.utilities.MarkDownProcessor;
import org.hl7.fhir.utilities.MarkDownProcessor.Dialect;
import org.hl7.fhir.utilities.xhtml.XhtmlNode;

/** Writes the page of one artifact: its kind, its source and its rendering. */
final class ArtifactPage {
  private static final MarkDownProcessor MARKDOWN = new MarkDownProcessor(Dialect.COMMON_MARK);

  private final ArtifactDrawing drawing;

  ArtifactPage(ArtifactDrawing drawing) {
    this.drawing = drawing;
  }

  /** Returns the HTML, with a first-level heading. */
  String html(Artifact artifact) throws IOException {
    XhtmlNode head = Markup.element("div");
    head.para().setAttribute("class", "kind").tx(artifact.type());
    head.h1().tx(artifact.title());
    StringBuilder body = new StringBuilder(Markup.html(head));
    body.append(MARKDOWN.process(artifact.description(), artifact.id()));
    body.append(Markup.html(facts(artifact)));
    for (XhtmlNode section : drawing.draw(artifact)) {
      body.append(Markup.html(section));
    }
    return body.toString();
  }

  private static XhtmlNode facts(Artifact artifact) {
    XhtmlNode facts = Markup.element("dl");
    facts.setAttribute("class", "facts");
    if (artifact.resource() instanceof MetadataResource resource) {
      fact(facts, "Canonical").code().tx(resource.getUrl());
      fact(facts, "Version").tx(resource.getVersion());
      fact(facts, "Status")
          .tx(
              resource.getStatus().toCode()
                  + " since "
                  + resource.getDateElement().getValueAsString());
    }
    if (artifact.resource() instanceof CodeSystem codes) {
      fact(facts, "Content")
          .tx(
              codes.getContent().toCode()
                  + (codes.hasSupplements() ? " to " + codes.getSupplements() : ""));
    }
    XhtmlNode formats = fact(facts, "Formats");
    formats.ah(artifact.json()).tx("JSON");
    formats.tx(", ");
    formats.ah(artifact.file(".xml")).tx("XML");
    formats.tx(", ");
    formats.ah(artifact.file(".ttl")).tx("Turtle");
    return facts;
  }

  private static XhtmlNode fact(XhtmlNode facts, String name) {
    facts.addTag("dt").tx(name);
    return facts.addTag("dd");
  }
}
