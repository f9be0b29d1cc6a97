package org.priceunits.loading.write;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.hl7.fhir.r4.model.MedicationKnowledge;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.priceunits.domain.product.Ndc;
import org.priceunits.loading.cms.HcpcsRecord;
import org.priceunits.loading.cms.PackageRow;
import org.priceunits.loading.cms.Quarter;
import org.priceunits.loading.cms.StatedDosage;
import org.priceunits.loading.fda.FdaPackage;

class DrugPackagesTest {
  private static final Quarter FIRST = new Quarter(2024, 1);
  private static final Quarter LATER = new Quarter(2024, 3);
  private static final Quarter NEWEST = new Quarter(2026, 1);

  @Test
  void aContainerHoldsItsBillingUnitsTimesTheDosageWhateverThePackageSizeSays() {
    DrugPackage ontruzant = packages("10", row("00006-5033-02", "Ontruzant", "150", "15")).get(0);

    assertThat(ontruzant.content())
        .hasValueSatisfying(content -> assertThat(content.value()).isEqualByComparingTo("150"));
  }

  @Test
  void theSizeIsKeptAsStatedAndMakesNoStrength() {
    DrugPackage lemtrada = packages("1", row("58468-0200-01", "Lemtrada", "1.2", "12")).get(0);

    assertThat(lemtrada.sizes())
        .containsExactly(
            new DrugPackage.Size(
                new DrugPackage.Content(new BigDecimal("12"), "mg"),
                new BigDecimal("1.2"),
                FIRST,
                NEWEST));
    assertThat(new ProductWriter().write(lemtrada).getIngredientFirstRep().hasStrength()).isFalse();
  }

  @Test
  void withoutACertainDosageOrWithAnotherOneInTheCrosswalkTheContentIsUnknown() {
    CrosswalkPackages unknown =
        new CrosswalkPackages(code -> new StatedDosage.NotCertain("", "x"), List.of(), "source");

    assertThat(unknown.of(List.of(row("58468-0200-01", "Lemtrada", "1.2", "12"))).get(0).content())
        .isEmpty();
    assertThat(
            packages("10", row("58468-0200-01", "Lemtrada", "1.2", "12", "1 MG")).get(0).content())
        .isEmpty();
  }

  @Test
  void withoutASingleAmountTheContentIsInUnitsOfTheCode() {
    CrosswalkPackages several =
        new CrosswalkPackages(
            code -> new StatedDosage.NotCertain("3 mg/1 mg", "x"), List.of(), "source");
    MedicationKnowledge product =
        new ProductWriter()
            .write(several.of(List.of(row("58468-0200-01", "Lemtrada", "20", "80"))).get(0));

    assertThat(product.getAmount().getCode()).isEqualTo("{J0202}");
    assertThat(product.getAmount().getValue()).isEqualByComparingTo("80");
    assertThat(product.getExtensionsByUrl(CrosswalkSizes.URL)).hasSize(1);
  }

  @Test
  void rxNormComesFromTheDirectoryOverTenDigits() {
    CrosswalkPackages crosswalk =
        new CrosswalkPackages(
            DrugPackagesTest::one,
            List.of(new FdaPackage(2, "58468-0200-1", "1594663", "117055", "alemtuzumab")),
            "source");
    DrugPackage lemtrada =
        crosswalk.of(List.of(row("58468-0200-01", "Lemtrada", "1.2", "12"))).get(0);

    assertThat(lemtrada.rxnorm()).containsExactly("1594663");
    assertThat(lemtrada.ingredient()).contains(new DrugPackage.Ingredient("117055", "alemtuzumab"));
  }

  @Test
  void aPackageSaysNothingThatItsSourcesDoNot() {
    MedicationKnowledge product =
        new ProductWriter()
            .write(packages("1", row("58468-0200-01", "Lemtrada", "1", "12")).get(0));

    assertThat(product.getId()).isEqualTo("ndc-58468020001");
    assertThat(product.hasDrugCharacteristic()).isFalse();
    assertThat(product.getIngredientFirstRep().hasStrength()).isFalse();
    assertThat(product.hasDoseForm()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "2024Q1, 2026Q1, 2016-01-01, ", // there before the first crosswalk: since its code began
    "2024Q3, 2026Q1, 2024-07-01, ",
    "2024Q1, 2024Q3, 2016-01-01, 2024-09-30"
  })
  void aPairHoldsWhileItsCodeDoesNarrowedByTheCrosswalks(
      String from, String to, LocalDate start, @Nullable LocalDate end) {
    List<PackageRow> rows =
        List.of(
            row("58468-0200-01", "Lemtrada", quarter(from), quarter(to)),
            row("11111-2222-33", "First", FIRST, FIRST),
            row("11111-2222-44", "Newest", LATER, NEWEST));

    assertThat(new PackageCodes(Map.of("J0202", j0202())).of(rows).get(0))
        .isEqualTo(
            new PackageCode(
                new Ndc("58468020001"), "J0202", start, end, Quarter.of(to).orElseThrow()));
  }

  @Test
  void identifiersThatAreNoNdcMakeNeitherPackageNorPair() {
    PackageRow graft = row("GG100", "Gammagraft", "2.25", "2.25");

    assertThat(packages("1", graft)).isEmpty();
    assertThat(new PackageCodes(Map.of("J0202", j0202())).of(List.of(graft))).isEmpty();
  }

  private static Quarter quarter(String name) {
    return Quarter.of(name).orElseThrow();
  }

  private static List<DrugPackage> packages(String dosage, PackageRow... rows) {
    return new CrosswalkPackages(
            code -> new StatedDosage.Certain(new BigDecimal(dosage), "mg", dosage + " mg"),
            List.of(),
            "source")
        .of(List.of(rows));
  }

  private static StatedDosage one(String code) {
    return new StatedDosage.Certain(BigDecimal.ONE, "mg", "1 mg");
  }

  private static PackageRow row(String ndc, String brand, String size, String units) {
    return row(ndc, brand, size, units, "");
  }

  private static PackageRow row(
      String ndc, String brand, String size, String units, String dosage) {
    return new PackageRow(
        2,
        "J0202",
        ndc,
        brand,
        "Labeler",
        dosage,
        new BigDecimal(size),
        BigDecimal.ONE,
        new BigDecimal(units),
        FIRST.firstDay(),
        NEWEST.lastDay());
  }

  private static PackageRow row(String ndc, String brand, Quarter from, Quarter to) {
    return new PackageRow(
        2,
        "J0202",
        ndc,
        brand,
        "Labeler",
        "",
        BigDecimal.TEN,
        BigDecimal.ONE,
        BigDecimal.ONE,
        from.firstDay(),
        to.lastDay());
  }

  private static HcpcsRecord j0202() {
    return new HcpcsRecord(
        2,
        "J0202",
        HcpcsRecord.Kind.CODE,
        "Injection, alemtuzumab, 1 mg",
        "",
        List.of(),
        "",
        "",
        "",
        List.of(),
        List.of(),
        LocalDate.of(2016, 1, 1),
        null,
        null,
        "N");
  }
}
