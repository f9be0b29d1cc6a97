package org.priceunits.x12;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.Claim;
import org.hl7.fhir.r4.model.Claim.DetailComponent;
import org.hl7.fhir.r4.model.Claim.ItemComponent;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Period;
import org.hl7.fhir.r4.model.Resource;
import org.junit.jupiter.api.Test;
import org.priceunits.domain.billing.result.IssueCode;
import org.priceunits.fhir.Canonicals;
import org.priceunits.pricing.Administered;

class ReadingBackGivesTheClaimTest {
  /** Drugs whose NDC quantity is counted in different units, and a payer that splits long lines. */
  private enum Drug {
    VIAL("medicare", "12 mg", "12 mg", "2025-08-02"),
    VIAL_AND_WASTE("medicare", "5 mg", "12 mg", "2025-08-02"),
    FACTOR("medicare-noridian-jf", "22000 [iU]", "22000 [iU]", "2024-05-01"),
    TWO_LINES_AND_WASTE("medicare-noridian-jf", "10500 [iU]", "11000 [iU]", "2024-05-01"),
    POWDER("medicare", "300 mg", "420 mg", "2023-07-10");

    private final String payer;
    private final String dose;
    private final String vial;
    private final String day;

    Drug(String payer, String dose, String vial, String day) {
      this.payer = payer;
      this.dose = dose;
      this.vial = vial;
      this.day = day;
    }

    Administered record(String givenDose) {
      return switch (this) {
        case VIAL, VIAL_AND_WASTE -> Office.lemtrada(givenDose);
        case FACTOR, TWO_LINES_AND_WASTE -> of("J7182", givenDose);
        case POWDER -> of("J9355", givenDose);
      };
    }

    private Administered of(String code, String givenDose) {
      return Administered.dose(givenDose)
          .id("a1")
          .identifier("a1")
          .medication(
              new CodeableConcept(new Coding(Canonicals.HCPCS, code, null)).setText("the drug"))
          .on(day + "T10:00:00-05:00")
          .vial(vial)
          .reason("http://hl7.org/fhir/sid/icd-10-cm", "D66");
    }
  }

  @Property(tries = 60)
  void theValuesOfTheClaimComeBackAndAgreeWithTheRecord(
      @ForAll Drug drug,
      @ForAll @IntRange(min = 1, max = 120) int tenths,
      @ForAll boolean institutional,
      @ForAll boolean whole) {
    String dose = BigDecimal.valueOf(tenths, 1).stripTrailingZeros().toPlainString() + " mg";
    Administered given = drug.record(whole || drug != Drug.VIAL_AND_WASTE ? drug.dose : dose);
    Claim written =
        Office.priceFor(drug.payer, institutional ? "institutional" : "professional", given).get(0);
    written.getItem().stream()
        .filter(item -> !item.hasNet())
        .forEach(item -> item.getNet().setValue(BigDecimal.ONE).setCurrency("USD"));
    written
        .getTotal()
        .setValue(
            written.getItem().stream()
                .map(item -> item.getNet().getValue())
                .reduce(BigDecimal.ZERO, BigDecimal::add));

    Claim back = back(written);

    assertThat(values(back)).isEqualTo(values(written));
    Parameters answer = Office.check(drug.payer, back, given);
    assertThat(((BooleanType) answer.getParameter("result").getValue()).booleanValue()).isTrue();
    assertThat(issues(answer)).isEqualTo(issues(Office.check(drug.payer, written, given)));
  }

  /** What a claim may say and pricing did not: units of the NDC, charges, periods, diagnoses. */
  @Property(tries = 60)
  void whatAnotherSystemSaysOfALineComesBack(
      @ForAll("ndcUnits") String unit,
      @ForAll @IntRange(min = 1, max = 99_999_999) int thousandths,
      @ForAll @IntRange(min = 1, max = 999_999_999) int cents,
      @ForAll @IntRange(min = 0, max = 9) int daysMore,
      @ForAll @IntRange(min = 1, max = 12) int diagnoses,
      @ForAll boolean institutional) {
    Claim written =
        Office.price(institutional ? "institutional" : "professional", Office.lemtrada("5 mg"))
            .get(0);
    VariedCalls.unit(written, unit);
    VariedCalls.diagnoses(written);
    written.getDiagnosis().subList(diagnoses, written.getDiagnosis().size()).clear();
    LocalDate first = LocalDate.of(2025, 8, 2);
    for (ItemComponent item : written.getItem()) {
      item.setDiagnosisSequence(null);
      if (!institutional) {
        item.addDiagnosisSequence(diagnoses);
      }
      item.getNet().setValue(BigDecimal.valueOf(cents, 2));
      item.getQuantity().setValue(BigDecimal.valueOf(thousandths, 3));
      item.getDetailFirstRep().getQuantity().setValue(BigDecimal.valueOf(thousandths, 3));
      item.setServiced(new Days(first, first.plusDays(daysMore)).serviced());
    }
    written.setBillablePeriod(new Days(first, first.plusDays(daysMore)).period());
    BigDecimal total = BigDecimal.valueOf(cents, 2).multiply(BigDecimal.valueOf(2));
    written.getTotal().setValue(total);

    assertThat(values(back(written))).isEqualTo(values(written));
  }

