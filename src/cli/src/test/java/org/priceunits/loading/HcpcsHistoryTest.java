package org.priceunits.loading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ca.uhn.fhir.context.FhirContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hl7.fhir.instance.model.api.IBase;
import org.hl7.fhir.r4.model.CodeSystem;
import org.hl7.fhir.r4.model.CodeSystem.ConceptDefinitionComponent;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.Period;
import org.hl7.fhir.r4.model.Resource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.priceunits.loading.cms.Files508;
import org.priceunits.loading.cms.PublishedFile;
import org.priceunits.loading.cms.ReleaseName;
import org.priceunits.loading.codes.Dosages;
import org.priceunits.loading.write.HcpcsReleases;

/** Releases of several years are loaded in any order, and give the same codes. */
class HcpcsHistoryTest {
  private static final Path RELEASES = Path.of("../shared/data/cms/hcpcs");
  private static final List<String> HEADER =
      List.of("HCPC", "RECID", "LONG DESCRIPTION", "ADD DT", "ACT EFF DT", "TERM DT");

  private static final PublishedFile Y2013 =
      release(
          "HCPC2013_A-N.xlsx",
          row("J7311", "Fluocinolone acetonide, intravitreal implant", "20070101", "20070101", ""),
          row("J0461", "Injection, atropine sulfate, 0. 01 mg", "20100101", "20100101", ""),
          row("J9350", "Injection, topotecan, 4 mg", "19980101", "20110101", "20101231"),
          row("J3487", "Injection, zoledronic acid (zometa), 1 mg", "20030101", "20080101", ""),
          row("J0002", "Injection, known to one release, 5 mg", "20030101", "20080101", ""));
  private static final PublishedFile Y2016 =
      release(
          "HCPC2016_CONTR_ANWEB.xlsx",
          row("J7311", "Fluocinolone acetonide, intravitreal implant", "20070101", "20070101", ""),
          row("J0461", "Injection, atropine sulfate, 0.01 mg", "20100101", "20100101", ""),
          row("J9350", "Injection, topotecan, 4 mg", "19980101", "20110101", "20101231"),
          row(
              "J3487",
              "Injection, zoledronic acid (zometa), 1 mg",
              "20030101",
              "20140101",
              "20131231"));
  private static final PublishedFile Q2020 =
      release(
          "HCPC2020_OCT_anweb.xlsx",
          row("J7311", "Injection, fluocinolone, (retisert), 0.01 mg", "20070101", "20191001", ""),
          row("J0461", "Injection, atropine sulfate, 0.01 mg", "20100101", "20100101", ""),
          row("J9066", "Injection, sacituzumab, 10 mg", "20201001", "20201001", ""));
  private static final PublishedFile Q2025 =
      release(
          "HCPC2025_OCT_ANWEB.xlsx",
          row("J7311", "Injection, fluocinolone, (retisert), 0.01 mg", "20070101", "20230101", ""),
          row("J0461", "Injection, atropine sulfate, 0.01 mg", "20100101", "20100101", ""),
          row("J9066", "Injection, sacituzumab, 2.5 mg", "20201001", "20210101", "20201231"),
          row("J9350", "Injection, mosunetuzumab-axgb, 1 mg", "20230701", "20230701", ""));

  static List<List<PublishedFile>> orders() {
    return permutations(List.of(Y2013, Y2016, Q2020, Q2025));
  }

  @ParameterizedTest
  @MethodSource("orders")
  void anyOrderOfReleasesGivesTheSameCodesAndSuccessors(List<PublishedFile> order)
      throws IOException {
    Map<String, String> expected = loaded(List.of(Y2013, Y2016, Q2020, Q2025));
    assertThat(loaded(order)).isEqualTo(expected);
    List<PublishedFile> twice = new ArrayList<>(order);
    twice.addAll(order);
    assertThat(loaded(twice)).isEqualTo(expected);
  }

  @Test
  void aDescriptorHoldsUntilTheActionThatBroughtTheNextOne() throws IOException {
    assertThat(earlier(codes(Q2025, Y2013), "J7311"))
        .containsExactly("none ..2022-12-31 Fluocinolone acetonide, intravitreal implant");
    assertThat(earlier(codes(Q2025, Y2013, Q2020), "J7311"))
        .containsExactly("none ..2019-09-30 Fluocinolone acetonide, intravitreal implant");
  }

