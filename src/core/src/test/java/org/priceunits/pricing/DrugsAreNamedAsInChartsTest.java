package org.priceunits.pricing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.priceunits.pricing.Administered.dose;

import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.priceunits.fhir.Canonicals;

/**
 * Tests the names of RxNorm codes that are not known here as charts write them: substance and brand
 * in any order, with strength, form, route and notes.
 */
class DrugsAreNamedAsInChartsTest {

  private static Call call(String amount, String name) {
    return Call.of(
        dose(amount)
            .on("2025-08-14T10:00:00-05:00")
            .medication(new CodeableConcept(new Coding(Canonicals.RXNORM, "999999", name))));
  }

  private static void decides(Call call, String expected) {
    if (expected.contains(" ")) {
      call.lines(expected);
    } else {
      call.lines().says(expected);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "200 mg | pembrolizumab (KEYTRUDA) 100 mg/4 mL injection | J9271 200",
        "200 mg | KEYTRUDA (pembrolizumab) 25 mg/mL IV soln | J9271 200",
        "200 mg | Keytruda [pembrolizumab] | J9271 200",
        "200 mg | (KEYTRUDA) pembrolizumab IVPB | J9271 200",
        "200 mg | [KEYTRUDA] pembrolizumab 25 mg/mL | J9271 200",
        "200 mg | pembrolizumab 25 MG/ML Injectable Solution [Keytruda] | J9271 200",
        "200 mg | pembrolizumab Keytruda 25 mg/mL intravenous solution | J9271 200",
        "200 mg | Keytruda, pembrolizumab, 100 mg/4 mL | J9271 200",
        "200 mg | KEYTRUDA - pembrolizumab IV | J9271 200",
        "200 mg | KEYTRUDA/pembrolizumab vial | J9271 200",
        "200 mg | pembrolizumab injection | J9271 200",
        "200 mg | Injection, pembrolizumab | J9271 200",
        "200 mg | pembrolizumab (KEYTRUDA) 200 mg in sodium chloride 0.9 % 100 mL IVPB | J9271 200",
        "8 mL | pembrolizumab (KEYTRUDA) 100 mg/4 mL injection | J9271 200",
        "4 mg | ondansetron (ZOFRAN) injection 4 mg | J2405 4",
        "8 mg | ondansetron (ZOFRAN) injection 4 mg | J2405 8",
        "4 mg | ZOFRAN (ondansetron) 4 mg/2 mL inj | J2405 4",
        "4 mg | ondansetron HCl (PF) (ZOFRAN) 4 mg/2 mL injection | J2405 4",
        "700 mg | [HPO] riTUXimab-abbs (TRUXIMA) IVPB | Q5115 70",
        "700 mg | riTUXimab (TRUXIMA) 10 mg/mL intravenous concentrate | Q5115 70",
        "700 mg | RITUXAN 10 mg/mL intravenous concentrate | J9312 70",
        "700 mg | riTUXimab (RITUXAN) 10 mg/mL IV conc | J9312 70",
        "700 mg | RITUXAN (riTUXimab) 10 mg/mL IV conc | J9312 70",
        "400 mg | inFLIXimab (REMICADE) 100 mg IV solr | J1745 40",
        "20 g | immune globulin (PRIVIGEN) 10 % infusion 20 g | J1459 40",
        "4 mg | ondansetron (injection) 4 mg/2 mL | J2405 4",
        "4 mg | ondansetron (IV) | J2405 4",
        "12 mg | alemtuzumab (LEMTRADA) 12 mg/1.2 mL IV soln | J0202 12",
        "10 mg | paclitaxel 6 mg/mL injection | J9267 10",
        "20 mg | doxorubicin 2 mg/mL injection | J9000 2",
      })
  void substanceAndBrandAreReadWhereverTheyStand(String amount, String name, String expected) {
    decides(call(amount, name), expected);
  }

