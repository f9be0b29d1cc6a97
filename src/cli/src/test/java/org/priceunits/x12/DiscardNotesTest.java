package org.priceunits.x12;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.Claim;
import org.hl7.fhir.r4.model.Claim.ItemComponent;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.DateType;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Quantity;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.priceunits.domain.billing.result.IssueCode;
import org.priceunits.fhir.Canonicals;

/** What was discarded in words: where a payer's policy wants it, or the caller. */
class DiscardNotesTest {
  private static final String SAID = "DISCARDED 7 mg, GIVEN 5 mg~";

  @ParameterizedTest
  @CsvSource({
    "medicare-palmetto, C9399, professional, , true",
    "medicare-palmetto, C9399, institutional, , true",
    "medicare-palmetto, J0202, professional, , false",
    "medicare, C9399, professional, , false",
    "medicare, C9399, institutional, , false",
    "medicare, J0202, professional, true, true",
    "medicare, J0202, institutional, true, true",
    "medicare-palmetto, C9399, professional, false, false",
    "medicare-palmetto, C9399, institutional, false, false",
  })
  void thePolicyOrTheCallerDecides(
      String payer, String code, String type, Boolean asked, boolean said) {
    Parameters call = Office.call(List.of(claim(payer, type, code)));
    String file =
        Office.file(
            asked == null ? call : Office.with(call, "discardNote", new BooleanType(asked)));

    assertThat(file.contains("NTE*ADD*" + (type.equals("institutional") ? code + " " : "") + SAID))
        .isEqualTo(said);
  }

  @Test
  void aHospitalSaysItInTheRemarkOfTheClaim() {
    Parameters call = Office.call(List.of(claim("medicare-palmetto", "institutional", "C9399")));
    call.addParameter(Office.information("claim-note", "SECOND COURSE"));

    assertThat(Office.file(call))
        .contains("CL1*3*1*01~\nNTE*ADD*SECOND COURSE; C9399 " + SAID + "\nHI*");
  }

  @Test
  void whatDoesNotFitTheRemarkIsRefused() {
    Claim claim = claim("medicare-palmetto", "institutional", "C9399");
    ItemComponent discarded = claim.getItem().get(1);
    for (int i = 3; i < 5; i++) {
      ItemComponent other = discarded.copy().setSequence(i);
      Extension working = other.getExtensionByUrl(Canonicals.extension("working"));
      ((Quantity) working.getExtensionByUrl("discarded").getValue()).setValue(new BigDecimal(i));
      claim.addItem(other);
    }

    assertThat(Office.write(Office.call(List.of(claim))).issues())
        .singleElement()
        .satisfies(i -> assertThat(i.text()).contains("holds 80 characters", "discardNote false"));
  }

  /** A claim of another system has no working: what is wanted and not known is named. */
  @ParameterizedTest
  @CsvSource({
    "professional, true, true",
    "institutional, true, true",
    "professional, false, false"
  })
  void anAmountThatIsNotStatedIsNamed(String type, boolean asked, boolean named) {
    Claim claim = claim("medicare", type, "C9399");
    claim.getItem().forEach(item -> item.removeExtension(Canonicals.extension("working")));
    Parameters call =
        Office.with(Office.call(List.of(claim)), "discardNote", new BooleanType(asked));
    ToX12Operation.Answer answer = Office.write(call);

    assertThat(answer.issues())
        .extracting(i -> i.code().code() + " " + i.path())
        .isEqualTo(
            named ? List.of("x12-left-out Parameters.parameter[0].resource.item[1]") : List.of());
    assertThat(answer.files()).singleElement().asString().doesNotContain("DISCARDED");
  }

  /** Two equal discards of different days are two. */
  @ParameterizedTest
  @CsvSource({"claim", "lines"})
  void equalDiscardsOfTwoDaysAreSaidTwice(String scope) {
    Claim claim = claim("medicare-palmetto", "institutional", "C9399");
    claim.addItem(
        claim.getItem().get(1).copy().setSequence(3).setServiced(new DateType("2025-08-03")));
    claim.getItem().get(2).setId((String) null);
    claim.getBillablePeriod().setEndElement(new DateTimeType("2025-08-03"));
    String twice = "C9399 DISCARDED 7 mg, GIVEN 5 mg; C9399 DISCARDED 7 mg, GIVEN 5 mg";
    Parameters call = Office.call(List.of(claim));
    if (scope.equals("lines")) {
      call = Office.with(call, "scope", new CodeType("lines"));
    }
    ToX12Operation.Answer answer = Office.write(call);

    if (scope.equals("lines")) {
      assertThat(answer.issues()).extracting(X12Issue::text).anyMatch(t -> t.endsWith(twice));
    } else {
      assertThat(answer.files().get(0)).contains("NTE*ADD*" + twice + "~");
    }
  }

  @Test
  void linesAloneSayWhatBelongsOnTheClaim() {
    Parameters call = new Parameters();
    call.addParameter()
        .setName("claim")
        .setResource(claim("medicare-palmetto", "institutional", "C9399"));
    call.addParameter().setName("scope").setValue(new CodeType("lines"));
    ToX12Operation.Answer answer = Office.write(call);

    assertThat(answer.files()).hasSize(1);
    assertThat(answer.issues())
        .singleElement()
        .satisfies(i -> assertThat(i.code()).isEqualTo(IssueCode.X12_LEFT_OUT))
        .satisfies(i -> assertThat(i.text()).endsWith("C9399 DISCARDED 7 mg, GIVEN 5 mg"));
  }

  private static Claim claim(String payer, String type, String code) {
    Claim claim = Office.priceFor(payer, type, Office.lemtrada("5 mg")).get(0);
    claim
        .getItem()
        .forEach(
            item ->
                item.setProductOrService(
                    new CodeableConcept(new Coding(Canonicals.HCPCS, code, null))
                        .setText("ALEMTUZUMAB")));
    return claim;
  }
}
