package org.priceunits.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.CodeSystem;
import org.hl7.fhir.r4.model.ConceptMap;
import org.hl7.fhir.r4.model.MedicationKnowledge;
import org.hl7.fhir.r4.model.Period;
import org.hl7.fhir.r4.model.Resource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.priceunits.fhir.Canonicals;
import org.priceunits.loading.cms.Files508;
import picocli.CommandLine;

class LoadCommandTest {
  private static final List<String> HEADER =
      List.of("HCPC", "RECID", "LONG DESCRIPTION", "ADD DT", "TERM DT", "XREF1");
  private static final List<String> J9010 =
      List.of("J9010", "3", "Injection, alemtuzumab, 10 mg", "20030101", "20151231", "J0202");
  private static final List<String> J0202 =
      List.of("J0202", "3", "Injection, alemtuzumab, 1 mg", "20160101");
  private static final String CROSSWALK_HEADER =
      "_2024_CODE,Short Description,LABELER NAME,NDC2,Drug Name,HCPCS dosage,PKG SIZE,PKG"
          + " QTY,BILLUNITS,BILLUNITSPKG\r\n";
  private static final String LEMTRADA =
      "J0202,x,Genzyme,58468-0200-01,Lemtrada,1 MG,1.2,1,12,12\r\n";
  private static final String OTHER = "J0202,x,Other,11111-2222-33,Other,1 MG,2,1,20,20\r\n";

  private Path folder = Path.of("");
  private Path target = Path.of("");
  private String said = "";

  @BeforeEach
  void folders(@TempDir Path folder) {
    this.folder = folder;
    target = folder.resolve("target");
  }

  @Test
  void aReleaseBecomesACodeSystemAndASuccessorMapWithItsOrigin() throws IOException {
    assertThat(load("--hcpcs", hcpcs("HCPC2025_OCT_ANWEB.xlsx", J9010, J0202))).isZero();

    assertThat(said).contains("codes added: 2");
    CodeSystem codes = (CodeSystem) read("CodeSystem-hcpcs.json");
    assertThat(codes.getContent()).isEqualTo(CodeSystem.CodeSystemContentMode.COMPLETE);
    assertThat(codes.getVersion()).isEqualTo("2025-10");
    ConceptMap successors = (ConceptMap) read("ConceptMap-hcpcs-successors.json");
    assertThat(successors.getGroupFirstRep().getElementFirstRep().getTargetFirstRep().getCode())
        .isEqualTo("J0202");
    assertThat(texts().keySet()).anyMatch(name -> name.startsWith("Provenance-load-"));
  }

  @Test
  void loadingTwiceChangesNothing() throws IOException {
    String[] all = all();
    load(all);
    Map<String, String> first = texts();

    assertThat(load(all)).isZero();

    assertThat(texts()).isEqualTo(first);
    assertThat(said)
        .contains("codes added: 0", "fees added: 0", "packages added: 0", "unit ceilings: 0");
  }

  @Test
  void aDryRunSaysWhatWouldChangeAndWritesNothing() throws IOException {
    assertThat(load("--dry-run", "--hcpcs", hcpcs("HCPC2025_OCT_ANWEB.xlsx", J9010, J0202)))
        .isZero();

    assertThat(said).contains("codes added: 2 (J0202, J9010)", "resources would be written");
    assertThat(target).doesNotExist();
  }

  @Test
  void anOlderReleaseAddsWhatWasValidThenAndAnEndedOrVanishedCodeIsKept() throws IOException {
    load("--hcpcs", hcpcs("HCPC2025_OCT_ANWEB.xlsx", J0202));

    List<String> then = List.of("J0202", "3", "Injection, alemtuzumab, 99 mg", "20160101");
    assertThat(load("--hcpcs", hcpcs("HCPC2016_CONTR_ANWEB.xlsx", J9010, then))).isZero();
    assertThat(said).contains("codes added: 1 (J9010)");
    assertThat(dosage("J0202")).isEqualTo("1 mg");

    List<String> ended =
        List.of("J0202", "3", "Injection, alemtuzumab, 1 mg", "20160101", "20251231");
    assertThat(load("--hcpcs", hcpcs("HCPC2026_JAN_ANWEB.xlsx", ended))).isZero();
    assertThat(said).contains("codes ended: 1");
    CodeSystem codes = (CodeSystem) read("CodeSystem-hcpcs.json");
    assertThat(codes.getVersion()).isEqualTo("2026-01");
    assertThat(codes.getConcept())
        .extracting(CodeSystem.ConceptDefinitionComponent::getCode)
        .containsExactly("J0202", "J9010");
    ConceptMap successors = (ConceptMap) read("ConceptMap-hcpcs-successors.json");
    assertThat(successors.getGroupFirstRep().getElementFirstRep().getTargetFirstRep().getComment())
        .isEqualTo("CMS HCPCS Level II file HCPC2016_CONTR_ANWEB.xlsx: cross-reference");
  }

