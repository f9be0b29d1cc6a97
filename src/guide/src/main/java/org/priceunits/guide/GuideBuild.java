package org.priceunits.guide;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.apache.commons.io.file.PathUtils;

/** Builds the guide's site and package; run by Maven. */
public final class GuideBuild {
  private GuideBuild() {}

  /**
   * Writes the site, including {@code package.tgz}.
   *
   * @param arguments the project's folder; the unpacked package {@code hl7.fhir.r4.core}; the
   *     output folder; the timestamp of the package, as in {@code 2026-01-31T00:00:00Z}; a folder
   *     for scratch files
   */
  public static void main(String[] arguments) throws IOException {
    Path project = Path.of(arguments[0]);
    Path folder = Path.of(arguments[2]);
    Instant start = Instant.now();
    Guide guide = Guide.read(project);
    Definitions definitions = Definitions.read(Path.of(arguments[1]), guide.artifacts());
    say("definitions read", start);
    PublishedJson published = new PublishedJson(definitions);
    Files.createDirectories(folder);
    // A page of a removed artifact must not remain.
    PathUtils.cleanDirectory(folder);
    GuidePackage.write(
        guide, published, Instant.parse(arguments[3]), folder.resolve("package.tgz"));
    say("package written", start);
    ArtifactDrawing drawing = new ArtifactDrawing(definitions, Path.of(arguments[4]));
    GuideSite site = new GuideSite(guide, drawing, new Formats(definitions, published), folder);
    site.write(project.resolve("ig").resolve("site"), project.resolve("ig/input/images"));
    say(
        guide.pages().size() + " pages and " + guide.artifacts().size() + " artifacts drawn",
        start);
    LinkCheck links = LinkCheck.of(folder);
    site.write(links);
    if (!links.broken().isEmpty()) {
      throw new IllegalStateException(
          "The guide has broken links:\n" + String.join("\n", links.broken()));
    }
    say(links.checked() + " links checked", start);
  }

  private static void say(String what, Instant since) {
    System.out.printf(
        "Guide: %s after %d ms%n", what, Duration.between(since, Instant.now()).toMillis());
  }
}
