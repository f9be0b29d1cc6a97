package org.priceunits.loading;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hl7.fhir.r4.model.ConceptMap;
import org.hl7.fhir.r4.model.MedicationKnowledge;
import org.hl7.fhir.r4.model.Period;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.StringType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.priceunits.domain.product.Ndc;
import org.priceunits.fhir.Canonicals;
import org.priceunits.loading.cms.PublishedFile;
import org.priceunits.loading.cms.Quarter;
import org.priceunits.loading.write.DrugPackage;
import org.priceunits.loading.write.Edition;
import org.priceunits.loading.write.PackageCode;
import org.priceunits.loading.write.PackageCodeMapWriter;
import org.priceunits.loading.write.ProductWriter;

/** Resources made before, of quarter 2025Q3, loaded beside what a target holds. */
class PublicLoadTest {
  private static final String NDC = "11111222233";
  private static final String OTHER = "11111222244";

  private final Map<String, Resource> held = new LinkedHashMap<>();

  @Test
  void aPackageOfALaterQuarterKeepsItsContentAndGetsWhatItLacks() throws IOException {
    hold(product("2026Q1", "20", "Later"));
    load(listed(product("2025Q3", "10", "Earlier")));

    MedicationKnowledge product = product();
    assertThat(product.getAmount().getValue()).isEqualByComparingTo("20");
    assertThat(version(product)).isEqualTo("2026Q1");
    assertThat(product.getSynonym().get(0).getValue()).isEqualTo("Later");
    assertThat(product.getDoseForm().getText()).isEqualTo("TABLET");
    assertThat(product.getExtensionsByUrl(Canonicals.extension("crosswalk-size"))).hasSize(2);
    assertThat(load(listed(product("2025Q3", "10", "Earlier")))).isEmpty();
  }

  @Test
  void aPackageOfAnEarlierQuarterIsReplacedAndKeepsWhatItHad() throws IOException {
    MedicationKnowledge earlier = product("2024Q1", "20", "Earlier");
    earlier.getCode().addCoding().setSystem(Canonicals.RXNORM).setCode("77");
    hold(earlier);
    load(listed(product("2025Q3", "10", "Later")));

    assertThat(product().getAmount().getValue()).isEqualByComparingTo("10");
    assertThat(product().getCode().getCoding()).hasSize(2);
    assertThat(product().getDoseForm().getText()).isEqualTo("TABLET");
  }

  @Test
  void aListingThatIsHeldIsNotMixedWithAnother() throws IOException {
    MedicationKnowledge later = product("2026Q1", "10", "Drug");
    later.addExtension(Canonicals.extension("fda-listing"), new StringType("held"));
    hold(later);
    load(listed(product("2025Q3", "10", "Drug")));
    assertThat(product().hasDoseForm()).isFalse();
  }

  @Test
  void aPackageKeptByHandStaysAsItIs() throws IOException {
    MedicationKnowledge byHand = product("2025Q3", "10", "Drug");
    byHand
        .getExtension()
        .removeIf(e -> e.getUrl().equals(Canonicals.extension("knowledge-version")));
    hold(byHand);
    assertThat(load(listed(product("2025Q3", "99", "Other")))).isEmpty();
  }

  @Test
  void aPairGoesOnUnlessALaterCrosswalkNamesPackagesOfItsCode() throws IOException {
    load(pairs("2025Q3", pair(NDC, "J0001", null, "2025Q3")));
    assertThat(end(NDC)).isNull();
    held.clear();
    hold(pairs("2026Q1", pair(OTHER, "J0002", null, "2026Q1")));
    load(pairs("2025Q3", pair(NDC, "J0001", null, "2025Q3")));
    assertThat(end(NDC)).isNull();
    assertThat(map().getVersion()).isEqualTo("2026Q1");
    held.clear();
    hold(pairs("2026Q1", pair(OTHER, "J0001", null, "2026Q1")));
    load(pairs("2025Q3", pair(NDC, "J0001", null, "2025Q3")));
    assertThat(end(NDC)).isEqualTo("2025-09-30");
    assertThat(end(OTHER)).isNull();
    assertThat(load(pairs("2025Q3", pair(NDC, "J0001", null, "2025Q3")))).isEmpty();
  }