  @Test
  void aQuarterThatWasPostedAgainStandsBesideItsFirstPosting() throws IOException {
    load("--asp", asp("2413.358"), "--posted", "2024-12-19");
    load("--asp", asp("2400.000"), "--posted", "2025-03-07");

    assertThat(said)
        .contains("fees added: 1 (J0202)", "of them repriced: 1 (J0202 2413.358 -> 2400.000)");
    assertThat(((Bundle) read("Bundle-fees-2025Q1.json")).getEntry()).hasSize(1);
    assertThat(((Bundle) read("Bundle-fees-2025Q1-20250307.json")).getEntry()).hasSize(1);
  }

  @Test
  void limitsRestatedUnderOnePostingDayAreRefused() throws IOException {
    load("--asp", asp("2413.358"), "--posted", "2024-12-19");

    assertThat(load("--asp", asp("2400.000"), "--posted", "2024-12-19")).isEqualTo(2);
    assertThat(load("--asp", asp("2413.358"), "--posted", "2024-12-19")).isZero();
  }

  @Test
  void theFirstPostingLoadedAfterTheSecondRepricesNothing() throws IOException {
    load("--asp", asp("2400.000"), "--posted", "2025-03-07");
    load("--asp", asp("2413.358"), "--posted", "2024-12-19");

    assertThat(said).contains("fees added: 1 (J0202)", "of them repriced: 0");
  }

  @Test
  void aDosageThatTheLimitsContradictIsWithdrawnAndStaysWithdrawn() throws IOException {
    List<String> other = List.of("J0202", "3", "Injection, alemtuzumab, 10 mg", "20160101");
    load("--hcpcs", hcpcs("HCPC2025_OCT_ANWEB.xlsx", J9010, other));

    load("--asp", asp("2413.358"), "--posted", "2024-12-19");
    assertThat(said).contains("dosages withdrawn, since the limits state another: 1 (J0202)");
    load("--hcpcs", hcpcs("HCPC2025_OCT_ANWEB.xlsx", J9010, other));

    CodeSystem codes = (CodeSystem) read("CodeSystem-hcpcs.json");
    assertThat(codes.getConcept().get(0).getProperty())
        .extracting(CodeSystem.ConceptPropertyComponent::getCode)
        .contains("dosage-text")
        .doesNotContain("dosage-value", "dosage-unit");
  }

  @Test
  void aPairThatLeavesTheCrosswalkEndsAndANewOneStartsWithItsQuarter() throws IOException {
    load("--hcpcs", hcpcs("HCPC2025_OCT_ANWEB.xlsx", J9010, J0202));
    load("--crosswalk", crosswalk("January 1, 2024 through March 31, 2024", LEMTRADA));
    load("--crosswalk", crosswalk("April 1, 2024 through June 30, 2024", OTHER));

    assertThat(valid("58468020001")).isEqualTo("2016-01-01..2024-03-31");
    assertThat(valid("11111222233")).isEqualTo("2024-04-01..");
  }

  @Test
  void aPairThatSkipsAQuarterGoesOn() throws IOException {
    load("--hcpcs", hcpcs("HCPC2025_OCT_ANWEB.xlsx", J9010, J0202));
    load("--crosswalk", crosswalk("January 1, 2024 through March 31, 2024", LEMTRADA));
    load("--crosswalk", crosswalk("April 1, 2024 through June 30, 2024", OTHER));
    load("--crosswalk", crosswalk("July 1, 2024 through September 30, 2024", LEMTRADA + OTHER));

    assertThat(valid("58468020001")).isEqualTo("2016-01-01..");
  }

