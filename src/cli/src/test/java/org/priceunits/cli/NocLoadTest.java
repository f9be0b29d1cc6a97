package org.priceunits.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.ChargeItemDefinition;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Quantity;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.priceunits.fhir.Canonicals;
import org.priceunits.loading.cms.Files508;
import picocli.CommandLine;

/** Prices of drugs without a code of their own, by package. */
class NocLoadTest {
  private static final String QUARTER = "January 1, 2025 through March 31, 2025";
  private static final String VASOPRESSIN = "Vasopressin (Long Grove),1 UNIT,\"$1,052.125\",\r\n";
  private static final String PACKAGE =
      "Vasopressin (Long Grove),Long Grove,81298-8450-01,Vasopressin,1 UNIT,1,1,20,20\r\n";

  private Path folder = Path.of("");
  private Path target = Path.of("");
  private String said = "";

  @BeforeEach
  void folders(@TempDir Path temporary) {
    folder = temporary;
    target = folder.resolve("target");
  }

  @Test
  void aLimitIsThePriceOfItsPackagesForEachCodeThatBillsThem() throws IOException {
    assertThat(load(limits(VASOPRESSIN), crosswalk(QUARTER, PACKAGE))).isZero();

    assertThat(said).contains("fees of packages added: 1 (81298845001)");
    List<ChargeItemDefinition> fees = fees();
    assertThat(fees)
        .extracting(f -> f.getCode().getCodingFirstRep().getCode())
        .contains("J3490", "J3590", "J9999")
        .doesNotContain("C9399");
    ChargeItemDefinition fee = fees.get(0);
    assertThat(fee.getCode().getCoding()).extracting(Coding::getCode).contains("81298845001");
    assertThat(fee.getPropertyGroupFirstRep().getPriceComponentFirstRep().getAmount().getValue())
        .isEqualByComparingTo("1052.125");
    Quantity amount =
        (Quantity) fee.getExtensionByUrl(Canonicals.extension("priced-amount")).getValue();
    assertThat(amount.getCode()).isEqualTo("[U]");
    assertThat(amount.getValue()).isEqualByComparingTo("1");
    assertThat(fee.getEffectivePeriod().getEndElement().getValueAsString()).isEqualTo("2025-03-31");
  }

  @Test
  void theSameFilesAgainAddNothing() throws IOException {
    load(limits(VASOPRESSIN), crosswalk(QUARTER, PACKAGE));
    assertThat(load(limits(VASOPRESSIN), crosswalk(QUARTER, PACKAGE))).isZero();
    assertThat(said).contains("fees of packages added: 0");
  }

  @Test
  void aLimitWithoutAPackageOfItsNameAndAmountIsNamed() throws IOException {
    for (String other :
        List.of(
            PACKAGE.replace("(Long Grove),Long", "(Other),Long"),
            PACKAGE.replace("1 UNIT", "20 UNITS"),
            PACKAGE.replace("81298-8450-01", "GG100"))) {
      assertThat(load(limits(VASOPRESSIN), crosswalk(QUARTER, other))).isZero();
      assertThat(said)
          .contains(
              "limits without a package, or whose amount is not certain: 1 (Vasopressin (Long Grove))");
    }
    assertThat(
            load(
                limits(VASOPRESSIN.replace("1 UNIT", "per vial and dose")),
                crosswalk(QUARTER, PACKAGE)))
        .isZero();
    assertThat(said).contains("fees of packages added: 0");
  }

  @Test
  void filesOfTwoQuartersAndOfOtherKindsAreRefused() throws IOException {
    assertThat(load(limits(VASOPRESSIN), crosswalk("April 1, 2025 through June 30, 2025", PACKAGE)))
        .isEqualTo(2);
    assertThat(said).contains("of another quarter");
    assertThat(load(file("noc pricing.csv", "A,B\r\n"), crosswalk(QUARTER, PACKAGE))).isEqualTo(2);
    assertThat(said).contains("no row has the headings Drug Generic Name, DOSAGE, PAYMENT LIMIT");
    assertThat(load(limits(VASOPRESSIN), file("noc crosswalk.csv", "A,B\r\n"))).isEqualTo(2);
    assertThat(said).contains("The NOC crosswalk: This is no table");
    assertThat(load(limits(VASOPRESSIN), crosswalk("", PACKAGE))).isEqualTo(2);
    assertThat(said).contains("does not say for which days");
  }

  @Test
  void aLineWithoutAPriceIsNamed() throws IOException {
    assertThat(load(limits(VASOPRESSIN + "Other,1 MG,N/A,\r\n"), crosswalk(QUARTER, PACKAGE)))
        .isEqualTo(1);
    assertThat(said).contains("No limit is published for 'Other': 'N/A'.");
  }

