package org.priceunits.loading.cms;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class QuarterlyFilesTest {
  private static final String LIMIT_TITLES =
      "Payment Allowance Limits for Medicare Part B Drugs,,,,\r\n,,,,\r\n\"Effective January 1, 2024 through March 31, 2024\",,,,\r\n,,,,\r\n";
  private static final String LIMIT_HEADER =
      "HCPCS Code,Short Description,HCPCS Code Dosage,Payment Limit,Co-insurance Percentage,Notes\r\n";
  private static final String CROSSWALK_TITLES =
      "January 2024 ASP NDC - HCPCS Crosswalk,,,\r\n\"     Effective January 1, 2024 through March 31, 2024\",,,\r\n,,,\r\n";
  private static final String CROSSWALK_HEADER =
      "_2023_CODE,Short Description,LABELER NAME,NDC2,Drug Name,HCPCS dosage,PKG SIZE,PKG QTY,BILLUNITS,BILLUNITSPKG"
          + ",".repeat(300)
          + "\r\n";

  @Test
  void limitsKeepTheirThreeDecimalsAndTheirQuarter() {
    Reading.Read<PaymentLimit> read =
        limits(
            LIMIT_TITLES
                + LIMIT_HEADER
                + "J0202,\"Injection, alemtuzumab\",1 MG,2324.340,20.000,\r\n");

    assertThat(read.records())
        .containsExactly(
            new PaymentLimit(
                6,
                "J0202",
                "1 MG",
                new BigDecimal("2324.340"),
                new BigDecimal("20.000"),
                LocalDate.of(2024, 1, 1),
                LocalDate.of(2024, 3, 31)));
  }

  @Test
  void noBreakSpacesDollarSignsAndLineFeedsAreRead() {
    Reading.Read<PaymentLimit> read =
        limits(
            (LIMIT_TITLES + LIMIT_HEADER).replace("\r\n", "\n")
                + "J9325,x,1 million\u00a0PFU,$66.580,20.000,\n");

    assertThat(read.records())
        .extracting(PaymentLimit::dosageText)
        .containsExactly("1 million PFU");
    assertThat(read.records())
        .extracting(PaymentLimit::amount)
        .containsExactly(new BigDecimal("66.580"));
  }

  @Test
  void aRowWithoutAPriceIsReportedWithItsLineEvenBelowANoteOfTwoLines() {
    Reading.Read<PaymentLimit> read =
        limits(
            LIMIT_TITLES
                + LIMIT_HEADER
                + "A9606,x,1 microCurie,N/A,20.000,\"one\ntwo\"\r\nJ0202,x,1 MG,n/a,,\r\n90371,x,150 IU,1.000,,\r\n");

    assertThat(read.records()).isEmpty();
    assertThat(read.unpublished()).containsExactly("A9606", "J0202");
    assertThat(read.rejected()).extracting(RejectedLine::line).containsExactly(9);
  }

  @Test
  void aCrosswalkIsReadWithLastYearInItsHeaderAndHundredsOfEmptyColumns() {
    Reading.Read<PackageRow> read =
        crosswalk(
            CROSSWALK_TITLES
                + CROSSWALK_HEADER
                + "J0202,\"Injection, alemtuzumab\",Genzyme,58468-0200-01,Lemtrada,1 MG,1.2,1,12,12"
                + ",".repeat(300)
                + "\r\n"
                + "J3490,x,y,00000-0000-00,Z,1 ML,.5,10,0.5,5"
                + ",".repeat(300)
                + "\r\n");

    assertThat(read.records()).hasSize(2);
    assertThat(read.records().get(0).ndc()).isEqualTo("58468-0200-01");
    assertThat(read.records().get(0).from()).isEqualTo(LocalDate.of(2024, 1, 1));
    assertThat(read.records().get(1).unitsPerItem()).isEqualByComparingTo("0.5");
  }

  @Test
  void aCrosswalkRowWithAnUnreadableNumberIsReported() {
    assertThat(
            crosswalk(
                    CROSSWALK_TITLES
                        + CROSSWALK_HEADER
                        + "J0202,x,y,58468-0200-01,Lemtrada,1 MG,1.2,one,12,12\r\n")
                .rejected())
        .extracting(RejectedLine::line)
        .containsExactly(5);
  }

  @Test
  void ceilingsAreReadAndCptRowsPassedOver() {
    String table = "hcpcs,mue_value,mai,rationale,service,effective\n";
    Reading.Read<MueRow> read =
        Readable.of(
            MueFile.read(
                "mue.csv",
                Files508.latin1(
                    table
                        + "J0202,12,3,Prescribing Information,practitioner,2024-07-01\n99213,1,2,x,practitioner,2024-07-01\nJ9010,12,4,x,y,2024-07-01\n")));

    assertThat(read.records())
        .containsExactly(
            new MueRow(
                2,
                "J0202",
                12,
                3,
                "Prescribing Information",
                "practitioner",
                LocalDate.of(2024, 7, 1)));
    assertThat(read.rejected()).extracting(RejectedLine::line).containsExactly(4);
  }

  @Test
  void aFileOfAnotherKindIsRefusedWithASentence() {
    byte[] limits = Files508.latin1(LIMIT_TITLES + LIMIT_HEADER);
    byte[] crosswalk = Files508.latin1(CROSSWALK_TITLES + CROSSWALK_HEADER);

    assertThat(CrosswalkFile.read(limits)).isInstanceOf(Reading.WrongFile.class);
    assertThat(PaymentLimitFile.read(crosswalk)).isInstanceOf(Reading.WrongFile.class);
    assertThat(MueFile.read("mue.csv", limits)).isInstanceOf(Reading.WrongFile.class);
    assertThat(PaymentLimitFile.read(Files508.latin1(LIMIT_HEADER)))
        .isEqualTo(
            new Reading.WrongFile<>(
                "The title of this file of payment limits does not say for which days it is effective."));
  }

  @Test
  void theWantedMemberOfAZipIsTakenAndAnAmbiguousZipRefused() {
    byte[] zip =
        Files508.zip(
            Map.of("section 508 version of ASP.csv", new byte[] {1}, "ASP.xls", new byte[] {2}));

    assertThat(Readable.of(PublishedFile.of("a.zip", zip, name -> name.endsWith(".csv"))).records())
        .extracting(PublishedFile::name)
        .isEqualTo(List.of("section 508 version of ASP.csv"));
    assertThat(PublishedFile.of("a.zip", zip, name -> true)).isInstanceOf(Reading.WrongFile.class);
    assertThat(
            Readable.of(PublishedFile.of("a.csv", new byte[] {7}, name -> false))
                .records()
                .get(0)
                .bytes())
        .containsExactly(7);
  }

  private static Reading.Read<PaymentLimit> limits(String text) {
    return Readable.of(PaymentLimitFile.read(Files508.latin1(text)));
  }

  private static Reading.Read<PackageRow> crosswalk(String text) {
    return Readable.of(CrosswalkFile.read(Files508.latin1(text)));
  }
}
