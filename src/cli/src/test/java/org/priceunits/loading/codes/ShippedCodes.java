package org.priceunits.loading.codes;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.hl7.fhir.r4.model.CodeSystem;
import org.priceunits.loading.cms.HcpcsRecord;
import org.priceunits.loading.cms.HcpcsRecordFile;
import org.priceunits.loading.cms.HcpcsWorkbook;
import org.priceunits.loading.cms.ReleaseName;
import org.priceunits.loading.write.HcpcsCodeSystemWriter;
import org.priceunits.loading.write.HcpcsRelease;
import org.priceunits.loading.write.HcpcsReleases;
import org.priceunits.loading.write.LaterCodes;

/**
 * The shipped HCPCS codes: those of the newest workbook, those that only older releases list, and
 * those of a later release of which only codes and descriptions are known.
 */
final class ShippedCodes {
  private final Map<ReleaseName, List<HcpcsRecord>> releases = new TreeMap<>();
  private final ReleaseName newest;
  private final Dosages dosages;

  /**
   * @param hosted true for the records that are shipped
   */
  ShippedCodes(Path folder, Dosages dosages, Predicate<HcpcsRecord> hosted) throws IOException {
    this.dosages = dosages;
    SourceFile workbook = SourceFile.only("hcpcs-workbook");
    newest = name(workbook);
    List<SourceFile> sources = new ArrayList<>(SourceFile.all("hcpcs-history"));
    sources.add(workbook);
    for (SourceFile source : sources) {
      releases.put(name(source), records(source, folder).stream().filter(hosted).toList());
    }
    for (SourceFile source : SourceFile.all("hcpcs-additions")) {
      releases.put(name(source), additions(source, folder).stream().filter(hosted).toList());
    }
  }

  /** Returns every code with the record of the newest release that lists it. */
  HostedCodes codes() {
    Map<String, HcpcsRecord> records = new LinkedHashMap<>();
    releases.values().forEach(of -> of.forEach(record -> records.put(record.code(), record)));
    return new HostedCodes(List.copyOf(records.values()), dosages);
  }

  /** Returns the code system, in the version of the newest whole release. */
  CodeSystem system(HcpcsRelease release) {
    CodeSystem system = alone(release);
    for (ReleaseName name : releases.keySet()) {
      if (name.compareTo(newest) < 0) {
        system =
            new HcpcsReleases(system)
                .with(alone(new HcpcsRelease(name, "", release.completeFor())), name);
      } else if (name.compareTo(newest) > 0) {
        system =
            LaterCodes.added(
                system, alone(new HcpcsRelease(name, "", release.completeFor())), name);
      }
    }
    return system;
  }

  private CodeSystem alone(HcpcsRelease release) {
    List<HcpcsRecord> records = releases.getOrDefault(release.name(), List.of());
    return new HcpcsCodeSystemWriter(new HostedCodes(records, dosages)).write(records, release);
  }

  private static List<HcpcsRecord> records(SourceFile source, Path folder) throws IOException {
    byte[] bytes = source.bytes(folder);
    return Readings.records(
        source,
        source.path().toLowerCase(Locale.ROOT).endsWith(".xlsx")
            ? HcpcsWorkbook.read(bytes)
            : HcpcsRecordFile.read(bytes));
  }

  /** Reads codes with their descriptions; they may be used from the first day of the release. */
  private static List<HcpcsRecord> additions(SourceFile source, Path folder) throws IOException {
    LocalDate added = name(source).firstDay();
    return new String(source.bytes(folder), StandardCharsets.UTF_8)
        .lines()
        .skip(1)
        .map(line -> line.split("\t", -1))
        .map(
            cells ->
                new HcpcsRecord(
                    0,
                    cells[0],
                    cells[0].length() == 2 ? HcpcsRecord.Kind.MODIFIER : HcpcsRecord.Kind.CODE,
                    cells[2],
                    cells[1],
                    List.of(),
                    "",
                    "",
                    "",
                    List.of(),
                    List.of(),
                    added,
                    null,
                    null,
                    ""))
        .toList();
  }

  private static ReleaseName name(SourceFile source) {
    return ReleaseName.of(source.publishedName()).orElseThrow();
  }
}
