package org.priceunits.pricing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.priceunits.pricing.Administered.dose;

import java.math.BigDecimal;
import java.util.Arrays;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Quantity;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.priceunits.fhir.Canonicals;

/** Tests records that name their drug by RxNorm, and state no package. */
class DrugsAreNamedByRxNormTest {

  /** {@code 3639}, or {@code 3639=doxorubicin} with its name; several after a semicolon. */
  private static CodeableConcept drug(String codes) {
    CodeableConcept concept = new CodeableConcept();
    Arrays.stream(codes.split("; "))
        .map(code -> code.split("=", 2))
        .forEach(
            code ->
                concept.addCoding(
                    new Coding(Canonicals.RXNORM, code[0], code.length > 1 ? code[1] : null)));
    return concept;
  }

  private static Call call(String day, String amount, String route, String codes) {
    Administered given = dose(amount).on(day + "T10:00:00-05:00").medication(drug(codes));
    if (route != null) {
      given.record().getDosage().setRoute(new CodeableConcept().setText(route));
    }
    return Call.of(given);
  }

  /** Day, dose, route, RxNorm codes, line or issue. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        // Ingredients of mCODE's records: the plain formulation is the one that is named so.
        "2018-04-22 | 272.01 mg | IV | 56946=PACLitaxel | J9267 273",
        "2025-02-01 | 100 mg | IV | 3639=DOXOrubicin | J9000 10",
        "2025-02-01 | 2 mg | IV | 11202=vincristine | J9370 2",
        // A depot is often called by its drug alone.
        "2018-04-22 | 7.5 mg | IM | 1=leuprolide | code-ambiguous",
        "2018-04-22 | 7.5 mg | IM | 1=Injection | product-unknown",
        // The route decides.
        "2025-02-01 | 8 mg | IV | 26225=ondansetron | J2405 8",
        "2025-02-01 | 20 mg | Oral | 8640=prednisone | J7512 20",
        "2025-02-01 | 20 mg | IV | 8640=prednisone | product-without-code",
        "2025-02-01 | 650 mg | Oral | 161=acetaminophen | product-without-code",
        "2025-02-01 | 1000 mg | IV | 161=acetaminophen | code-ambiguous",
        // A code for one use alone is not that of the drug.
        "2025-02-01 | 50 mg | Oral | 3498=diphenhydramine | code-ambiguous",
        // Insulin for pumps has a code of its own.
        "2025-02-01 | 12 [U] | SC | 253182 | J1815 3",
        "2025-02-01 | 120 [U] | insulin pump | 253182 | J1817 3",
        "2025-02-01 | 12 [U] | | 253182 | code-ambiguous",
        // A product can be of several makers.
        "2025-02-01 | 500 mg | IV | 68446=pemetrexed | code-ambiguous",
        // What a drug is diluted with is not the drug.
        "2025-02-01 | 2 mg | IV | 11202=vincristine; 313002=Sodium Chloride 9 MG/ML Injectable"
            + " Solution | J9370 2",
        "2025-02-01 | 2 mg | IV | 9863=sodium chloride; 11202=vincristine | J9370 2",
        // An oral drug of which no code is known.
        "2025-02-01 | 325 mg | | 1=lisinopril 10 MG Oral Tablet | product-without-code",
        "2025-02-01 | 325 mg | | 1 | product-unknown",
        // The name of a code that is not known tells the substance, its strength and its brand.
        "2025-02-01 | 10 mL | IV | 1=10 ML oxaliplatin 5 MG/ML Injection | J9263 100",
        "2025-02-01 | 1.2 mL | | 1=alemtuzumab 10 MG/ML [Lemtrada] | J0202 12",
        "2015-11-01 | 12 mg | | 1=alemtuzumab 10 MG/ML [Lemtrada] | Q9979 12",
        "2015-06-01 | 12 mg | | 1=alemtuzumab 10 MG/ML [Lemtrada] | product-without-code",
        // HL7's example retypes the brand in parentheses.
        "2015-06-01 | 3 mg | | 1=Alemtuzumab 10mg/ml (Lemtrada) | product-without-code",
        "2015-06-01 | 3 mg | | 1=Alemtuzumab 10mg/ml | J9010 1",
        "2016-06-01 | 12 mg | | 1=Alemtuzumab 10mg/ml (Lemtrada) | J0202 12",
        "2025-02-01 | 2 mg | IV | 1=vincristine (antineoplastic) | J9370 2",
        "2025-02-01 | 2 TAB | | 1=prednisone 10 MG Oral Tablet | J7512 20",
        "2025-02-01 | 3 tablet(s) | Oral | 1=prednisone 10 MG Oral Tablet | J7512 30",
        "2025-02-01 | 20 meq | IV | 1=Potassium Chloride 0.02 MEQ/ML / Sodium Chloride 0.154 MEQ/ML"
            + " Injectable Solution | J3480 10",
        "2025-02-01 | 1000 mL | IV | 1=1000 ML Potassium Chloride 0.02 MEQ/ML / Sodium Chloride"
            + " 0.154 MEQ/ML Injection | J3480 10",
      })
  void oneCodeIsBilledAndSeveralAreNamed(
      String day, String amount, String route, String codes, String expected) {
    Call call = call(day, amount, route, codes);
    if (expected.contains(" ")) {
      call.lines(expected);
    } else {
      call.lines().says(expected);
    }
  }

  /** The origin stands after a comma, drugs of a combination between slashes or hyphens. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "3.375 g | piperacillin 3000 MG / tazobactam 375 MG Injection | J2543 3",
        "3.375 g | piperacillin / tazobactam | J2543 3",
        "4.5 g | piperacillin-tazobactam | J2543 4",
        "1.5 g | ampicillin-sulbactam | J0295 1",
        "12.1 g | piperacillin-tazobactam | code-without-dosage",
        "3.375 g | piperacillin-vancomycin | product-unknown",
        "8 units | insulin, regular, human 100 UNT/ML Injectable Solution | code-ambiguous",
        "5000 units | heparin sodium, porcine 5000 UNT/ML Injectable Solution | code-ambiguous",
        "5000 units | heparin, porcine | code-ambiguous",
        "30 mcg | interferon beta-1a | code-ambiguous",
        "20 g | immune globulin 100 MG/ML Injection [Privigen] | J1459 40",
        "1500 IU | Rho(D) immune globulin 1500 UNT Prefilled Syringe [RhoGAM] | J2790 1",
        "1500 IU | Rho(D) immune globulin 1500 UNT Prefilled Syringe [Rhophylac] | J2791 15",
        "1500 IU | Rho(D) immune globulin | code-ambiguous",
        "50 mg | doxorubicin, liposomal | product-unknown",
        "2 mg | vincristine, liposomal | product-unknown",
        "100 mg | testosterone enanthate, estradiol valerate | product-unknown",
        "100 mg | irinotecan (liposomal) | J9205 100"
      })
  void namesWithCommasAndOfCombinationsAreFound(String amount, String name, String expected) {
    decides(call("2024-02-01", amount, null, "999999=" + name), expected);
  }

  /**
   * @param expected the line that is billed, or the issue with which none is
   */
  private static void decides(Call call, String expected) {
    if (expected.contains(" ")) {
      call.lines(expected);
    } else {
      call.lines().says(expected);
    }
  }

