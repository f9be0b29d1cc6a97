package org.priceunits.guide;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.hl7.fhir.utilities.Utilities;

/** Writes the pages of the guide into a folder, with the JSON of each artifact beside its page. */
final class GuideSite {
  private static final String SEARCH =
      """
      <h1>Search</h1>
      <p id="found" role="status">Type words above: a code, a drug, an issue, an element.</p>
      <ol id="hits"></ol>
      <script src="search.js" type="module"></script>
      """;

  private final Guide guide;
  private final Formats formats;
  private final ArtifactPage artifactPage;
  private final PageFrame frame;
  private final Path folder;

  GuideSite(Guide guide, ArtifactDrawing drawing, Formats formats, Path folder) {
    this.guide = guide;
    this.formats = formats;
    this.artifactPage = new ArtifactPage(drawing);
    this.frame = new PageFrame(guide);
    this.folder = folder;
  }

  /**
   * Writes everything.
   *
   * @param looks the folder with the style sheet, the script and the icons
   * @param images what the pages show
   */
  void write(Path looks, Path images) throws IOException {
    copy(looks);
    for (String image : guide.pages().stream().flatMap(page -> page.images().stream()).toList()) {
      Files.write(folder.resolve(image), Files.readAllBytes(images.resolve(image)));
    }
    SearchIndex search = new SearchIndex();
    for (NarrativePage page : guide.pages()) {
      String heading = "<h1>" + Utilities.escapeXml(page.title()) + "</h1>\n";
      String html = page.html();
      search.page(page, html);
      write(page.file(), page.title(), PageContents.added(heading + html));
    }
    write(
        "artifacts.html",
        "Artifacts",
        PageContents.added(Markup.html(ArtifactList.of(guide.artifacts()))));
    for (Artifact artifact : guide.artifacts()) {
      search.artifact(artifact);
      formats.write(artifact, folder);
      write(artifact.page(), artifact.title(), artifactPage.html(artifact));
    }
    Files.writeString(folder.resolve("search.json"), search.json());
    write("search.html", "Search", SEARCH);
    write(new LinkCheck(0, List.of()));
  }

  /** Writes the page of what was checked. */
  void write(LinkCheck links) throws IOException {
    write("qa.html", "Quality of this build", QualityPage.html(guide, links));
  }

  private void write(String file, String title, String body) throws IOException {
    Files.writeString(folder.resolve(file), frame.page(file, title, body));
  }

  private void copy(Path looks) throws IOException {
    List<Path> files;
    try (Stream<Path> all = Files.walk(looks)) {
      files = all.filter(Files::isRegularFile).toList();
    }
    for (Path file : files) {
      Path target = folder.resolve(looks.relativize(file).toString());
      Files.createDirectories(target.getParent());
      Files.write(target, Files.readAllBytes(file));
    }
  }
}
