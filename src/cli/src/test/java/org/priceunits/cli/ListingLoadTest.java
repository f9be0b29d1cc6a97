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
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.MedicationKnowledge;
import org.hl7.fhir.r4.model.Period;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.ValueSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.priceunits.fhir.Canonicals;
import org.priceunits.loading.cms.Files508;
import picocli.CommandLine;

/** FDA's listings and CMS's list of single-dose codes, loaded in one order and in another. */
class ListingLoadTest {
  private static final String PRODUCTS =
      "PRODUCTID\tPRODUCTNDC\tPROPRIETARYNAME\tPROPRIETARYNAMESUFFIX\tDOSAGEFORMNAME\tROUTENAME\tSTARTMARKETINGDATE\tENDMARKETINGDATE\tAPPLICATIONNUMBER\tACTIVE_NUMERATOR_STRENGTH\tACTIVE_INGRED_UNIT\r\n"
          + "p\t58468-0200\tLemtrada\t\tINJECTION, SOLUTION\tINTRAVENOUS\t20141114\t\tBLA1\t10\tmg/mL\r\n";
  private static final String PACKAGES =
      "PRODUCTID\tPRODUCTNDC\tNDCPACKAGECODE\tPACKAGEDESCRIPTION\tSTARTMARKETINGDATE\tENDMARKETINGDATE\tNDC_EXCLUDE_FLAG\tSAMPLE_PACKAGE\r\n"
          + "p\t58468-0200\t58468-0200-1\t1 VIAL, %s in 1 CARTON (58468-0200-1)  / 1.2 mL in 1 VIAL, %s\t20141114\t\tN\tN\r\n";
  private static final String PURPLE_BOOK =
      "BLA Number\tProprietary Name\tStrength\tDosage Form\tProduct Presentation\r\n"
          + "103948\tLemtrada\t12MG/1.2ML\tInjection\t%s\r\n";

  private Path folder = Path.of("");
  private Path target = Path.of("");
  private String said = "";

  @BeforeEach
  void crosswalkIsLoaded(@TempDir Path temporary) throws IOException {
    folder = temporary;
    target = folder.resolve("target");
    load(
        "--hcpcs",
        file(
            "HCPC2025_OCT_ANWEB.xlsx",
            Files508.xlsx(
                List.of(
                    List.of("HCPC", "RECID", "LONG DESCRIPTION", "ADD DT", "TERM DT"),
                    List.of("J0202", "3", "Injection, alemtuzumab, 1 mg", "20160101")))),
        "--crosswalk",
        file(
            "crosswalk.csv",
            "ASP NDC - HCPCS Crosswalk,,,\r\n\"Effective January 1, 2024 through March 31, 2024\",,,\r\n_2024_CODE,Short Description,LABELER NAME,NDC2,Drug Name,HCPCS dosage,PKG SIZE,PKG QTY,BILLUNITS,BILLUNITSPKG\r\nJ0202,x,Genzyme,58468-0200-01,Lemtrada,1 MG,1.2,1,12,12\r\n"));
    assertThat(said).contains("packages added: 1");
  }

  @Test
  void theTablesOfTheZipAreFoundBesideTheShadowsOfAMac() throws IOException {
    assertThat(load("--ndc", directory("ndctext-2025-07-11.zip", "SINGLE-DOSE"))).isZero();

    assertThat(said).contains("packages with a new listing: 1 (58468020001)");
    assertThat(labels())
        .containsExactly("single-dose FDA NDC Directory of 2025-07-11: VIAL, SINGLE-DOSE");
    assertThat(product().getDoseForm().getText()).isEqualTo("INJECTION, SOLUTION");
    assertThat(product().getIngredientFirstRep().getStrength().getNumerator().getValue())
        .isEqualByComparingTo("10");
  }

  @Test
  void aZipWithoutADayInItsNameHasTheDayOfItsTable() throws IOException {
    assertThat(load("--ndc", directory("ndctext.zip", "SINGLE-DOSE"))).isZero();

    assertThat(labels())
        .singleElement()
        .asString()
        .startsWith("single-dose FDA NDC Directory of 20");
  }

