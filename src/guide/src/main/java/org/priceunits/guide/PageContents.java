package org.priceunits.guide;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** The list of a page's sections, below its title. */
final class PageContents {
  private static final Pattern SECTION = Pattern.compile("<h2 id=\"([^\"]+)\">(.*?)</h2>");
  private static final String TITLE_END = "</h1>";
  private static final int FEWEST = 3;

  private PageContents() {}

  /** Returns the body with the list after its title; as it is if it has few sections. */
  static String added(String body) {
    List<MatchResult> sections = SECTION.matcher(body).results().toList();
    int title = body.indexOf(TITLE_END);
    if (sections.size() < FEWEST || title < 0) {
      return body;
    }
    StringBuilder list =
        new StringBuilder("\n<nav class=\"contents\" aria-label=\"On this page\">\n<ul>\n");
    for (MatchResult section : sections) {
      list.append(
          "<li><a href=\"#%s\">%s</a></li>\n".formatted(section.group(1), section.group(2)));
    }
    list.append("</ul>\n</nav>\n");
    int at = title + TITLE_END.length();
    return body.substring(0, at) + list + body.substring(at);
  }
}