  @Provide
  Arbitrary<String> ndcUnits() {
    return Arbitraries.of(Codes.NDC_UNITS.keySet());
  }

  /** Writes a claim and reads it, without anything to say of the file. */
  private static Claim back(Claim written) {
    X12Reader.Read read = X12Reader.read(Office.file(Office.call(List.of(written))));
    assertThat(read.issues()).isEmpty();
    assertThat(read.faults()).isEmpty();
    assertThat(read.claims()).hasSize(1);
    return read.claims().get(0);
  }

  @Test
  void anotherSendersFileIsReadByItsOwnDelimiters() {
    String file = Office.file(Office.call(Office.price("professional", Office.lemtrada("5 mg"))));
    String other =
        file.lines()
            .collect(Collectors.joining())
            .replace('*', '|')
            .replace(':', '>')
            .replace('~', '\n');

    assertThat(X12Reader.read(other).issues()).isEmpty();
    assertThat(values(X12Reader.read(other).claims().get(0)))
        .isEqualTo(values(X12Reader.read(file).claims().get(0)));
  }

  /** A terminator may be what other texts end their lines with, and a mark stand before ISA. */
  @Test
  void everyTerminatorIsRead() {
    String file = Office.file(Office.call(Office.price("professional", Office.lemtrada("5 mg"))));

    for (String terminator : List.of("\n", "\r", "\r\n", "\u001C", "\u001D", "~", "~\r\n")) {
      String other = file.replace("~\n", terminator);
      for (String text : List.of(other, "\uFEFF" + other, "\u00EF\u00BB\u00BF" + other)) {
        X12Reader.Read read = X12Reader.read(text);
        assertThat(read.issues()).as(terminator.codePoints().boxed().toList().toString()).isEmpty();
        assertThat(read.faults()).isEmpty();
        assertThat(values(read.claims().get(0)))
            .isEqualTo(values(X12Reader.read(file).claims().get(0)));
      }
    }
  }

  @Test
  void aFileThatCannotBeReadSaysWhere() {
    String file = Office.file(Office.call(Office.price("professional", Office.lemtrada("5 mg"))));

    for (String broken :
        List.of(
            "",
            "no X12 at all",
            file.replace("*UN*5*", "*UN*many*"),
            file.replace("*UN*5*", "*UN*1E999999999*"),
            file.replace("D8*20250802", "D8*soon"),
            file.replace("SE*33*", "SE*12*"),
            file.replace("ST*837*", "ST*835*"))) {
      X12Reader.Read read = X12Reader.read(broken);
      assertThat(read.issues()).as(broken).isNotEmpty();
      assertThat(read.issues()).extracting(X12Issue::code).containsOnly(IssueCode.X12_NOT_READABLE);
    }
  }

  private static List<String> values(Claim claim) {
    List<String> values = new ArrayList<>();
    values.add(claim.getType().getCodingFirstRep().getCode());
    values.add(plain(claim.getTotal().getValue()));
    claim
        .getDiagnosis()
        .forEach(d -> values.add(d.getDiagnosisCodeableConcept().getCodingFirstRep().getCode()));
    claim.getItem().forEach(item -> values.add(values(item)));
    return values;
  }

  private static String values(ItemComponent item) {
    return String.join(
        " ",
        item.getProductOrService().getCodingFirstRep().getCode(),
        item.getModifier().stream()
            .map(m -> m.getCodingFirstRep().getSystem() + m.getCodingFirstRep().getCode())
            .collect(Collectors.joining(",")),
        plain(item.getQuantity().getValue()),
        plain(item.getNet().getValue()),
        item.getServiced() instanceof Period period
            ? period.getStartElement().getValueAsString()
                + "/"
                + period.getEndElement().getValueAsString()
            : item.getServicedDateType().getValueAsString(),
        item.getLocation() == null
            ? "" // An institutional line points to no diagnosis.
            : item.getDiagnosisSequence().stream()
                .map(d -> d.getValueAsString())
                .toList()
                .toString(),
        item.getLocation() == null
            ? item.getRevenue().getCodingFirstRep().getCode()
            : item.getLocationCodeableConcept().getCodingFirstRep().getCode(),
        item.hasDetail() ? drug(item.getDetailFirstRep()) : "");
  }

  private static String drug(DetailComponent detail) {
    return String.join(
        " ",
        detail.getProductOrService().getCodingFirstRep().getCode(),
        plain(detail.getQuantity().getValue()),
        detail.getQuantity().getUnit(),
        detail.getQuantity().getCode());
  }

  private static String plain(BigDecimal value) {
    return value.stripTrailingZeros().toPlainString();
  }

  private static List<String> issues(Parameters answer) {
    return ((OperationOutcome) resource(answer))
        .getIssue().stream().map(i -> i.getDetails().getText()).toList();
  }

  private static Resource resource(Parameters answer) {
    return answer.getParameter().stream()
        .filter(p -> "outcome".equals(p.getName()))
        .findFirst()
        .orElseThrow()
        .getResource();
  }
}
