package org.priceunits.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Claim;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.DateType;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.MedicationAdministration;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Period;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.StringType;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.priceunits.ShippedKnowledge;
import org.priceunits.fhir.Canonicals;
import org.priceunits.pricing.Administered;
import org.priceunits.x12.Office;
import org.priceunits.x12.X12Check;
import org.priceunits.x12.X12Reader;

/** The commands {@code price --format x12}, {@code x12-lines} and {@code check}. */
class X12CommandsTest {
  private Path folder = Path.of("");
  private String out = "";
  private String err = "";

  @BeforeEach
  void folder(@TempDir Path folder) {
    this.folder = folder;
  }

  @Test
  void pricedRecordsBecomeAFile() throws IOException {
    Parameters office = Office.without(Office.without(Office.call(List.of()), "claim"), "resource");

    assertThat(
            run(
                "price",
                "--format",
                "x12",
                "--x12",
                file("office.json", office),
                "--coverage",
                "Coverage/c1",
                "--provider",
                "Organization/o1",
                file("day.json", day())))
        .isZero();

    assertThat(new X12Check().faults(out)).isEmpty();
    assertThat(out).contains("SV1*HC:J0202*", "SV1*HC:J0202:JW*");
  }

  /** The Encounter names who attended, so that nothing lacks. */
  @Test
  void aHospitalsRecordsBecomeAFile() throws IOException {
    Parameters office = Office.without(Office.without(Office.call(List.of()), "claim"), "resource");
    Bundle day = new Bundle().setType(Bundle.BundleType.COLLECTION);
    day.addEntry().setResource(Office.lemtrada("5 mg").context("Encounter/e1").record());
    Office.resources().forEach(r -> day.addEntry().setResource(r));
    Encounter encounter = new Encounter();
    encounter.setId("e1");
    encounter
        .addParticipant()
        .setIndividual(new Reference("Practitioner/d1"))
        .addType()
        .addCoding()
        .setSystem("http://terminology.hl7.org/CodeSystem/v3-ParticipationType")
        .setCode("ATND");
    day.addEntry().setResource(encounter);

    assertThat(
            run(
                "price",
                "--format",
                "x12",
                "--claim-type",
                "institutional",
                "--x12",
                file("office.json", office),
                "--coverage",
                "Coverage/c1",
                "--provider",
                "Organization/o1",
                file("day.json", day)))
        .as(err)
        .isZero();

    assertThat(new X12Check().faults(out)).isEmpty();
    assertThat(out).contains("NM1*71*1*JONES*ANN****XX*1245319599~", "SV2*0636*HC:J0202");
  }

  /** What pricing refuses or warns of is said beside every file, and not inside it. */
  @ParameterizedTest
  @CsvSource({"x12-lines", "csv", "fhir"})
  void whatPricingSaysStandsBesideTheFile(String format) throws IOException {
    Bundle day = day();
    day.addEntry().setResource(Office.lemtrada("9 mg").id("a2").record());
    String two = file("two.json", day);

    assertThat(run("price", "--format", format, file("one.json", day()), two)).isEqualTo(1);

    assertThat(err)
        .contains(
            two
                + ":\n\n"
                + "  refused: MedicationAdministration/a2\n"
                + "    ERROR duplicate-administration: ");
    assertThat(out).doesNotContain("ERROR ");
  }

  @Test
  void linesNeedNothingElse() throws IOException {
    assertThat(run("price", "--format", "x12-lines", file("day.json", day()))).isZero();
    assertThat(out).startsWith("LX*1~\nSV1*HC:J0202*").doesNotContain("ISA");
  }

  @Test
  void whatLacksIsSaidAndGivesExitCodeOne() throws IOException {
    assertThat(run("price", "--format", "x12", file("day.json", day()))).isEqualTo(1);
    assertThat(out).isEmpty();
    assertThat(err)
        .contains(
            "x12-data-missing: ",
            "Send usage",
            "Send submitter",
            "(the claim of ",
            "day.json: Claim.");
  }

