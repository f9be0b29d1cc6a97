package org.priceunits.x12;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.hl7.fhir.r4.model.Claim;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What stands around the lines: levels and who is named on them, and what a claim says as a whole.
 */
class LevelsAndHeadsAreHeldTest {
  private static final String PROFESSIONAL = file("professional");
  private static final String INSTITUTIONAL = file("institutional");

  /** A second patient of the same office: a child of a subscriber who is another. */
  private static final String CHILD =
      """
      HL*3*1*22*1~
      SBR*P********MB~
      NM1*IL*1*ROE*RICHARD****MI*A2~
      NM1*PR*2*MEDICARE*****PI*11502~
      HL*4*3*23*0~
      PAT*19~
      NM1*QC*1*ROE*RITA~
      N3*2 ELM STREET~
      N4*GREENSBORO*NC*27401~
      DMG*D8*20150131*F~
      CLM*D*1***22:B:1*Y*A*Y*Y~
      HI*ABK:G35D~
      LX*1~
      SV1*HC:J0202*1*UN*5*22**1~
      DTP*472*D8*20250802~
      REF*6R*D-1~
      """;

  private static String file(String type) {
    return Office.file(Office.call(Office.price(type, Office.lemtrada("5 mg"))))
        .replaceAll("[0-9a-f]{17}", "C");
  }

  private static String family() {
    return counted(PROFESSIONAL.replace("SE*33", CHILD + "SE*33"));
  }

  private static String counted(String file) {
    return file.replaceFirst("SE\\*\\d+", "SE*" + (file.lines().count() - 4));
  }

  private static List<String> faults(String right, String file, String wrong, String inPlace) {
    String before = wrong.replace("\\n", "\n");
    String after = inPlace == null ? "" : inPlace.replace("\\n", "\n");
    assertThat(right).contains(before);
    X12Reader.Read read = X12Reader.read(counted(file.replace(before, after)));
    assertThat(read.issues()).isEmpty();
    return read.faults().stream().map(X12Fault::sentence).toList();
  }

