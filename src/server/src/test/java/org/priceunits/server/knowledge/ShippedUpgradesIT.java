package org.priceunits.server.knowledge;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.rest.server.util.ISearchParamRegistry;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.priceunits.server.RunningServer;

class ShippedUpgradesIT {
  private final RunningServer server = RunningServer.shared();

  @Test
  void ownVersionIsUpgradedAndAnOperatorsWorkIsKept() {
    assertThat(load("1.0", "old", "left", "edited", "deleted").created()).isEqualTo(3);
    assertThat(source("left")).contains("/shipped/1.0/");

    edit("edited");
    server.fhir().delete("/ValueSet/deleted").then().statusCode(200);

    LoadResult second = load("1.1", "new", "left", "edited", "deleted");
    assertThat(second.upgraded()).isEqualTo(1);
    assertThat(second.kept())
        .containsExactlyInAnyOrder(
            "ValueSet/edited (edited here)", "ValueSet/deleted (deleted here)");
    assertThat(title("left")).isEqualTo("new");
    assertThat(title("edited")).isEqualTo("by hand");

    LoadResult olderNode = load("1.0", "old", "left");
    assertThat(olderNode.kept()).isEmpty();
    assertThat(title("left")).isEqualTo("new");
  }

  @Test
  void unchangedFilesAreNotLookedAtAgain() {
    load("0.9", "same", "once");
    assertThat(load("0.9", "same", "once")).isEqualTo(new LoadResult(0, 0, 0, List.of()));
  }

  /**
   * Edits a resource as clients do: read, change one element, write back with the received meta
   * element.
   */
  private void edit(String id) {
    String stored = server.fhir().get("/ValueSet/" + id).asString();
    server
        .fhir()
        .body(stored.replace("old", "by hand"))
        .put("/ValueSet/" + id)
        .then()
        .statusCode(200);
    assertThat(source(id)).contains("/shipped/1.0/");
  }

  private String source(String id) {
    return server.fhir().get("/ValueSet/" + id).then().extract().path("meta.source");
  }

  private String title(String id) {
    return server.fhir().get("/ValueSet/" + id).then().extract().path("title");
  }

  private LoadResult load(String release, String title, String... ids) {
    Map<String, byte[]> files = new HashMap<>();
    for (String id : ids) {
      String json =
          """
          {"resourceType": "ValueSet", "id": "%s", "url": "https://example.org/%s", "status": "draft", "title": "%s"}"""
              .formatted(id, id, title);
      files.put(id + ".json", json.getBytes(StandardCharsets.UTF_8));
    }
    FhirContext fhir = server.bean(FhirContext.class);
    return new KnowledgeLoader(
            fhir,
            server.bean(KnowledgeStore.class),
            server.bean(ISearchParamRegistry.class),
            release)
        .load(new ShippedFiles(files));
  }
}
