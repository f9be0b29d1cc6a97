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
        .anyMatch(found -> found.contains(fault));
  }
}