  @Test
  void whatCannotBeWrittenIsNamedInTheFileThatHasIt() throws IOException {
    Parameters office = Office.without(Office.without(Office.call(List.of()), "claim"), "resource");
    office
        .getParameter()
        .forEach(
            p -> {
              if (p.getName().equals("receiver")) {
                p.getPart().get(1).setValue(new StringType("R"));
              }
            });
    Bundle day = day();
    day.getEntry().stream()
        .map(Bundle.BundleEntryComponent::getResource)
        .filter(Patient.class::isInstance)
        .map(Patient.class::cast)
        .forEach(p -> p.getAddressFirstRep().setPostalCode("00000"));

    assertThat(
            run(
                "price",
                "--format",
                "x12",
                "--x12",
                file("office.json", office),
                "--coverage",
                "Coverage/c1",
                "--provider",
                "Organization/o1",
                file("day.json", day)))
        .isEqualTo(1);

    assertThat(err)
        .contains(
            "day.json: Patient/p1.address.postalCode)", "office.json: Parameters.parameter[1])");
  }

  @Test
  void aFileAgainstItsGuideGivesExitCodeOne() throws IOException {
    String x12 = Office.file(Office.call(Office.price("professional", Office.lemtrada("5 mg"))));

    assertThat(
            run(
                "check",
                text("broken.837", x12.replace("0.7*ML~", "0.7*WH~")),
                file("day.json", day())))
        .isEqualTo(1);
    assertThat(out)
        .contains(
            "ERROR x12-value-not-valid: The 837 is not as its guide wants it: segment 34, CTP05",
            "line 2): a unit is one of F2, GR, ME, ML, UN, not WH.");
    assertThat(
            run(
                "check",
                text("broken.837", x12.replace("*22**1~", "*22**1:2~")),
                file("day.json", day())))
        .isEqualTo(1);
    assertThat(out)
        .contains(": agrees, in a broken 837", "a pointer to diagnosis 2 of a claim that has 1");
  }

  @Test
  void optionsThatDoNotFitAreRefused() throws IOException {
    assertThat(run("price", "--x12", "office.json", file("day.json", day()))).isEqualTo(2);
    assertThat(run("price", "--format", "x12", "--x12", "absent.json", file("day.json", day())))
        .isEqualTo(2);
    assertThat(run("price", "--bulk", "--out", "new", "--format", "x12", file("day.json", day())))
        .isEqualTo(2);
    assertThat(run("price", "--bulk", "--out", "new", "--x12", "o.json", file("day.json", day())))
        .isEqualTo(2);
    for (List<String> ofBulk :
        List.of(
            List.of("--out", "new"),
            List.of("--threads", "2"),
            List.of("--created", "2026-11-28T06:00:00Z"))) {
      assertThat(run("price", ofBulk.get(0), ofBulk.get(1), file("day.json", day())))
          .as(ofBulk.toString())
          .isEqualTo(2);
    }
  }

  @Test
  void aFileOfAnotherSenderIsHeldAgainstTheRecords() throws IOException {
    String x12 = Office.file(Office.call(Office.price("professional", Office.lemtrada("5 mg"))));

    assertThat(run("check", text("right.837", x12), file("day.json", day()))).isZero();
    assertThat(out).contains(" for DOE, JANE 1970-01-31: agrees");
    assertThat(
            run(
                "check",
                text("wrong.837", x12.replace("*UN*5*", "*UN*6*")),
                file("day.json", day())))
        .isEqualTo(1);
    assertThat(out).contains("differs", "ERROR units-too-high: ", "(item[0].quantity)");
    assertThat(
            run("check", text("broken.837", x12.replace("SE*", "SE*1")), file("day.json", day())))
        .isEqualTo(2);
    assertThat(err).contains("cannot be read");
    assertThat(
            run(
                "check",
                text("later.837", x12.replace("D8*20250802", "D8*20250902")),
                file("day.json", day())))
        .isEqualTo(1);
    assertThat(out).contains("nothing was given to this patient on these days");
  }

