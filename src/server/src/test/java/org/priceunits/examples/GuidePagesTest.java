package org.priceunits.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.hl7.fhir.r4.model.CodeSystem.ConceptDefinitionComponent;
import org.junit.jupiter.api.Test;

class GuidePagesTest {
  private static final Path PAGES = Path.of("ig/input/pagecontent");

  @Test
  void thePageOfExamplesIsMadeOfThem() throws IOException {
    holds("examples.md", GuidePages.examples());
  }

  @Test
  void thePageOfIssuesIsMadeOfTheCodeSystem() throws IOException {
    holds("issues.md", GuidePages.issues());
  }

  /** The page links to each issue by its code, and an example shows it. */
  @Test
  void everyIssueHasAnAnchorAndAnExample() throws IOException {
    String page = Files.readString(PAGES.resolve("issues.md"));
    for (ConceptDefinitionComponent issue : GuidePages.published().getConcept()) {
      String heading = "\n### " + issue.getCode() + "\n";
      assertThat(page).contains(heading);
      String section = page.substring(page.indexOf(heading) + heading.length());
      assertThat(section.split("\n### ", 2)[0])
          .as(issue.getCode())
          .contains(
              GuidePages.IN_BULK.contains(issue.getCode()) ? GuidePages.OF_BULK : "Example: ");
    }
  }

  private static void holds(String name, String made) throws IOException {
    if (Golden.isWritten()) {
      Files.writeString(PAGES.resolve(name), made);
    }
    assertThat(Files.readString(PAGES.resolve(name))).isEqualTo(made);
  }
}
