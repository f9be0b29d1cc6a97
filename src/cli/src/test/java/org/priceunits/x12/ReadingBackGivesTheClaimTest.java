package org.priceunits.x12;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.Claim;
import org.hl7.fhir.r4.model.Claim.ItemComponent;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Resource;
import org.junit.jupiter.api.Test;
import org.priceunits.domain.billing.IssueCode;
import org.priceunits.pricing.Administered;

class ReadingBackGivesTheClaimTest {
  @Property(tries = 60)
  void theValuesOfTheClaimComeBackAndAgreeWithTheRecord(
      @ForAll @IntRange(min = 1, max = 120) int tenths,
      @ForAll boolean institutional,
      @ForAll boolean whole) {
    String dose = BigDecimal.valueOf(tenths, 1).stripTrailingZeros().toPlainString() + " mg";
    Administered given = Office.lemtrada(whole ? "12 mg" : dose);
    Claim written = Office.price(institutional ? "institutional" : "professional", given).get(0);

    X12Reader.Read read = X12Reader.read(Office.file(Office.call(List.of(written))));

    assertThat(read.issues()).isEmpty();
    assertThat(read.claims()).hasSize(1);
    Claim back = read.claims().get(0);
    assertThat(values(back)).isEqualTo(values(written));
    Parameters answer = Office.check(back, given);
    assertThat(((BooleanType) answer.getParameter("result").getValue()).booleanValue()).isTrue();
    assertThat(issues(answer)).isEqualTo(issues(Office.check(written, given)));
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

    assertThat(values(X12Reader.read(other).claims().get(0)))
        .isEqualTo(values(X12Reader.read(file).claims().get(0)));
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
        item.getServicedDateType().getValueAsString(),
        item.getLocation() == null
            ? item.getRevenue().getCodingFirstRep().getCode()
            : item.getLocationCodeableConcept().getCodingFirstRep().getCode(),
        item.getDetailFirstRep().getProductOrService().getCodingFirstRep().getCode(),
        plain(item.getDetailFirstRep().getQuantity().getValue()),
        item.getDetailFirstRep().getQuantity().getUnit(),
        item.getDetailFirstRep().getQuantity().getCode());
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