  /** CMS writes HCl in two ways; a name is a whole word, and not what a drug is dissolved in. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "100 mg | bendamustine HCl | code-ambiguous",
        "0.25 mg | palonosetron HCl | code-ambiguous",
        "100 mg | bendamustine hydrochloride (Bendeka) | J9034 100",
        "4 mg | ondansetron HCl | J2405 4",
        "4 mg | ondansetron hydrochloride | J2405 4",
        "100 mg | ethanol | product-unknown",
        "100 mg | ethanolamine oleate | J1430 1",
        "100 mg | aminolevulinate | product-unknown",
        "1 g | methyl aminolevulinate | J7309 1",
        "1000 mL | lactated ringers | product-unknown",
        "1000 mL | ringers lactate | J7120 1"
      })
  void aNameIsThatOfOneDrugAlone(String amount, String name, String expected) {
    decides(call("2025-08-14", amount, null, "999999=" + name), expected);
  }

  /** A description that names the substance further on, or not equivalent to it, tells the drug. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "100 mg | bupivacaine | code-ambiguous | J0666",
        "100 mg | bupivacaine liposome 13.3 MG/ML | J0666 100 |",
        "30 mg | ketorolac | J1885 2 |",
        "25 mg | promethazine | J2550 1 |",
        "5 mg | midazolam HCl | code-ambiguous | J2251",
        "50 mg | methotrexate sodium | code-ambiguous | J9255",
        "500 mg | imipenem | code-ambiguous | J0743",
        "5 mg | estradiol | code-ambiguous | J1000",
        "50 mg | methylene blue | code-ambiguous | Q9968",
        "20 g | immune globulin, human | code-ambiguous | J1459",
        "20 g | immune globulin | code-ambiguous | J1459",
        "250 units | tetanus immune globulin, human | J1670 1 |",
      })
  void aSubstanceIsWhatADescriptionIsOf(String amount, String name, String expected, String says) {
    Call call = call("2025-08-14", amount, null, "999999=" + name);
    if (says == null) {
      call.lines(expected);
    } else {
      assertThat(call.lines().text(expected)).contains(says);
    }
  }

  @ParameterizedTest
  @CsvSource({"20 g, 'immune globulin, human'", "20 g, immune globulin"})
  void otherGlobulinsAreNoCandidates(String amount, String name) {
    String text = call("2025-08-14", amount, null, "999999=" + name).text("code-ambiguous");
    assertThat(text).contains("J1459").doesNotContain("J1670", "J2790", "J2788", "J1571");
  }

  /** Dose, route, drug, line; true if the form is said to be assumed. */
  @ParameterizedTest
  @CsvSource({
    "10 ug, , 283810=bimatoprost, J7351 10, true",
    "380 mg, , 7243=naltrexone, J2315 380, true",
    "380 mg, IM, 7243=naltrexone, J2315 380, false",
    "160 mg, , 819300=golimumab, J1602 160, true",
    "160 mg, IV, 819300=golimumab, J1602 160, false",
    "8 mg, , 26225=ondansetron, J2405 8, true",
    "8 mg, IV, 26225=ondansetron, J2405 8, false",
    "8 mg, , 999999=ondansetron 2 MG/ML Injection, J2405 8, false",
    "8 mg, , 999999=ondansetron (ZOFRAN) injection, J2405 8, false",
    "8 mg, , 999999=ondansetron (ZOFRAN) 4 mg, J2405 8, true",
    "50 mg, , 3498=diphenhydramine, J1200 1, true",
    "50 mg, IM, 3498=diphenhydramine, J1200 1, false",
    "50 mg, , 999999=hydroxyzine, J3410 2, true",
    "1000 mg, , 114477=levetiracetam, J1953 100, false",
    "200 mg, , 1547545=pembrolizumab, J9271 200, false",
    "200 mg, , 999999=Keytruda, J9271 200, false",
  })
  void theOneFormOfACodeIsSaidToBeAssumed(
      String amount, String route, String drug, String line, boolean said) {
    Call call = call("2025-08-14", amount, route, drug).lines(line);
    if (said) {
      call.says("formulation-assumed");
    } else {
      call.neverSays("formulation-assumed");
    }
  }