  /** A name counts however a sender writes it; another name or another birth date does not. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "O\u2019Neil       | Jane  | 1970-01-31 | O'NEIL        | JANE | 19700131 | true",
        "O'Neil             | Jane  | 1970-01-31 | ONEIL         | Jane | 19700131 | true",
        "Nu\u00f1ez-Garc\u00eda | Jos\u00e9 | 1970-01-31 | NUNEZ GARCIA | JOSE | 19700131 | true",
        "Stra\u00dfe        | Jane  | 1970-01-31 | STRASSE       | JANE | 19700131 | true",
        "Doe                | Jane  | 1970-01-31 | DOE  JR.      | JANE | 19700131 | true",
        "Doe Jr             | Jane  | 1970-01-31 | DOE           | JANE | 19700131 | true",
        "Doe                | Jane  | 1970-01-31 | DOE           | JANE Q | 19700131 | true",
        "Doe                | Jane  | ''         | DOE           | JANE | 19700131 | true",
        "Doe                | Jane  | 1970-01-31 | DOE           | JANE | ''       | true",
        "Doe                | Jane  | 1970-01-31 | ROE           | JANE | 19700131 | false",
        "Doe                | Jane  | 1970-01-31 | DOE           | JOAN | 19700131 | false",
        "Doe                | Jane  | 1970-01-31 | DOE           | JANE | 19700130 | false",
      })
  void thePatientOfAnX12FileIsThatOfTheRecords(
      String family,
      String given,
      String born,
      String last,
      String first,
      String birth,
      boolean same)
      throws IOException {
    Bundle day = day();
    patient(day)
        .setBirthDateElement(born.isEmpty() ? null : new DateType(born))
        .getNameFirstRep()
        .setFamily(family)
        .setGiven(List.of(new StringType(given)));
    String x12 =
        Office.file(Office.call(Office.price("professional", Office.lemtrada("5 mg"))))
            .replace("NM1*IL*1*DOE*JANE*Q*", "NM1*IL*1*" + last + "*" + first + "**");
    String file =
        text(
            "one.837",
            birth.isEmpty()
                ? x12.replace("DMG*D8*19700131*F~\n", "").replace("SE*33*", "SE*32*")
                : x12.replace("D8*19700131", "D8*" + birth));

    run("check", file, file("day.json", day));

    assertThat(out)
        .contains(same ? ": agrees" : "nothing was given to this patient on these days")
        .doesNotContain("patient-not-compared");
  }

  @Test
  void aPatientWhomNoRecordNamesIsNotCompared() throws IOException {
    String x12 = Office.file(Office.call(Office.price("professional", Office.lemtrada("5 mg"))));
    Bundle day = new Bundle().setType(Bundle.BundleType.COLLECTION);
    day.addEntry().setResource(Office.lemtrada("5 mg").record());

    assertThat(run("check", text("one.837", x12), file("day.json", day))).isZero();
    assertThat(out).contains(": agrees", "INFORMATION patient-not-compared: ");

    day.addEntry().setResource(Office.lemtrada("5 mg").id("b").patient("Patient/p2").record());
    assertThat(run("check", text("one.837", x12), file("day.json", day))).isEqualTo(1);
    assertThat(out).contains("Send their Patient resources");
  }

  private static Patient patient(Bundle day) {
    return day.getEntry().stream()
        .map(Bundle.BundleEntryComponent::getResource)
        .filter(Patient.class::isInstance)
        .map(Patient.class::cast)
        .findFirst()
        .orElseThrow();
  }

  /** Exports of two systems may both have a Patient/p1. */
  @ParameterizedTest
  @CsvSource({"DOE, 0", "ROE, 1"})
  void aNameThatTwoFilesUseForTwoPersonsIsRefused(String family, int code) throws IOException {
    Parameters office = Office.without(Office.without(Office.call(List.of()), "claim"), "resource");
    Bundle other = new Bundle().setType(Bundle.BundleType.COLLECTION);
    other.addEntry().setResource(Office.lemtrada("9 mg").id("z").identifier("z").record());
    ((MedicationAdministration) other.getEntryFirstRep().getResource()).getIdentifier().remove(0);
    Office.resources().forEach(r -> other.addEntry().setResource(r));
    patient(other).getNameFirstRep().setFamily(family);

    assertThat(
            run(
                "price",
                "--format",
                "x12",
                "--x12",
                file("office.json", office),
                "--coverage",
                "Coverage/c1",
                "--provider",
                "Organization/o1",
                file("day.json", day()),
                file("other.json", other)))
        .as(err)
        .isEqualTo(code);
    assertThat(out.isEmpty()).isEqualTo(code == 1);
    assertThat(err.contains("Patient/p1 is one resource in ")).isEqualTo(code == 1);
  }

