package org.priceunits.loading;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.hl7.fhir.r4.model.ConceptMap;
import org.hl7.fhir.r4.model.ConceptMap.SourceElementComponent;
import org.hl7.fhir.r4.model.Resource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.priceunits.domain.product.Ndc;
import org.priceunits.loading.cms.Quarter;
import org.priceunits.loading.rxnorm.RxNormFiles;
import org.priceunits.loading.write.ConceptCodeMapWriter;
import org.priceunits.loading.write.Edition;
import org.priceunits.loading.write.PackageCode;
import org.priceunits.loading.write.PackageCodeMapWriter;

/** Tests the load of RxNorm with made-up rows in the layout of the NLM. */
class RxNormLoadTest {
  private static final String CONCEPTS =
      String.join(
          "\n",
          concept("1", "IN", "drugone"),
          concept("2", "PIN", "drugone sodium"),
          concept("3", "BN", "Brandone"),
          concept("4", "SCDC", "drugone sodium 10 MG/ML"),
          concept("5", "SCD", "drugone sodium 10 MG/ML Injection"),
          concept("6", "SBD", "drugone sodium 10 MG/ML Injection [Brandone]"),
          concept("7", "IN", "drugtwo"),
          concept("8", "SCDC", "drugtwo 5 MG/ML"),
          concept("9", "MIN", "drugone / drugtwo"),
          concept("10", "SCD", "drugone sodium 10 MG/ML / drugtwo 5 MG/ML Injection"),
          concept("11", "SCD", "drugone sodium 10 MG/ML Oral Solution"),
          concept("12", "DF", "Injection"),
          concept("13", "GPCK", "{1 (drugone sodium 10 MG/ML Injection) } Pack"),
          concept("14", "BPCK", "{1 (drugone sodium 10 MG/ML Injection) } Pack [Brandthree Kit]"),
          concept("15", "BN", "Brandthree Kit"),
          concept("16", "GPCK", "{1 (drugtwo 5 MG/ML Injection) } Pack"),
          "1|ENG|P|L|PF|S|Y|A||||MTHSPL|SU|U|DRUGONE||N||");

  private static final String RELATIONS =
      String.join(
          "\n",
          // Each relation is there in both directions.
          relation("6", "tradename_of", "5"),
          relation("5", "has_tradename", "6"),
          relation("6", "has_ingredient", "3"),
          relation("5", "consists_of", "4"),
          relation("4", "constitutes", "5"),
          relation("4", "has_ingredient", "1"),
          relation("4", "has_precise_ingredient", "2"),
          relation("2", "form_of", "1"),
          relation("10", "consists_of", "4"),
          relation("10", "consists_of", "8"),
          relation("10", "has_ingredients", "9"),
          relation("8", "has_ingredient", "7"),
          relation("11", "consists_of", "4"),
          relation("14", "tradename_of", "13"),
          relation("14", "has_ingredient", "15"));

  private static final String ATTRIBUTES =
      String.join(
          "\n",
          ndc("6", "00001000101", "N"),
          ndc("5", "00002000202", "N"),
          ndc("10", "00003000303", "N"),
          ndc("11", "00004000404", "N"),
          ndc("11", "00001000101", "O"),
          ndc("14", "00005000505", "N"),
          ndc("16", "00006000606", "N"),
          "5|||A|AUI|1|||DM_SPL_ID|MTHSPL|77|N||");

  @TempDir private Path folder;
  private FolderTarget target;

  private static String concept(String code, String type, String name) {
    return code
        + "|ENG|P|L|PF|S|Y|A||"
        + code
        + "||RXNORM|"
        + type
        + "|"
        + code
        + "|"
        + name
        + "||N||";
  }

  private static String relation(String one, String kind, String other) {
    return one + "||CUI|RO|" + other + "||CUI|" + kind + "|1||RXNORM||||N||";
  }

  private static String ndc(String drug, String ndc, String suppressed) {
    return drug + "|||A|AUI|" + drug + "|||NDC|RXNORM|" + ndc + "|" + suppressed + "||";
  }

  @BeforeEach
  void packagesAreHeld() throws IOException {
    target = new FolderTarget(folder.resolve("held"));
    Resource pairs =
        new PackageCodeMapWriter()
            .write(
                List.of(
                    pair("00001000101", "J0001"),
                    pair("00002000202", "J0002"),
                    pair("00003000303", "J0003"),
                    pair("00005000505", "J0005")),
                new Edition("1", Quarter.of("2025Q4").orElseThrow().firstDay(), "pairs"));
    target.write(List.of(pairs));
  }

  private static PackageCode pair(String ndc, String code) {
    return new PackageCode(new Ndc(ndc), code, null, null, Quarter.of("2025Q4").orElseThrow());
  }

  private Path loose(String name) throws IOException {
    Path tables = Files.createDirectories(folder.resolve(name).resolve("rrf"));
    Files.writeString(tables.resolve("RXNCONSO.RRF"), CONCEPTS);
    Files.writeString(tables.resolve("RXNREL.RRF"), RELATIONS);
    Files.writeString(tables.resolve("RXNSAT.RRF"), ATTRIBUTES);
    Files.writeString(tables.resolve("RXNSAB.RRF"), "RXNORM");
    return tables;
  }

