package org.priceunits.market;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.hl7.fhir.r4.model.MedicationKnowledge;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.priceunits.ShippedKnowledge;
import org.priceunits.cli.PriceUnitsCommand;
import org.priceunits.domain.billing.UnitPricer;
import org.priceunits.domain.billing.request.Administration;
import org.priceunits.domain.billing.request.Administration.ServiceDay;
import org.priceunits.domain.billing.request.Administration.Setting;
import org.priceunits.domain.billing.request.Administration.Status;
import org.priceunits.domain.billing.request.Catalogs;
import org.priceunits.domain.billing.request.Drug;
import org.priceunits.domain.billing.request.Drug.NamedDrug;
import org.priceunits.domain.billing.request.Drug.PackageStatement;
import org.priceunits.domain.billing.request.PricingRequest;
import org.priceunits.domain.billing.result.GroupResult;
import org.priceunits.domain.billing.result.Issue;
import org.priceunits.domain.billing.result.Pricing;
import org.priceunits.domain.billing.result.ServiceLine;
import org.priceunits.domain.dose.Dose;
import org.priceunits.domain.dose.Quotient;
import org.priceunits.domain.dose.Strength;
import org.priceunits.domain.product.Container;
import org.priceunits.domain.product.ContainerType;
import org.priceunits.domain.product.DoseForm;
import org.priceunits.domain.product.DrugCode;
import org.priceunits.domain.product.DrugProduct;
import org.priceunits.domain.product.HcpcsCode;
import org.priceunits.domain.product.HcpcsDosage;
import org.priceunits.domain.product.Ndc;
import org.priceunits.domain.product.NdcQuantity;
import org.priceunits.domain.product.NdcUnit;
import org.priceunits.domain.product.Presentation;
import org.priceunits.domain.product.Presentation.Property;
import org.priceunits.domain.product.RecordedRoute;
import org.priceunits.knowledge.KnowledgeReader;
import org.priceunits.loading.cms.CrosswalkFile;
import org.priceunits.loading.cms.PackageRow;
import org.priceunits.loading.cms.PaymentLimit;
import org.priceunits.loading.cms.PaymentLimitFile;
import org.priceunits.loading.cms.Reading;
import org.priceunits.loading.fda.DirectoryExtract;
import org.priceunits.units.UcumUnits;

/**
 * Prices a whole container, and one of which half is discarded, of every drug that Medicare paid
 * for in the third quarter of 2025, with CMS's own files loaded. Runs if those files are available.
 */
class WholeMarketTest {
  private static final Path CMS = Path.of("../shared/data/cms");
  private static final Path HCPCS = CMS.resolve("hcpcs/HCPC2025_OCT_ANWEB.xlsx");
  private static final Path LIMITS = CMS.resolve("asp/asp_payment_limits_2025Q3.nocpt.csv");
  private static final Path CROSSWALK =
      CMS.resolve("crosswalk/asp_ndc_hcpcs_crosswalk_2025Q3.nocpt.csv");
  private static final List<Path> EARLIER =
      List.of(
          CMS.resolve("crosswalk/asp_ndc_hcpcs_crosswalk_2024Q1.nocpt.csv"),
          CMS.resolve("crosswalk/asp_ndc_hcpcs_crosswalk_2024Q4.nocpt.csv"));
  private static final Path DIRECTORY =
      Path.of("../shared/data/fda/fda_ndc_directory_2015-12_asp_subset.tsv");
  private static final LocalDate DAY = LocalDate.of(2025, 8, 15);

  private static final Map<Ndc, String> listings = new HashMap<>();
  private static List<PackageRow> rows;
  private static Catalogs catalogs;
  private static UnitPricer pricer;

  /** Packages of the listing whose quantity is withheld, as more would be a fault of reading. */
  private static final int MOST_WITHHELD = 11;

  private final Map<String, Integer> counts = new TreeMap<>();
  private final Map<String, String> withheld = new TreeMap<>();

