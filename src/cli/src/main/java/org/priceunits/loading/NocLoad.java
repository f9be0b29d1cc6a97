package org.priceunits.loading;

import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hl7.fhir.r4.model.ChargeItemDefinition;
import org.priceunits.domain.product.Ndc;
import org.priceunits.loading.cms.DosageText;
import org.priceunits.loading.cms.NocFile;
import org.priceunits.loading.cms.NocLimit;
import org.priceunits.loading.cms.NocPackage;
import org.priceunits.loading.cms.PublishedFile;
import org.priceunits.loading.cms.Quarter;
import org.priceunits.loading.cms.Reading;
import org.priceunits.loading.cms.StatedDosage;
import org.priceunits.loading.codes.NocCodes;
import org.priceunits.loading.write.FeeWriter;
import org.priceunits.loading.write.PackageLimit;
import org.priceunits.loading.write.PublishedLimit;

/**
 * Loads the payment limits of drugs without a code of their own. CMS prices them by name, so the
 * crosswalk of the same quarter must name the packages: a limit becomes the price of each package
 * of its drug, and of nothing else.
 */
public final class NocLoad implements FileLoad {
  private final LocalDate posted;
  private final Reading<NocPackage> crosswalk;

  /**
   * @param posted the day on which CMS posted the limits
   * @param crosswalk the NOC crosswalk of the quarter
   */
  public NocLoad(LocalDate posted, Reading<NocPackage> crosswalk) {
    this.posted = posted;
    this.crosswalk = crosswalk;
  }

  @Override
  public LoadPlan plan(PublishedFile file, HeldResources target) throws IOException {
    if (!(crosswalk instanceof Reading.Read<NocPackage> packages)) {
      return new LoadPlan.Refused(
          "The NOC crosswalk: " + ((Reading.WrongFile<NocPackage>) crosswalk).reason());
    }
    Reading<NocLimit> reading = NocFile.limits(file.bytes());
    if (!(reading instanceof Reading.Read<NocLimit> read)) {
      return new LoadPlan.Refused(((Reading.WrongFile<NocLimit>) reading).reason());
    }
    if (read.records().stream()
        .anyMatch(l -> packages.records().stream().anyMatch(p -> !p.from().equals(l.from())))) {
      return new LoadPlan.Refused(
          "The NOC crosswalk is of another quarter than these limits. Name the one of the same quarter.");
    }
    List<ChargeItemDefinition> held = target.all(ChargeItemDefinition.class);
    Differences differences = new Differences(held);
    List<ChargeItemDefinition> stated = new ArrayList<>();
    List<String> without = new ArrayList<>();
    NocPrices prices = new NocPrices(read.records(), read.rejected());
    for (NocLimit limit : prices.agreed()) {
      List<PackageLimit> priced = priced(limit, packages.records(), file.name());
      if (priced.isEmpty()) {
        without.add(limit.drug());
      }
      priced.stream().map(new FeeWriter()::write).forEach(stated::add);
    }
    List<String> restated = Fees.restated(stated, held);
    if (!restated.isEmpty()) {
      return new LoadPlan.Refused(
          "Other limits are held as posted on %s: %s. If CMS has posted the file again, give the day of that posting; else delete the fees that are wrong."
              .formatted(posted, String.join(", ", restated.stream().distinct().toList())));
    }
    List<ChargeItemDefinition> fees = stated.stream().filter(differences::isNew).toList();
    Map<String, List<String>> named = new LinkedHashMap<>();
    named.put(
        "fees of packages added",
        fees.stream().map(fee -> fee.getCode().getCoding().get(1).getCode()).distinct().toList());
    named.put("limits without a package, or whose amount is not certain", without);
    return new LoadPlan.Changes(List.copyOf(fees), named, prices.rejected());
  }

  private List<PackageLimit> priced(NocLimit limit, List<NocPackage> packages, String file) {
    if (!(DosageText.read(limit.dosageText()) instanceof StatedDosage.Certain amount)) {
      return List.of();
    }
    List<PackageLimit> priced = new ArrayList<>();
    for (NocPackage each : packages) {
      boolean same =
          NocPrices.name(each.drug()).equals(NocPrices.name(limit.drug()))
              && DosageText.read(each.dosageText()) instanceof StatedDosage.Certain stated
              && stated.sameAmountAs(amount);
      Ndc ndc = Ndc.of(each.ndc()).orElse(null);
      if (same && ndc != null) {
        NocCodes.all().stream()
            .map(code -> published(limit, code, file))
            .map(fee -> new PackageLimit(fee, ndc, amount.value(), amount.unit()))
            .forEach(priced::add);
      }
    }
    return priced;
  }

  private PublishedLimit published(NocLimit limit, String code, String file) {
    return new PublishedLimit(
        code,
        limit.amount(),
        null,
        limit.from(),
        limit.to(),
        posted,
        "Payment limit of %s, %s, for %s: CMS, %s"
            .formatted(limit.drug(), limit.dosageText(), Quarter.of(limit.from()), file));
  }
}
