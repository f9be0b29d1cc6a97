package org.priceunits.loading.cms;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.priceunits.loading.fda.FdaPackage;
import org.priceunits.loading.fda.FdaPackageTable;

class TablesTest {
  private static final String PACKAGES =
      "hcpcs\tndc11_542\tdrug_name\tlabeler\thcpcs_dosage\tpkg_size_ml_or_each\tpkg_qty"
          + "\tbillunits_per_item\tfirst_quarter\tlast_quarter\n";
  private static final String CROSSWALK =
      "January 2024 ASP NDC - HCPCS Crosswalk\n\"Effective January 1, 2024 through March 31, 2024\"\n"
          + "_2024_CODE,LABELER NAME,NDC,DRUG NAME,HCPCS DOSAGE,PKG SIZE,PKG QTY,BILLUNITS\n";
  private static final String LIMITS =
      "\"Effective January 1, 2024 through March 31, 2024\"\n"
          + "HCPCS Code,HCPCS Code Dosage,Payment Limit\n";
  private static final String CEILINGS = "hcpcs,mue_value,mai,rationale,service,effective\n";

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void packagesAreReadWithTheirQuarters() {
    Reading.Read<PackageRow> read =
        Readable.of(
            PackageTable.read(
                utf8(
                    PACKAGES
                        + "J0202\t58468-0200-01\tLemtrada\tGenzyme\t1 MG\t1.2\t1\t12\t2024Q1\t2024Q4\n"
                        + "\n"
                        + "J9010\t58468-0357-01\tCampath\tGenzyme\t10 MG\t1\t1\t3\t2015Q4\t2015Q4\n")));
    assertThat(read.records())
        .containsExactly(
            new PackageRow(
                2,
                "J0202",
                "58468-0200-01",
                "Lemtrada",
                "Genzyme",
                "1 MG",
                new BigDecimal("1.2"),
                BigDecimal.ONE,
                new BigDecimal("12"),
                LocalDate.of(2024, 1, 1),
                LocalDate.of(2024, 12, 31)),
            new PackageRow(
                4,
                "J9010",
                "58468-0357-01",
                "Campath",
                "Genzyme",
                "10 MG",
                BigDecimal.ONE,
                BigDecimal.ONE,
                new BigDecimal("3"),
                LocalDate.of(2015, 10, 1),
                LocalDate.of(2015, 12, 31)));
    assertThat(read.rejected()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "x\t1\t12\t2024Q1\t2024Q4",
        "1.2\t-1\t12\t2024Q1\t2024Q4",
        "1.2\t1\t1e3\t2024Q1\t2024Q4",
        "1.2\t1\t12\t2024Q5\t2024Q4",
        "1.2\t1\t12\t2024Q1\t2024",
        "1.2\t1"
      })
  void aPackageWithAnUnreadableValueIsReported(String values) {
    byte[] table = utf8(PACKAGES + "J0202\t58468-0200-01\tLemtrada\tGenzyme\t1 MG\t" + values);
    assertThat(Readable.of(PackageTable.read(table)).rejected())
        .containsExactly(
            new RejectedLine(
                2, "Size, quantity, billing units or quarter of 58468-0200-01 cannot be read."));
  }

  @Test
  void anExtractOfTheDirectoryNeedsNdcAndIdentifier() {
    String header = "ndc_package_code_10digit\trxcui\tingredient_rxcui\tingredient\n";
    Reading.Read<FdaPackage> read =
        Readable.of(
            FdaPackageTable.read(
                utf8(
                    header
                        + "58468-0200-1\t1594663\t117055\talemtuzumab\n\t1\t2\tx\n5-5-1\tn/a\t2\tx")));
    assertThat(read.records())
        .containsExactly(new FdaPackage(2, "58468-0200-1", "1594663", "117055", "alemtuzumab"));
    assertThat(read.rejected()).extracting(RejectedLine::line).containsExactly(3, 4);
  }