  @Test
  void aDescriptorWithOtherWordsForTheSameAmountIsNoChange() throws IOException {
    assertThat(earlier(codes(Y2013, Y2016, Q2025), "J0461")).isEmpty();
    assertThat(properties(codes(Y2013), "J0461")).containsEntry("dosage-value", "0.01");
  }

  /** The last action was the end of the code, so the day of the correction is not known. */
  @Test
  void aDescriptorThatWasCorrectedAfterTheEndOfTheCodeIsNotCertain() throws IOException {
    assertThat(earlier(codes(Q2020, Q2025), "J9066"))
        .containsExactly("none ..2020-12-31 Injection, sacituzumab, 10 mg");
  }

  @Test
  void aCodeThatWasGivenToAnotherDrugKeepsItsFirstLife() throws IOException {
    CodeSystem codes = codes(Q2025, Y2016);
    assertThat(earlier(codes, "J9350"))
        .containsExactly("4 mg 1998-01-01..2010-12-31 Injection, topotecan, 4 mg");
    assertThat(properties(codes, "J9350"))
        .containsEntry("added", "2023-07-01")
        .containsEntry("dosage-value", "1")
        .doesNotContainKey("terminated");
  }

  @Test
  void aCodeThatLaterReleasesLeaveOutNamesTheLastOneThatListsIt() throws IOException {
    assertThat(properties(codes(Q2025, Y2013), "J3487"))
        .containsEntry("release", "2013-01")
        .containsEntry("listed-until", "2013-12-31")
        .containsEntry("status", "retired");
    assertThat(properties(codes(Q2025, Y2013, Y2016), "J3487"))
        .containsEntry("release", "2016-01")
        .containsEntry("terminated", "2013-12-31")
        .doesNotContainKey("listed-until");
    assertThat(properties(codes(Y2013), "J3487"))
        .containsEntry("status", "active")
        .doesNotContainKeys("release", "listed-until");
  }

  @ParameterizedTest
  @CsvSource({"J0461, true", "J9350, false"})
  void theNamesOfACodeStayUnlessItIsGivenToAnotherDrug(String code, boolean kept)
      throws IOException {
    CodeSystem held = codes(Y2016);
    concept(held, code).addDesignation().setValue("Brand");
    CodeSystem merged =
        new HcpcsReleases(held).with(codes(Q2025), ReleaseName.of(Q2025.name()).orElseThrow());
    assertThat(concept(merged, code).hasDesignation()).isEqualTo(kept);
  }

  @Test
  void aPostingOfTheSameReleaseThatIsOlderChangesNothing() throws IOException {
    PublishedFile first =
        release(
            "HCPC2026_OCT_ANWEB_09232026.xlsx",
            row("J0461", "Injection, atropine, 5 mg", "20100101", "20260101", ""));
    PublishedFile again =
        release(
            "HCPC2026_OCT_ANWEB_v2.xlsx",
            row("J0461", "Injection, atropine, 4 mg", "20100101", "20260101", ""));
    assertThat(properties(codes(first, again), "J0461")).containsEntry("dosage-value", "4");
    assertThat(properties(codes(again, first), "J0461")).containsEntry("dosage-value", "4");
  }

  /** Needs CMS's own files. */
  @ParameterizedTest
  @ValueSource(strings = {"3012", "0321"})
  void cmsOwnReleasesGiveTheSameCodesInAnyOrder(String order) throws IOException {
    assumeTrue(Files.isDirectory(RELEASES), "the source files are not here");
    List<String> names =
        List.of(
            "HCPC2013_A-N.txt",
            "HCPC2016_CONTR_ANWEB.txt",
            "HCPC2020_OCT_anweb.xlsx",
            "HCPC2025_OCT_ANWEB.xlsx");
    List<PublishedFile> files = new ArrayList<>();
    for (String name : names) {
      files.add(new PublishedFile(name, Files.readAllBytes(RELEASES.resolve(name))));
    }
    List<PublishedFile> ordered = order.chars().mapToObj(digit -> files.get(digit - '0')).toList();
    Map<String, String> expected = loaded(files);
    Map<String, String> loaded = loaded(ordered);
    assertThat(loaded.keySet()).isEqualTo(expected.keySet());
    assertThat(loaded.entrySet())
        .filteredOn(entry -> !entry.getValue().equals(expected.get(entry.getKey())))
        .isEmpty();
    CodeSystem codes = codes(ordered.toArray(PublishedFile[]::new));
    assertThat(earlier(codes, "J7311"))
        .containsExactly("none ..2019-09-30 Fluocinolone acetonide, intravitreal implant");
    assertThat(properties(codes, "J3487")).containsEntry("terminated", "2013-12-31");
  }