  private Path zip(String name) throws IOException {
    Path zip = folder.resolve(name);
    try (OutputStream out = Files.newOutputStream(zip);
        ZipOutputStream entries = new ZipOutputStream(out)) {
      for (Map.Entry<String, String> table :
          new TreeMap<>(
                  Map.of(
                      "rrf/RXNCONSO.RRF", CONCEPTS,
                      "rrf/RXNREL.RRF", RELATIONS,
                      "rrf/RXNSAT.RRF", ATTRIBUTES,
                      "rrf/RXNSAB.RRF", "RXNORM",
                      "prescribe/rrf/RXNCONSO.RRF", ""))
              .entrySet()) {
        entries.putNextEntry(new ZipEntry(table.getKey()));
        entries.write(table.getValue().getBytes(StandardCharsets.UTF_8));
      }
    }
    return zip;
  }

  private String load(Path file) throws IOException {
    StringWriter said = new StringWriter();
    FileToLoad source =
        new FileToLoad(
            RxNormFiles.standingFor(file), RxNormFiles::isSources, null, new RxNormLoad(file));
    new LoadRun(
            target,
            List.of(source),
            new PrintWriter(said),
            new PrintWriter(Writer.nullWriter()),
            false)
        .load();
    return said.toString();
  }

  /** Returns the codes by RxNorm code, with the term type: {@code 6 SBD} to {@code J0001}. */
  private Map<String, List<String>> held() throws IOException {
    Map<String, List<String>> codes = new TreeMap<>();
    for (ConceptMap map : target.all(ConceptMap.class)) {
      if (map.getIdPart().equals(ConceptCodeMapWriter.ID)) {
        for (SourceElementComponent element : map.getGroupFirstRep().getElement()) {
          codes.put(
              element.getCode()
                  + " "
                  + element
                      .getExtensionByUrl(ConceptCodeMapWriter.TERM_TYPE)
                      .getValue()
                      .primitiveValue(),
              element.getTarget().stream().map(t -> t.getCode()).toList());
        }
      }
    }
    return codes;
  }

  private static void assertWhole(Map<String, List<String>> held) {
    assertThat(held)
        .containsOnly(
            Map.entry("1 IN", List.of("J0001", "J0002")),
            Map.entry("2 PIN", List.of("J0001", "J0002")),
            Map.entry("3 BN", List.of("J0001")),
            Map.entry("4 SCDC", List.of("J0001", "J0002")),
            Map.entry("5 SCD", List.of("J0001", "J0002")),
            Map.entry("6 SBD", List.of("J0001")),
            Map.entry("9 MIN", List.of("J0003")),
            Map.entry("10 SCD", List.of("J0003")),
            Map.entry("13 GPCK", List.of("J0005")),
            Map.entry("14 BPCK", List.of("J0005")),
            Map.entry("15 BN", List.of("J0005")));
  }

  @Test
  void eachConceptGetsTheCodesOfItsPackages() throws IOException {
    assertThat(load(zip("RxNorm_full_11022026.zip"))).contains("2 resources written");
    assertWhole(held());
  }

  @Test
  void looseTablesAreReadToo() throws IOException {
    load(loose("RxNorm_full_prescribe_11022026"));
    assertWhole(held());
  }

  @Test
  void aReleaseLoadedTwiceChangesNothing() throws IOException {
    load(zip("RxNorm_full_11022026.zip"));
    assertThat(load(zip("RxNorm_full_11022026.zip"))).contains("0 resources written");
  }

  @Test
  void aReleaseWithoutADayIsRefused() throws IOException {
    assertThat(load(zip("rxnorm.zip"))).contains("The day of the release is not known");
    assertThat(held()).isEmpty();
  }

  @Test
  void withoutCrosswalkNothingIsLoaded() throws IOException {
    target = new FolderTarget(folder.resolve("empty"));
    assertThat(load(zip("RxNorm_full_11022026.zip"))).contains("Load a crosswalk first");
  }

  @Test
  void anEarlierReleaseLeavesWhatALaterOneSaysAndAddsWhatItLacks() throws IOException {
    load(zip("RxNorm_full_11022026.zip"));
    Map<String, List<String>> newest = held();
    ConceptMap map = map();
    map.getGroupFirstRep().getElement().removeIf(element -> element.getCode().equals("9"));
    map.getGroupFirstRep().getElement().stream()
        .filter(element -> element.getCode().equals("3"))
        .forEach(element -> element.setDisplay("Brand of the later release"));
    target.write(List.of(map));

    for (String earlier : List.of("11012026", "10052020")) {
      assertThat(load(zip("RxNorm_full_" + earlier + ".zip")))
          .contains("left as they are, since a later release is held: ");
      assertThat(held()).isEqualTo(newest);
      assertThat(map().getVersion()).isEqualTo("2026-11-02");
      assertThat(map().getDescription()).contains("RxNorm of 2026-11-02");
      assertThat(display("3")).isEqualTo("Brand of the later release");
    }
    load(zip("RxNorm_full_11022026.zip"));
    assertThat(display("3")).isEqualTo("Brandone");
    load(zip("RxNorm_full_11032026.zip"));
    assertThat(map().getVersion()).isEqualTo("2026-11-03");
  }

  private String display(String concept) throws IOException {
    return map().getGroupFirstRep().getElement().stream()
        .filter(element -> element.getCode().equals(concept))
        .map(SourceElementComponent::getDisplay)
        .findFirst()
        .orElseThrow();
  }

  private ConceptMap map() throws IOException {
    return target.all(ConceptMap.class).stream()
        .filter(map -> map.getIdPart().equals(ConceptCodeMapWriter.ID))
        .findFirst()
        .orElseThrow();
  }
}