  @Test
  void thePlainFormulationIsSaidToBeAssumed() {
    Call call = call("2025-02-01", "100 mg", "IV", "3639=doxorubicin");
    call.lines("J9000 10").says("formulation-assumed");
    assertThat(call.text("formulation-assumed")).contains("J9000").contains("Q2050");
  }

  @Test
  void eachCandidateIsNamed() {
    assertThat(call("2025-02-01", "1000 mg", "IV", "161=acetaminophen").text("code-ambiguous"))
        .contains("J0131")
        .contains("J0134");
  }

  @Test
  void anOralDrugIsToldThatFewHaveACode() {
    assertThat(
            call("2025-02-01", "10 mg", null, "1=lisinopril 10 MG Oral Tablet")
                .text("product-without-code"))
        .contains("few oral drugs");
  }

  @Test
  void theAddressOfALocalCodeSystemIsNamed() {
    CodeableConcept local = new CodeableConcept(new Coding("urn:ehr:formulary", "4711", null));
    assertThat(Call.of(dose("10 mg").medication(local)).text("product-unknown"))
        .contains("codes of urn:ehr:formulary are not read");
  }

  @Test
  void anEndedCodeInTheChartGivesWayToItsFollower() {
    CodeableConcept drug = drug("117055=alemtuzumab");
    drug.addCoding(new Coding(Canonicals.HCPCS, "J9010", null));
    Call.of(dose("12 mg").on("2024-05-01T10:00:00-05:00").medication(drug)).lines("J0202 12");
  }