  private static CodeSystem codes(PublishedFile... files) throws IOException {
    return (CodeSystem) resources(List.of(files)).get("hcpcs");
  }

  private static Map<String, String> loaded(List<PublishedFile> files) throws IOException {
    Map<String, String> texts = new LinkedHashMap<>();
    resources(files)
        .forEach(
            (id, resource) -> {
              if (resource instanceof CodeSystem system) {
                system.getConcept().forEach(code -> texts.put(code.getCode(), text(code)));
                system.setConcept(List.of());
              }
              texts.put(id, text(resource));
            });
    return texts;
  }

  private static String text(IBase element) {
    return FhirContext.forR4Cached().newJsonParser().encodeToString(element);
  }

  private static Map<String, Resource> resources(List<PublishedFile> files) throws IOException {
    Map<String, Resource> held = new LinkedHashMap<>();
    HeldResources target =
        new HeldResources() {
          @Override
          public <T extends Resource> List<T> all(Class<T> type) {
            return held.values().stream().filter(type::isInstance).map(type::cast).toList();
          }
        };
    for (PublishedFile file : files) {
      LoadPlan plan = new HcpcsLoad(new Dosages(List.of())).plan(file, target);
      ((LoadPlan.Changes) plan)
          .changed()
          .forEach(resource -> held.put(resource.getIdPart(), resource));
    }
    return held;
  }

  private static List<String> earlier(CodeSystem codes, String code) {
    return concept(codes, code).getExtension().stream()
        .map(
            earlier -> {
              Extension valid = earlier.getExtensionByUrl("valid");
              Period period = valid == null ? new Period() : (Period) valid.getValue();
              return (earlier.hasExtension("value")
                      ? earlier.getExtensionString("value")
                          + " "
                          + earlier.getExtensionString("unit")
                      : "none")
                  + " "
                  + day(period.getStartElement().getValueAsString())
                  + ".."
                  + day(period.getEndElement().getValueAsString())
                  + " "
                  + earlier.getExtensionString("text");
            })
        .toList();
  }

  private static String day(String text) {
    return text == null ? "" : text;
  }

  private static Map<String, String> properties(CodeSystem codes, String code) {
    return concept(codes, code).getProperty().stream()
        .collect(
            Collectors.toMap(
                CodeSystem.ConceptPropertyComponent::getCode,
                property -> property.getValue().primitiveValue(),
                (first, second) -> first));
  }

  private static ConceptDefinitionComponent concept(CodeSystem codes, String code) {
    return codes.getConcept().stream()
        .filter(concept -> concept.getCode().equals(code))
        .findFirst()
        .orElseThrow();
  }

  private static List<String> row(
      String code, String description, String added, String effective, String terminated) {
    return List.of(code, "3", description, added, effective, terminated);
  }

  @SafeVarargs
  private static PublishedFile release(String name, List<String>... rows) {
    return new PublishedFile(
        name, Files508.xlsx(Stream.concat(Stream.of(HEADER), Stream.of(rows)).toList()));
  }

  private static <T> List<List<T>> permutations(List<T> of) {
    if (of.isEmpty()) {
      return List.of(List.of());
    }
    List<List<T>> all = new ArrayList<>();
    for (T first : of) {
      List<T> rest = new ArrayList<>(of);
      rest.remove(first);
      for (List<T> order : permutations(rest)) {
        all.add(Stream.concat(Stream.of(first), order.stream()).toList());
      }
    }
    return all;
  }
}