  @Test
  void quartersThatAreLoadedAgainChangeNothing() throws IOException {
    load("--hcpcs", hcpcs("HCPC2025_OCT_ANWEB.xlsx", J9010, J0202));
    String first = copy(crosswalk("January 1, 2024 through March 31, 2024", LEMTRADA), "1.csv");
    String moved = OTHER.replace("J0202", "J9010");
    String second = copy(crosswalk("April 1, 2024 through June 30, 2024", moved), "2.csv");
    load("--crosswalk", first, "--crosswalk", second);
    assertThat(valid("58468020001")).isEqualTo("2016-01-01..2024-03-31");

    load("--crosswalk", first, "--crosswalk", second);
    assertThat(said).contains("0 resources written");
  }

  @Test
  void aPairOfSeveralOlderCrosswalksEndsWithTheLastOfThem() throws IOException {
    load("--hcpcs", hcpcs("HCPC2025_OCT_ANWEB.xlsx", J9010, J0202));
    load("--crosswalk", crosswalk("October 1, 2024 through December 31, 2024", LEMTRADA));
    load("--crosswalk", crosswalk("January 1, 2024 through March 31, 2024", OTHER));
    assertThat(valid("11111222233")).isEqualTo("2024-01-01..2024-03-31");
    load("--crosswalk", crosswalk("July 1, 2024 through September 30, 2024", OTHER));
    assertThat(valid("11111222233")).isEqualTo("2024-01-01..2024-09-30");
  }

  private String copy(String path, String name) throws IOException {
    return file(name, Files.readAllBytes(Path.of(path)));
  }

  @Test
  void aPairOfAnOlderCrosswalkEndsWithItAndAKnownOneStartsWithIt() throws IOException {
    load("--hcpcs", hcpcs("HCPC2025_OCT_ANWEB.xlsx", J9010, J0202));
    load("--crosswalk", crosswalk("January 1, 2024 through March 31, 2024", LEMTRADA));
    load("--crosswalk", crosswalk("July 1, 2024 through September 30, 2024", LEMTRADA + OTHER));
    assertThat(valid("11111222233")).isEqualTo("2024-07-01..");

    String third = OTHER.replace("11111-2222-33", "11111-2222-44");
    load("--crosswalk", crosswalk("April 1, 2024 through June 30, 2024", OTHER + third));

    assertThat(valid("11111222233")).isEqualTo("2024-04-01..");
    assertThat(valid("11111222244")).isEqualTo("2024-04-01..2024-06-30");
    assertThat(valid("58468020001")).isEqualTo("2016-01-01..");
  }

  @Test
  void anotherCrosswalkThanTheAspOneIsRefused() throws IOException {
    load("--hcpcs", hcpcs("HCPC2025_OCT_ANWEB.xlsx", J9010, J0202));
    String opps =
        Files.readString(Path.of(crosswalk("April 1, 2024 through June 30, 2024", LEMTRADA)))
            .replace("ASP NDC", "OPPS NDC");
    assertThat(load("--crosswalk", file("opps.csv", opps))).isEqualTo(2);
    assertThat(said).contains("does not say that it is the ASP one");
  }

  @Test
  void rowsWithoutAnNdcOrAKnownCodeAreCounted() throws IOException {
    load("--hcpcs", hcpcs("HCPC2025_OCT_ANWEB.xlsx", J9010, J0202));
    String device = LEMTRADA.replace("58468-0200-01", "Device1");
    String unknown = LEMTRADA.replace("J0202", "J9035").replace("58468-0200-01", "50242-0060-01");
    load(
        "--crosswalk",
        crosswalk("April 1, 2024 through June 30, 2024", LEMTRADA + device + unknown));
    assertThat(said)
        .contains("their identifier is no NDC (devices, skin substitutes): 1")
        .contains("the target does not have it: 1");
  }