  @Test
  void looseTablesNeedTheDayInTheirNames() throws IOException {
    file("package.txt", PACKAGES.formatted("SINGLE-DOSE", "SINGLE-DOSE"));
    assertThat(load("--ndc", file("product.txt", PRODUCTS))).isEqualTo(2);
    assertThat(said).contains("The day of the directory is not known");

    file("package-2025-07-11.txt", PACKAGES.formatted("SINGLE-DOSE", "SINGLE-DOSE"));
    assertThat(load("--ndc", file("product-2025-07-11.txt", PRODUCTS))).isZero();
    assertThat(labels()).hasSize(1);
  }

  @Test
  void aDirectoryLoadedAgainChangesNothing() throws IOException {
    String zip = directory("ndctext-2025-07-11.zip", "SINGLE-DOSE");
    load("--ndc", zip);
    Map<String, String> first = texts();

    assertThat(load("--ndc", zip)).isZero();

    assertThat(said).contains("packages with a new listing: 0");
    assertThat(texts()).isEqualTo(first);
  }

  @Test
  void theNewerDirectoryCountsInWhicheverOrderTheyAreLoaded() throws IOException {
    load("--ndc", directory("ndctext-2024-01-05.zip", "MULTI-DOSE"));
    load("--ndc", directory("ndctext-2025-07-11.zip", "SINGLE-DOSE"));
    Map<String, String> forward = packages();
    assertThat(labels())
        .containsExactly("single-dose FDA NDC Directory of 2025-07-11: VIAL, SINGLE-DOSE");

    load("--ndc", directory("ndctext-2024-01-05.zip", "MULTI-DOSE"));

    assertThat(said).contains("packages with a new listing: 0");
    assertThat(packages()).isEqualTo(forward);
  }

  @Test
  void packagesThatAreNotHeldAreNotListed() throws IOException {
    target = folder.resolve("empty");
    assertThat(load("--ndc", directory("ndctext-2025-07-11.zip", "SINGLE-DOSE"))).isZero();
    assertThat(said).contains("packages with a new listing: 0");
  }

  @Test
  void thePurpleBookSaysWhatALicenceAndAStrengthIs() throws IOException {
    assertThat(load("--purple-book", purpleBook("2025-05", "Single-Dose Vial"))).isZero();

    assertThat(said).contains("packages of licensed presentations: 1 (58468020001)");
    assertThat(labels())
        .containsExactly("single-dose FDA Purple Book of 2025-05: Lemtrada, 12 mg, single-dose");
  }

  @Test
  void theNewerPurpleBookCountsAndTheDirectoryStandsBesideIt() throws IOException {
    load("--purple-book", purpleBook("2025-05", "Single-Dose Vial"));
    load("--ndc", directory("ndctext-2025-07-11.zip", "MULTI-DOSE"));
    Map<String, String> both = packages();
    assertThat(labels()).hasSize(2);

    load("--purple-book", purpleBook("2024-11", "Multi-Dose Vial"));
    assertThat(packages()).isEqualTo(both);

    load("--purple-book", purpleBook("2025-05", "Single-Dose Vial"));
    assertThat(said).contains("packages of licensed presentations: 0");
    assertThat(packages()).isEqualTo(both);
  }

  @Test
  void aPurpleBookOfAnotherStrengthSaysNothing() throws IOException {
    String other = PURPLE_BOOK.formatted("Single-Dose Vial").replace("12MG/1.2ML", "30MG/1ML");
    load("--purple-book", file("purple-book-2025-05.tsv", other));
    assertThat(labels()).isEmpty();
  }

  @Test
  void aPurpleBookWithoutItsMonthOrItsColumnsIsRefused() throws IOException {
    String text = PURPLE_BOOK.formatted("Single-Dose Vial");
    assertThat(load("--purple-book", file("purple-book.tsv", text))).isEqualTo(2);
    assertThat(said).contains("The month of this edition is not known");
    assertThat(load("--purple-book", file("book-2025-05.tsv", "A\tB\r\n1\t2\r\n"))).isEqualTo(2);
    assertThat(said).contains("it has no column PROPRIETARY NAME");
  }

  @Test
  void theListOfSingleDoseCodesCountsSinceItsPolicy() throws IOException {
    assertThat(load("--single-dose-codes", list("2025-06-20", "J0202\n\nJ9271\n"))).isZero();

    assertThat(said).contains("single-dose codes: 2 (J0202, J9271)");
    ValueSet set = singleDose();
    assertThat(set.getVersion()).isEqualTo("2025-06-20");
    assertThat(set.getCompose().getIncludeFirstRep().getConcept())
        .extracting(ValueSet.ConceptReferenceComponent::getCode)
        .containsExactly("J0202", "J9271");
    Period valid =
        (Period) set.getExtensionByUrl(Canonicals.extension("effective-period")).getValue();
    assertThat(valid.getStartElement().getValueAsString()).isEqualTo("2023-01-01");
    assertThat(valid.hasEnd()).isFalse();
    assertThat(set.getDescription()).contains("JZ modifier may be used from 2023-01-01");
  }