  @Test
  void aTableOfAnotherKindIsRefusedWithWhatIsMissing() {
    assertThat(PackageTable.read(utf8("hcpcs\tndc11_542\tdrug_name\tpkg_qty\n")))
        .isEqualTo(
            new Reading.WrongFile<>(
                "This is no table of packages: it has no column PKG_SIZE_ML_OR_EACH, BILLUNITS_PER_ITEM,"
                    + " FIRST_QUARTER, LAST_QUARTER."));
    assertThat(FdaPackageTable.read(utf8("")))
        .isEqualTo(
            new Reading.WrongFile<>(
                "This is no extract of the NDC directory: it has no column NDC_PACKAGE_CODE_10DIGIT, RXCUI,"
                    + " INGREDIENT_RXCUI, INGREDIENT."));
    assertThat(CrosswalkFile.read(utf8(CROSSWALK.replace("Effective", "Valid"))))
        .isEqualTo(
            new Reading.WrongFile<>(
                "The title of this crosswalk does not say for which days it is effective."));
    assertThat(CrosswalkFile.read(utf8(CROSSWALK.replace("January 1", "January 32"))))
        .isInstanceOf(Reading.WrongFile.class);
  }

  @Test
  void rowsOfACrosswalkAreReadReportedOrBlank() {
    String good = "J0202,Genzyme,58468-0200-01,Lemtrada,1 MG,1.2,1,12\n";
    Reading.Read<PackageRow> read =
        Readable.of(
            CrosswalkFile.read(
                utf8(
                    CROSSWALK
                        + good
                        + ",,,,,,,\n"
                        + good.replace("J0202", "90371")
                        + good.replace("1.2,1,12", ",1,12")
                        + good.replace("1.2,1,12", "1.2,,12")
                        + good.replace("1.2,1,12", "1.2,1,"))));
    assertThat(read.records()).extracting(PackageRow::ndc).containsExactly("58468-0200-01");
    assertThat(read.records()).extracting(PackageRow::labeler).containsExactly("Genzyme");
    String unreadable = "Package size, quantity or billing units of 58468-0200-01 cannot be read.";
    assertThat(read.rejected())
        .containsExactly(
            new RejectedLine(6, "'90371' is not a HCPCS Level II code."),
            new RejectedLine(7, unreadable),
            new RejectedLine(8, unreadable),
            new RejectedLine(9, unreadable));
  }

  @Test
  void rowsOfTheLimitsAreReadReportedOrBlank() {
    Reading.Read<PaymentLimit> read =
        Readable.of(
            PaymentLimitFile.read(
                utf8(LIMITS + "J0202,1 MG,\"$2,324.340\"\n,,\nJ0203,1 MG,N/A\n90371,1 IU,1\n")));
    assertThat(read.records())
        .extracting(PaymentLimit::amount)
        .containsExactly(new BigDecimal("2324.340"));
    assertThat(read.unpublished()).containsExactly("J0203");
    assertThat(read.rejected())
        .containsExactly(new RejectedLine(6, "'90371' is not a HCPCS Level II code."));
  }

  @Test
  void rowsOfTheCeilingsAreReadReportedOrPassedOver() {
    Reading.Read<MueRow> read =
        Readable.of(
            MueFile.read(
                "mue.csv",
                utf8(
                    CEILINGS
                        + "J0202,0,1,r,practitioner,2024-07-01\n,,,,,\n0001A,1,2,r,s,2024-07-01\n"
                        + "J0202,x,3,r,practitioner,2024-07-01\nJ0202,1,3,r,practitioner,2024-13-01\n"
                        + "XYZ,1,3,r,practitioner,2024-07-01\nJ0202,1,3,r,dme_supplier,2024-07-01\n"
                        + "J9035,1,3,r,practitioner,2024-07-01\nJ9035,2,3,r,practitioner,2024-07-01\n"
                        + "J9312,1,3,practitioner,2024-07-01\n")));
    assertThat(read.records()).extracting(MueRow::units).containsExactly(0);
    assertThat(read.rejected()).extracting(RejectedLine::line).containsExactly(5, 6, 7, 8, 10, 11);
    assertThat(read.rejected())
        .extracting(RejectedLine::reason)
        .contains(
            "Code, value, indicator, service or date of 'XYZ' cannot be read.",
            "J9035 has another ceiling in line 9; none is taken.",
            "It has 5 cells, the headings are 6.");
  }

  private static final String CMS_CEILINGS =
      "\"CPT codes only are copyright AMA.\nAll rights reserved.\",,,\n"
          + "\"HCPCS/\nCPT Code\",%s,MUE Adjudication Indicator,MUE Rationale\n"
          + "0001U,1,2 Date of Service Edit: Policy,Nature of Service/Procedure\n"
          + "J0202,12,3 Date of Service Edit: Clinical,Prescribing Information\n";

