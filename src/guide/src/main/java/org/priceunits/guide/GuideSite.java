package org.priceunits.guide;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.hl7.fhir.utilities.Utilities;

/** Writes the pages of the guide into a folder, with the JSON of each artifact beside its page. */
final class GuideSite {
  private final Guide guide;
  private final PublishedJson published;
  private final ArtifactPage artifactPage;
  private final PageFrame frame;
  private final Path folder;

  GuideSite(Guide guide, ArtifactDrawing drawing, PublishedJson published, Path folder) {
    this.guide = guide;
    this.published = published;
    this.artifactPage = new ArtifactPage(drawing);
    this.frame = new PageFrame(guide);
    this.folder = folder;
  }

  /** Writes everything; {@code looks} is the folder with the style sheet and the icons. */
  void write(Path looks) throws IOException {
    copy(looks);
    for (NarrativePage page : guide.pages()) {
      String heading = "<h1>" + Utilities.escapeXml(page.title()) + "</h1>\n";
      write(page.file(), page.title(), heading + page.html());
    }
    write("artifacts.html", "Artifacts", Markup.html(ArtifactList.of(guide.artifacts())));
    for (Artifact artifact : guide.artifacts()) {
      Files.writeString(folder.resolve(artifact.json()), published.of(artifact));
      write(artifact.page(), artifact.title(), artifactPage.html(artifact));
    }
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
