package org.priceunits.x12;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