  @Test
  void rowsOfOneDrugThatDifferInTheirLimitAreNamedAndNoneIsTaken() throws IOException {
    for (String other :
        List.of(
            VASOPRESSIN.replace("1,052.125", "1,052.126"),
            VASOPRESSIN.replace("1,052.125", "9.000").replace("Vasopressin (", "vasopressin  ("))) {
      for (String rows : List.of(VASOPRESSIN + other, other + VASOPRESSIN)) {
        assertThat(load(limits(rows + "Other,1 MG,5.000,\r\n"), crosswalk(QUARTER, PACKAGE)))
            .isEqualTo(1);
        assertThat(said)
            .contains(
                "fees of packages added: 0", "1052.125 in line", "has the limit 1052.125 here");
        assertThat(target).doesNotExist();
      }
    }
    assertThat(load(limits(VASOPRESSIN + VASOPRESSIN), crosswalk(QUARTER, PACKAGE))).isZero();
    assertThat(said).contains("fees of packages added: 1");
  }

  @Test
  void anAmountInAnotherUnitIsTheSameDrug() throws IOException {
    String inGrams = VASOPRESSIN.replace("1 UNIT", "1 G");
    String inMilligrams = VASOPRESSIN.replace("1 UNIT", "1000 MG").replace("1,052.125", "7.000");
    assertThat(
            load(
                limits(inGrams + inMilligrams),
                crosswalk(QUARTER, PACKAGE.replace("1 UNIT", "1 G"))))
        .isEqualTo(1);
    assertThat(said).contains("none is taken");
    String half = VASOPRESSIN.replace("1 UNIT", "500 MG").replace("1,052.125", "7.000");
    assertThat(load(limits(inGrams + half), crosswalk(QUARTER, PACKAGE.replace("1 UNIT", "1 G"))))
        .isZero();
    assertThat(fees()).allSatisfy(fee -> assertThat(usd(fee)).isEqualByComparingTo("1052.125"));
  }

  @Test
  void anotherLimitForTheSamePostingIsRefused() throws IOException {
    load(limits(VASOPRESSIN), crosswalk(QUARTER, PACKAGE));
    assertThat(
            load(
                limits(VASOPRESSIN.replace("1,052.125", "1,000.000")), crosswalk(QUARTER, PACKAGE)))
        .isEqualTo(2);
    assertThat(said).contains("Other limits are held as posted on 2024-12-19");
    assertThat(fees()).allSatisfy(fee -> assertThat(usd(fee)).isEqualByComparingTo("1052.125"));
  }

  private static BigDecimal usd(ChargeItemDefinition fee) {
    return fee.getPropertyGroupFirstRep().getPriceComponentFirstRep().getAmount().getValue();
  }

  @Test
  void theCrosswalkIsNotOptional() {
    assertThat(run("--noc", "x.csv", "--noc-posted", "2024-12-19")).isEqualTo(2);
    assertThat(said).contains("--noc needs --noc-posted and --noc-crosswalk");
  }

  @Test
  void bothAreFoundInTheirZips() throws IOException {
    String limits =
        file(
            "limits.zip",
            Files508.zip(
                Map.of(
                    "section 508 version of January 2025 NOC Pricing File 121924.csv",
                    Files.readAllBytes(Path.of(limits(VASOPRESSIN))),
                    "section 508 version of January 2025 ASP Pricing File 121924.csv",
                    Files508.latin1("A,B\r\n"))));
    String crosswalk =
        file(
            "crosswalk.zip",
            Files508.zip(
                Map.of(
                    "section 508 version of January 2025 NOC NDC-HCPCS Crosswalk.csv",
                    Files.readAllBytes(Path.of(crosswalk(QUARTER, PACKAGE))))));
    assertThat(load(limits, crosswalk)).isZero();
    assertThat(said).contains("fees of packages added: 1");
  }

  private int load(String limits, String crosswalk) {
    return run("--noc", limits, "--noc-posted", "2024-12-19", "--noc-crosswalk", crosswalk);
  }

  private int run(String... arguments) {
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

  private String limits(String rows) throws IOException {
    return file(
        "noc pricing.csv",
        "Payment Allowance Limits for Medicare Part B Drugs,,,\r\n\"Effective "
            + QUARTER
            + "\",,,\r\nDrug Generic Name (Trade Name),Dosage,Payment Limit,Notes\r\n"
            + rows);
  }

  private String crosswalk(String period, String rows) throws IOException {
    return file(
        "noc crosswalk.csv",
        "NOC NDC - HCPCS Crosswalk,,,,,,,,\r\n\"Effective "
            + period
            + "\",,,,,,,,\r\nDrug Generic Name,LABELER NAME,NDC or ALTERNATE ID,Drug Name,Dosage,PKG SIZE,PKG QTY,BILLUNITS,BILLUNITSPKG\r\n"
            + rows);
  }

  private String file(String name, String text) throws IOException {
    return file(name, Files508.latin1(text));
  }

  private String file(String name, byte[] bytes) throws IOException {
    return Files.write(folder.resolve(name), bytes).toString();
  }

  private List<ChargeItemDefinition> fees() throws IOException {
    Bundle fees =
        (Bundle)
            FhirContext.forR4Cached()
                .newJsonParser()
                .parseResource(Files.readString(target.resolve("Bundle-fees-2025Q1.json")));
    return fees.getEntry().stream().map(e -> (ChargeItemDefinition) e.getResource()).toList();
  }
}