  @Test
  void whatAnOlderFileSaysOfADosageChangesNothingAndANewerOneGivesItBack() throws IOException {
    load("--hcpcs", hcpcs("HCPC2025_OCT_ANWEB.xlsx", J9010, J0202));
    String later = asp("2413.358");
    String older = misprinted(later, "October 1, 2024 through December 31, 2024");

    load("--asp", later, "--posted", "2024-12-19");
    load("--asp", older, "--posted", "2024-09-19");
    assertThat(dosage("J0202")).isEqualTo("1 mg");

    load(
        "--asp",
        misprinted(later, "April 1, 2025 through June 30, 2025"),
        "--posted",
        "2025-03-20");
    assertThat(said).contains("dosages withdrawn, since the limits state another: 1 (J0202)");
    assertThat(dosage("J0202")).isEmpty();

    String newest =
        file(
            "newest.csv",
            Files.readString(Path.of(later))
                .replace(
                    "January 1, 2025 through March 31, 2025",
                    "July 1, 2025 through September 30, 2025"));
    load("--asp", newest, "--posted", "2025-06-19");
    assertThat(said).contains("dosages given back, since the limits agree again: 1 (J0202)");
    assertThat(dosage("J0202")).isEqualTo("1 mg");
  }

  @Test
  void ofSeveralFilesTheNewestSaysTheDosage() throws IOException {
    String later = asp("2413.358");
    load(
        "--hcpcs",
        hcpcs("HCPC2025_OCT_ANWEB.xlsx", J9010, J0202),
        "--asp",
        misprinted(later, "October 1, 2024 through December 31, 2024"),
        "--posted",
        "2024-09-19",
        "--asp",
        later,
        "--posted",
        "2024-12-19");
    assertThat(said).doesNotContain("limits state another: 1", "limits agree again: 1");
    assertThat(dosage("J0202")).isEqualTo("1 mg");
  }

  /** J9350 was topotecan, 4 mg, until 2010. */
  @Test
  void limitsOfAnEarlierDescriptorDoNotContradictTodays() throws IOException {
    List<String> then =
        List.of("J0202", "3", "Injection, topotecan, 10 mg", "19980101", "20141231");
    load(
        "--hcpcs",
        hcpcs("HCPC2025_OCT_ANWEB.xlsx", J9010, J0202),
        "--hcpcs",
        hcpcs("HCPC2014_ANWEB.xlsx", then));
    load(
        "--asp",
        misprinted(asp("1.5"), "January 1, 2012 through March 31, 2012"),
        "--posted",
        "2012-01-01");
    assertThat(said).contains("dosages withdrawn, since the limits state another: 0");
    assertThat(dosage("J0202")).isEqualTo("1 mg");
  }

  private String misprinted(String limits, String period) throws IOException {
    return file(
        period.substring(0, 3) + ".csv",
        Files.readString(Path.of(limits))
            .replace("January 1, 2025 through March 31, 2025", period)
            .replace("1 MG", "10 MG"));
  }

  private String dosage(String code) throws IOException {
    return ((CodeSystem) read("CodeSystem-hcpcs.json"))
        .getConcept().stream()
            .filter(concept -> concept.getCode().equals(code))
            .flatMap(concept -> concept.getProperty().stream())
            .filter(property -> Set.of("dosage-value", "dosage-unit").contains(property.getCode()))
            .map(property -> property.getValue().primitiveValue())
            .collect(Collectors.joining(" "));
  }

  @Test
  void anOlderCrosswalkAddsItsSizeToWhatIsKnownFromALaterOne() throws IOException {
    load("--hcpcs", hcpcs("HCPC2025_OCT_ANWEB.xlsx", J9010, J0202));
    load("--crosswalk", crosswalk("April 1, 2024 through June 30, 2024", LEMTRADA));

    String older =
        crosswalk("January 1, 2024 through March 31, 2024", LEMTRADA.replace(",12,12", ",13,13"));
    load("--crosswalk", older);

    MedicationKnowledge product =
        (MedicationKnowledge)
            ((Bundle) read("Bundle-products.json")).getEntryFirstRep().getResource();
    assertThat(product.getAmount().getValue()).isEqualByComparingTo("12");
    assertThat(product.getExtensionString(Canonicals.extension("knowledge-version")))
        .isEqualTo("2024Q2");
    assertThat(product.getExtensionsByUrl(Canonicals.extension("crosswalk-size")))
        .extracting(size -> size.getExtensionByUrl("first").getValue().primitiveValue())
        .containsExactly("2024Q1", "2024Q2");
    Map<String, String> first = texts();
    load("--crosswalk", older);
    assertThat(texts()).isEqualTo(first);
  }

