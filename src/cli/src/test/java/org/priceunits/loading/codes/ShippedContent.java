package org.priceunits.loading.codes;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.CodeSystem;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.ValueSet;
import org.priceunits.loading.cms.HcpcsRecord;
import org.priceunits.loading.cms.MueFile;
import org.priceunits.loading.cms.MueRow;
import org.priceunits.loading.cms.PackageRow;
import org.priceunits.loading.cms.PackageTable;
import org.priceunits.loading.cms.PaymentLimit;
import org.priceunits.loading.cms.PaymentLimitFile;
import org.priceunits.loading.cms.Quarter;
import org.priceunits.loading.cms.ReleaseName;
import org.priceunits.loading.cms.StatedDosage;
import org.priceunits.loading.fda.FdaPackageTable;
import org.priceunits.loading.write.CeilingEnds;
import org.priceunits.loading.write.CodeSetWriter;
import org.priceunits.loading.write.CollectionWriter;
import org.priceunits.loading.write.DrugPackage;
import org.priceunits.loading.write.Edition;
import org.priceunits.loading.write.FeeWriter;
import org.priceunits.loading.write.HcpcsRelease;
import org.priceunits.loading.write.HcpcsReleases;
import org.priceunits.loading.write.MedicallyUnlikelyEditWriter;
import org.priceunits.loading.write.PackageCodeMapWriter;
import org.priceunits.loading.write.ProductWriter;
import org.priceunits.loading.write.SuccessorMapWriter;

/**
 * Creates the generated part of {@code fhir-resources} from CMS's files and the tables maintained
 * by hand. The same input gives the same bytes.
 */
public final class ShippedContent {
  private static final String SOURCE = "CMS HCPCS Level II file ";

  private final Path folder;

  /**
   * @param folder the folder with the files of {@code sources.csv}
   */
  public ShippedContent(Path folder) {
    this.folder = folder;
  }

  /** Returns the resources in the order in which they are written. */
  public List<Resource> resources() throws IOException {
    SourceFile workbook = SourceFile.only("hcpcs-workbook");
    ReleaseName name = ReleaseName.of(workbook.publishedName()).orElseThrow();
    Quarter release = name.quarter();
    String citation = SOURCE + workbook.publishedName();
    Map<SourceFile, List<PaymentLimit>> limits = paymentLimits();
    ShippedCodes shipped =
        new ShippedCodes(
            folder,
            new Dosages(limits.values().stream().flatMap(List::stream).toList()),
            ShippedContent::isHosted);
    HostedCodes codes = shipped.codes();
    Set<String> antibodies = column("antibody-codes.csv");

    List<Resource> resources = new ArrayList<>();
    CodeSystem system = shipped.system(release(name, citation));
    new ShippedNames(folder).addTo(system);
    resources.add(system);
    Function<String, String> files = HcpcsReleases.files(system);
    resources.add(
        new SuccessorMapWriter()
            .write(
                codes.successions(code -> SOURCE + files.apply(code) + ": cross-reference"),
                edition(
                    release,
                    "Cross-references of ended codes (CMS's HCPCS Level II files), and successors with a source of their own.")));
    resources.add(
        codeSet(
            "antibody-drug-codes",
            "AntibodyDrugCodes",
            "Antibody drug codes",
            antibodies,
            edition(
                release,
                "HCPCS codes of antibodies, antibody conjugates and their neighbours, ended ones included ("
                    + citation
                    + ").")));
    resources.add(
        codeSet(
            "retired-drug-codes",
            "RetiredDrugCodes",
            "Retired drug codes",
            retiredDrugCodes(codes, release.firstDay()),
            edition(
                release,
                "Hosted HCPCS codes with a dosage whose last day of use lies before this release ("
                    + citation
                    + ").")));
    resources.add(singleDoseCodes());
    resources.add(new ShippedConcepts(folder, ShippedContent::isHosted).map());
    resources.addAll(products(codes, antibodies));
    List<CodeSystem> ceilings = new ArrayList<>();
    for (SourceFile source : SourceFile.all("unit-ceilings")) {
      List<MueRow> table =
          Readings.records(source, MueFile.read(source.publishedName(), source.bytes(folder)))
              .stream()
              .filter(c -> isHosted(c.code()))
              .toList();
      ceilings.add(new MedicallyUnlikelyEditWriter().write(table, source.publishedName()));
    }
    resources.addAll(CeilingEnds.of(ceilings));
    new ShippedFees(antibodies)
        .byPosting(limits)
        .forEach(
            (file, fees) ->
                resources.add(
                    CollectionWriter.write(
                        file, fees.stream().map(new FeeWriter()::write).toList())));
    return resources;
  }