  /** Six in the evening in Chicago is the next day in UTC. */
  @ParameterizedTest
  @CsvSource({"America/Chicago, 0", "UTC, 1"})
  void theDayOfARecordIsThatOfTheSite(String zone, int code) throws IOException {
    Bundle day = new Bundle().setType(Bundle.BundleType.COLLECTION);
    day.addEntry().setResource(Office.lemtrada("5 mg").on("2025-08-03T01:00:00Z").record());
    Office.resources().forEach(r -> day.addEntry().setResource(r));
    String x12 = Office.file(Office.call(Office.price("professional", Office.lemtrada("5 mg"))));

    assertThat(run("check", "--time-zone", zone, text("one.837", x12), file("day.json", day)))
        .as(out)
        .isEqualTo(code);
  }

  /**
   * The rest of a vial is often thrown away after midnight; the claim is of the day of the dose.
   */
  @ParameterizedTest
  @CsvSource({
    "2025-08-01T23:50:00-05:00, MedicationAdministration/a1",
    "2025-08-02T10:05:00-05:00, MedicationAdministration/a1",
    "2025-08-03T00:05:00-05:00, MedicationAdministration/a1",
    "2025-08-20T12:00:00-05:00, MedicationAdministration/a1",
    "2025-08-03T00:05:00-05:00, a1",
  })
  void whatWasDiscardedCountsWithItsDoseOnAnyDay(String time, String dose) throws IOException {
    Bundle days = new Bundle().setType(Bundle.BundleType.COLLECTION);
    days.addEntry().setResource(given("a1", "2025-08-02T10:00:00-05:00").record());
    days.addEntry().setResource(discard("w1", dose, time));
    Office.resources().forEach(r -> days.addEntry().setResource(r));

    assertThat(run("check", text("one.837", written(days)), file("days.json", days)))
        .as(out)
        .isZero();
    assertThat(out).contains(": agrees");
  }

  /** Drug of another day's dose is no discard of this claim, though it was thrown away that day. */
  @Test
  void whatWasDiscardedOfAnotherDoseIsNotOfTheClaim() throws IOException {
    Bundle day = new Bundle().setType(Bundle.BundleType.COLLECTION);
    day.addEntry().setResource(given("a1", "2025-08-02T10:00:00-05:00").record());
    day.addEntry().setResource(discard("w1", "a1", "2025-08-02T10:05:00-05:00"));
    Office.resources().forEach(r -> day.addEntry().setResource(r));
    String x12 = written(day);
    day.addEntry().setResource(given("a0", "2025-08-01T10:00:00-05:00").record());
    day.addEntry().setResource(discard("w0", "a0", "2025-08-02T08:00:00-05:00"));

    assertThat(run("check", text("one.837", x12), file("days.json", day))).as(out).isZero();
    assertThat(out).contains(": agrees").doesNotContain("discard-without-administration");
  }

  @Test
  void whatWasDiscardedOfNoDoseIsSaid() throws IOException {
    Bundle day = new Bundle().setType(Bundle.BundleType.COLLECTION);
    day.addEntry().setResource(given("a1", "2025-08-02T10:00:00-05:00").record());
    day.addEntry().setResource(discard("w1", "a1", "2025-08-02T10:05:00-05:00"));
    Office.resources().forEach(r -> day.addEntry().setResource(r));
    String x12 = written(day);
    day.addEntry().setResource(discard("w9", "a9", "2025-08-02T11:00:00-05:00"));

    run("check", text("one.837", x12), file("day.json", day));

    assertThat(out).contains("discard-without-administration");
  }

  /** One of which the vial alone would tell 7 mg, and not the 6 mg that the record has. */
  private static Administered given(String id, String time) {
    return Administered.dose("5 mg")
        .id(id)
        .identifier(id)
        .ndc("58468020001")
        .on(time)
        .vial("12 mg")
        .reason("http://hl7.org/fhir/sid/icd-10-cm", "G35.D");
  }