  @Test
  void theNewerListCountsInWhicheverOrderTheyAreLoaded() throws IOException {
    load("--single-dose-codes", list("2025-06-20", "J0202\n"));
    load("--single-dose-codes", list("2024-12-01", "J9271\n"));
    assertThat(said).contains("single-dose codes: 0");
    assertThat(singleDose().getVersion()).isEqualTo("2025-06-20");

    load("--single-dose-codes", list("2025-12-01", "J9271\n"));
    assertThat(singleDose().getCompose().getIncludeFirstRep().getConceptFirstRep().getCode())
        .isEqualTo("J9271");
  }

  @Test
  void whatIsNoListOfCodesIsRefusedAndALineThatIsNoneIsNamed() throws IOException {
    assertThat(load("--single-dose-codes", file("codes.txt", "J0202\n"))).isEqualTo(2);
    assertThat(said).contains("The day of the list is not known");
    assertThat(load("--single-dose-codes", list("2025-06-20", "hello\n"))).isEqualTo(2);
    assertThat(said).contains("no line is a HCPCS Level II code");
    assertThat(load("--single-dose-codes", list("2025-06-20", "J0202\n96413\n"))).isEqualTo(1);
    assertThat(said).contains("'96413' is not a HCPCS Level II code");
  }

  private List<String> labels() throws IOException {
    return product().getDrugCharacteristic().stream()
        .filter(c -> "container-type".equals(c.getType().getCodingFirstRep().getCode()))
        .map(
            c ->
                ((CodeableConcept) c.getValue()).getCodingFirstRep().getCode()
                    + " "
                    + c.getExtensionByUrl(Canonicals.extension("citation"))
                        .getValue()
                        .primitiveValue())
        .toList();
  }

  private String directory(String name, String kind) throws IOException {
    return file(
        name,
        Files508.zip(
            Map.of(
                "__MACOSX/ndc/._product.txt", Files508.latin1("x"),
                "__MACOSX/ndc/._package.txt", Files508.latin1("x"),
                "ndc/product.txt", Files508.latin1(PRODUCTS),
                "ndc/package.txt", Files508.latin1(PACKAGES.formatted(kind, kind)))));
  }

  private String purpleBook(String month, String presentation) throws IOException {
    return file("purple-book-" + month + ".tsv", PURPLE_BOOK.formatted(presentation));
  }

  private String list(String day, String lines) throws IOException {
    return file("single-dose-codes-" + day + ".txt", lines);
  }

  private int load(String... arguments) {
    StringWriter out = new StringWriter();
    CommandLine line =
        PriceUnitsCommand.commandLine()
            .setOut(new PrintWriter(out, true))
            .setErr(new PrintWriter(out, true));
    int exit =
        line.execute(
            Stream.concat(
                    Stream.of("load", "--standalone", "--to", target.toString()),
                    Stream.of(arguments))
                .toArray(String[]::new));
    said = out.toString();
    return exit;
  }

  private String file(String name, String text) throws IOException {
    return file(name, Files508.latin1(text));
  }

  private String file(String name, byte[] bytes) throws IOException {
    return Files.write(folder.resolve(name), bytes).toString();
  }

  private MedicationKnowledge product() throws IOException {
    for (String text : packages().values()) {
      Resource resource = (Resource) FhirContext.forR4Cached().newJsonParser().parseResource(text);
      if (resource instanceof MedicationKnowledge product) {
        return product;
      }
      return (MedicationKnowledge) ((Bundle) resource).getEntryFirstRep().getResource();
    }
    throw new AssertionError("The target holds no package.");
  }

  private ValueSet singleDose() throws IOException {
    return (ValueSet)
        FhirContext.forR4Cached()
            .newJsonParser()
            .parseResource(
                Files.readString(target.resolve("ValueSet-single-dose-drug-codes.json")));
  }

  private Map<String, String> packages() throws IOException {
    return texts().entrySet().stream()
        .filter(
            e ->
                e.getValue().contains("\"MedicationKnowledge\"")
                    && !e.getKey().startsWith("Provenance"))
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
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