  @BeforeAll
  static void load(@TempDir Path folder, @TempDir Path listing) throws IOException {
    assumeTrue(Files.exists(CROSSWALK), "CMS's files are not here");
    StringWriter said = new StringWriter();
    int exit =
        PriceUnitsCommand.commandLine()
            .setOut(new PrintWriter(said))
            .execute(
                "load",
                "--to",
                folder.toString(),
                "--hcpcs",
                HCPCS.toString(),
                "--asp",
                LIMITS.toString(),
                "--posted",
                "2025-06-23",
                "--crosswalk",
                EARLIER.get(0).toString(),
                "--crosswalk",
                EARLIER.get(1).toString(),
                "--crosswalk",
                CROSSWALK.toString(),
                "--ndc",
                new DirectoryExtract(Files.readAllBytes(DIRECTORY))
                    .write(listing, "2015-12-26")
                    .toString());
    assertThat(exit).as(said.toString()).isLessThanOrEqualTo(1);
    rows = crosswalk();
    List<Resource> resources = new ArrayList<>(ShippedKnowledge.read(folder));
    for (Resource resource : resources) {
      if (resource instanceof MedicationKnowledge product && product.hasDoseForm()) {
        listings.put(
            new Ndc(product.getCode().getCodingFirstRep().getCode()),
            product.getDoseForm().getText());
      }
    }
    ShippedKnowledge.resources().stream()
        .filter(
            r -> r.getIdElement().getIdPart().matches("policy-.*|place-of-service|dose-form-text"))
        .forEach(resources::add);
    catalogs = KnowledgeReader.read(resources).catalogs();
    pricer = new UnitPricer(catalogs, new UcumUnits());
  }

  @Test
  void everyCodeWithALimitIsPricedOrRefusedForAReason() throws IOException {
    for (PaymentLimit limit : limits()) {
      Optional<DrugCode> code = HcpcsCode.of(limit.code()).flatMap(catalogs.codes()::code);
      HcpcsDosage dosage = code.map(DrugCode::dosage).orElse(null);
      if (dosage == null) {
        count("code without a certain dosage");
        continue;
      }
      BigDecimal container = dosage.value().multiply(BigDecimal.valueOf(7));
      check(code.get().code(), dosage, Dose.of(container, dosage.unit()), List.of());
    }
    print("codes of the payment limits");
    assertThat(counts.get("priced")).isGreaterThan(1500);
  }

  @Test
  void everyPackageOfTheCrosswalkIsPricedOrRefusedForAReason() throws IOException {
    for (PackageRow row : rows) {
      Optional<Ndc> ndc = Ndc.of(row.ndc());
      Optional<DrugProduct> product = ndc.flatMap(catalogs.products()::byNdc);
      if (product.isEmpty() || product.get().content() == null) {
        count("package without a certain content");
        continue;
      }
      HcpcsCode code = new HcpcsCode(row.code());
      HcpcsDosage dosage = catalogs.codes().code(code).map(DrugCode::dosage).orElse(null);
      if (dosage == null) {
        count("code without a certain dosage");
        continue;
      }
      check(code, dosage, product.get().content(), List.of(ndc.get()));
    }
    print("packages of the crosswalk");
    assertThat(counts.get("priced")).isGreaterThan(8000);
    int listed = total("listed, ");
    int without = counts.getOrDefault("listed, no quantity", 0);
    assertThat(without).as("of %s listed", listed).isLessThan(listed / 20);
    System.out.println("Listed, without a quantity since their sources differ: " + withheld);
    assertThat(withheld.size()).as("%s", withheld).isBetween(1, MOST_WITHHELD);
  }

  /** Codes of CMS's own table that stand for any drug, and neighbours that do not. */
  @ParameterizedTest
  @CsvSource({
    "A4641, true",
    "A9597, true",
    "A9598, true",
    "A9698, true",
    "A9699, true",
    "C9399, true",
    "J3490, true",
    "A9500, false",
    "A9576, false",
    "A9700, false",
    "S9542, false",
    "Q0181, false"
  })
  void codesForAnyDrugAreKnownByCmsWords(String code, boolean unclassified) {
    DrugCode known = catalogs.codes().code(new HcpcsCode(code)).orElseThrow();
    assertThat(known.unclassified()).isEqualTo(unclassified);
    assertThat(known.unclassified() && known.service() != null).as("also a service").isFalse();
  }

