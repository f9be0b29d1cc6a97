package org.priceunits.guide;

import java.util.List;
import java.util.Map;
import org.hl7.fhir.utilities.Utilities;

/** Writes the parts common to all pages: head, menu and foot. */
final class PageFrame {
  private static final String PAGE =
      """
      <!DOCTYPE html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <title>%1$s</title>
      <link rel="stylesheet" href="guide.css">
      <link rel="icon" href="icons/guide.svg" type="image/svg+xml">
      </head>
      <body>
      <a class="skip" href="#page-body">Skip to content</a>
      <header>
      <p class="name"><a href="index.html">%2$s</a> <span>%3$s, FHIR R4</span></p>
      <nav aria-label="Guide">
      <ul>
      %4$s</ul>
      </nav>
      <form action="search.html" role="search">
      <label for="q">Search</label> <input id="q" name="q" type="search">
      </form>
      </header>
      <main id="page-body">
      %5$s
      %6$s</main>
      <footer>
      <p>%2$s %3$s. <a href="package.tgz">FHIR package</a>, <a href="artifacts.html">artifacts</a>,
      <a href="changelog.html">history</a>, <a href="qa.html">quality of this build</a>.</p>
      </footer>
      </body>
      </html>
      """;

  private final String guide;
  private final String version;
  private final Map<String, String> menu;
  private final List<NarrativePage> pages;

  PageFrame(Guide guide) {
    this.guide = Utilities.escapeXml(guide.definition().getTitle());
    this.version = Utilities.escapeXml(guide.definition().getVersion());
    this.menu = guide.menu();
    this.pages = guide.pages();
  }

  /**
   * Returns a complete page.
   *
   * @param file its file name, to mark it in the menu
   * @param title plain text
   * @param body HTML, with a first-level heading
   */
  String page(String file, String title, String body) {
    String name = Utilities.escapeXml(title);
    String fullTitle = name.equals(guide) ? guide : name + " - " + guide;
    return PAGE.formatted(fullTitle, guide, version, entries(file), scrolling(body), turns(file));
  }

  /** Returns the links to the page of prose before this one and after it; empty for others. */
  private String turns(String file) {
    int at = pages.stream().map(NarrativePage::file).toList().indexOf(file);
    if (at < 0) {
      return "";
    }
    return "<nav class=\"turns\" aria-label=\"Pages\">"
        + (at == 0 ? "" : turn("prev", "Previous", pages.get(at - 1)))
        + (at == pages.size() - 1 ? "" : turn("next", "Next", pages.get(at + 1)))
        + "</nav>\n";
  }

  private static String turn(String relation, String word, NarrativePage page) {
    return "<a rel=\"%s\" href=\"%s\">%s: %s</a>"
        .formatted(relation, page.file(), word, Utilities.escapeXml(page.title()));
  }

  private String entries(String current) {
    StringBuilder entries = new StringBuilder();
    menu.forEach(
        (name, file) ->
            entries
                .append("<li><a href=\"")
                .append(file)
                .append(file.equals(current) ? "\" aria-current=\"page\">" : "\">")
                .append(Utilities.escapeXml(name))
                .append("</a></li>\n"));
    return entries.toString();
  }

  /** Makes wide tables scroll by themselves, also by keyboard, instead of widening the page. */
  private static String scrolling(String body) {
    StringBuilder page = new StringBuilder();
    int table = 0;
    int from = 0;
    for (int at = body.indexOf("<table"); at >= 0; at = body.indexOf("<table", from)) {
      page.append(body, from, at)
          .append("<div class=\"scroll\" role=\"region\" aria-label=\"Table ")
          .append(++table)
          .append("\" tabindex=\"0\"><table");
      from = at + "<table".length();
    }
    return page.append(body, from, body.length()).toString().replace("</table>", "</table></div>");
  }
}
