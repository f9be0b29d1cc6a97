package org.priceunits.guide;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.commons.text.StringEscapeUtils;
import org.hl7.fhir.r4.model.MetadataResource;

/** What the guide's search looks through: each section of a page, and each artifact. */
final class SearchIndex {
  private static final Pattern SECTION =
      Pattern.compile("<h[23] id=\"([^\"]+)\">(.*?)</h[23]>", Pattern.DOTALL);
  private static final Pattern TAG = Pattern.compile("<[^>]+>");

  private final ArrayNode entries = new ObjectMapper().createArrayNode();

  /** Adds a page of prose, a section each. */
  void page(NarrativePage page, String html) {
    Matcher section = SECTION.matcher(html);
    int from = 0;
    String address = page.file();
    String heading = page.title();
    while (section.find()) {
      add(address, heading, page.title(), html.substring(from, section.start()));
      address = page.file() + "#" + section.group(1);
      heading = plain(section.group(2));
      from = section.end();
    }
    add(address, heading, page.title(), html.substring(from));
  }

  void artifact(Artifact artifact) {
    String canonical =
        artifact.resource() instanceof MetadataResource resource ? " " + resource.getUrl() : "";
    add(artifact.page(), artifact.title(), artifact.type(), artifact.description() + canonical);
  }

  private void add(String address, String heading, String of, String html) {
    ObjectNode entry = entries.addObject();
    entry.put("address", address).put("heading", heading).put("of", of).put("text", plain(html));
  }

  private static String plain(String html) {
    return StringEscapeUtils.unescapeHtml4(TAG.matcher(html).replaceAll(" "))
        .replaceAll("\\s+", " ")
        .strip();
  }

  String json() throws IOException {
    return new ObjectMapper().writeValueAsString(entries);
  }
}