  @Test
  void aFileOfAnotherKindIsRefusedWholeAndAMissingPostingDateIsAnError() throws IOException {
    assertThat(
            load(
                "--asp",
                crosswalk("January 1, 2024 through March 31, 2024", LEMTRADA),
                "--posted",
                "2024-12-19"))
        .isEqualTo(2);
    assertThat(said).contains("refused");
    assertThat(load("--asp", asp("1.000"))).isEqualTo(2);
    assertThat(load("--crosswalk", crosswalk("January 1, 2024 through March 31, 2024", LEMTRADA)))
        .isEqualTo(2);
    assertThat(target).doesNotExist();
  }

  @Test
  void aLeftOutLineIsNamedWithFileLineAndReason() throws IOException {
    assertThat(load("--asp", asp("?"), "--posted", "2024-12-19")).isEqualTo(1);
    assertThat(said).contains("left out: asp.csv, line 3: No limit is published for J0202: '?'.");
  }

  /** A9606 of 2026Q4: the contractors decide its price. */
  @Test
  void aCodeWithoutAPublishedLimitIsNamedAndNoFault() throws IOException {
    assertThat(load("--asp", asp("N/A"), "--posted", "2024-12-19")).isZero();
    assertThat(said).contains("codes without a published limit (N/A): 1 (J0202)", "fees added: 0");
  }

  @Test
  void feesOfCodesThatTheHeldReleaseLacksAreNamed() throws IOException {
    load("--hcpcs", hcpcs("HCPC2025_OCT_ANWEB.xlsx", J9010));
    load("--asp", asp("2413.358"), "--posted", "2024-12-19");
    assertThat(said)
        .contains(
            "fees of codes that the HCPCS release held here does not list; load the release of that"
                + " quarter: 1 (J0202)");
  }

  @Test
  void theCoinsurancePercentageIsKeptOnTheFee() throws IOException {
    load("--asp", asp("2413.358"), "--posted", "2024-12-19");
    assertThat(texts().get("Bundle-fees-2025Q1.json")).doesNotContain("coinsurance-percentage");
    String with =
        Files.readString(Path.of(asp("29.856")))
            .replace("Payment Limit\r", "Payment Limit,Co-insurance Percentage,Notes,,\r")
            .replace("29.856\r", "29.856,17.885,\"Inflation-adjusted\ncoinsurance\",,\r");
    load("--asp", file("with.csv", with), "--posted", "2025-01-02");
    assertThat(texts().get("Bundle-fees-2025Q1-20250102.json"))
        .contains("coinsurance-percentage", "17.885");
  }

  /** CMS's zip of 2026: the limits beside other tables, packed on a Mac. */
  @Test
  void aZipWithSeveralTablesGivesTheOneAskedFor() throws IOException {
    byte[] limits = Files.readAllBytes(Path.of(asp("2413.358")));
    byte[] other = Files508.latin1("x");
    String zip =
        file(
            "october-2026.zip",
            Files508.zip(
                Map.of(
                    "section 508 version of October 2026 Medicare Part B Payment Limit File"
                        + " 091626.csv",
                    limits,
                    "__MACOSX/._section 508 version of October 2026 Medicare Part B Payment Limit"
                        + " File 091626.csv",
                    other,
                    "section 508 version of October 2026 NOC Pricing File 091626.csv",
                    other,
                    "section 508 version of October 2026 NOC NDC-HCPCS Crosswalk.csv",
                    other)));
    assertThat(load("--asp", zip, "--posted", "2026-09-16")).isZero();
    assertThat(said).contains("fees added: 1 (J0202)");
  }

  @Test
  void aByteOrderMarkIsNoPartOfTheFirstHeading() throws IOException {
    String bom = "\u00EF\u00BB\u00BF";
    String mue =
        "hcpcs,mue_value,mai,rationale,service,effective\nJ0202,12,3,x,practitioner,2024-07-01\n";
    assertThat(load("--mue", file("mue.csv", bom + mue))).isZero();
    assertThat(said).contains("unit ceilings: 1 (J0202)");
    load("--hcpcs", hcpcs("HCPC2025_OCT_ANWEB.xlsx", J9010, J0202));
    String rows =
        Files.readString(Path.of(crosswalk("January 1, 2024 through March 31, 2024", LEMTRADA)));
    assertThat(load("--crosswalk", file("bom.csv", bom + rows))).isZero();
    assertThat(
            load(
                "--asp",
                file("bom-asp.csv", bom + Files.readString(Path.of(asp("1.5")))),
                "--posted",
                "2024-12-19"))
        .isZero();
  }

