package org.priceunits.loading.fda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.priceunits.domain.product.ContainerType;
import org.priceunits.domain.product.Ndc;
import org.priceunits.loading.cms.Reading;

class NdcDirectoryTest {
  private static final Path FORMAT = Path.of("../shared/data/fda/format");
  private static final String NEW_PACKAGES =
      "PRODUCTID\tPRODUCTNDC\tNDCPACKAGECODE\tPACKAGEDESCRIPTION\tSTARTMARKETINGDATE\tENDMARKETINGDATE\tNDC_EXCLUDE_FLAG\tSAMPLE_PACKAGE\r\n";
  private static final String OLD_PACKAGES =
      "PRODUCTID\tPRODUCTNDC\tNDCPACKAGECODE\tPACKAGEDESCRIPTION\r\n";
  private static final String PRODUCTS =
      "PRODUCTID\tPRODUCTNDC\tPROPRIETARYNAME\tPROPRIETARYNAMESUFFIX\tDOSAGEFORMNAME\tROUTENAME\tSTARTMARKETINGDATE\tENDMARKETINGDATE\tAPPLICATIONNUMBER\tACTIVE_NUMERATOR_STRENGTH\tACTIVE_INGRED_UNIT\r\n";

  private record Tables(String productTable, String packageTable) implements NdcDirectory.Tables {
    @Override
    public InputStream products() {
      return bytes(productTable);
    }

    @Override
    public InputStream packages() {
      return bytes(packageTable);
    }

    private static InputStream bytes(String text) {
      return new ByteArrayInputStream(text.getBytes(Charset.forName("windows-1252")));
    }
  }

  private static List<NdcListing> read(String products, String packages, String... wanted)
      throws IOException {
    Set<Ndc> ndcs = new HashSet<>();
    for (String ndc : wanted) {
      ndcs.add(Ndc.of(ndc).orElseThrow());
    }
    return ((Reading.Read<NdcListing>) NdcDirectory.read(new Tables(products, packages), ndcs))
        .records();
  }

