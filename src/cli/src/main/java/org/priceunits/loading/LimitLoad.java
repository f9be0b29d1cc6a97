package org.priceunits.loading;

import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.hl7.fhir.r4.model.ChargeItemDefinition;
import org.hl7.fhir.r4.model.CodeSystem;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.UsageContext;
import org.priceunits.loading.cms.PaymentLimit;
import org.priceunits.loading.cms.PaymentLimitFile;
import org.priceunits.loading.cms.PublishedFile;
import org.priceunits.loading.cms.Quarter;
import org.priceunits.loading.cms.Reading;
import org.priceunits.loading.write.ChargeWriter;
import org.priceunits.loading.write.FeeWriter;
import org.priceunits.loading.write.PublishedLimit;

/**
 * Loads payment limits. Each posting creates fees of its own, so that a later posting is added
 * beside the first.
 */
public final class LimitLoad implements FileLoad {
  private final LocalDate posted;
  private final Set<String> later;

  /**
   * @param posted the day on which CMS posted the file
   * @param later codes of the newer files loaded with it
   */
  public LimitLoad(LocalDate posted, Set<String> later) {
    this.posted = posted;
    this.later = Set.copyOf(later);
  }

  @Override
  public LoadPlan plan(PublishedFile file, HeldResources target) throws IOException {
    Reading<PaymentLimit> reading = PaymentLimitFile.read(file.bytes());
    if (!(reading instanceof Reading.Read<PaymentLimit> read)) {
      return new LoadPlan.Refused(((Reading.WrongFile<PaymentLimit>) reading).reason());
    }
    List<ChargeItemDefinition> held = target.all(ChargeItemDefinition.class);
    List<ChargeItemDefinition> stated =
        read.records().stream()
            .map(limit -> new FeeWriter().write(published(limit, file.name())))
            .toList();
    List<String> restated = Fees.restated(stated, held);
    return restated.isEmpty()
        ? changes(read, stated, held, target)
        : new LoadPlan.Refused(
            "Other limits are held as posted on %s: %s. If CMS has posted the file again, give the day of that posting; else delete the fees that are wrong."
                .formatted(posted, String.join(", ", restated)));
  }

  private LoadPlan changes(
      Reading.Read<PaymentLimit> read,
      List<ChargeItemDefinition> stated,
      List<ChargeItemDefinition> held,
      HeldResources target)
      throws IOException {
    Differences differences = new Differences(held);
    List<ChargeItemDefinition> fees = stated.stream().filter(differences::isNew).toList();
    Map<String, List<String>> named = new LinkedHashMap<>();
    named.put("fees added", fees.stream().map(Fees::code).toList());
    named.put("of them repriced", repriced(fees, held));
    named.put("codes without a published limit (N/A)", read.unpublished());
    List<Resource> changed = new ArrayList<>(fees);
    HeldCodes.system(target.all(CodeSystem.class))
        .ifPresent(
            codes -> {
              named.put(
                  "fees of codes that the HCPCS release held here does not list; load the release"
                      + " of that quarter",
                  unlisted(read.records(), new HeldCodes(codes)));
              DosageCheck check =
                  new DosageCheck(codes, read.records(), superseded(read.records(), held));
              named.put(
                  "dosages withdrawn, since the limits state another",
                  List.copyOf(check.withdrawn()));
              named.put(
                  "dosages given back, since the limits agree again",
                  List.copyOf(check.restored()));
              check.corrected().ifPresent(changed::add);
            });
    return new LoadPlan.Changes(changed, named, read.rejected());
  }

  private static List<String> unlisted(List<PaymentLimit> limits, HeldCodes codes) {
    return limits.stream()
        .map(PaymentLimit::code)
        .filter(code -> !codes.concepts().containsKey(code))
        .toList();
  }

  /**
   * Returns the codes with limits of a later quarter, or of a later posting of this one, among the
   * held and the loaded ones.
   */
  private Predicate<String> superseded(List<PaymentLimit> limits, List<ChargeItemDefinition> held) {
    Set<String> newer = new HashSet<>(later);
    String posting = limits.isEmpty() ? "" : limits.get(0).from() + " " + posted;
    for (ChargeItemDefinition fee : held) {
      if (!ChargeWriter.isCharge(fee)
          && (fee.getEffectivePeriod().getStartElement().getValueAsString()
                      + " "
                      + fee.getDateElement().getValueAsString())
                  .compareTo(posting)
              > 0) {
        newer.add(fee.getCode().getCodingFirstRep().getCode());
      }
    }
    return newer::contains;
  }

  /**
   * Lists fees of a quarter already posted with another amount: the code, that amount, and the new
   * one.
   */
  private static List<String> repriced(
      List<ChargeItemDefinition> fees, List<ChargeItemDefinition> held) {
    Map<String, List<ChargeItemDefinition>> before = new LinkedHashMap<>();
    held.stream()
        .filter(fee -> !ChargeWriter.isCharge(fee) && fee.hasDate() && Fees.amount(fee).hasValue())
        .forEach(
            fee ->
                before
                    .computeIfAbsent(payerCodeAndQuarter(fee), any -> new ArrayList<>(1))
                    .add(fee));
    List<String> repriced = new ArrayList<>();
    for (ChargeItemDefinition fee : fees) {
      before.getOrDefault(payerCodeAndQuarter(fee), List.of()).stream()
          .filter(other -> posted(other).compareTo(posted(fee)) < 0)
          .max(Comparator.comparing(LimitLoad::posted))
          .filter(other -> !Fees.amount(other).equalsDeep(Fees.amount(fee)))
          .ifPresent(other -> repriced.add(Fees.change(other, fee)));
    }
    return repriced;
  }

  private static String posted(ChargeItemDefinition fee) {
    return String.valueOf(fee.getDateElement().getValueAsString());
  }

  private static String payerCodeAndQuarter(ChargeItemDefinition fee) {
    String payers =
        fee.getUseContext().stream()
            .map(UsageContext::getValue)
            .filter(CodeableConcept.class::isInstance)
            .map(value -> ((CodeableConcept) value).getCodingFirstRep().getCode())
            .toList()
            .toString();
    return payers + Fees.code(fee) + fee.getEffectivePeriod().getStartElement().getValueAsString();
  }

  private PublishedLimit published(PaymentLimit limit, String name) {
    String source =
        "Payment limit of " + limit.code() + " for " + Quarter.of(limit.from()) + ": CMS, " + name;
    return new PublishedLimit(
        limit.code(),
        limit.amount(),
        limit.coinsurance(),
        limit.from(),
        limit.to(),
        posted,
        source);
  }
}