  @Test
  void wholeFilesHaveNoFault() {
    for (String file : List.of(PROFESSIONAL, INSTITUTIONAL, family())) {
      assertThat(new X12Check().faults(file)).isEmpty();
      assertThat(X12Reader.read(file).ofFile()).isEmpty();
    }
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "a parent that is not there|HL*4*3*23*0|HL*4*9*23*0|HL02: a level 23 stands below the last level 22 before it, and 9 is not that",
        "a parent of the wrong level|HL*4*3*23*0|HL*4*1*23*0|HL02: a level 23 stands below the last level 22 before it, and 1 is not that",
        "a subscriber below a subscriber|HL*3*1*22*1|HL*3*2*22*1|HL02: a level 22 stands below the last level 20",
        "a parent that follows|HL*2*1*22*0|HL*2*3*22*0|HL02: a level 22 stands below the last level 20 before it, and 3 is not that",
        "no parent|HL*4*3*23*0|HL*4**23*0|HL02: a level 23 stands below the last level 22 before it, and nothing is not that",
        "a provider with a parent|HL*1**20*1|HL*1*2*20*1|HL02: the level of a provider (20) stands below no other",
        "no child where one is said|HL*2*1*22*0|HL*2*1*22*1|HL04: HL04 is 0 for a level that has none below it, not 1",
        "a child where none is said|HL*3*1*22*1|HL*3*1*22*0|HL04: HL04 is 1 for a level that has another below it, not 0",
        "children of a provider denied|HL*1**20*1|HL*1**20*0|HL04: HL04 is 1 for a level that has another below it, not 0",
        "HL04 left out|HL*2*1*22*0|HL*2*1*22|HL04: HL04 is 0 for a level that has none below it, not nothing",
        "a number twice|HL*2*1*22*0|HL*1*1*22*0|HL01: the levels of a transaction have the numbers 1, 2, 3",
        "another kind of level|HL*2*1*22*0|HL*2*1*PT*0|HL03: a level is one of 20, 22, 23, not PT",
        "no level of a subscriber|HL*2*1*22*0~\\nSBR*P*18*******MB~\\n||CLM (claim C): a claim that stands below no subscriber",
        "no payer of the first|MI*1EG4TE5MK73~\\nN3*1 ELM STREET~\\nN4*GREENSBORO*NC*27401~\\nDMG*D8*19700131*F~\\nNM1*PR*2*MEDICARE*****PI*11502~|MI*1EG4TE5MK73~|CLM (claim C): a claim whose payer is not named (2010BB, NM1*PR)",
        "no payer of the second|MI*A2~\\nNM1*PR*2*MEDICARE*****PI*11502~|MI*A2~|CLM (claim D): a claim whose payer is not named (2010BB, NM1*PR)",
        "no subscriber of a child|NM1*IL*1*ROE*RICHARD****MI*A2~\\n||CLM (claim D): a claim whose subscriber is not named (2010BA, NM1*IL)",
        "no patient|NM1*QC*1*ROE*RITA~\\n||CLM (claim D): a claim whose patient is not named (2010CA, NM1*QC)",
        "a patient on the level of the subscriber|HL*4*3*23*0~\\nPAT*19~\\n||NM101: a name of kind QC stands on a level 23, not on 22",
        "a subscriber on the level of the patient|NM1*QC*1*ROE*RITA~|NM1*QC*1*ROE*RITA~\\nNM1*IL*1*DOE*JANE~|NM101: a name of kind IL stands on a level 22, not on 23",
        "two patients|NM1*QC*1*ROE*RITA~|NM1*QC*1*ROE*RITA~\\nNM1*QC*1*DOE*JANE~|NM101: a second name of kind QC on one level",
        "a patient without a name|NM1*QC*1*ROE*RITA~|NM1*QC*1~|NM103: a name of kind QC without the name",
        "a payer without a name|MI*A2~\\nNM1*PR*2*MEDICARE*****PI*11502~|MI*A2~\\nNM1*PR*2******PI*11502~|CLM (claim D): a claim whose payer is not named",
        "a child of the subscriber before|HL*4*3*23*0|HL*4*2*23*0|HL02: a level 23 stands below the last level 22 before it, and 2 is not that",
        "no relation|PAT*19~\\n||CLM (claim D): a claim that does not say what its patient is to the subscriber (PAT01)",
        "no provider|NM1*85*2*SMITH INFUSION CENTER*****XX*1234567893~\\n||CLM (claim C): a claim whose billing provider is not named",
        "a subscriber who may be another|SBR*P*18*|SBR*P**|CLM (claim C): a claim of the subscriber, and SBR02 does not say",
        "no SBR|SBR*P*18*******MB~\\n||CLM (claim C): a claim of the subscriber, and SBR02 does not say",
        "the frequency lacks|22:B:1*Y*A*Y*Y~\\nHI*ABK:G35D~\\nNM1*82|22:B*Y*A*Y*Y~\\nHI*ABK:G35D~\\nNM1*82|CLM05-3 (claim C): the frequency of the claim lacks",
        "another qualifier of the place|22:B:1*Y*A*Y*Y~\\nHI*ABK:G35D~\\nNM1*82|22:A:1*Y*A*Y*Y~\\nHI*ABK:G35D~\\nNM1*82|CLM05-2 (claim C): CLM05-2 of this guide is B",
        "no signature|22:B:1*Y*A*Y*Y~\\nHI*ABK:G35D~\\nNM1*82|22:B:1**A*Y*Y~\\nHI*ABK:G35D~\\nNM1*82|CLM06 (claim C): a claim does not say whether the provider's signature",
        "no assignment|22:B:1*Y*A*Y*Y~\\nHI*ABK:G35D~\\nNM1*82|22:B:1*Y**Y*Y~\\nHI*ABK:G35D~\\nNM1*82|CLM07 (claim C): a claim does not say whether assignment",
        "no release|22:B:1*Y*A*Y*Y~\\nHI*ABK:G35D~\\nNM1*82|22:B:1*Y*A*Y~\\nHI*ABK:G35D~\\nNM1*82|CLM09 (claim C): a claim does not say the release",
      })
  void aBrokenFileOfAnOfficeIsNamed(String what, String right, String wrong, String fault) {
    assertThat(faults(family(), family(), right, wrong))
        .as(what)
        .anyMatch(sentence -> sentence.contains(fault));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "no period|DTP*434*RD8*20250802-20250802~\\n||CLM (claim C): an institutional claim without its period (DTP 434)",
        "a period of one day|RD8*20250802-20250802|D8*20250802|DTP02 (claim C): the period of a claim (DTP 434) is of the form RD8",
        "a period backwards|RD8*20250802-20250802|RD8*20250803-20250802|DTP03 (claim C): the period ends before it starts",
        "a period before the lines|RD8*20250802-20250802|RD8*20250701-20250801|DTP03 (claim C, line 1): the day 20250802 of a line is not within the period",
        "a period after the lines|RD8*20250802-20250802|RD8*20250803-20250803|DTP03 (claim C, line 1): the day 20250802 of a line is not within the period",
        "no CL1|CL1*3*1*01~\\n||CLM (claim C): an institutional claim without the kind of its visit (CL1)",
        "no patient status|CL1*3*1*01~|CL1*3*1~|CL103 (claim C): the status of the patient at the end has two digits",
        "a short patient status|CL1*3*1*01~|CL1*3*1*1~|CL103 (claim C): the status of the patient at the end has two digits",
        "a patient status of no list|CL1*3*1*01~|CL1*3*1*00~|CL103 (claim C): the status of the patient at the end has two digits, 01 to 99",
        "a patient status in letters|CL1*3*1*01~|CL1*3*1*XX~|CL103 (claim C): the status of the patient at the end has two digits, 01 to 99",
        "no kind of visit|CL1*3*1*01~|CL1**1*01~|CL101 (claim C): the priority (type) of the visit lacks",
        "nobody who attended|NM1*71*1*JONES*ANN****XX*1245319599~\\n||CLM (claim C): an institutional claim without who attended",
        "the place of an office|13:A:1|13:B:1|CLM05-2 (claim C): CLM05-2 of this guide is A",
        "a bill of one digit|13:A:1|1:A:1|CLM05-1 (claim C): a type of bill starts with two digits",
      })
  void aBrokenFileOfAHospitalIsNamed(String what, String right, String wrong, String fault) {
    assertThat(faults(INSTITUTIONAL, INSTITUTIONAL, right, wrong))
        .as(what)
        .anyMatch(sentence -> sentence.contains(fault));
  }

  @ParameterizedTest(name = "{0} {1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "1||",
        "1|REF*F8*ICN1|a claim names an earlier one (REF F8), and its frequency 1 changes none",
        "2||",
        "3||",
        "4||",
        "5||",
        "5|REF*F8*ICN1|",
        "6|REF*F8*ICN1|",
        "6||a claim of frequency 6 adjusts an earlier claim, and does not name that one (REF F8)",
        "7|REF*F8*ICN1|",
        "7||a claim of frequency 7 replaces an earlier claim, and does not name that one (REF F8)",
        "7|REF*F8|a claim of frequency 7 replaces an earlier claim, and does not name that one (REF F8)",
        "7|REF*G1*ICN1|a claim of frequency 7 replaces an earlier claim, and does not name that one (REF F8)",
        "8|REF*F8*ICN1|",
        "8||a claim of frequency 8 voids an earlier claim, and does not name that one (REF F8)",
        "Q|REF*F8*ICN1|",
        "q|REF*F8*ICN1|",
        "Q||a claim of frequency Q asks to look at an earlier claim again, and does not name that one (REF F8)",
        "0||a claim of frequency 0 asks for no payment, and bills no service",
        "A||a claim of frequency A is a notice of an admission or an election, and bills no service",
        "H||a claim of frequency H is an adjustment that a payer makes, and bills no service",
        "Z||a claim of frequency Z is the report of an encounter, and bills no service",
        "R||R is no frequency of a claim",
      })
  void aFrequencyFitsTheClaimThatIsNamed(String frequency, String earlier, String fault) {
    for (String file : List.of(PROFESSIONAL, INSTITUTIONAL)) {
      String changed =
          file.replaceFirst(":([AB]):1\\*", ":$1:" + frequency + "*")
              .replace("HI*ABK", (earlier == null ? "" : earlier + "~\n") + "HI*ABK");
      assertThat(X12Reader.read(counted(changed)).faults())
          .extracting(found -> found.at().element() + ": " + found.text())
          .containsExactlyElementsOf(fault == null ? List.of() : List.of("CLM05-3: " + fault));
    }
  }

  /** The number that another payer gave its claim, and the weight of a subscriber. */
  @ParameterizedTest(name = "{0} {1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "1|",
        "7|a claim of frequency 7 replaces an earlier claim, and does not name that one (REF F8)"
      })
  void whatIsOfAnotherPayerIsNotOfTheClaim(String frequency, String fault) {
    String second =
        PROFESSIONAL
            .replace("SBR*P*18*******MB~", "SBR*S*18***12****MB~\nPAT*******01*70~")
            .replaceFirst(":B:1\\*", ":B:" + frequency + "*")
            .replaceFirst(
                "LX\\*1~",
                "SBR*P*18*******CI~\nOI***Y***Y~\nNM1*IL*1*DOE*JANE****MI*X1~\nNM1*PR*2*AETNA*****PI*60054~\nREF*F8*ICN1~\nLX*1~");

    X12Reader.Read read = X12Reader.read(counted(second));

    assertThat(read.faults())
        .extracting(X12Fault::text)
        .containsExactlyElementsOf(fault == null ? List.of() : List.of(fault));
    assertThat(read.claims().get(0).getRelated()).isEmpty();
  }

  /** The claim of a dependent who is not named is not one of the dependent before. */
  @Test
  void aPatientWhoIsNotNamedIsNobody() {
    String again = CHILD.substring(CHILD.indexOf("HL*4"));
    String two =
        counted(
            family()
                .replace(
                    "\nSE*",
                    "\n"
                        + again
                            .replace("HL*4*", "HL*5*")
                            .replace("NM1*QC*1*ROE*RITA~\n", "")
                            .replace("CLM*D*", "CLM*E*")
                        + "SE*33"));

    X12Reader.Read read = X12Reader.read(two);

    assertThat(read.claims())
        .extracting(claim -> claim.getPatient().getDisplay())
        .containsExactly("DOE, JANE 1970-01-31", "ROE, RITA 2015-01-31", null);
    assertThat(read.claims())
        .extracting(claim -> claim.getInsuranceFirstRep().getCoverage().getDisplay())
        .containsOnly("MEDICARE");
    assertThat(read.faultsOf(2))
        .extracting(X12Issue::text)
        .anyMatch(text -> text.contains("a claim whose patient is not named (2010CA, NM1*QC)"));
  }

  @Test
  void aProviderWhoIsNotNamedIsNobody() {
    String level =
        PROFESSIONAL.substring(PROFESSIONAL.indexOf("HL*1"), PROFESSIONAL.indexOf("SE*33"));
    String two =
        counted(
            PROFESSIONAL.replace(
                "SE*33",
                level
                        .replace("HL*1**", "HL*3**")
                        .replace("HL*2*1*", "HL*4*3*")
                        .replaceFirst("NM1\\*85[^\\n]*\\n", "")
                        .replace("CLM*C*", "CLM*D*")
                    + "SE*33"));

    X12Reader.Read read = X12Reader.read(two);

    assertThat(read.claims())
        .extracting(Claim::getProvider)
        .extracting(provider -> provider.getIdentifier().getValue())
        .containsExactly("1234567893", null);
    assertThat(read.faults())
        .extracting(X12Fault::sentence)
        .singleElement()
        .asString()
        .contains("(claim D): a claim whose billing provider is not named");
  }

  /** What is wrong outside of all claims is told of the file. */
  @Test
  void aFaultOfALevelIsToldOfTheFile() {
    X12Reader.Read read = X12Reader.read(PROFESSIONAL.replace("HL*2*1*22*0", "HL*2*1*22*1"));

    assertThat(read.faultsOf(0)).isEmpty();
    assertThat(read.ofFile())
        .singleElement()
        .satisfies(issue -> assertThat(issue.text()).contains("HL04 is 0 for a level"));
  }
}
