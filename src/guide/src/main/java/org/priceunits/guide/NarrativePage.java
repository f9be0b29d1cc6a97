package org.priceunits.guide;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.commonmark.Extension;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Heading;
import org.commonmark.node.Node;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.AttributeProvider;
import org.commonmark.renderer.html.HtmlRenderer;
import org.commonmark.renderer.text.TextContentRenderer;
import org.hl7.fhir.r4.model.ImplementationGuide;

/**
 * A page of prose.
 *
 * @param file name of its HTML file
 * @param markdown CommonMark with tables, headings from the third level down
 */
record NarrativePage(String file, String title, String markdown) {
  private static final List<Extension> TABLES = List.of(TablesExtension.create());

  private static final Pattern IMAGE = Pattern.compile("!\\[[^]]*]\\(([\\w.-]+)\\)");

  /** Reads the pages that the guide names from the Markdown files of a folder. */
  static List<NarrativePage> readAll(ImplementationGuide guide, Path folder) throws IOException {
    List<NarrativePage> pages = new ArrayList<>();
    for (var page : guide.getDefinition().getPage().getPage()) {
      String file = page.getNameUrlType().getValue();
      Path source = folder.resolve(file.replace(".html", ".md"));
      pages.add(new NarrativePage(file, page.getTitle(), Files.readString(source)));
    }
    return List.copyOf(pages);
  }

  /** Returns the files of the pictures that the page shows. */
  List<String> images() {
    return IMAGE.matcher(markdown).results().map(image -> image.group(1)).toList();
  }

  /** Returns the body below the page's title; each heading has an anchor made of its words. */
  String html() {
    Node document = Parser.builder().extensions(TABLES).build().parse(markdown);
    document.accept(new Raise());
    return HtmlRenderer.builder()
        .extensions(TABLES)
        .attributeProviderFactory(context -> new HeadingAnchors())
        .build()
        .render(document);
  }

  /**
   * Raises headings: HL7's publisher reserves the second level for the title; here the title is the
   * first.
   */
  private static final class Raise extends AbstractVisitor {
    @Override
    public void visit(Heading heading) {
      heading.setLevel(Math.max(2, heading.getLevel() - 1));
    }
  }

  private static final class HeadingAnchors implements AttributeProvider {
    private final Set<String> used = new HashSet<>();

    @Override
    public void setAttributes(Node node, String tagName, Map<String, String> attributes) {
      if (node instanceof Heading) {
        String words = TextContentRenderer.builder().build().render(node);
        String anchor = Anchors.of(words);
        String unique = anchor;
        for (int next = 2; !used.add(unique); next++) {
          unique = anchor + "-" + next;
        }
        attributes.put("id", unique);
      }
    }
  }
}