  /** CMS's own headings of 2026, and those that its instructions to manufacturers name. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "_2026_CODE,Short Description,LABELER NAME,NDC,Drug Name,HCPCS dosage,PKG SIZE,PKG"
            + " QTY,BILLUNITS,BILLUNITSPKG",
        "_2026_CODE,Short Description,LABELER NAME,NDC2,Drug Name,HCPCS dosage,PKG SIZE,PKG"
            + " QTY,BILLUNITS,BILLUNITSPKG",
        "HCPCS Level II Code defer to DCDRG,Short Description defer to DCDRG,Labeler Name,NDC2,Drug"
            + " Name,HCPCS Dosage,PKG SIZE,PKG QTY,BILLUNITS,BILLUNITSPKG"
      })
  void theHeadingsOfACrosswalkHaveSeveralNames(String header) throws IOException {
    load("--hcpcs", hcpcs("HCPC2025_OCT_ANWEB.xlsx", J9010, J0202));
    String device = LEMTRADA.replace("58468-0200-01", "888867413689");
    String text =
        Files.readString(
                Path.of(crosswalk("October 1, 2026 through December 31, 2026", LEMTRADA + device)))
            .replace(CROSSWALK_HEADER, header + "\r\n");
    assertThat(load("--crosswalk", file("headings.csv", text))).isZero();
    assertThat(said).contains("packages added: 2 (58468020001, 888867413689)");
  }

  @Test
  void aPackageUnderTwoCodesHasBoth() throws IOException {
    load("--hcpcs", hcpcs("HCPC2025_OCT_ANWEB.xlsx", J9010, J0202));
    String other = LEMTRADA.replace("J0202", "J9010");
    load("--crosswalk", crosswalk("January 1, 2024 through March 31, 2024", LEMTRADA + other));
    assertThat(said).contains("packages added: 1");
    assertThat(
            ((ConceptMap) read("ConceptMap-ndc-hcpcs.json"))
                .getGroupFirstRep()
                .getElementFirstRep()
                .getTarget())
        .extracting(ConceptMap.TargetElementComponent::getCode)
        .containsExactlyInAnyOrder("J0202", "J9010");
  }

  @Test
  void severalFilesOfAKindAreLoadedInTheOrderGiven() throws IOException {
    String first = asp("2413.358");
    String reposted =
        file("again.csv", Files.readString(Path.of(first)).replace("2413.358", "2400"));

    assertThat(
            load(
                "--asp",
                first,
                "--posted",
                "2024-12-19",
                "--asp",
                reposted,
                "--posted",
                "2025-03-07"))
        .isZero();

    load("--asp", first, "--posted", "2024-12-20");
    assertThat(texts().keySet().stream().filter(name -> name.startsWith("Provenance-"))).hasSize(3);
    assertThat(read("Bundle-fees-2025Q1.json")).isNotNull();
    assertThat(read("Bundle-fees-2025Q1-20250307.json")).isNotNull();
    assertThat(load("--asp", first, "--asp", reposted, "--posted", "2025-03-07")).isEqualTo(2);
  }

  @Test
  void theProgressBarFillsOverAllFilesAndIsNotDrawnWithoutATerminal() throws IOException {
    load(
        "--progress",
        "--hcpcs",
        hcpcs("HCPC2025_OCT_ANWEB.xlsx", J9010, J0202),
        "--asp",
        asp("2413.358"),
        "--posted",
        "2024-12-19");
    assertThat(said)
        .contains("[..............................]   0 % HCPC2025_OCT_ANWEB.xlsx: reading")
        .contains("[###############...............]  50 % asp.csv: comparing with what is held")
        .contains("[####################..........]  66 % writing");

    load("--asp", asp("2413.358"), "--posted", "2024-12-19");
    assertThat(said).doesNotContain("[.");
  }

  private String[] all() throws IOException {
    return new String[] {
      "--hcpcs", hcpcs("HCPC2025_OCT_ANWEB.xlsx", J9010, J0202),
      "--asp", asp("2413.358"),
      "--posted", "2024-12-19",
      "--crosswalk", crosswalk("January 1, 2024 through March 31, 2024", LEMTRADA),
      "--mue",
          file(
              "mue.csv",
              "hcpcs,mue_value,mai,rationale,service,effective\n"
                  + "J0202,12,3,x,practitioner,2024-07-01\n")
    };
  }

  /** What is shipped of a package stays when a newer crosswalk says more of it. */
  @Test
  void aFolderAddsToWhatThisProgramBrings() throws IOException {
    String newer = crosswalk("April 1, 2026 through June 30, 2026", LEMTRADA + OTHER);

    assertThat(run("load", "--to", target.toString(), "--crosswalk", newer)).isZero();

    assertThat(said)
        .contains("packages added: 1 (11111222233)", "packages confirmed or changed: 1");
    assertThat(products().get("ndc-58468020001"))
        .satisfies(
            lemtrada -> {
              assertThat(lemtrada.getIngredient()).isNotEmpty();
              assertThat(lemtrada.getCode().getCoding()).hasSizeGreaterThan(1);
            });
  }

