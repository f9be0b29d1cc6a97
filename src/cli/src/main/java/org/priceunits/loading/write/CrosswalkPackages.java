package org.priceunits.loading.write;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.priceunits.domain.product.HcpcsCode;
import org.priceunits.domain.product.Ndc;
import org.priceunits.loading.cms.DosageText;
import org.priceunits.loading.cms.PackageRow;
import org.priceunits.loading.cms.Quarter;
import org.priceunits.loading.cms.StatedDosage;
import org.priceunits.loading.fda.FdaPackage;

/**
 * Creates drug packages from crosswalk rows. One container holds BILLUNITS times the dosage of the
 * code, or BILLUNITS alone where the code has no certain dosage; PKG SIZE is kept as it is stated,
 * since it is no amount of drug and a volume only by chance. Rows whose identifier is not an NDC
 * (skin substitutes, devices) are skipped.
 */
public final class CrosswalkPackages {
  private final Function<String, StatedDosage> dosages;
  private final List<FdaPackage> directory;
  private final String citation;

  /**
   * @param dosages the dosage of a code, as in the code system
   * @param directory the source of RxNorm identifiers
   * @param citation the crosswalks and the directory, as text
   */
  public CrosswalkPackages(
      Function<String, StatedDosage> dosages, List<FdaPackage> directory, String citation) {
    this.dosages = dosages;
    this.directory = List.copyOf(directory);
    this.citation = citation;
  }

  /**
   * Returns one package for each NDC, in the order of the NDCs; the newest row of an NDC applies.
   */
  public List<DrugPackage> of(List<PackageRow> rows) {
    CrosswalkSpan span = CrosswalkSpan.of(rows);
    Map<String, DrugPackage> packages = new TreeMap<>();
    for (PackageRow row : rows) {
      Ndc.of(row.ndc()).ifPresent(ndc -> packages.put(ndc.value(), drugPackage(ndc, row, span)));
    }
    return List.copyOf(packages.values());
  }

  private DrugPackage drugPackage(Ndc ndc, PackageRow row, CrosswalkSpan span) {
    List<FdaPackage> listed =
        directory.stream()
            .filter(entry -> Ndc.of(entry.ndc()).filter(ndc::equals).isPresent())
            .toList();
    Optional<DrugPackage.Content> content = content(row);
    return new DrugPackage(
        ndc,
        row.drugName(),
        row.labeler(),
        content,
        row.items(),
        content
            .filter(any -> row.size().signum() > 0)
            .map(
                held ->
                    new DrugPackage.Size(
                        held, row.size(), Quarter.of(row.from()), Quarter.of(row.to())))
            .stream()
            .toList(),
        Optional.empty(),
        Optional.empty(),
        listed.stream().map(FdaPackage::rxnorm).distinct().toList(),
        listed.size() == 1
            ? Optional.of(
                new DrugPackage.Ingredient(
                    listed.get(0).ingredientRxnorm(), listed.get(0).ingredient()))
            : Optional.empty(),
        span.knownFrom(row),
        span.knownTo(row),
        null,
        span.version(),
        citation);
  }

  /**
   * Returns the content. The code's dosage and the crosswalk's own text must agree, if the latter
   * states one.
   */
  private Optional<DrugPackage.Content> content(PackageRow row) {
    StatedDosage stated = dosages.apply(row.code());
    if (!(stated instanceof StatedDosage.Certain dosage)) {
      return inUnits(row, (StatedDosage.NotCertain) stated);
    }
    boolean contradicted =
        DosageText.read(row.dosageText()) instanceof StatedDosage.Certain words
            && !words.sameAmountAs(dosage);
    BigDecimal amount = row.unitsPerItem().multiply(dosage.value()).stripTrailingZeros();
    return contradicted || isBound(row, dosage, amount)
        ? Optional.empty()
        : Optional.of(new DrugPackage.Content(amount, dosage.unit()));
  }

  /**
   * Returns the content in billing units of the code, if the code is a drug's whose description
   * states no single amount.
   */
  private static Optional<DrugPackage.Content> inUnits(
      PackageRow row, StatedDosage.NotCertain open) {
    return open.text().isEmpty()
        ? Optional.empty()
        : HcpcsCode.of(row.code())
            .map(code -> new DrugPackage.Content(row.unitsPerItem(), code.unit()));
  }

  /**
   * Returns true if a unit stands for "up to" an amount: it is billed for less as well, so units do
   * not determine the content.
   */
  private static boolean isBound(PackageRow row, StatedDosage.Certain dosage, BigDecimal amount) {
    boolean otherVolume = dosage.unit().equals("mL") && amount.compareTo(row.size()) != 0;
    return otherVolume || row.dosageText().toLowerCase(Locale.ROOT).contains("up to");
  }
}
