package org.priceunits.x12;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Claim;
import org.hl7.fhir.r4.model.Claim.ItemComponent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What senders vary without another meaning gives the same claims; what has another is said. */
class FilesOfAllFormsAreReadTest {
  private static final String FILE =
      Office.file(Office.call(Office.price("professional", Office.lemtrada("5 mg"))))
          .replaceAll("[0-9a-f]{17}", "C");

  private static String lines(Claim claim) {
    return Stream.concat(
            Stream.of(
                claim.getPatient().getDisplay(),
                claim.getInsuranceFirstRep().getCoverage().getDisplay()),
            claim.getItem().stream().map(FilesOfAllFormsAreReadTest::line))
        .toList()
        .toString();
  }

  private static String line(ItemComponent item) {
    return item.getProductOrService().getCodingFirstRep().getCode()
        + item.getModifier().stream().map(m -> "-" + m.getCodingFirstRep().getCode()).toList()
        + " "
        + item.getQuantity().getValue()
        + " "
        + item.getNet().getValue()
        + " "
        + item.getDetailFirstRep().getProductOrService().getCodingFirstRep().getCode()
        + " "
        + item.getDetailFirstRep().getQuantity().getValue()
        + item.getDetailFirstRep().getQuantity().getUnit();
  }

  private static final String READ =
      "[DOE, JANE 1970-01-31, MEDICARE, J0202[] 5 12203.51 58468020001 0.5ML, J0202[-JW] 7 17084.91 58468020001 0.7ML]";

  private static String counted(String file) {
    return file.replaceFirst("SE\\*\\d+", "SE*" + (file.lines().count() - 4));
  }

  static Stream<String> forms() {
    return Stream.of(
        FILE,
        FILE.replace("\n", ""),
        FILE.replace("\n", "\r\n"),
        FILE.replace("~\n", "\r\n").stripTrailing() + "\r\n",
        FILE.replace("~\n", "\n"),
        FILE.replace('*', '|').replace(':', '>').replace("~\n", "'"),
        FILE.replace('*', '\u001d').replace(':', '\u001f').replace("~\n", "\u001c"),
        "\uFEFF" + FILE,
        "\r\n" + FILE + "\r\n\r\n",
        // Elements and segments that this program does not write.
        counted(FILE.replace("HI*ABK", "AMT*F5*0~\nREF*EA*MRN1~\nHI*ABK")),
        counted(FILE.replace("REF*6R*C-1~", "REF*6R*C-1~\nK3*NOTE~\nREF*G1*AUTH~")),
        FILE.replace("CTP****0.5*ML~", "CTP***0*0.5*ML~"),
        FILE.replace("CTP****0.5*ML~", "CTP****.5*ML~"),
        FILE.replace("SV1*HC:J0202*", "SV1*HC:J0202::::*"));
  }

  @ParameterizedTest
  @MethodSource("forms")
  void oneClaimInAnyForm(String file) {
    X12Reader.Read read = X12Reader.read(file);

    assertThat(read.issues()).isEmpty();
    assertThat(read.faults()).isEmpty();
    assertThat(read.claims()).extracting(FilesOfAllFormsAreReadTest::lines).containsExactly(READ);
  }

  /** Two transactions of one group, two groups, and two providers of one transaction. */
  @Test
  void allClaimsOfAFileAreRead() {
    String set = FILE.substring(FILE.indexOf("ST*"), FILE.indexOf("GE*"));
    String second =
        set.replace("*0001", "*0002").replace("CLM*C*", "CLM*D*").replace("MEDICARE", "CIGNA");
    String group = FILE.substring(FILE.indexOf("GS*"), FILE.indexOf("IEA*"));
    String other = group.replace("*1234*7*X", "*1234*8*X").replace("GE*1*7", "GE*1*8");
    for (String file :
        List.of(
            FILE.replace(set, set + second).replace("GE*1*", "GE*2*"),
            FILE.replace(group, group + other.replace("MEDICARE", "CIGNA"))
                .replace("IEA*1*", "IEA*2*"))) {
      X12Reader.Read read = X12Reader.read(file);

      assertThat(read.issues()).isEmpty();
      assertThat(read.faults()).isEmpty();
      assertThat(read.claims())
          .extracting(FilesOfAllFormsAreReadTest::lines)
          .containsExactly(READ, READ.replace("MEDICARE", "CIGNA"));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "\n", "ISA", "MSH|^~\\&|", "{}"})
  void whatIsNoInterchangeIsRefusedInWords(String text) {
    X12Reader.Read read = X12Reader.read(text);

    assertThat(read.claims()).isEmpty();
    assertThat(read.issues())
        .isNotEmpty()
        .allMatch(issue -> issue.text().startsWith("The X12 file cannot be read: "))
        .noneMatch(issue -> issue.text().contains("null"));
  }

  /** What stands after the interchange is no part of it, and is not left out in silence. */
  @ParameterizedTest
  @ValueSource(strings = {"CLM*X*1~\n", "garbage"})
  void whatFollowsTheInterchangeIsRefused(String more) {
    assertThat(X12Reader.read(FILE + more).issues()).isNotEmpty();
  }

  /** The claims of a second interchange do not vanish. */
  @Test
  void aSecondInterchangeIsReadToo() {
    X12Reader.Read read = X12Reader.read(FILE + FILE.replace("000000007", "000000008"));

    assertThat(read.issues()).isEmpty();
    assertThat(read.claims())
        .extracting(FilesOfAllFormsAreReadTest::lines)
        .containsExactly(READ, READ);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "decimal units, *UN*5*, *UN*5.5*, 5.5",
    "decimals of nothing, *UN*5*, *UN*5.0*, 5.0",
    "minutes, *UN*5*, *MJ*5*, 5"
  })
  void unitsAreReadAsTheyStand(String what, String right, String other, String units) {
    assertThat(
            X12Reader.read(FILE.replace(right, other))
                .claims()
                .get(0)
                .getItemFirstRep()
                .getQuantity()
                .getValue()
                .toPlainString())
        .isEqualTo(units);
  }
}
