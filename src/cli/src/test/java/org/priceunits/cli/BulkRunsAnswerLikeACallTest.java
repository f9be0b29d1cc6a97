package org.priceunits.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a call finds or refuses, {@code price --bulk} finds or refuses too. */
class BulkRunsAnswerLikeACallTest {
  private static final String MEDICATION =
      "{'resourceType':'Medication','id':'m1',META'code':{'coding':[{'system':'http://hl7.org/fhir/sid/ndc','code':'NDC'}]}}";
  private static final String DOSE =
      "{'resourceType':'MedicationAdministration','id':'a1','status':'completed','identifier':[{'system':'urn:a','value':'1'}],'medicationReference':{'reference':'Medication/m1'},'subject':{'reference':'Patient/p1'},'context':{'reference':'Encounter/e1'},'effectiveDateTime':'2025-08-02T10:00:00-05:00','dosage':{'dose':{'value':1,'system':'http://unitsofmeasure.org','code':'mg'}}}";

  private static final String J0202 = medication("", "58468020001");

  @TempDir private Path folder;
  private int runs;

  /** The first product is billed by mg, the second by another code. */
  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "'meta':{'versionId':'10'},; 'meta':{'versionId':'9'},; lines,J0202,",
        "'meta':{'versionId':'9'},; 'meta':{'versionId':'10'},; lines,J9271,",
        "'meta':{'lastUpdated':'2025-02-01T00:00:00Z'},; 'meta':{'lastUpdated':'2025-01-01T00:00:00Z'},; lines,J0202,",
        "; ; error,resource-versions-differ,",
        "'meta':{'versionId':'9'},; ; error,resource-versions-differ,",
      })
  void ofTwoVersionsOfAMedicationTheLatestCounts(
      @Nullable String one, @Nullable String other, String expected) throws IOException {
    String first = medication(one == null ? "" : one, "58468020001");
    String second = medication(other == null ? "" : other, "00006302602");

    for (List<String> lines : List.of(List.of(first, second), List.of(second, first))) {
      assertThat(summary(List.of(DOSE, lines.get(0), lines.get(1))))
          .anySatisfy(line -> assertThat(line).startsWith(expected));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "'subject':{'display':'x'},",
        "'subject':{'reference':'Patient/p1'},",
      })
  void anEncounterIsFoundAlsoIfItNamesNoPatient(String subject) throws IOException {
    String encounter = "{'resourceType':'Encounter',%s'id':'e1','status':'%s'}";

    assertThat(summary(List.of(DOSE, encounter.formatted(subject, "cancelled"), J0202)))
        .contains("warning,resource-withdrawn,,1,,");
    assertThat(summary(List.of(DOSE, encounter.formatted(subject, "finished"), J0202)))
        .noneMatch(line -> line.contains("resource-withdrawn"));
  }

  @Test
  void patientsWithinTheirRecordsAreNotOnePatient() throws IOException {
    String patient =
        "'contained':[{'resourceType':'Patient','id':'p'%s}],'subject':{'reference':'#p'}";
    List<String> lines = new ArrayList<>(List.of(J0202));
    IntStream.range(0, 10_001)
        .forEach(
            i ->
                lines.add(
                    DOSE.replace("'a1'", "'a" + i + "'")
                        .replace("'value':'1'", "'value':'" + i + "'")
                        .replace(
                            "'subject':{'reference':'Patient/p1'}",
                            patient.formatted(
                                i % 2 == 0
                                    ? ""
                                    : ",'identifier':[{'system':'urn:mrn','value':'%d'}]"
                                        .formatted(i)))));

    assertThat(summary(lines))
        .contains("administrations,priced,,10001,,")
        .noneMatch(line -> line.contains("too-many-administrations"));
  }

  @Test
  void anIdOfATextIsOneBadLine() throws IOException {
    String longId = DOSE.replace("'a1'", "'" + "a".repeat(70_000) + "'");

    assertThat(summary(List.of(longId, DOSE, J0202)))
        .contains("error,record-not-readable,,1,,", "administrations,priced,,1,,");
  }

  private static String medication(String meta, String ndc) {
    return MEDICATION.replace("META", meta).replace("NDC", ndc);
  }

  private List<String> summary(List<String> lines) throws IOException {
    runs++;
    Path file = folder.resolve(runs + ".ndjson");
    Files.writeString(file, String.join("\n", lines).replace('\'', '"'));
    Path output = folder.resolve("out" + runs);
    StringWriter said = new StringWriter();
    int code =
        PriceUnitsCommand.commandLine()
            .setOut(new PrintWriter(said, true))
            .setErr(new PrintWriter(said, true))
            .execute("price", "--bulk", "--out", output.toString(), file.toString());
    assertThat(code).as(said.toString()).isLessThan(2);
    return Files.readAllLines(output.resolve("summary.csv"));
  }
}
