package org.priceunits.guide;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LinkCheckTest {
  @TempDir Path site;

  @Test
  void linksToPagesAnchorsAndAssetsOfTheSiteHold() throws IOException {
    write(
        "a.html",
        "<p id=\"top\"><a href=\"b.html#here\">b</a><a href=\"#top\">up</a><img src=\"i.svg\">");
    write("b.html", "<h2 id=\"here\">Here</h2>");
    write("i.svg", "<svg/>");

    LinkCheck check = LinkCheck.of(site);

    assertThat(check.checked()).isEqualTo(3);
    assertThat(check.broken()).isEmpty();
  }

  @Test
  void missingPagesAnchorsAndAssetsAreBroken() throws IOException {
    write("a.html", "<a href=\"no.html\">1</a><a href=\"#no\">2</a><img alt=\"\" src=\"no.svg\">");

    assertThat(LinkCheck.of(site).broken())
        .containsExactly("a.html: #no", "a.html: no.html", "a.html: no.svg");
  }

  @Test
  void otherHostsMayBeLinkedToButNothingIsLoadedFromThem() throws IOException {
    write(
        "a.html",
        "<a href=\"https://hl7.org/fhir\">R4</a><link href=\"https://example.org/a.css\">");

    assertThat(LinkCheck.of(site).broken()).containsExactly("a.html: https://example.org/a.css");
  }

  private void write(String file, String content) throws IOException {
    Files.writeString(site.resolve(file), content);
  }
}
