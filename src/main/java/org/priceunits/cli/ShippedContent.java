package org.priceunits.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Resource;
import org.priceunits.cms.FdaPackageTable;
import org.priceunits.cms.HcpcsRecord;
import org.priceunits.cms.HcpcsSubsetTable;
import org.priceunits.cms.PackageRow;
import org.priceunits.cms.PackageTable;
import org.priceunits.cms.Quarter;
import org.priceunits.fhir.out.CodeSetWriter;
import org.priceunits.fhir.out.CollectionWriter;
import org.priceunits.fhir.out.DrugPackage;
import org.priceunits.fhir.out.Edition;
import org.priceunits.fhir.out.FeeWriter;
import org.priceunits.fhir.out.HcpcsCodeSystemWriter;
import org.priceunits.fhir.out.HcpcsRelease;
import org.priceunits.fhir.out.PackageCodeMapWriter;
import org.priceunits.fhir.out.ProductWriter;
import org.priceunits.fhir.out.SuccessorMapWriter;

/**
 * Makes the generated part of {@code fhir-resources} from CMS's files and the hand-kept tables. The
 * same input gives the same bytes.
 */
final class ShippedContent {
  private static final String VERSION = "2025-10";
  private static final LocalDate RELEASE = LocalDate.of(2025, 10, 1);

  private final Path folder;

  /** The folder in which the files of {@code sources.csv} lie. */
  ShippedContent(Path folder) {
    this.folder = folder;
  }

  List<Resource> resources() throws IOException {
    SourceFile hcpcs = SourceFile.only("hcpcs-extract");
    List<HcpcsRecord> records = Readings.records(hcpcs, HcpcsSubsetTable.read(hcpcs.bytes(folder)));
    HostedCodes codes = new HostedCodes(records);
    TreeSet<String> antibodies = new TreeSet<>();
    Supplement.table("antibody-codes.csv")
        .forEach(row -> antibodies.add(Supplement.cell(row, "code")));

    List<Resource> resources = new ArrayList<>();
    resources.add(codeSystem(records, codes, hcpcs));
    resources.add(
        new SuccessorMapWriter()
            .write(
                codes.successions(
                    "CMS HCPCS Level II file of October 2025 ("
                        + hcpcs.publishedName()
                        + "): cross-reference"),
                new Edition(
                    VERSION,
                    RELEASE,
                    "Cross-references of ended codes in CMS's HCPCS Level II file of October 2025, and successors named with their own source.")));
    resources.add(
        new CodeSetWriter()
            .write(
                "antibody-drug-codes",
                "AntibodyDrugCodes",
                "Antibody drug codes",
                antibodies,
                new Edition(
                    VERSION,
                    RELEASE,
                    "HCPCS codes of antibodies, antibody conjugates and their neighbours, ended ones included.")));
    resources.add(
        new CodeSetWriter()
            .write(
                "retired-drug-codes",
                "RetiredDrugCodes",
                "Retired drug codes",
                codes.retiredDrugCodes(RELEASE),
                new Edition(
                    VERSION,
                    RELEASE,
                    "Hosted HCPCS codes with a dosage whose last day of use lies before October 2025.")));
    products(codes, antibodies, resources);
    new ShippedFees(antibodies)
        .byPosting(folder)
        .forEach(
            (name, limits) ->
                resources.add(
                    CollectionWriter.write(
                        name, limits.stream().map(new FeeWriter()::write).toList())));
    return resources;
  }

  private void products(HostedCodes codes, TreeSet<String> antibodies, List<Resource> resources)
      throws IOException {
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
    Quarter newest =
        Quarter.of(rows.stream().map(PackageRow::to).max(LocalDate::compareTo).orElse(RELEASE));
    resources.add(bundle("products", products.crosswalked()));
    resources.add(bundle("products-campath", ShippedProducts.handKept()));
    resources.add(
        new PackageCodeMapWriter()
            .write(
                products.packageCodes(),
                new Edition(
                    newest.toString(),
                    newest.firstDay(),
                    packages.publishedName()
                        + ", and for Campath and Lemtrada the validity of their codes. A pair of the first crosswalk is taken to hold since its code began.")));
  }

  private static Bundle bundle(String name, List<DrugPackage> packages) {
    return CollectionWriter.write(name, packages.stream().map(new ProductWriter()::write).toList());
  }

  private static Resource codeSystem(
      List<HcpcsRecord> records, HostedCodes codes, SourceFile hcpcs) {
    String description =
        "Codes of cancer drugs and biosimilars, further infusion drugs and every modifier of CMS's HCPCS Level II file of October 2025 ("
            + hcpcs.publishedName()
            + "). Dosages are read from the long descriptions.";
    return new HcpcsCodeSystemWriter(codes)
        .write(records, new HcpcsRelease(VERSION, RELEASE, description, false));
  }
}