  private List<Resource> products(HostedCodes codes, Set<String> antibodies) throws IOException {
    SourceFile packages = SourceFile.only("package-table");
    SourceFile fda = SourceFile.only("fda-packages");
    List<PackageRow> rows =
        Readings.records(packages, PackageTable.read(packages.bytes(folder))).stream()
            .filter(row -> antibodies.contains(row.code()))
            .toList();
    String citation =
        packages.publishedName()
            + " (billing units per item times the dosage of the code); "
            + fda.publishedName()
            + " (RxNorm)";
    ShippedProducts products =
        new ShippedProducts(
            codes, rows, Readings.records(fda, FdaPackageTable.read(fda.bytes(folder))), citation);
    Quarter newest = Quarter.of(rows.get(0).to());
    for (PackageRow row : rows) {
      Quarter last = Quarter.of(row.to());
      newest = last.compareTo(newest) > 0 ? last : newest;
    }
    String description =
        packages.publishedName()
            + ", and for Campath and Lemtrada the validity of their codes. A pair of the first crosswalk is taken to hold since its code began.";
    ListedFacts listed = ListedFacts.of(folder, rows);
    return List.of(
        bundle("products", products.crosswalked(), listed),
        bundle("products-campath", ShippedProducts.handKept(), listed),
        new PackageCodeMapWriter()
            .write(
                products.packageCodes(),
                new Edition(newest.toString(), newest.firstDay(), description)));
  }

  private Map<SourceFile, List<PaymentLimit>> paymentLimits() throws IOException {
    Map<SourceFile, List<PaymentLimit>> limits = new LinkedHashMap<>();
    for (SourceFile source : SourceFile.all("payment-limits")) {
      limits.put(source, Readings.records(source, PaymentLimitFile.read(source.bytes(folder))));
    }
    return limits;
  }

  /** Returns true for drug codes: those that begin with J or Q, and one more listed by name. */
  private static boolean isHosted(HcpcsRecord record) {
    return record.kind() == HcpcsRecord.Kind.MODIFIER || isHosted(record.code());
  }

  private static boolean isHosted(String code) {
    return code.startsWith("J")
        || code.startsWith("Q")
        || column("further-codes.csv").contains(code);
  }

  private static Set<String> column(String table) {
    Set<String> codes = new TreeSet<>();
    Supplement.table(table).forEach(row -> codes.add(Supplement.cell(row, "code")));
    return codes;
  }

  private static HcpcsRelease release(ReleaseName name, String citation) {
    String description =
        "Every J and Q code, C9399 and every modifier: "
            + citation
            + "; those that it no longer lists, and the dosages of earlier descriptors: the older releases named here; codes of 2026-01: CMS's file of January 2026. Dosages are read from the long descriptions and compared with the dosage texts of CMS's payment limits of 2024Q1 to 2025Q3. Designations are the names of the packages in CMS's NDC-HCPCS crosswalks of 2024Q1 to 2025Q3.";
    return new HcpcsRelease(name, description, "[JQ][0-9]{4}|[A-Z][A-Z0-9]");
  }

  private static Edition edition(Quarter release, String description) {
    return new Edition(
        release.firstDay().toString().substring(0, 7), release.firstDay(), description);
  }

  /** Returns the ended codes that stand for an amount of a drug. */
  private static List<String> retiredDrugCodes(HostedCodes codes, LocalDate release) {
    return codes.byCode().values().stream()
        .filter(code -> code.terminated() != null && code.terminated().isBefore(release))
        .filter(code -> codes.dosage(code) instanceof StatedDosage.Certain)
        .map(HcpcsRecord::code)
        .toList();
  }

  private static ValueSet codeSet(
      String id, String name, String title, Collection<String> codes, Edition edition) {
    return new CodeSetWriter().write(id, name, title, codes, edition);
  }

  private static Bundle bundle(String name, List<DrugPackage> packages, ListedFacts listed) {
    return CollectionWriter.write(
        name, packages.stream().map(new ProductWriter()::write).map(listed::added).toList());
  }

  private ValueSet singleDoseCodes() throws IOException {
    SourceFile source = SourceFile.only("single-dose-codes");
    return SingleDosePolicy.list()
        .write(
            new String(source.bytes(folder), StandardCharsets.UTF_8)
                .lines()
                .map(String::strip)
                .filter(code -> !code.isEmpty())
                .toList(),
            source.postedOn());
  }
}
