package org.priceunits.domain.billing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.priceunits.domain.billing.Case.given;
import static org.priceunits.domain.billing.result.IssueCode.PRODUCT_UNKNOWN;
import static org.priceunits.domain.billing.result.IssueCode.PRODUCT_WITHOUT_CODE;

import org.junit.jupiter.api.Test;
import org.priceunits.domain.billing.request.Drug;

/** What a record of an unknown drug is told to send, by what it has. */
class UnknownDrugsTest {
  private static Case record(String... codings) {
    return given().codings(codings).dose("10 mg");
  }

  private static String text(Case record) {
    return record.text(PRODUCT_UNKNOWN);
  }

  @Test
  void byRxNormAreToldWhichRxNormIsNotKnown() {
    assertThat(text(record("urn:rx|1").rxNorm("999999991")))
        .startsWith("RxNorm 999999991 is not known here. Send the NDC of the package");
    assertThat(text(record("urn:rx|1").rxNorm("999999991", "999999992").name("Newdrug")))
        .startsWith("RxNorm 999999991, 999999992 are not known here (Newdrug). Send the NDC");
  }

  @Test
  void byRxNormThatAreSwallowedHaveSeldomACode() {
    assertThat(record("urn:rx|1").rxNorm("999999991").route("oral").text(PRODUCT_WITHOUT_CODE))
        .startsWith("No HCPCS code of the oral drug RxNorm 999999991 is known here:");
    assertThat(
            record("urn:rx|1")
                .rxNorm("999999991")
                .name("Newdrug 5 mg")
                .route("oral")
                .text(PRODUCT_WITHOUT_CODE))
        .startsWith("No HCPCS code of the oral drug Newdrug 5 mg is known here:");
    assertThat(text(record("urn:rx|1").rxNorm("999999991").route("intravenous")))
        .startsWith("RxNorm 999999991 is not known here.");
    assertThat(text(record().name("Newdrug").route("oral")))
        .startsWith("The record names the drug in words alone (Newdrug)");
  }

  @Test
  void byNdcAreToldWhichNdcIsNotKnown() {
    assertThat(text(record("urn:ndc|1").ndc("12345-6789-01")))
        .startsWith("NDC 12345678901 is not known here. Check it against the label");
    assertThat(text(record("urn:ndc|1").ndc("12345-6789-01", "12345-6789-02").name("Newdrug")))
        .startsWith("NDC 12345678901, 12345678902 is not known here (Newdrug). Check it");
  }

  @Test
  void inWordsAloneAreToldThatWordsDecideNothing() {
    assertThat(text(record().name("Newdrug")))
        .startsWith("The record names the drug in words alone (Newdrug), which decide no code.");
    assertThat(text(record(Drug.REFERENCE + "Medication/1").name("Newdrug")))
        .startsWith("The record names the drug in words alone (Newdrug), which decide no code.");
  }

  @Test
  void inCodesOfOtherSystemsAreToldThatThoseAreNotRead() {
    assertThat(text(record("urn:b|1", "urn:b|2", "urn:a|1", Drug.REFERENCE + "Medication/1")))
        .startsWith("The drug is not known here: codes of urn:a, urn:b are not read. Send its NDC");
    assertThat(text(record("urn:a|1").name("Newdrug")))
        .startsWith("The drug is not known here: codes of urn:a are not read. Send its NDC");
  }

  @Test
  void withNothingOrWithACodeOfNoDrugAreToldWhatWouldDo() {
    assertThat(text(record())).startsWith("The drug is not known here. Send its NDC or RxNorm");
    assertThat(text(record("urn:hcpcs|Q3014").charted("Q3014")))
        .startsWith("HCPCS Q3014 on the record bills no amount of a drug here");
  }
}