  @Test
  void aVialIsFoundInItsCartonAndNamesIt() throws IOException {
    List<NdcListing> read =
        read(
            PRODUCTS
                + "0002-1_x\t0002-1\tZep\u2019s\tKwik\tINJECTION, SOLUTION\tSUBCUTANEOUS; INTRAVENOUS\t20200101\t\tBLA1\t2.5\tmg/.5mL\r\n",
            NEW_PACKAGES
                + "0002-1_x\t0002-1\t0002-1152-01\t10 VIAL, SINGLE-DOSE in 1 CARTON (0002-1152-01)  / .5 mL in 1 VIAL, SINGLE-DOSE (0002-1152-02)\t20240328\t20261231\tN\tN\r\n",
            "0002-1152-02",
            "0002-1152-01");

    NdcListing carton = read.get(0);
    assertThat(carton.ndc().value()).isEqualTo("00002115201");
    assertThat(carton.outer()).isEmpty();
    assertThat(carton.brand()).isEqualTo("Zep\u2019s Kwik");
    assertThat(carton.routes()).containsExactly("SUBCUTANEOUS", "INTRAVENOUS");
    assertThat(carton.from()).isEqualTo(LocalDate.of(2024, 3, 28));
    assertThat(carton.to()).isEqualTo(LocalDate.of(2026, 12, 31));
    NdcListing vial = read.get(1);
    assertThat(vial.ndc().value()).isEqualTo("00002115202");
    assertThat(vial.outer()).containsExactly(new Ndc("00002115201"));
    assertThat(vial.container().orElseThrow().words()).isEqualTo("VIAL, SINGLE-DOSE");
    assertThat(vial.strength().orElseThrow().per()).isEqualByComparingTo("0.5");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1 VIAL, SINGLE-USE in 1 CARTON (0001-0001-01)  > 20 mL in 1 VIAL, SINGLE-USE | SINGLE_DOSE",
        "1 VIAL, MULTI-DOSE in 1 CARTON (0001-0001-01)  / 10 mL in 1 VIAL, MULTI-DOSE | MULTI_DOSE",
        "10 mL in 1 VIAL, PHARMACY BULK PACKAGE (0001-0001-01) | MULTI_DOSE",
        "1 VIAL in 1 CARTON (0001-0001-01)  / 10 mL in 1 VIAL |",
        "10 mL in 1 VIAL, GLASS (0001-0001-01) |",
        "1 SYRINGE in 1 CARTON (0001-0001-01)  / 1 mL in 1 SYRINGE |",
        "1 KIT in 1 CARTON (0001-0001-01)  *  2 mL in 1 VIAL, SINGLE-DOSE  *  9 mL in 1 VIAL, MULTI-DOSE |"
      })
  void theContainerTypeIsTheOneWorded(String description, @Nullable ContainerType type)
      throws IOException {
    NdcListing listing =
        read(
                PRODUCTS + "p\t0001-0001\tB\t\tKIT\t\t20150101\t\t\t1\tmg/mL\r\n",
                OLD_PACKAGES + "p\t0001-0001\t0001-0001-01\t" + description + "\r\n",
                "0001-0001-01")
            .get(0);

    assertThat(listing.container().map(NdcListing.Wording::type).orElse(null)).isEqualTo(type);
    assertThat(listing.from()).isEqualTo(LocalDate.of(2015, 1, 1));
    assertThat(listing.strength()).as("a kit has none").isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "2.5, mg/.5mL, 2.5 mg in .5 mL",
    "25, mg/mL, 25 mg in 1 mL",
    ".5, mg/1, .5 mg in 1 {each}",
    "100, [iU]/mL, 100 [iU] in 1 mL",
    "9, g/L, 9 g in 1000 mL",
    "1, g/50mL, 1 g in 50 mL",
    "50, mg/g, 50 mg in 1 g",
    "100; 50, mg/mL; mg/mL, ",
    "2, meq/mL, ",
    "0, mg/mL, ",
    ", , "
  })
  void aStrengthIsAnAmountInAVolumeOrAPiece(
      @Nullable String number, @Nullable String unit, @Nullable String expected) {
    assertThat(
            ListedStrengths.read(number == null ? "" : number, unit == null ? "" : unit)
                .map(
                    s ->
                        "%s %s in %s %s"
                            .formatted(
                                number,
                                s.unit(),
                                unit.contains(".5mL") ? ".5" : s.per(),
                                s.perUnit()))
                .orElse(null))
        .isEqualTo(expected);
  }

  /** The form, the strength and the brand of the row are those of the kit. */
  @Test
  void aPartOfAKitIsNotListedAsTheKit() throws IOException {
    List<NdcListing> read =
        read(
            PRODUCTS + "k\t0001-0001\tKit\t\tKIT\t\t20150101\t\t\t\t\r\n",
            NEW_PACKAGES
                + "k\t0001-0001\t0001-0001-01\t1 KIT in 1 CARTON (0001-0001-01)  *  1 mL in 1 VIAL, SINGLE-DOSE (0002-0002-02)\t20150101\t\tN\tN\r\n",
            "0001-0001-01",
            "0002-0002-02");
    assertThat(read)
        .singleElement()
        .extracting(listing -> listing.ndc().value())
        .isEqualTo("00001000101");
  }

  @Test
  void rowsAreJoinedByTheProductIdAndThreeShapesArePadded() throws IOException {
    List<NdcListing> read =
        read(
            PRODUCTS
                + "a\t1-1\tA\t\tTABLET\t\t\t\t\t1\tmg/1\r\n"
                + "b\t1-1\tB\t\tCAPSULE\t\t\t\t\t1\tmg/1\r\n",
            OLD_PACKAGES
                + "b\t1-1\t12345-678-90\t1 in 1 X (12345-678-90)\r\n"
                + "a\t1-1\t12345-6789-1\t1 in 1 X (12345-6789-1)\r\n"
                + "a\t1-1\tbroken\t\r\n",
            "12345067890",
            "12345678901");

    assertThat(read)
        .extracting(l -> l.ndc().value() + " " + l.form())
        .containsExactly("12345678901 TABLET", "12345067890 CAPSULE");
  }

  @Test
  void aTableWithoutItsColumnsIsRefused() throws IOException {
    assertThat(NdcDirectory.read(new Tables("A\tB\r\n", OLD_PACKAGES), Set.of()))
        .isEqualTo(
            new Reading.WrongFile<>("product.txt of the NDC Directory has no column PRODUCTID."));
  }

  @Test
  void theFdasOwnRowsAreRead() throws IOException {
    assumeTrue(Files.isDirectory(FORMAT), "the FDA's files are not here");
    Charset windows = Charset.forName("windows-1252");
    List<NdcListing> read =
        read(
            Files.readString(FORMAT.resolve("fda_product_2025-07-11_first72.txt"), windows),
            Files.readString(FORMAT.resolve("fda_package_2025-07-11_first100.txt"), windows),
            "0002-0152-01");

    assertThat(read).hasSize(1);
    assertThat(read.get(0).brand()).isEqualTo("Zepbound");
    assertThat(read.get(0).form()).isEqualTo("INJECTION, SOLUTION");
    assertThat(read.get(0).container().orElseThrow().type()).isEqualTo(ContainerType.SINGLE_DOSE);
  }
}