  /** Code, dose, lines or issue. */
  @ParameterizedTest
  @CsvSource({
    "J7296, , J7296 1",
    "J7307, , J7307 1",
    "J7296, 1 each, J7296 1",
    "J7296, 1 device, J7296 1",
    "J7296, 19.5 mg, J7296 1",
    "J9271, , dose-missing",
    "J9271, 1 each, dose-unit-not-convertible",
  })
  void aDeviceWithoutADoseIsOneUnit(String code, String amount, String expected) {
    Administered given = dose("").on("2025-02-01T10:00:00-05:00");
    if (amount != null) {
      String[] parts = amount.split(" ");
      given.quantity(new Quantity().setValue(new BigDecimal(parts[0])).setUnit(parts[1]));
    }
    Call call = Call.of(given.medication(new CodeableConcept().setText("device"))).code(code);
    if (expected.contains(" ")) {
      call.lines(expected).neverSays("waste-unknown");
    } else {
      call.lines().says(expected);
    }
  }

  /** Names of RxNorm as Synthea's records have them, none of which states a dose. */
  @ParameterizedTest
  @CsvSource({
    "2018-07-19, 389221=Etonogestrel 68 MG Drug Implant, J7307 1",
    // J7295 is a ring with another substance beside it.
    "2025-02-01, 389221=Etonogestrel 68 MG Drug Implant, J7307 1",
    "2025-02-01, 807283=Mirena 52 MG Intrauterine System, J7298 1",
    // The tablet of an implant's drug is no implant, and a substance alone is no device.
    "2025-02-01, 483325=Levonorgestrel 1.5 MG Oral Tablet, product-without-code",
    "2025-02-01, 6373=levonorgestrel, product-unknown",
    "2025-02-01, 21579=copper, product-unknown",
    "2025-02-01, 1000126=1 ML medroxyprogesterone acetate 150 MG/ML Injection, dose-missing",
  })
  void aDeviceThatRxNormNamesIsOneUnit(String day, String drug, String expected) {
    Call call = Call.of(dose("").on(day + "T10:00:00-05:00").medication(drug(drug)));
    if (expected.contains(" ")) {
      call.lines(expected);
    } else {
      call.lines().says(expected);
    }
  }

  /** The code may stand in the chart as well as in the call. */
  @ParameterizedTest
  @CsvSource({
    "J7307, , J7307 1",
    "J7307, 1 implant, J7307 1",
    "J7307, 1 each, J7307 1",
    "J7306, 2 implants, code-without-dosage",
    "J7307, 68 mg, code-without-dosage",
    "J7298, 1 device, J7298 1",
    "J3530, 1 each, product-unknown",
  })
  void aDeviceInTheChartIsOneUnit(String code, String amount, String expected) {
    Administered given = dose("").on("2025-02-01T10:00:00-05:00");
    if (amount != null) {
      String[] parts = amount.split(" ");
      given.quantity(new Quantity().setValue(new BigDecimal(parts[0])).setUnit(parts[1]));
    }
    Coding chart = new Coding(Canonicals.HCPCS, code, null);
    Call call = Call.of(given.medication(new CodeableConcept(chart)));
    if (expected.contains(" ")) {
      call.lines(expected);
    } else {
      assertThat(call.lines().text(expected)).contains(code);
    }
  }

  @Test
  void aRecordWithoutDoseAndCodeLacksBoth() {
    Call.of(dose("").medication(new CodeableConcept().setText("drug")))
        .lines()
        .says("dose-missing", "product-unknown")
        .repeatsNothing();
  }
}