  /** A name alone of which several codes are in question, or none, decides nothing. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "700 mg | riTUXimab 10 mg/mL intravenous concentrate (first dose) | code-ambiguous",
        "4 mg | ondansetron (ZOFRAN) + dexamethasone (DECADRON) IVPB | product-unknown",
        "4 mg | ondansetron and dexamethasone injection | product-unknown",
        "4 mg | ondansetron (ZOFRAN) injection and lisinopril | product-unknown",
        "8 mg | ondansetron (ZOFRAN) 8 mg tablet | code-ambiguous",
        "8 mg | ondansetron 8 MG Oral Tablet [Zofran] | code-ambiguous",
        "8 mg | ZOFRAN (ondansetron) tablet 8 mg oral | code-ambiguous",
        "8 mg | ondansetron ODT (ZOFRAN ODT) 8 mg | code-ambiguous",
        "4 mg | newdrugumab (NEWBRAND) 10 mg/mL injection | product-unknown",
        "20 g | IVIG (PRIVIGEN) 10 % infusion | product-unknown",
        "4 mg | injection 4 mg/2 mL | product-unknown",
      })
  void otherNamesDecideNothing(String amount, String name, String expected) {
    decides(call(amount, name), expected);
  }

  /** A brand that CMS lists under the code of one formulation is not billed as the plain drug. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "10 mg | Abraxane (paclitaxel) | J9264",
        "10 mg | paclitaxel (ABRAXANE) | J9264",
        "20 mg | Doxil (doxorubicin) | Q2050",
        "20 mg | Onivyde (irinotecan) | J9205",
      })
  void aBrandOfOneFormulationNamesItsCode(String amount, String name, String code) {
    assertThat(call(amount, name).lines().text("code-ambiguous"))
        .contains(code, "for one formulation alone");
  }

  /** A brand of another drug than the one beside it is a mistake that a person must solve. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "4 mg | ondansetron (KEYTRUDA) injection | J9271",
        "4 mg | ondansetron [Keytruda] | J9271",
        "4 mg | KEYTRUDA (ondansetron) 4 mg | J9271",
        "4 mg | ondansetron (dexamethasone) | J1100",
        "4 mg | lisinopril (KEYTRUDA) 10 mg | J9271",
        "4 mg | lisinopril (KEYTRUDA) | J9271",
        "4 mg | KEYTRUDA (lisinopril) 10 mg | J9271",
        "4 mg | pembrolizumab (OPDIVO) 10 mg/mL IV soln | J9299",
        "4 mg | pembrolizumab (KEYTRUDA) (OPDIVO) | J9271",
        "4 mg | KEYTRUDA (OPDIVO) | J9299",
        "100 mg | iron sucrose (INFED) | J1750",
        "100 mg | Injectafer (iron sucrose) | J1439",
        "6 mg | pegfilgrastim-jmdb (UDENYCA) | Q5111",
        "6 mg | UDENYCA (pegfilgrastim-jmdb) | Q5108",
        "60 mg | Prolia (denosumab-bbdz) | J0897",
      })
  void aBrandOfAnotherDrugIsRefused(String amount, String name, String code) {
    assertThat(call(amount, name).lines().text("code-ambiguous"))
        .contains("which is not known to be of it", code);
  }

  /** CMS names Maxipime as what the cefepime of other makers is not equivalent to. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1000 mg | cefepime (MAXIPIME) 1 g IV solr | J0692 2",
        "1000 mg | cefepime 1000 MG Injection [Maxipime] | J0692 2",
        "1000 mg | cefepime hydrochloride | code-ambiguous",
        "1000 mg | Maxipime | product-unknown",
      })
  void aBrandIsNotThatOfACodeThatIsNotEquivalentToIt(String amount, String name, String expected) {
    decides(call(amount, name), expected);
  }

  /** A code without its name: the record's text is the name. Words without a code decide none. */
  @Test
  void theTextOfTheRecordNamesACodeWithoutAName() {
    CodeableConcept drug =
        new CodeableConcept().setText("pembrolizumab (KEYTRUDA) 100 mg/4 mL injection");
    Call.of(dose("200 mg").on("2025-08-14T10:00:00-05:00").medication(drug))
        .lines()
        .says("product-unknown");
    CodeableConcept plain = new CodeableConcept().setText("drug");
    plain.addCoding(new Coding(Canonicals.RXNORM, "999999", null));
    Call.of(dose("200 mg").on("2025-08-14T10:00:00-05:00").medication(plain))
        .lines()
        .says("product-unknown");
    CodeableConcept coded = drug.copy().addCoding(new Coding(Canonicals.RXNORM, "999999", null));
    Call.of(dose("200 mg").on("2025-08-14T10:00:00-05:00").medication(coded)).lines("J9271 200");
  }

  @Test
  void theStrengthOfANameIsNoDose() {
    call("", "pembrolizumab (KEYTRUDA) 100 mg/4 mL injection").lines().says("dose-missing");
  }
}