  private void check(HcpcsCode code, HcpcsDosage dosage, Dose container, List<Ndc> ndcs) {
    BigDecimal content = container.value().decimal().orElseThrow();
    identities(price(code, content, container, ndcs), dosage, container, content);
    BigDecimal half = content.divide(BigDecimal.valueOf(2));
    identities(price(code, half, container, ndcs), dosage, container, half);
  }

  private static Pricing price(HcpcsCode code, BigDecimal dose, Dose container, List<Ndc> ndcs) {
    Administration administration =
        new Administration(
            0,
            "Patient/p1",
            Status.COMPLETED,
            new ServiceDay(DAY, null),
            Dose.of(dose, container.unit()),
            new Drug(
                "",
                Set.of(),
                ndcs,
                List.of(),
                List.of(),
                null,
                false,
                PackageStatement.NONE,
                NamedDrug.NONE),
            List.of(new Container(container, 1, ContainerType.SINGLE_DOSE, false, null)),
            List.of(),
            List.of(),
            null,
            List.of(),
            new Setting("", "", "", "11", null),
            null,
            null,
            RecordedRoute.NONE);
    return pricer.price(
        new PricingRequest(
            List.of(administration),
            List.of(),
            "medicare",
            code,
            PricingRequest.Places.OF_RECORDS,
            null,
            false,
            List.of(),
            LocalDate.MAX,
            LocalDate.MAX));
  }

  private void identities(Pricing pricing, HcpcsDosage dosage, Dose container, BigDecimal dose) {
    if (pricing.priced().isEmpty()) {
      GroupResult refused = pricing.results().get(0);
      count(
          "refused: "
              + refused.issues().stream()
                  .filter(Issue::refuses)
                  .findFirst()
                  .orElseThrow()
                  .code()
                  .code());
      return;
    }
    count("priced");
    List<ServiceLine> lines = pricing.priced().get(0).lines();
    BigDecimal content = container.value().decimal().orElseThrow();
    BigDecimal administered = lines.get(0).units().multiply(dosage.value());
    assertThat(administered)
        .as("%s covers the dose", lines.get(0).code())
        .isGreaterThanOrEqualTo(dose);
    BigDecimal units =
        lines.stream().map(ServiceLine::units).reduce(BigDecimal.ZERO, BigDecimal::add);
    if (lines.size() == 2) {
      assertThat(units.multiply(dosage.value())).isLessThanOrEqualTo(content);
    }
    for (ServiceLine line : lines) {
      ServiceLine.Price price = line.price();
      if (price != null) {
        assertThat(price.net())
            .isEqualByComparingTo(
                price.unitPrice().multiply(line.units()).setScale(2, RoundingMode.HALF_UP));
      }
    }
    ndcQuantities(lines, container);
  }

  /** A container is counted whole: its millilitres, or as one unit. */
  private void ndcQuantities(List<ServiceLine> lines, Dose container) {
    Ndc ndc = lines.get(0).ndc();
    if (ndc == null) {
      return;
    }
    Presentation known = catalogs.products().byNdc(ndc).orElseThrow().presentation();
    boolean listed = listings.containsKey(ndc);
    NdcQuantity first = lines.get(0).ndcQuantity();
    String unit = first == null ? "no quantity" : first.unit().name();
    count((listed ? "listed, " : "not listed, ") + unit);
    if (listed && first == null && known.contradictions().isEmpty()) {
      count("listed, no quantity though nothing is contradicted");
    } else if (listed && first == null) {
      withheld.put(ndc.value(), known.contradictions().keySet().toString());
    }
    if (catalogs.codes().isSwallowed(lines.get(0).code())) {
      count("swallowed, " + unit);
    }
    if (first == null) {
      return;
    }
    assertThat(known.contradictions()).as("%s", ndc).doesNotContainKey(Property.FORM);
    if (catalogs.codes().isSwallowed(lines.get(0).code()) && !isLiquid(listings.get(ndc))) {
      assertThat(first.unit()).as("%s, swallowed", ndc).isNotEqualTo(NdcUnit.ML);
    }
    if (listed && isDry(listings.get(ndc))) {
      assertThat(first.unit()).as("%s %s", ndc, listings.get(ndc)).isNotEqualTo(NdcUnit.ML);
    }
    BigDecimal sum =
        lines.stream().map(l -> l.ndcQuantity().value()).reduce(BigDecimal.ZERO, BigDecimal::add);
    boolean whole = known.form() == DoseForm.POWDER || known.form() == DoseForm.KIT;
    Optional<BigDecimal> one =
        first.unit() == NdcUnit.UN && whole
            ? Optional.of(BigDecimal.ONE)
            : Optional.ofNullable(known.strength())
                .filter(strength -> first.unit() == NdcUnit.ML)
                .flatMap(strength -> millilitresOf(container, strength))
                .map(q -> q.rounded(3));
    one.ifPresent(held -> assertThat(sum).as("NDC quantity of %s", ndc).isEqualByComparingTo(held));
  }

