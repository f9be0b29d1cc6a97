package org.priceunits.spark;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.priceunits.bulk.NightOfRecords;

/** Files of an export for the tests, by the seeded generator and by hand. */
final class Export {
  private static final String WASTE =
      "{'resourceType':'MedicationAdministration','id':'%s','status':'not-done',"
          + "'statusReason':[{'coding':[{'system':'https://price-units.github.io/fhir/CodeSystem/waste-reason','code':'drug-discarded'}]}],"
          + "'partOf':[{'reference':'MedicationAdministration/%s'}],"
          + "'medicationReference':{'reference':'Medication/m1'},'effectiveDateTime':'2025-08-02',"
          + "'dosage':{'dose':{'value':2,'system':'http://unitsofmeasure.org','code':'mg'}}}";

  private Export() {}

  /** Returns the lines of a night of many patients, with records that have to be refused. */
  static List<String> night(Path folder, int patients, int administrations) throws IOException {
    NightOfRecords.write(folder, patients, administrations, 7);
    List<String> lines = new ArrayList<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.sorted().toList()) {
        lines.addAll(Files.readAllLines(file));
        Files.delete(file);
      }
    }
    return lines;
  }

  /** Returns lines that cannot be used, or only with care. */
  static List<String> badLines() {
    return Stream.of(
            "{'resourceType':'MedicationAdministration'",
            "{'resourceType':'MedicationAdministration'",
            "{'resourceType':'Bundle'}",
            "not json",
            "{'resourceType':'Observation','id':'o1'}",
            "{'resourceType':'MedicationAdministration','id':'x1','status':'eaten','subject':{'reference':'Patient/p1'}}",
            "{'resourceType':'MedicationAdministration','id':'x2','status':'completed'}",
            "{'resourceType':'MedicationAdministration','id':'x2','status':'completed'}",
            WASTE.formatted("x3", "a3"),
            WASTE.formatted("x4", "gone"),
            WASTE.formatted("x4", "gone"))
        .map(line -> line.replace('\'', '"'))
        .toList();
  }

  /** Returns lines of which a call finds or refuses more than their order would say. */
  static List<String> linesToChooseFrom() {
    String medication =
        "{'resourceType':'Medication','id':'%s','meta':{'versionId':'%s'},'code':{'coding':[{'system':'http://hl7.org/fhir/sid/ndc','code':'%s'}]}}";
    String patient = "{'contained':[{'resourceType':'Patient','id':'p'}],";
    List<String> lines =
        new ArrayList<>(
            List.of(
                medication.formatted("v1", "9", "00006302602"),
                medication.formatted("v1", "10", "58468020001"),
                medication.formatted("v2", "3", "00006302602"),
                medication.formatted("v2", "3", "58468020001"),
                "{'resourceType':'Encounter','id':'e-of-nobody','status':'cancelled'}",
                administration("v3", "Patient/v3")
                    .replace(
                        "\"subject\"", "'context':{'reference':'Encounter/e-of-nobody'},'subject'")
                    .replace("Medication/m0", "Medication/v1"),
                administration("v4", "Patient/v4").replace("Medication/m0", "Medication/v2")));
    for (String id : List.of("v5", "v6")) {
      lines.add(
          administration(id, "#p")
              .replaceFirst("\\{", patient)
              .replace("Medication/m0", "Medication/v1"));
    }
    return lines.stream().map(line -> line.replace('\'', '"')).toList();
  }

  /** Returns an administration of 1 mg that is billed as it is. */
  static String administration(String id, String patient) {
    return ("{'resourceType':'MedicationAdministration','id':'%s','status':'completed','identifier':[{'system':'urn:a','value':'%s'}],"
            + "'medicationReference':{'reference':'Medication/m0'},'subject':{'reference':'%s'},'effectiveDateTime':'2025-08-02T10:00:00-05:00',"
            + "'dosage':{'dose':{'value':1,'system':'http://unitsofmeasure.org','code':'mg'}}}")
        .formatted(id, id, patient)
        .replace('\'', '"');
  }

  static String medication() {
    return "{'resourceType':'Medication','id':'m0','code':{'coding':[{'system':'http://hl7.org/fhir/sid/ndc','code':'58468020001'}]}}"
        .replace('\'', '"');
  }

  /** Writes the lines in a random order into a random number of files, some of them gzip. */
  static void scatter(List<String> lines, Path folder, Random random) throws IOException {
    List<String> shuffled = new ArrayList<>(lines);
    Collections.shuffle(shuffled, random);
    int files = 1 + random.nextInt(5);
    for (int i = 0; i < files; i++) {
      int from = shuffled.size() * i / files;
      int to = shuffled.size() * (i + 1) / files;
      String name = "%d.ndjson%s".formatted(i, random.nextBoolean() ? ".gz" : "");
      write(shuffled.subList(from, to), folder.resolve(name), random.nextBoolean() ? "\r\n" : "\n");
    }
  }

  static void write(List<String> lines, Path file, String end) throws IOException {
    Files.createDirectories(file.getParent());
    try (OutputStream plain = Files.newOutputStream(file);
        OutputStream out = file.toString().endsWith(".gz") ? new GZIPOutputStream(plain) : plain) {
      out.write((String.join(end, lines) + end).getBytes(StandardCharsets.UTF_8));
    }
  }
}
