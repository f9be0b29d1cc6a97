package org.priceunits.loading.cms;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DosageTextTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Injection, alemtuzumab, 10 mg                                                     | 10      | mg
          Injection, ublituximab-xiiy, 1mg                                                  | 1       | mg
          Injection, enfortumab vedotin-ejfv, 0.25 mg                                       | 0.25    | mg
          .625 GM                                                                           | 0.625   | g
          Injection, blinatumomab, 1 microgram                                              | 1       | ug
          Injection, asparaginase (erwinaze), 1,000 iu                                      | 1000    | [iU]
          Injection, factor viii (antihemophilic factor, recombinant) (xyntha), per i.u.    | 1       | [iU]
          Injection, chorionic gonadotropin, per 1,000 usp units                            | 1000    | [USP'U]
          Injection, interferon, alfa-2a, recombinant, 3 million units                      | 3000000 | [U]
          Injection, vitamin b-12 cyanocobalamin, up to 1000 mcg                            | 1000    | ug
          Injection, trastuzumab, 10 mg and hyaluronidase-oysk                              | 10      | mg
          Injection, thyrotropin alpha, 0.9 mg, provided in 1.1 mg vial                     | 0.9     | mg
          5% dextrose/normal saline (500 ml = 1 unit)                                       | 500     | mL
          High osmolar contrast material, 150-199 mg/ml iodine concentration, per ml        | 1       | mL
          Injection, atropine sulfate, 0. 01 mg                                             | 0.01    | mg
          Injection, triptorelin pamoate, 3. 75 mg                                          | 3.75    | mg
          Factor ix (antihemophilic factor, recombinant) per i. U.                          | 1       | [iU]
          Injection, potassium chloride, per 2 meq                                          | 2       | meq
          Injection, pegaspargase, per single dose vial                                     | 1       | {vial}
          Injection, digoxin immune fab (ovine), per vial                                   | 1       | {vial}
          Injection, valoctocogene, per ml, containing nominal 2 x 10^13 vector genomes     | 1       | mL
          Apligraf, per square centimeter                                                   | 1       | cm2
          Symphony, per square centimeter (add-on, list separately in addition to primary procedure) | 1 | cm2
          Miro3d, per cubic centimeter (add-on, list separately in addition to primary procedure) | 1 | mL
          Radium ra-223 dichloride, therapeutic, per microcurie                             | 1       | uCi
          Injection, bortezomib (maia), not therapeutically equivalent to j9041, 0.1 mg     | 0.1     | mg
          """)
  void oneAmountIsTheDosage(String text, String value, String unit) {
    assertThat(DosageText.read(text))
        .isInstanceOfSatisfying(
            StatedDosage.Certain.class,
            dosage -> {
              assertThat(dosage.value()).isEqualByComparingTo(value);
              assertThat(dosage.unit()).isEqualTo(unit);
            });
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Injection, nivolumab and relatlimab-rmbw, 3 mg/1 mg                       | 3 mg/1 mg                      | The text states several amounts.
          Injection, pertuzumab, trastuzumab, and hyaluronidase-zzxf, per 10 mg     | 10 mg                          | One amount is stated for several drugs.
          Injection, ampicillin sodium/sulbactam sodium, per 1.5 gm                 | 1.5 gm                         | One amount is stated for several drugs.
          Bcg (intravesical) per instillation                                       | per instillation               | The unit is a piece or a service, not an amount.
          Flutemetamol f18, diagnostic, per study dose, up to 5 millicuries         | per study dose, up to 5 millicuries | The unit is a dose or a vial, not an amount.
          Injection, buprenorphine (sublocade), less than or equal to 100 mg        | less than or equal to 100 mg   | The text states a bound, not an amount.
          Injection, von willebrand factor complex (humate-p), per iu vwf:rco       | per iu vwf:rco                 | The unit is one of two activities of the product, and a record does not say which.
          Unclassified drugs                                                        | ''                             | The text states no amount.
          """)
  void whateverIsNotOneCertainAmountIsRefusedWithItsReason(
      String text, String words, String reason) {
    assertThat(DosageText.read(text)).isEqualTo(new StatedDosage.NotCertain(words, reason));
  }
}