  @Test
  void theNewerQuarterSaysHowLongAPairHolds() throws IOException {
    hold(pairs("2026Q1", pair(NDC, "J0001", "2026-03-31", "2026Q1")));
    load(pairs("2025Q3", pair(NDC, "J0001", null, "2025Q3")));
    assertThat(end(NDC)).isEqualTo("2026-03-31");
    held.clear();
    hold(pairs("2024Q1", pair(NDC, "J0001", "2024-03-31", "2024Q1")));
    load(pairs("2025Q3", pair(NDC, "J0001", null, "2025Q3")));
    assertThat(end(NDC)).isNull();
  }

  private List<Resource> load(Resource stated) throws IOException {
    String line = FhirContext.forR4Cached().newJsonParser().encodeResourceToString(stated);
    PublishedFile part = new PublishedFile("part", (line + "\n").getBytes(StandardCharsets.UTF_8));
    LoadPlan.Changes changes =
        (LoadPlan.Changes) new PublicLoad().plan(part, new OlderAfterNewerTest.Held(held));
    changes.changed().forEach(this::hold);
    return changes.changed();
  }

  private void hold(Resource resource) {
    held.put(resource.getIdPart(), resource);
  }

  private MedicationKnowledge product() {
    return (MedicationKnowledge) held.get("ndc-" + NDC);
  }

  private ConceptMap map() {
    return (ConceptMap) held.get(PackageCodeMapWriter.ID);
  }

  private static String version(MedicationKnowledge product) {
    return product
        .getExtensionByUrl(Canonicals.extension("knowledge-version"))
        .getValue()
        .primitiveValue();
  }

  private @Nullable String end(String ndc) {
    return map().getGroupFirstRep().getElement().stream()
        .filter(element -> element.getCode().equals(ndc))
        .map(e -> e.getTargetFirstRep().getExtensionByUrl(Canonicals.extension("valid")))
        .map(valid -> (Period) valid.getValue())
        .filter(Period::hasEnd)
        .findFirst()
        .map(valid -> valid.getEndElement().getValueAsString())
        .orElse(null);
  }

  private static MedicationKnowledge listed(MedicationKnowledge product) {
    product.getDoseForm().setText("TABLET");
    product.addExtension(Canonicals.extension("fda-listing"), new StringType("made"));
    ProductWriter.complete(product);
    return product;
  }

  private static MedicationKnowledge product(String quarter, String milligrams, String brand) {
    DrugPackage.Content content = new DrugPackage.Content(new BigDecimal(milligrams), "mg");
    Quarter named = Quarter.of(quarter).orElseThrow();
    return new ProductWriter()
        .write(
            new DrugPackage(
                new Ndc(NDC),
                brand,
                "maker",
                Optional.of(content),
                BigDecimal.ONE,
                List.of(new DrugPackage.Size(content, BigDecimal.TEN, named, named)),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                Optional.empty(),
                null,
                null,
                null,
                quarter,
                "crosswalk of " + quarter));
  }

  private static PackageCode pair(String ndc, String code, @Nullable String to, String last) {
    return new PackageCode(
        new Ndc(ndc),
        code,
        LocalDate.of(2010, 1, 1),
        to == null ? null : LocalDate.parse(to),
        Quarter.of(last).orElseThrow());
  }

  private static ConceptMap pairs(String version, PackageCode... pairs) {
    return new PackageCodeMapWriter()
        .write(
            List.of(pairs),
            new Edition(version, Quarter.of(version).orElseThrow().firstDay(), version + "."));
  }
}
