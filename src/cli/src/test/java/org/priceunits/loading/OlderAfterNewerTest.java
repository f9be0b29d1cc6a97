package org.priceunits.loading;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.hl7.fhir.r4.model.CodeSystem;
import org.hl7.fhir.r4.model.ConceptMap;
import org.hl7.fhir.r4.model.Resource;
import org.junit.jupiter.api.Test;
import org.priceunits.loading.cms.PublishedFile;
import org.priceunits.loading.write.Edition;
import org.priceunits.loading.write.PackageCodeMapWriter;

/** Editions of one source, loaded in any order. */
class OlderAfterNewerTest {
  private static final LocalDate JANUARY = LocalDate.of(2025, 1, 1);

  private final Map<String, Resource> held = new LinkedHashMap<>();

  @Test
  void anOlderCrosswalkKeepsVersionAndDayOfTheNewer() {
    List<ConceptMap> newer = List.of(map("2025Q3", LocalDate.of(2025, 7, 1), "newer."));

    Edition after = CrosswalkEdition.after(newer, "2025Q1", JANUARY, "older.");
    assertThat(after)
        .isEqualTo(new Edition("2025Q3", LocalDate.of(2025, 7, 1), "newer. Older: older."));
    List<ConceptMap> both = List.of(map(after.version(), after.date(), after.description()));
    assertThat(CrosswalkEdition.after(both, "2025Q1", JANUARY, "older.")).isEqualTo(after);
  }

  @Test
  void theSameAndALaterCrosswalkHaveTheirOwn() {
    List<ConceptMap> first = List.of(map("2025Q1", JANUARY, "first."));

    assertThat(CrosswalkEdition.after(first, "2025Q1", JANUARY, "again.").description())
        .isEqualTo("again.");
    assertThat(CrosswalkEdition.after(first, "2025Q2", LocalDate.of(2025, 4, 1), "later."))
        .isEqualTo(new Edition("2025Q2", LocalDate.of(2025, 4, 1), "later."));
    assertThat(CrosswalkEdition.after(List.of(), "2025Q1", JANUARY, "first.").version())
        .isEqualTo("2025Q1");
  }

  private static ConceptMap map(String version, LocalDate day, String sources) {
    return new PackageCodeMapWriter().write(List.of(), new Edition(version, day, sources));
  }

  @Test
  void aCeilingEndsWithTheTableThatLeavesItOutInWhateverOrderTheyAreLoaded() throws IOException {
    Map<String, String> tables =
        Map.of(
            "2024-07-01", "J0001 J0002 J0003 J0004 A0001",
            "2025-07-01", "J0002 J0003 J0004",
            "2026-07-01", "J0001 J0002 J0003");
    for (List<String> order :
        List.of(
            List.of("2024-07-01", "2025-07-01", "2026-07-01"),
            List.of("2026-07-01", "2025-07-01", "2024-07-01"),
            List.of("2025-07-01", "2026-07-01", "2024-07-01", "2025-07-01"))) {
      held.clear();
      for (String day : order) {
        load(day, tables.getOrDefault(day, "").split(" "));
      }
      assertThat(ends())
          .containsOnly(
              Map.entry("2024-07-01 J0001", "2025-06-30"),
              Map.entry("2025-07-01 J0004", "2026-06-30"));
      assertThat(load("2024-07-01", tables.get("2024-07-01").split(" ")).changed()).isEmpty();
    }
  }

  @Test
  void aTableOfFewCodesIsAPartAndEndsNone() throws IOException {
    load("2024-07-01", "J0001", "J0002", "J0003", "J0004");
    load("2026-07-01", "J0001");
    assertThat(ends()).isEmpty();
    load("2026-07-01", "J0001", "J0002");
    assertThat(ends())
        .containsOnly(
            Map.entry("2024-07-01 J0003", "2026-06-30"),
            Map.entry("2024-07-01 J0004", "2026-06-30"));
  }

  private LoadPlan.Changes load(String day, String... codes) throws IOException {
    StringBuilder csv = new StringBuilder("hcpcs,mue_value,mai,rationale,service,effective\n");
    for (String code : codes) {
      csv.append(code).append(",5,3,x,practitioner,").append(day).append('\n');
    }
    PublishedFile file =
        new PublishedFile("mue.csv", csv.toString().getBytes(StandardCharsets.UTF_8));
    LoadPlan.Changes changes = (LoadPlan.Changes) new MueLoad().plan(file, new Held(held));
    changes.changed().forEach(resource -> held.put(resource.getIdPart(), resource));
    return changes;
  }

  /** Returns the last day of each code that has one, by table. */
  private Map<String, String> ends() {
    Map<String, String> ends = new TreeMap<>();
    for (Resource resource : held.values()) {
      CodeSystem table = (CodeSystem) resource;
      table
          .getConcept()
          .forEach(
              concept ->
                  concept.getProperty().stream()
                      .filter(p -> p.getCode().equals("unit-ceiling-last"))
                      .forEach(
                          p ->
                              ends.put(
                                  table.getVersion() + " " + concept.getCode(),
                                  p.getValue().primitiveValue())));
    }
    return ends;
  }

  record Held(Map<String, Resource> resources) implements HeldResources {
    @Override
    public <T extends Resource> List<T> all(Class<T> type) {
      List<T> all = new ArrayList<>();
      resources.values().stream().filter(type::isInstance).map(type::cast).forEach(all::add);
      return all;
    }
  }
}
