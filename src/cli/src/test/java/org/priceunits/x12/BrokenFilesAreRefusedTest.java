package org.priceunits.x12;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BrokenFilesAreRefusedTest {
  private static final X12Check CHECK = new X12Check();

  private final String file =
      Office.file(Office.call(Office.price("professional", Office.lemtrada("5 mg"))));

  @Test
  void aWholeFileHasNoFault() {
    assertThat(CHECK.faults(file)).isEmpty();
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "a fifth modifier|HC:J0202:JW*|HC:J0202:JW:TB:PO:JA:KX*|a fifth modifier",
        "too many parts|HC:J0202:JW*|HC:J0202:JW:TB:PO:JA:WORDS:KX*|SV1",
        "no CTP|CTP****0.5*ML~|REF*XZ*1~|mandatory segment missing",
        "another count of segments|SE*33*|SE*32*|SE",
        "another number at the end|SE*33*0001|SE*33*0002|SE",
        "another count of transactions|GE*1*|GE*2*|GE",
        "another interchange at the end|IEA*1*000000007|IEA*1*000000008|IEA",
        "a unit that is none|*ML~|*WH~|CTP",
        "an NDC with hyphens|N4*58468020001|N4*58468-0200-01|LIN",
        "an NDC of letters|N4*58468020001|N4*5846802000A|an NDC has eleven digits",
        "a line without a service|SV1*HC:J0202*12203.51*UN*5*22**1~|DTP*472*D8*20250802~|a line without SV1",
        "units of another kind|*UN*5*|*XX*5*|SV1",
        "no units|*UN*5*|*UN**|SV1",
        "no diagnosis|HI*ABK:G35D~|HI~|HI",
        "a diagnosis of no list|HI*ABK:|HI*ABX:|HI",
        "no date|DTP*472*D8*20250802~|DTP*472*D8~|DTP",
        "a birth date that is none|DMG*D8*19700131|DMG*D8*19701331|DMG",
        "a segment of another file|HI*ABK|SVC*ABK|SVC",
        "a line of the other guide|SV1*HC:J0202*|SV2*0636*HC:J0202*|SV2",
        "no end|IEA*1*000000007~|~|IEA",
      })
  void aBrokenFileIsRefused(String what, String right, String wrong, String fault) {
    assertThat(file).contains(right);

    assertThat(CHECK.faults(file.replace(right, wrong)))
        .as(what)
        .anyMatch(found -> found.sentence().contains(fault));
  }

  /** What the program does not write itself is broken all the same where others write it. */
  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "a fifth modifier|HC:J0202:JW*|HC:J0202:JW:TB:PO:JA:KX*|SV101-7 (claim C, line 2): a fifth modifier (KX)",
        "a long modifier|HC:J0202:JW*|HC:J0202:JWX*|SV101-3 (claim C, line 2): a modifier has two",
        "a part after the words|HC:J0202:JW*|HC:J0202:JW:::::KX*|SV101 (claim C, line 2): a line holds",
        "a code of four|HC:J0202:JW*|HC:J020:JW*|SV101-2 (claim C, line 2): a HCPCS code has five",
        "an NDC with hyphens|N4*58468020001~\\nCTP****0.7|N4*58468-0200-01~\\nCTP****0.7|LIN03 (claim C, line 2): an NDC has eleven",
        "a unit that is none|0.7*ML~|0.7*WH~|CTP05 (claim C, line 2): a unit is one of F2, GR, ME, ML, UN, not WH",
        "no unit|0.7*ML~|0.7~|CTP05 (claim C, line 2): the unit lacks",
        "no CTP|CTP****0.7*ML~\\n||LIN (claim C, line 2): an NDC without its quantity",
        "no LIN|LIN**N4*58468020001~\\nCTP****0.7|CTP****0.7|CTP (claim C, line 2): the quantity of an NDC without",
        "no date|DTP*472*D8*20250802~\\nREF*6R*C-2|REF*6R*C-2|LX (claim C, line 2): a line without its date",
        "no pointer|*UN*7*22**1~|*UN*7*22~|SV107 (claim C, line 2): a professional line points",
        "a pointer to nothing|*UN*7*22**1~|*UN*7*22**1:2~|a pointer to diagnosis 2 of a claim that has 1",
        "minutes of a drug|*UN*7*|*ZZ*7*|SV103 (claim C, line 2): a unit is one of UN, MJ",
        "another total|CLM*C*29288.42|CLM*C*29288.43|CLM02 (claim C): the claim charges 29288.43",
        "no subscriber|NM1*IL*|NM1*ZZ*|CLM (claim C): a claim whose subscriber is not named (2010BA, NM1*IL)",
        "a second service|LX*2~\\n||SV1 (claim C, line 1): a second service in one line",
        "a service before its line|LX*1~\\n||SV1 (claim C): a service without its line",
        "a second NDC|CTP****0.5*ML~|CTP****0.5*ML~\\nLIN**N4*58468020002~\\nCTP****0.5*ML~|LIN (claim C, line 1): a second product",
        "a second date|DTP*472*D8*20250802~\\nREF*6R*C-2|DTP*472*D8*20250802~\\nDTP*472*D8*20250803~\\nREF*6R*C-2|DTP (claim C, line 2): a second date",
        "no charge|*17084.91*UN*7|**UN*7|SV102 (claim C, line 2): a line without its charge",
        "units of zero|*UN*7*|*UN*0*|SV104 (claim C, line 2): the units of a line are more",
        "an NDC quantity of zero|****0.7*ML|****0*ML|CTP04 (claim C, line 2): the quantity of the NDC is more",
        "a negative NDC quantity|****0.7*ML|****-0.7*ML|CTP04 (claim C, line 2): the quantity of the NDC is more",
        "no qualifier of a code|*HC:J0202:JW*|*:J0202:JW*|SV101-1 (claim C, line 2): a code without its qualifier",
        "no qualifier of an NDC|LIN**N4*58468020001~\\nCTP****0.7|LIN***58468020001~\\nCTP****0.7|LIN02 (claim C, line 2): an NDC has the qualifier N4",
        "another qualifier|LIN**N4*58468020001~\\nCTP****0.7|LIN**ND*58468020001~\\nCTP****0.7|LIN02 (claim C, line 2): an NDC has the qualifier N4, not ND",
        "a pointer to zero|*UN*7*22**1~|*UN*7*22**0~|a pointer is a number from 1 to 12, not 0",
        "five pointers|*UN*7*22**1~|*UN*7*22**1:1:1:1:1~|SV107 (claim C, line 2): a line points to four",
        "a place of one digit|*UN*7*22**1~|*UN*7*2**1~|SV105 (claim C, line 2): a place of service has two",
        "a place of the claim of one digit|29288.42***22:B|29288.42***2:B|CLM05-1 (claim C): a place of service has two",
        "thirteen diagnoses|HI*ABK:G35D~|HI*ABK:G35D*ABF:A01*ABF:A02*ABF:A03*ABF:A04*ABF:A05*ABF:A06*ABF:A07*ABF:A08*ABF:A09*ABF:A10*ABF:A11*ABF:A12~|a professional claim holds 12 diagnoses, not 13",
        "no principal diagnosis|HI*ABK:G35D~|HI*ABF:G35D~|CLM (claim C): a claim has one principal diagnosis (ABK or BK), not 0",
        "two principal diagnoses|HI*ABK:G35D~|HI*ABK:G35D*ABK:A01~|one principal diagnosis (ABK or BK), not 2",
        "two revisions|HI*ABK:G35D~|HI*ABK:G35D*BF:340~|of ICD-10-CM or of ICD-9-CM, not of both",
        "a diagnosis with a point|HI*ABK:G35D~|HI*ABK:G35.D~|HI01-2 (claim C): a diagnosis has",
        "two days as one|D8*20250802~\\nREF*6R*C-2|D8*20250802-20250803~\\nREF*6R*C-2|DTP03 (claim C, line 2): D8 has one day",
        "one day as two|D8*20250802~\\nREF*6R*C-2|RD8*20250802~\\nREF*6R*C-2|DTP03 (claim C, line 2): D8 has one day",
        "a period backwards|D8*20250802~\\nREF*6R*C-2|RD8*20250802-20250801~\\nREF*6R*C-2|DTP03 (claim C, line 2): the period ends before",
        "a number twice|LX*2~|LX*1~|LX01 (claim C, line 1): a second line with the number 1",
        "an identifier twice|REF*6R*C-2|REF*6R*C-1|REF02 (claim C, line 2): a second line with the identifier",
        "small letters|*HC:J0202:JW*|*hc:j0202:jw*|SV101 (claim C, line 2): codes and modifiers are written in capital",
        "a small unit|0.7*ML~|0.7*ml~|CTP05 (claim C, line 2): units are written in capital",
        "no diagnosis|HI*ABK:G35D~\\n||CLM (claim C): a claim without a diagnosis",
      })
  void aFileOfAnotherSenderIsHeldAgainstTheRulesOfLines(
      String what, String right, String wrong, String fault) {
    String others = file.replaceAll("[0-9a-f]{17}", "C");
    String broken =
        others.replace(right.replace("\\n", "\n"), wrong == null ? "" : wrong.replace("\\n", "\n"));
    assertThat(broken).isNotEqualTo(others);

    X12Reader.Read read = X12Reader.read(counted(broken));

    assertThat(read.issues()).isEmpty();
    assertThat(read.faultsOf(0))
        .as(what)
        .extracting(X12Issue::text)
        .anyMatch(text -> text.contains(fault));
  }

  /** The claim of a subscriber who is not named is not one of the patient before. */
  @Test
  void aMissingSubscriberIsNotTheOneBefore() {
    String subscriber = file.substring(file.indexOf("HL*2*1*22"), file.indexOf("\nSE*") + 1);
    X12Reader.Read read =
        X12Reader.read(
            counted(
                file.replace(
                    subscriber,
                    subscriber
                        + subscriber
                            .replace("HL*2*", "HL*3*")
                            .replace("NM1*IL*", "NM1*ZZ*")
                            .replace("NM1*PR*", "NM1*ZZ*"))));

    assertThat(read.claims()).hasSize(2);
    assertThat(read.claims().get(0).getPatient().getDisplay()).isEqualTo("DOE, JANE 1970-01-31");
    assertThat(read.claims().get(1).getPatient().isEmpty()).isTrue();
    assertThat(read.claims().get(1).getInsuranceFirstRep().getCoverage().isEmpty()).isTrue();
    assertThat(read.faultsOf(0)).isEmpty();
    assertThat(read.faultsOf(1))
        .extracting(X12Issue::text)
        .anyMatch(text -> text.contains("a claim whose subscriber is not named"));
  }

  @Test
  void smallLettersAreReadAsCapitalOnes() {
    String small = file.replace("HC:J0202:JW*", "hc:j0202:jw*").replace("0.7*ML~", "0.7*ml~");

    X12Reader.Read read = X12Reader.read(small);

    assertThat(read.faults()).hasSize(2);
    assertThat(
            read.claims()
                .get(0)
                .getItem()
                .get(1)
                .getProductOrService()
                .getCodingFirstRep()
                .getCode())
        .isEqualTo("J0202");
    assertThat(read.claims().get(0).getItem().get(1).getDetailFirstRep().getQuantity().getCode())
        .isEqualTo("mL");
  }

  @Test
  void anotherKindOfProductNumberIsNoNdc() {
    String device =
        file.replace("LIN**N4*58468020001~\nCTP****0.7*ML~\n", "LIN**UP*58468020001~\n");

    X12Reader.Read read = X12Reader.read(counted(device));

    assertThat(read.faults()).isEmpty();
    assertThat(read.claims().get(0).getItem().get(1).hasDetail()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"0636,''", "636,SV201", "'',SV201"})
  void aRevenueCodeHasFourDigits(String code, String fault) {
    String hospital =
        Office.file(Office.call(Office.price("institutional", Office.lemtrada("12 mg"))));

    assertThat(X12Reader.read(hospital.replace("SV2*0636*", "SV2*" + code + "*")).faults())
        .extracting(found -> found.at().element())
        .containsExactlyElementsOf(fault.isEmpty() ? List.of() : List.of(fault));
  }

  @ParameterizedTest
  @ValueSource(strings = {"SE*33*0001~\n", "GE*1*7~\n"})
  void whatIsNotClosedCannotBeRead(String end) {
    assertThat(file).contains(end);
    assertThat(X12Reader.read(file.replace(end, "")).issues()).isNotEmpty();
  }

  @Test
  void aTransactionOfAnotherGuideIsSkippedAndNamed() {
    String set = file.substring(file.indexOf("ST*"), file.indexOf("GE*"));
    String dental =
        set.replace("005010X222A1", "005010X224A2")
            .replace("ST*837*0001", "ST*837*0002")
            .replaceFirst("(SE\\*\\d+)\\*0001", "$1*0002");
    String both = file.replace(set, dental + set).replace("GE*1*", "GE*2*");

    X12Reader.Read read = X12Reader.read(both);

    assertThat(read.issues()).isEmpty();
    assertThat(read.claims()).hasSize(1);
    assertThat(read.faultsOf(0)).isEmpty();
    assertThat(read.skipped())
        .singleElement()
        .satisfies(i -> assertThat(i.text()).contains("0002", "005010X224A2"));
    assertThat(X12Reader.read(file.replace(set, dental)).issues())
        .anyMatch(i -> i.text().contains("005010X224A2"));
  }

  @Test
  void aTransactionWithoutItsGuideHasThatOfItsGroup() {
    String hospital =
        Office.file(Office.call(Office.price("institutional", Office.lemtrada("12 mg"))))
            .replace("*0001*005010X223A2~", "*0001~");

    X12Reader.Read read = X12Reader.read(hospital);

    assertThat(read.faults()).isEmpty();
    assertThat(read.claims().get(0).getType().getCodingFirstRep().getCode())
        .isEqualTo("institutional");
  }

  @ParameterizedTest
  @CsvSource({
    "SE*33*, SE*34*",
    "GE*1*, GE*2*",
    "IEA*1*, IEA*2*",
    "SE*33*0001, SE*33*0002",
    "GE*1*7, GE*1*8"
  })
  void countsOfAnotherSenderAreHeldToo(String right, String wrong) {
    assertThat(X12Reader.read(file.replace(right, wrong)).issues()).isNotEmpty();
  }

  @Test
  void wordsOfTwoLettersAreNoFifthModifier() {
    assertThat(X12Reader.read(file.replace("HC:J0202:JW*", "HC:J0202:JW::::IV*")).faults())
        .isEmpty();
  }

  /** Returns a file whose count of segments is right again. */
  private static String counted(String file) {
    long segments = file.lines().count() - 4;
    return file.replaceFirst("SE\\*\\d+", "SE*" + segments);
  }
}
