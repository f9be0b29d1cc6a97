package org.priceunits.loading.codes;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.priceunits.domain.product.Ndc;
import org.priceunits.loading.cms.HcpcsRecord;
import org.priceunits.loading.cms.PackageRow;
import org.priceunits.loading.fda.FdaPackage;
import org.priceunits.loading.write.CrosswalkPackages;
import org.priceunits.loading.write.DrugPackage;
import org.priceunits.loading.write.PackageCode;
import org.priceunits.loading.write.PackageCodes;

/**
 * The shipped drug packages: those of the crosswalk and those that no crosswalk names, completed
 * with data from labels.
 */
final class ShippedProducts {
  private final HostedCodes codes;
  private final List<PackageRow> rows;
  private final List<FdaPackage> directory;
  private final String citation;

  ShippedProducts(
      HostedCodes codes, List<PackageRow> rows, List<FdaPackage> directory, String citation) {
    this.codes = codes;
    this.rows = rows;
    this.directory = directory;
    this.citation = citation;
  }

  /** Returns the packages of the crosswalk, completed with label data. */
  List<DrugPackage> crosswalked() {
    return new CrosswalkPackages(codes::dosage, directory, citation)
        .of(rows).stream().map(ShippedProducts::labelled).toList();
  }

  /** Returns the packages maintained by hand because no crosswalk names them. */
  static List<DrugPackage> handKept() {
    return Supplement.table("products.csv").stream().map(ShippedProducts::handKept).toList();
  }

  /** Returns the codes that bill each package, with their dates. */
  List<PackageCode> packageCodes() {
    PackageCodes found = new PackageCodes(codes.byCode());
    List<PackageCode> pairs = new ArrayList<>(found.of(rows));
    for (Map<String, String> row : Supplement.table("product-codes.csv")) {
      Optional.ofNullable(codes.byCode().get(Supplement.cell(row, "code")))
          .map(code -> whileValid(ndc(row), code))
          .ifPresent(pairs::add);
    }
    return pairs;
  }

  private static DrugPackage labelled(DrugPackage drug) {
    return Supplement.table("labels.csv").stream()
        .filter(row -> ndc(row).equals(drug.ndc()))
        .findFirst()
        .map(row -> withLabel(drug, label(row), rxnorm(row)))
        .orElse(drug);
  }

  /** Returns a pair that is valid as long as its code. */
  private static PackageCode whileValid(Ndc ndc, HcpcsRecord code) {
    return new PackageCode(ndc, code.code(), code.added(), code.terminated(), null);
  }

  /** Returns the package with the container type of its label and additional RxNorm identifiers. */
  private static DrugPackage withLabel(
      DrugPackage drug, DrugPackage.ContainerLabel label, List<String> rxnorm) {
    return new DrugPackage(
        drug.ndc(),
        drug.brand(),
        drug.manufacturer(),
        drug.content(),
        drug.containers(),
        drug.sizes(),
        drug.volume(),
        Optional.of(label),
        rxnorm,
        drug.ingredient(),
        drug.knownFrom(),
        drug.knownTo(),
        drug.freeFrom(),
        drug.version(),
        drug.citation());
  }

  private static DrugPackage handKept(Map<String, String> row) {
    return new DrugPackage(
        ndc(row),
        Supplement.cell(row, "brand"),
        Supplement.cell(row, "manufacturer"),
        Optional.of(
            new DrugPackage.Content(
                new BigDecimal(Supplement.cell(row, "amount")), Supplement.cell(row, "unit"))),
        new BigDecimal(Supplement.cell(row, "containers")),
        List.of(),
        Optional.of(new BigDecimal(Supplement.cell(row, "volume-ml"))),
        Optional.of(label(row)),
        rxnorm(row),
        Optional.of(
            new DrugPackage.Ingredient(
                Supplement.cell(row, "ingredient-rxnorm"), Supplement.cell(row, "ingredient"))),
        null,
        null,
        LocalDate.parse(Supplement.cell(row, "free-from")),
        Supplement.cell(row, "version"),
        Supplement.cell(row, "source"));
  }

  private static DrugPackage.ContainerLabel label(Map<String, String> row) {
    return new DrugPackage.ContainerLabel(
        Supplement.cell(row, "container-type"), Supplement.cell(row, "label"));
  }

  private static List<String> rxnorm(Map<String, String> row) {
    return List.of(Supplement.cell(row, "rxnorm").split(" "));
  }

  private static Ndc ndc(Map<String, String> row) {
    return Ndc.of(Supplement.cell(row, "ndc")).orElseThrow();
  }
}