  /**
   * @param dose the reference to it, or its identifier
   */
  private static MedicationAdministration discard(String id, String dose, String time) {
    MedicationAdministration discard =
        Administered.waste("6 mg", dose).id(id).identifier(id).ndc("58468020001").on(time).record();
    if (!dose.contains("/")) {
      discard
          .getPartOfFirstRep()
          .setReference(null)
          .setIdentifier(new Identifier().setSystem("urn:ehr").setValue(dose));
    }
    return discard;
  }

  /** Returns the 837 that the records of a Bundle become. */
  private String written(Bundle records) throws IOException {
    Parameters office = Office.without(Office.without(Office.call(List.of()), "claim"), "resource");
    assertThat(
            run(
                "price",
                "--format",
                "x12",
                "--x12",
                file("office.json", office),
                "--coverage",
                "Coverage/c1",
                "--provider",
                "Organization/o1",
                file("written.json", records)))
        .as(err)
        .isZero();
    assertThat(out).contains("SV1*HC:J0202:JW*");
    return out;
  }

  @Test
  void eachClaimIsHeldAgainstItsOwnPatient() throws IOException {
    String x12 = Office.file(Office.call(Office.price("professional", Office.lemtrada("5 mg"))));
    Bundle two = day();
    two.addEntry()
        .setResource(
            Office.lemtrada("12 mg").id("a2").identifier("a2").patient("Patient/p2").record());

    assertThat(run("check", text("right.837", x12), file("two.json", two))).isZero();
    assertThat(out).contains("agrees");
  }

  @Test
  void aFhirClaimIsCheckedToo() throws IOException {
    Resource claim = Office.price("professional", Office.lemtrada("5 mg")).get(0);

    assertThat(run("check", file("claim.json", claim), file("day.json", day()))).isZero();
    assertThat(run("check", file("none.json", new Bundle()), file("day.json", day()))).isEqualTo(2);
  }

  /** A batch has visits without a drug, on the day of one or on another. */
  @Test
  void aVisitWithoutDrugsIsNotAccused() throws IOException {
    Claim drug = Office.price("professional", Office.lemtrada("5 mg")).get(0);
    String x12 =
        Office.file(
            Office.call(List.of(drug, visit(drug, "2025-08-02"), visit(drug, "2025-07-07"))));

    assertThat(run("check", text("day.837", x12), file("day.json", day()))).isZero();
    assertThat(out.lines()).filteredOn(line -> line.endsWith(": no drug lines")).hasSize(2);
  }

  @Test
  void aVisitAloneIsAskedForTheDrugOfItsDay() throws IOException {
    Claim drug = Office.price("professional", Office.lemtrada("5 mg")).get(0);
    String x12 = Office.file(Office.call(List.of(visit(drug, "2025-08-02"))));

    assertThat(run("check", text("visit.837", x12), file("day.json", day()))).isEqualTo(1);
    assertThat(out).contains("administration-not-billed");
  }

  /** The two lines of a drug may stand on two claims; units and totals are held all the same. */
  @Test
  void whatAnotherClaimOfTheVisitBillsIsNotMissing() throws IOException {
    Claim drug = Office.price("professional", Office.lemtrada("5 mg")).get(0);
    Claim discard = copy(drug, "discard");
    drug.getItem().remove(1);
    discard.getItem().remove(0);
    drug.getTotal().setValue(drug.getItemFirstRep().getNet().getValue());
    discard.getTotal().setValue(discard.getItemFirstRep().getNet().getValue());
    String x12 = Office.file(Office.call(List.of(drug, discard)));

    assertThat(run("check", text("two.837", x12), file("day.json", day()))).isZero();
    assertThat(out.lines().filter(line -> line.endsWith(": agrees"))).hasSize(2);
    assertThat(
            run(
                "check",
                text("wrong.837", x12.replace("*UN*7*", "*UN*8*")),
                file("day.json", day())))
        .isEqualTo(1);
    assertThat(out.lines().filter(line -> line.endsWith(": differs"))).hasSize(1);
    assertThat(out).contains("Claim discard for DOE, JANE 1970-01-31: differs", "(item[0]");
    assertThat(
            run(
                "check",
                text("one.837", Office.file(Office.call(List.of(drug)))),
                file("day.json", day())))
        .isEqualTo(1);
    assertThat(out).contains("discard-modifier-missing");
  }

