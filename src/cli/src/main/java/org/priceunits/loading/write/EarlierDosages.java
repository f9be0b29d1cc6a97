package org.priceunits.loading.write;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.hl7.fhir.r4.model.CodeSystem.ConceptDefinitionComponent;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.DateType;
import org.hl7.fhir.r4.model.DecimalType;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.Period;
import org.hl7.fhir.r4.model.StringType;
import org.jspecify.annotations.Nullable;
import org.priceunits.domain.dose.Dose;
import org.priceunits.domain.product.ServiceUnit;
import org.priceunits.fhir.Canonicals;
import org.priceunits.loading.cms.DosageText;
import org.priceunits.loading.cms.ReleaseName;
import org.priceunits.loading.cms.ServiceText;
import org.priceunits.loading.cms.StatedDosage;

/**
 * The dosages of the earlier descriptors of a code: J7311 was an implant until 2019-09-30 and is
 * 0.01 mg since. A descriptor holds until the day before the action that brought the next one. If
 * that action is the end of the code, its day says nothing about the descriptor, so no dosage is
 * certain before it. A code that ended and was given to another drug later (J9350) keeps its first
 * life. The result is the same in whichever order the releases are added.
 */
final class EarlierDosages {
  static final String URL = Canonicals.extension("earlier-dosage");
  private static final String TEXT = "text";
  private static final String SINCE = "since";
  private static final String RELEASE = "release";
  private static final String ADDED = "added";
  private static final String UNTIL = "until";

  private final Map<String, Descriptor> byDosage = new TreeMap<>();
  private Descriptor newest;

  /**
   * A descriptor with one dosage.
   *
   * @param since the earliest known action of a release that states this dosage
   * @param release the newest release that states it
   * @param added the first day of the code, as that release states it
   * @param until the last day of the code, otherwise of that release
   */
  private record Descriptor(
      String text,
      @Nullable LocalDate since,
      String release,
      @Nullable LocalDate added,
      LocalDate until) {

    /** Returns true if the code had this descriptor before it was added again for another drug. */
    boolean isOfAnEarlierDrug(@Nullable LocalDate addedAgain) {
      return addedAgain != null && until.isBefore(addedAgain);
    }

    StatedDosage dosage() {
      return DosageText.read(text);
    }

    /** Returns what two descriptors of one dosage have in common, whatever their other words. */
    String key() {
      return dosage() instanceof StatedDosage.Certain certain
          ? plain(certain.value()) + " " + certain.unit()
          : "? " + ((StatedDosage.NotCertain) dosage()).text().replaceAll("[^a-z0-9.]", "");
    }

    private static String plain(BigDecimal value) {
      return value.stripTrailingZeros().toPlainString();
    }

    Descriptor and(Descriptor other) {
      Descriptor newer = release.compareTo(other.release) >= 0 ? this : other;
      LocalDate first =
          since == null || (other.since != null && other.since.isBefore(since))
              ? other.since
              : since;
      return new Descriptor(newer.text, first, newer.release, newer.added, newer.until);
    }
  }

  private EarlierDosages(Descriptor newest) {
    this.newest = newest;
  }

  /**
   * Adds to the newest concept of a code what an older release says of its dosage. Codes that bill
   * no amount of a drug have none.
   */
  static void keep(
      ConceptDefinitionComponent newest,
      ReleaseName release,
      ConceptDefinitionComponent older,
      ReleaseName olderRelease) {
    if (!HcpcsProperty.hasDosage(newest)) {
      return;
    }
    EarlierDosages dosages = new EarlierDosages(stated(newest, release));
    dosages.add(newest);
    dosages.add(older);
    dosages.add(stated(older, olderRelease));
    dosages.write(newest);
  }

  private static Descriptor stated(ConceptDefinitionComponent concept, ReleaseName release) {
    LocalDate since = HcpcsProperty.DOSAGE_FROM.day(concept);
    LocalDate ended = HcpcsProperty.TERMINATED.day(concept);
    return new Descriptor(
        concept.getDisplay(),
        since == null ? lastAction(concept) : since,
        release.codeSystemVersion(),
        HcpcsProperty.ADDED.day(concept),
        ended == null ? release.lastDay() : ended);
  }

  private static @Nullable LocalDate lastAction(ConceptDefinitionComponent concept) {
    LocalDate action = HcpcsProperty.ACTION_EFFECTIVE.day(concept);
    return action == null ? HcpcsProperty.ADDED.day(concept) : action;
  }