  @Test
  void aServerIsNotAskedToStandAlone() throws IOException {
    assertThat(load("--to", "http://127.0.0.1:1/fhir", "--mue", "mue.csv")).isEqualTo(2);
    assertThat(said).contains("a server says what it holds");
  }

  private Map<String, MedicationKnowledge> products() throws IOException {
    return ((Bundle) read("Bundle-products.json"))
        .getEntry().stream()
            .map(entry -> (MedicationKnowledge) entry.getResource())
            .collect(Collectors.toMap(Resource::getIdPart, each -> each));
  }

  private int load(String... arguments) {
    return run(
        Stream.concat(
                Stream.of("load", "--standalone"),
                Stream.concat(
                    List.of(arguments).contains("--to")
                        ? Stream.of()
                        : Stream.of("--to", target.toString()),
                    Stream.of(arguments)))
            .toArray(String[]::new));
  }

  private int run(String... command) {
    StringWriter out = new StringWriter();
    CommandLine line =
        PriceUnitsCommand.commandLine()
            .setOut(new PrintWriter(out, true))
            .setErr(new PrintWriter(out, true));
    int exit = line.execute(command);
    said = out.toString();
    return exit;
  }

  @SafeVarargs
  private String hcpcs(String name, List<String>... rows) throws IOException {
    return file(name, Files508.xlsx(Stream.concat(Stream.of(HEADER), Stream.of(rows)).toList()));
  }

  private String asp(String limit) throws IOException {
    return file(
        "asp.csv",
        "\"Effective January 1, 2025 through March 31, 2025\",,,\r\n"
            + "HCPCS Code,Short Description,HCPCS Code Dosage,Payment Limit\r\n"
            + "J0202,x,1 MG,"
            + limit
            + "\r\n");
  }

  private String crosswalk(String period, String rows) throws IOException {
    return file(
        "crosswalk.csv",
        "ASP NDC - HCPCS Crosswalk,,,\r\n\"     Effective "
            + period
            + "\",,,\r\n"
            + CROSSWALK_HEADER
            + rows);
  }

  private String file(String name, String text) throws IOException {
    return file(name, Files508.latin1(text));
  }

  private String file(String name, byte[] bytes) throws IOException {
    return Files.write(folder.resolve(name), bytes).toString();
  }

  private Resource read(String name) throws IOException {
    return (Resource)
        FhirContext.forR4Cached()
            .newJsonParser()
            .parseResource(Files.readString(target.resolve(name)));
  }

  private String valid(String ndc) throws IOException {
    return ((ConceptMap) read("ConceptMap-ndc-hcpcs.json"))
        .getGroupFirstRep().getElement().stream()
            .filter(element -> element.getCode().equals(ndc))
            .map(element -> (Period) element.getTargetFirstRep().getExtensionFirstRep().getValue())
            .map(
                period ->
                    period.getStartElement().getValueAsString()
                        + ".."
                        + (period.hasEnd() ? period.getEndElement().getValueAsString() : ""))
            .findFirst()
            .orElse("absent");
  }

  private Map<String, String> texts() throws IOException {
    Map<String, String> texts = new TreeMap<>();
    try (Stream<Path> files = Files.list(target)) {
      for (Path file : files.toList()) {
        texts.put(file.getFileName().toString(), Files.readString(file));
      }
    }
    return texts;
  }
}