  /** The same drug on two claims is twice as much as was given. */
  @Test
  void whatTwoClaimsBillOfOneDoseIsFound() throws IOException {
    Claim drug = Office.price("professional", Office.lemtrada("5 mg")).get(0);
    String x12 = Office.file(Office.call(List.of(drug, copy(drug, "again"))));

    assertThat(run("check", text("twice.837", x12), file("day.json", day()))).isEqualTo(1);
  }

  /**
   * A replacement stands for the claim that it replaces, whose number it repeats or names; a void
   * takes back both.
   */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "7 | first | ICN1  | 0 | first for DOE, JANE 1970-01-31: is replaced by claim first of this"
            + " file | (it replaces claim first of this file)",
        "7 | again | first | 0 | first for DOE, JANE 1970-01-31: is replaced by claim again of this"
            + " file | again for DOE, JANE 1970-01-31: agrees",
        "7 | again | ICN1  | 1 | Claim first for DOE, JANE 1970-01-31: agrees                      "
            + "     | Claim again for DOE, JANE 1970-01-31: differs",
        "8 | first | ICN1  | 0 | first for DOE, JANE 1970-01-31: is voided by claim first of this"
            + " file   | WARNING voided-dose-not-billed: The claim takes back a bill",
        "8 | again | ICN1  | 0 | Claim first for DOE, JANE 1970-01-31: agrees                      "
            + "     | again for DOE, JANE 1970-01-31: voids the payer's claim ICN1",
      })
  void aChangedClaimIsNotSummed(
      String frequency, String number, String payers, int code, String one, String other)
      throws IOException {
    Claim drug = copy(Office.price("professional", Office.lemtrada("5 mg")).get(0), "first");
    Claim change = changing(drug, "again", frequency, payers);
    String x12 =
        Office.file(Office.call(List.of(drug, change)))
            .replace("CLM*again*", "CLM*" + number + "*");

    assertThat(run("check", text("two.837", x12), file("day.json", day()))).isEqualTo(code);
    assertThat(out).contains(one, other);
  }

  /** One that is changed is of the same bill, on overlapping days, and the only one. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "nothing                  | first | is replaced by claim again of this file | again for"
            + " DOE, JANE 1970-01-31: agrees",
        "a period with that day   | first | is replaced by claim again of this file | again for"
            + " DOE, JANE 1970-01-31: ",
        "the day after            | first | agrees | INFORMATION changed-claim-not-found: The claim"
            + " that this one replaces or voids is not found in this file",
        "another patient          | first | agrees | INFORMATION changed-claim-not-found: The claim"
            + " that this one replaces or voids is not found in this file",
        "another payer            | first | agrees | INFORMATION changed-claim-not-found: The claim"
            + " that this one replaces or voids is not found in this file",
        "another provider         | first | agrees | INFORMATION changed-claim-not-found: The claim"
            + " that this one replaces or voids is not found in this file",
        "another with that number | first | agrees | INFORMATION changed-claim-not-found: This"
            + " claim may replace or void several claims of this file (first, first)",
      })
  void aChangedClaimIsOfTheSameBill(String other, String number, String one, String said)
      throws IOException {
    Claim drug = copy(Office.price("professional", Office.lemtrada("5 mg")).get(0), "first");
    Claim change = changing(drug, "again", "7", number);
    List<Claim> claims = new ArrayList<>(List.of(drug, change));
    if (other.equals("another with that number")) {
      claims.add(1, copy(drug, "second"));
    }
    List<Claim> read = X12Reader.read(Office.file(Office.call(claims))).claims();
    read.stream()
        .filter(claim -> claim.getIdentifierFirstRep().getValue().equals("second"))
        .forEach(claim -> claim.getIdentifierFirstRep().setValue("first"));
    Claim again = read.get(read.size() - 1);
    switch (other) {
      case "a period with that day" ->
          again
              .getItem()
              .forEach(
                  item ->
                      item.setServiced(
                          new Period()
                              .setStartElement(new DateTimeType("2025-08-01"))
                              .setEndElement(new DateTimeType("2025-08-02"))));
      case "the day after" ->
          again.getItem().forEach(item -> item.setServiced(new DateType("2025-08-03")));
      case "another payer" ->
          again.getInsuranceFirstRep().getCoverage().setDisplay("ANOTHER PAYER");
      case "another provider" -> again.getProvider().getIdentifier().setValue("1245319599");
      case "another patient" -> again.getPatient().setDisplay("ROE, JANE 1970-01-31");
      default -> {}
    }
    Bundle document = new Bundle().setType(Bundle.BundleType.COLLECTION);
    read.forEach(claim -> document.addEntry().setResource(claim));

    run("check", file("claims.json", document), file("day.json", day()));

    assertThat(out).contains("Claim first for DOE, JANE 1970-01-31: " + one, said);
  }

  /** The links of REF F8 are followed in any order of the file: the last alone stands. */
  @ParameterizedTest
  @CsvSource({"0, 1, 2", "2, 1, 0", "1, 2, 0", "2, 0, 1"})
  void theLastOfAChainOfChangesStands(int one, int two, int three) throws IOException {
    Claim first = copy(Office.price("professional", Office.lemtrada("5 mg")).get(0), "AAA");
    List<Claim> chain =
        List.of(first, changing(first, "R11", "7", "AAA"), changing(first, "R22", "7", "R11"));
    String x12 =
        Office.file(Office.call(List.of(chain.get(one), chain.get(two), chain.get(three))));

    assertThat(run("check", text("chain.837", x12), file("day.json", day()))).isZero();
    assertThat(out)
        .contains(
            "Claim AAA for DOE, JANE 1970-01-31: is replaced by claim R11 of this file",
            "Claim R11 for DOE, JANE 1970-01-31: is replaced by claim R22 of this file",
            "Claim R22 for DOE, JANE 1970-01-31: agrees")
        .doesNotContain("changed-claim-not-found");
  }

  private static Claim changing(Claim claim, String number, String frequency, String named) {
    Claim change = copy(claim, number);
    change.addRelated().getReference().setValue(named);
    change
        .addSupportingInfo()
        .setSequence(90)
        .setCategory(new CodeableConcept().setText("info"))
        .setCode(
            new CodeableConcept(
                new Coding(Canonicals.codeSystem("claim-information"), "claim-frequency", null)))
        .setValue(new StringType(frequency));
    return change;
  }

  private static Claim copy(Claim claim, String number) {
    Claim copy = claim.copy();
    copy.setIdentifier(null);
    copy.addIdentifier().setSystem("urn:claims").setValue(number);
    return copy;
  }

  /** A claim of the same patient for an office visit. */
  private static Claim visit(Claim of, String day) {
    Claim visit = copy(of, "visit" + day.replace("-", ""));
    visit.getItem().remove(1);
    visit.getItemFirstRep().setDetail(null).setModifier(null).setId("v" + day);
    visit.getItemFirstRep().setServiced(new DateType(day));
    visit.getItemFirstRep().getQuantity().setValue(1);
    visit.getItemFirstRep().getNet().setValue(90);
    visit
        .getItemFirstRep()
        .getProductOrService()
        .setText(null)
        .getCodingFirstRep()
        .setSystem(Canonicals.CPT)
        .setDisplay(null)
        .setCode("99213");
    visit.getTotal().setValue(90);
    visit.setBillablePeriod(null);
    return visit;
  }

  /** The records of a day with what they refer to. */
  private static Bundle day() {
    Bundle day = new Bundle().setType(Bundle.BundleType.COLLECTION);
    day.addEntry().setResource(Office.lemtrada("5 mg").record());
    Office.resources().forEach(r -> day.addEntry().setResource(r));
    return day;
  }

  private String file(String name, Resource resource) throws IOException {
    return text(name, ShippedKnowledge.FHIR.newJsonParser().encodeResourceToString(resource));
  }

  private String text(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text).toString();
  }

  private int run(String... arguments) {
    StringWriter written = new StringWriter();
    StringWriter complained = new StringWriter();
    int exit =
        PriceUnitsCommand.commandLine()
            .setOut(new PrintWriter(written, true))
            .setErr(new PrintWriter(complained, true))
            .execute(arguments);
    out = written.toString();
    err = complained.toString();
    return exit;
  }
}