  private void add(ConceptDefinitionComponent concept) {
    for (Extension earlier : concept.getExtensionsByUrl(URL)) {
      add(
          new Descriptor(
              earlier.getExtensionString(TEXT),
              day(earlier, SINCE),
              earlier.getExtensionString(RELEASE),
              day(earlier, ADDED),
              LocalDate.parse(earlier.getExtensionString(UNTIL))));
    }
  }

  private static @Nullable LocalDate day(Extension extension, String part) {
    String day = extension.getExtensionString(part);
    return day == null ? null : LocalDate.parse(day);
  }

  private void add(Descriptor descriptor) {
    boolean reused = descriptor.isOfAnEarlierDrug(newest.added());
    if (!reused && descriptor.key().equals(newest.key())) {
      newest = newest.and(descriptor);
    } else {
      byDosage.merge(
          (reused ? "before " + newest.added() : "") + descriptor.key(),
          descriptor,
          Descriptor::and);
    }
  }

  private void write(ConceptDefinitionComponent concept) {
    HcpcsProperty.DOSAGE_FROM.removeFrom(concept);
    if (newest.since() != null && !newest.since().equals(lastAction(concept))) {
      HcpcsProperty.DOSAGE_FROM.addTo(concept, new DateTimeType(newest.since().toString()));
    }
    concept.getExtension().removeIf(extension -> URL.equals(extension.getUrl()));
    LocalDate next = newest.since();
    List<Descriptor> fromTheNewest =
        byDosage.values().stream()
            .sorted(Comparator.comparing(Descriptor::release).reversed())
            .toList();
    for (int i = 0; i < fromTheNewest.size(); i++) {
      Descriptor earlier = fromTheNewest.get(i);
      if (earlier.isOfAnEarlierDrug(newest.added())) {
        Period life = Periods.of(earlier.added(), earlier.until());
        concept.addExtension(extension(earlier, true, life));
        continue;
      }
      boolean oldest = i == fromTheNewest.size() - 1;
      concept.addExtension(before(next, HcpcsProperty.TERMINATED.day(concept), earlier, oldest));
      if (next != null && earlier.since() != null && earlier.since().isBefore(next)) {
        next = earlier.since();
      }
    }
  }

  /**
   * @param next the day on which the next descriptor came into force
   * @param ended the last day of the code
   */
  private static Extension before(
      @Nullable LocalDate next, @Nullable LocalDate ended, Descriptor earlier, boolean oldest) {
    if (next == null || (earlier.since() != null && !earlier.since().isBefore(next))) {
      return extension(earlier, false, null);
    }
    boolean dayKnown = ended == null || !next.isAfter(ended);
    return extension(
        earlier, dayKnown, Periods.of(oldest ? null : earlier.since(), next.minusDays(1)));
  }

  private static Extension extension(Descriptor earlier, boolean dayKnown, @Nullable Period valid) {
    Extension extension = new Extension(URL);
    if (dayKnown && earlier.dosage() instanceof StatedDosage.Certain certain) {
      extension.addExtension("value", new DecimalType(certain.value()));
      extension.addExtension("unit", new CodeType(certain.unit()));
    }
    if (dayKnown && earlier.dosage() instanceof StatedDosage.NotCertain) {
      ServiceText.read(earlier.text()).ifPresent(service -> service(extension, service));
    }
    extension.addExtension(TEXT, new StringType(earlier.text()));
    add(extension, SINCE, earlier.since());
    extension.addExtension(RELEASE, new StringType(earlier.release()));
    add(extension, ADDED, earlier.added());
    add(extension, UNTIL, earlier.until());
    if (valid != null) {
      extension.addExtension("valid", valid);
    }
    return extension;
  }

  private static void service(Extension extension, ServiceUnit service) {
    extension.addExtension("serviceUnit", new CodeType(service.kind().code()));
    Dose most = service.most();
    if (most != null) {
      extension.addExtension(
          "serviceMostValue", new DecimalType(most.value().decimal().orElseThrow()));
      extension.addExtension("serviceMostUnit", new CodeType(most.unit()));
    }
  }

  private static void add(Extension extension, String part, @Nullable LocalDate day) {
    if (day != null) {
      extension.addExtension(part, new DateType(day.toString()));
    }
  }
}