  @ParameterizedTest
  @CsvSource({
    "Practitioner Services MUE Values, MCR_MUE_PractitionerServices_Eff_10-01-2026.csv, practitioner",
    "Outpatient Hospital Services MUE Values, MCR_MUE_OutpatientHospitalServices_Eff_10-01-2026.csv,"
        + " outpatient_hospital"
  })
  void ceilingsAreReadAsCmsPublishesThem(String heading, String name, String service) {
    assertThat(Readable.of(MueFile.read(name, utf8(CMS_CEILINGS.formatted(heading)))).records())
        .containsExactly(
            new MueRow(
                6, "J0202", 12, 3, "Prescribing Information", service, LocalDate.of(2026, 10, 1)));
  }

  @ParameterizedTest
  @CsvSource({
    "mcr_mue_practitioner_2026-07-01.csv, practitioner",
    "Edits of 2026-07-01 (outpatient hospital), outpatient_hospital"
  })
  void theNameTellsWhatAPlainTableHasNoColumnsFor(String name, String service) {
    byte[] table = utf8("hcpcs,mue_value,mai,rationale\nJ0202,12,3,r\n");
    assertThat(Readable.of(MueFile.read(name, table)).records())
        .containsExactly(new MueRow(2, "J0202", 12, 3, "r", service, LocalDate.of(2026, 7, 1)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "mue.csv",
        "mue_practitioner.csv",
        "mue_2026-07-01.csv",
        "mue_dme_supplier_2026-07-01.csv",
        "mue_practitioner_2026-13-01.csv"
      })
  void aPlainTableWithoutServiceOrDayIsRefused(String name) {
    Reading<MueRow> reading =
        MueFile.read(name, utf8("hcpcs,mue_value,mai,rationale\nJ0202,12,3,r\n"));
    assertThat(reading)
        .asInstanceOf(InstanceOfAssertFactories.type(Reading.WrongFile.class))
        .extracting(Reading.WrongFile::reason, InstanceOfAssertFactories.STRING)
        .contains(name, "name it as");
  }

  @ParameterizedTest
  @CsvSource({
    "DME Supplier Services MUE Values, MCR_MUE_DMESupplierServices_Eff_10-01-2026.csv, neither that of practitioners",
    "Practitioner Services MUE Values, mue.csv, does not say from which day"
  })
  void ceilingsOfOthersOrWithoutADayAreRefused(String heading, String name, String reason) {
    Reading<MueRow> reading = MueFile.read(name, utf8(CMS_CEILINGS.formatted(heading)));
    assertThat(reading).isInstanceOf(Reading.WrongFile.class);
    assertThat(((Reading.WrongFile<MueRow>) reading).reason()).contains(reason);
  }

  @Test
  void ofOneTableInTwoFormatsTheWorkbookIsTaken() {
    byte[] zip =
        Files508.zip(
            Map.of("HCPC2026_ANWEB.txt", new byte[] {1}, "HCPC2026_ANWEB.xlsx", new byte[] {2}));
    assertThat(Readable.of(PublishedFile.of("a.zip", zip, name -> true)).records())
        .extracting(PublishedFile::name)
        .isEqualTo(List.of("HCPC2026_ANWEB.xlsx"));
  }

  @Test
  void ofTwoLimitsOfOneCodeNoneIsTaken() {
    Reading.Read<PaymentLimit> read =
        Readable.of(
            PaymentLimitFile.read(
                utf8(
                    LIMITS
                        + "J0202,1 MG,2324.344\nJ0202,1 MG,9.999\nJ9035,10 MG,70.1\nJ9035,10 MG,70.100\n")));
    assertThat(read.records()).extracting(PaymentLimit::code).containsExactly("J9035");
    assertThat(read.rejected())
        .extracting(RejectedLine::reason)
        .containsOnly("The rows of J0202 state different limits; none is taken.");
  }

  @Test
  void aRowThatLostACellIsReportedAndNotRead() {
    Reading.Read<PaymentLimit> read =
        Readable.of(PaymentLimitFile.read(utf8(LIMITS + "J0202,2440.702\nJ9035,10 MG,70.1\n")));
    assertThat(read.records()).extracting(PaymentLimit::code).containsExactly("J9035");
    assertThat(read.rejected())
        .extracting(RejectedLine::reason)
        .containsExactly("It has 2 cells, the headings are 3.");
  }

  @Test
  void quotesThatDoNotMatchRefuseTheWholeFile() {
    for (String damaged : List.of("J0202,\"1\" MG\",3\n", "J0202,\"1 MG,3\n")) {
      assertThat(PaymentLimitFile.read(utf8(LIMITS + damaged)))
          .isEqualTo(
              new Reading.WrongFile<>(
                  "This is no readable csv: the quotes of the row that starts in line 3 do not match, so no row after"
                      + " it can be trusted. Get the file again."));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "2024Q1, 2024-01-01, 2024-03-31",
    "2023Q2, 2023-04-01, 2023-06-30",
    " 2025Q3, 2025-07-01, 2025-09-30",
    "2025Q4, 2025-10-01, 2025-12-31"
  })
  void aQuarterHasItsDays(String name, LocalDate first, LocalDate last) {
    Quarter quarter = Quarter.of(name).orElseThrow();
    assertThat(quarter.firstDay()).isEqualTo(first);
    assertThat(quarter.lastDay()).isEqualTo(last);
    assertThat(Quarter.of(first)).isEqualTo(quarter).isEqualByComparingTo(Quarter.of(last));
    assertThat(quarter).isLessThan(Quarter.of(last.plusDays(1)));
    assertThat(Quarter.of(name + "x")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "HCPC2025_OCT_ANWEB.xlsx, 2025Q4",
    "HCPC2020_apr.xlsx, 2020Q2",
    "hcpcs2021-JUL.txt, 2021Q3",
    "HCPC2016_CONTR_ANWEB.txt, 2016Q1",
    "HCPC2013_A-N.txt, 2013Q1",
    "11anweb_V3.txt, 2011Q1",
    "release/12ANWEB.txt, 2012Q1",
    "HCPC2026_OCT_ANWEB_v2.xlsx, 2026Q4",
    "contr.txt,"
  })
  void theNameOfAReleaseSaysItsQuarter(String file, String quarter) {
    assertThat(ReleaseName.of(file).map(name -> name.quarter().toString()))
        .isEqualTo(Optional.ofNullable(quarter));
  }

  @ParameterizedTest
  @CsvSource({
    "11anweb_V3.txt, HCPC2013_A-N.txt",
    "HCPC2016_CONTR_ANWEB.txt, HCPC2016_JAN_ANWEB.xlsx",
    "HCPC2016_CONTR_ANWEB.txt, HCPC2016_APR_ANWEB.xlsx",
    "HCPC2026_JAN_ANWEB_12082025.xlsx, HCPC2026_JAN_ANWEB_01122026.xlsx",
    "HCPC2026_OCT_ANWEB_09232026.xlsx, HCPC2026_OCT_ANWEB_v2.xlsx",
  })
  void aLaterPostingOfAReleaseFollowsTheFirst(String first, String later) {
    assertThat(ReleaseName.of(first).orElseThrow()).isLessThan(ReleaseName.of(later).orElseThrow());
  }

  @ParameterizedTest
  @CsvSource({
    "11anweb_V3.txt, 2011-01-01, 2011-12-31",
    "HCPC2013_A-N.txt, 2013-01-01, 2013-12-31",
    "HCPC2020_OCT_anweb.xlsx, 2020-10-01, 2020-12-31",
  })
  void aReleaseWithoutAQuarterIsThatOfTheYear(String file, LocalDate first, LocalDate last) {
    ReleaseName name = ReleaseName.of(file).orElseThrow();
    assertThat(name.firstDay()).isEqualTo(first);
    assertThat(name.lastDay()).isEqualTo(last);
  }

  @Test
  void aFileIsTakenBareOrFromItsZip() {
    byte[] zip = Files508.zip(Map.of("folder/A.CSV", new byte[] {1}));
    assertThat(Readable.of(PublishedFile.of("a.zip", zip, "folder/a.csv"::equals)).records())
        .extracting(PublishedFile::name)
        .isEqualTo(List.of("folder/A.CSV"));
    assertThat(Readable.of(PublishedFile.of("a.XLSX", zip, name -> true)).records().get(0).bytes())
        .isEqualTo(zip);
    assertThat(PublishedFile.of("a.zip", zip, name -> false))
        .isEqualTo(
            new Reading.WrongFile<>(
                "a.zip holds 0 files that could be meant; unpack it and name one."));
    assertThat(
            Readable.of(PublishedFile.of("PK", new byte[] {'P', 'K', 3, 4}, n -> true)).records())
        .hasSize(1);
  }

  @Test
  void aZipThatUnpacksToMoreThanAnyFileIsNotReadOn() {
    byte[] bomb = Files508.zip(Map.of("a.csv", new byte[64 * 1024 * 1024 + 1]));
    assertThat(PublishedFile.of("a.zip", bomb, name -> true))
        .isEqualTo(
            new Reading.WrongFile<>(
                "a.zip is no readable zip: a.csv is larger than any file of CMS's."));
  }
}