  private static Optional<Quotient> millilitresOf(Dose drug, Strength strength) {
    UcumUnits units = new UcumUnits();
    return drug.in(strength.amountUnit(), units)
        .map(amount -> amount.times(strength.volume()).over(strength.amount()))
        .flatMap(volume -> new Dose(volume, strength.volumeUnit()).in("mL", units));
  }

  /** Of a drug that is swallowed only a listing tells that it is a liquid. */
  private static boolean isLiquid(@Nullable String form) {
    return form != null && form.matches(".*(SOLUTION|SUSPENSION|LIQUID|SYRUP|ELIXIR|EMULSION).*");
  }

  private static boolean isDry(String form) {
    return form.contains("POWDER") || form.contains("TABLET") || form.contains("CAPSULE");
  }

  @Test
  void noPackageWithAListingHasAStrengthThatItContradicts() {
    int strengths = 0;
    Map<Property, Integer> contradicted = new EnumMap<>(Property.class);
    for (PackageRow row : rows) {
      Presentation known =
          Ndc.of(row.ndc())
              .flatMap(catalogs.products()::byNdc)
              .map(DrugProduct::presentation)
              .orElse(Presentation.UNKNOWN);
      known.contradictions().keySet().forEach(p -> contradicted.merge(p, 1, Integer::sum));
      if (known.strength() != null) {
        strengths++;
        assertThat(known.contradictions()).doesNotContainKey(Property.STRENGTH);
      }
    }
    System.out.println(
        "Of "
            + rows.size()
            + " rows "
            + strengths
            + " have a strength; contradicted: "
            + contradicted);
    assertThat(strengths).isGreaterThan(2700);
  }

  /** Bendamustine is a powder under J9033, and another maker's solution under J9036. */
  @ParameterizedTest
  @ValueSource(strings = {"16729025003", "55150039101"})
  void aPowderHasNotTheConcentrationOfASolutionOfItsName(String ndc) {
    assertThat(Ndc.of(ndc).flatMap(catalogs.products()::byNdc))
        .hasValueSatisfying(known -> assertThat(known.presentation().strength()).isNull());
  }

  private void count(String what) {
    counts.merge(what, 1, Integer::sum);
  }

  private int total(String prefix) {
    return counts.entrySet().stream()
        .filter(e -> e.getKey().matches(prefix + "(no quantity|[A-Z0-9]{2})"))
        .mapToInt(Map.Entry::getValue)
        .sum();
  }

  private void print(String what) {
    System.out.println("Of the " + what + ", two pricings each: " + counts);
  }

  private static List<PaymentLimit> limits() throws IOException {
    return ((Reading.Read<PaymentLimit>) PaymentLimitFile.read(Files.readAllBytes(LIMITS)))
        .records();
  }

  private static List<PackageRow> crosswalk() throws IOException {
    return ((Reading.Read<PackageRow>) CrosswalkFile.read(Files.readAllBytes(CROSSWALK))).records();
  }
}
