package org.priceunits.guide;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.CodeSystem;
import org.hl7.fhir.r4.model.ConceptMap;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r5.model.CanonicalResource;
import org.hl7.fhir.r5.model.StructureDefinition;
import org.hl7.fhir.r5.renderers.Renderer.RenderingStatus;
import org.hl7.fhir.r5.renderers.RendererFactory;
import org.hl7.fhir.r5.renderers.StructureDefinitionRenderer;
import org.hl7.fhir.r5.renderers.utils.RenderingContext;
import org.hl7.fhir.r5.renderers.utils.RenderingContext.GenerationRules;
import org.hl7.fhir.r5.renderers.utils.RenderingContext.ResourceRendererMode;
import org.hl7.fhir.r5.renderers.utils.ResourceWrapper;
import org.hl7.fhir.r5.utils.EOperationOutcome;
import org.hl7.fhir.utilities.MarkDownProcessor;
import org.hl7.fhir.utilities.MarkDownProcessor.Dialect;
import org.hl7.fhir.utilities.xhtml.XhtmlNode;

/**
 * Renders artifacts. HL7's library renders definitions, as in other guides; what it renders slowly,
 * incompletely or not at all has a table of its own.
 */
final class ArtifactDrawing {
  private static final MarkDownProcessor MARKDOWN = new MarkDownProcessor(Dialect.COMMON_MARK);

  /** The library's table of more codes than this is slow to render and to view. */
  private static final int MOST_CODES = 500;

  private final RendererFactory renderers = new RendererFactory();
  private final Definitions definitions;
  private final Path scratch;

  /** The library writes pictures of tree lines to {@code scratch}; nothing refers to them. */
  ArtifactDrawing(Definitions definitions, Path scratch) {
    this.definitions = definitions;
    this.scratch = scratch;
  }

  /** Returns the sections that show an artifact, below its title and description. */
  List<XhtmlNode> draw(Artifact artifact) throws IOException {
    List<XhtmlNode> sections = sections(artifact);
    PlainMarkup.clean(sections);
    return sections;
  }

  private List<XhtmlNode> sections(Artifact artifact) throws IOException {
    Resource resource = artifact.resource();
    if (resource instanceof Bundle bundle) {
      return List.of(EntryTable.of(bundle));
    }
    if (resource instanceof ConceptMap map) {
      return MappingTable.of(map);
    }
    if (resource instanceof CodeSystem codes && codes.getConcept().size() > MOST_CODES) {
      return ConceptTable.of(codes);
    }
    CanonicalResource own = definitions.of(artifact);
    if (own instanceof StructureDefinition profile) {
      return profile(profile);
    }
    return own != null && renderers.hasSpecificRenderer(artifact.type())
        ? List.of(narrative(own))
        : List.of(InstanceTree.of(resource));
  }

  private List<XhtmlNode> profile(StructureDefinition profile) throws IOException {
    List<XhtmlNode> sections = new ArrayList<>();
    XhtmlNode differences = Markup.section("Differences from " + base(profile));
    differences.addChildNode(tree(profile, true));
    sections.add(differences);
    ConstraintTable.of(profile).ifPresent(sections::add);
    XhtmlNode complete = Markup.section("All elements");
    XhtmlNode fold = complete.addTag("details");
    fold.addTag("summary").tx("Show the elements that are inherited, too");
    fold.addChildNode(tree(profile, false));
    sections.add(complete);
    return sections;
  }

  private String base(StructureDefinition profile) {
    StructureDefinition base =
        definitions.context().fetchResource(StructureDefinition.class, profile.getBaseDefinition());
    return base == null ? profile.getType() : base.present();
  }

  private XhtmlNode tree(StructureDefinition profile, boolean differences) throws IOException {
    RenderingContext context = context();
    String prefix = differences ? "diff-" : "all-";
    return new StructureDefinitionRenderer(context)
        .generateTable(
            new RenderingStatus(),
            null,
            profile,
            differences,
            scratch.toString(),
            false,
            profile.getId(),
            !differences,
            Specification.ADDRESS,
            "",
            false,
            false,
            null,
            false,
            context,
            prefix,
            wrapped(profile),
            prefix);
  }

  private XhtmlNode narrative(CanonicalResource resource) throws IOException {
    try {
      return renderers.factory(resource, context()).buildNarrative(wrapped(resource));
    } catch (EOperationOutcome refused) {
      throw new IllegalStateException("Cannot draw " + resource.getUrl(), refused);
    }
  }

  private ResourceWrapper wrapped(CanonicalResource resource) {
    return ResourceWrapper.forResource(definitions.destinations(), resource);
  }

  private RenderingContext context() {
    RenderingContext context =
        new RenderingContext(
            definitions.context(),
            renderers,
            MARKDOWN,
            null,
            Specification.ADDRESS,
            "",
            Locale.US,
            ResourceRendererMode.TECHNICAL,
            GenerationRules.VALID_RESOURCE);
    context.setPkp(definitions.destinations());
    context.setNoHeader(true);
    return context;
  }
}
