package org.priceunits.pricing;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Resource;
import org.priceunits.pricing.read.AdministrationReader;
import org.priceunits.pricing.read.WasteRecord;

/**
 * Decides which record counts where a call has several of one administration. Of the versions of
 * one resource the latest counts, by {@code meta.versionId}, otherwise by {@code meta.lastUpdated},
 * whatever its status, also where a version is a record of discarded drug. Of several resources
 * with one identifier the first that can be billed does.
 */
final class Versions {
  private static final String TWICE =
      "This record is in the call twice, and what is read of both is the same word for word; the"
          + " first one is priced. Nothing is lost if this one is left out.";
  private static final String SAME_IDENTIFIER =
      "This record and %s have the identifier%s in common and say the same; the first one is"
          + " priced. If the drug was given twice, give each record an identifier of its own;"
          + " otherwise leave this one out.";
  private static final String SHARED_IDENTIFIER =
      "This record and %s have the identifier%s in common and differ; the first one is priced. If"
          + " these are two doses, give each an identifier of its own, and an order's or visit's"
          + " number its type (PLAC, VN); if one corrects the other, send only the right one.";
  private static final String OLDER =
      "The call has a later version of this administration, which counts. Leave this one out.";
  private static final String UNORDERED =
      "The call has versions of this administration that differ, and meta does not say which one is"
          + " the latest. Send only that one.";

  private final Map<GivenAdministration, String> refused = new HashMap<>();
  private final List<GivenAdministration> all;

  /**
   * @param all the administrations of the call, with the records of discarded drug
   */
  Versions(List<GivenAdministration> all) {
    this.all = all;
    Map<String, List<GivenAdministration>> resources = new LinkedHashMap<>();
    for (GivenAdministration given : all) {
      given
          .key()
          .ifPresent(key -> resources.computeIfAbsent(key, k -> new ArrayList<>(1)).add(given));
    }
    resources.values().forEach(this::ofOneResource);
    Map<String, List<GivenAdministration>> named = new LinkedHashMap<>();
    all.stream()
        .filter(given -> isBillable(given) && !refused.containsKey(given))
        .forEach(
            given ->
                given
                    .name()
                    .ifPresent(
                        name -> named.computeIfAbsent(name, n -> new ArrayList<>(1)).add(given)));
    named.values().forEach(this::ofOneName);
  }

  private void ofOneName(List<GivenAdministration> records) {
    GivenAdministration first = records.get(0);
    boolean one = isOneContent(records);
    for (GivenAdministration other : records.subList(1, records.size())) {
      boolean twice = one && first.key().equals(other.key());
      refused.put(other, twice ? TWICE : shared(one ? SAME_IDENTIFIER : SHARED_IDENTIFIER, first));
    }
  }

  /** Names the other record and the system of the identifier; its value may tell the patient. */
  private static String shared(String text, GivenAdministration other) {
    String system =
        other
            .identifier()
            .filter(Identifier::hasSystem)
            .map(i -> " of " + i.getSystem())
            .orElse("");
    return text.formatted(other.shown(), system);
  }

  private static boolean isBillable(GivenAdministration given) {
    return AdministrationReader.isBillable(given.resource());
  }

  private void ofOneResource(List<GivenAdministration> versions) {
    if (versions.size() == 1) {
      return;
    }
    List<GivenAdministration> latest = Recency.latest(versions, GivenAdministration::resource);
    if (isOneContent(latest)) {
      versions.stream().filter(v -> !latest.contains(v)).forEach(v -> refuse(v, OLDER));
    } else {
      // Of records of discarded drug without an order the first counts, and the others are named.
      versions.stream().filter(Versions::isBillable).forEach(v -> refuse(v, UNORDERED));
    }
  }

  private void refuse(GivenAdministration given, String text) {
    if (isBillable(given) || WasteRecord.isOne(given.resource())) {
      refused.put(given, text);
    }
  }

  private static boolean isOneContent(List<GivenAdministration> versions) {
    Resource first = versions.get(0).resource();
    return versions.stream().allMatch(v -> Recency.haveOneContent(first, v.resource()));
  }

  /** Returns why a record is not priced beside the others; empty if it counts. */
  Optional<String> refusal(GivenAdministration given) {
    return Optional.ofNullable(refused.get(given));
  }

  /**
   * Returns all records but those of discarded drug, those first that what refers to them is about.
   */
  List<GivenAdministration> countingFirst() {
    Predicate<GivenAdministration> counts = v -> isBillable(v) && !refused.containsKey(v);
    List<GivenAdministration> sorted = new ArrayList<>(all.stream().filter(counts).toList());
    all.stream()
        .filter(counts.negate())
        .filter(given -> !WasteRecord.isOne(given.resource()))
        .forEach(sorted::add);
    return sorted;
  }
}
