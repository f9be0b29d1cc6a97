package org.priceunits.domain.billing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.priceunits.domain.billing.Case.given;
import static org.priceunits.domain.billing.result.IssueCode.*;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.priceunits.domain.dose.Dose;
import org.priceunits.domain.dose.Strength;
import org.priceunits.domain.product.ContainerLabel;
import org.priceunits.domain.product.ContainerLabel.Exactness;
import org.priceunits.domain.product.ContainerType;
import org.priceunits.domain.product.DoseForm;
import org.priceunits.domain.product.DrugProduct;
import org.priceunits.domain.product.DrugProduct.DatedCode;
import org.priceunits.domain.product.HcpcsCode;
import org.priceunits.domain.product.Ndc;
import org.priceunits.domain.product.Presentation;
import org.priceunits.domain.product.Presentation.Property;
import org.priceunits.domain.product.Validity;

/** NDC quantities by what is in the container, and container types that only a source states. */
class PackagesAreCountedByFormTest {
  private static final String NDC = "11111-1111-11";

  @ParameterizedTest
  @CsvSource({
    "LIQUID, 10 mg, mL, 1.200 ML",
    "SEMISOLID, 10 mg, g, 1.200 GR",
    "PIECE, 4 mg, {each}, 3.000 UN",
    "POWDER, , , 1.000 UN",
    "KIT, , , 1.000 UN",
    "LIQUID, , , none",
    "PIECE, , , none",
    "PIECE, 10 mg, mL, none", // tablets are never counted in mL
    ", , , none"
  })
  void theFormDecidesOverTheUnit(
      @Nullable DoseForm form, @Nullable String amount, @Nullable String per, String expected) {
    given()
        .knowing(Known.products(product(form, strength(amount, per), null, Map.of())))
        .ndc(NDC)
        .dose("12 mg")
        .vial("12 mg")
        .ndcQuantities(expected);
  }

  @Test
  void aPartOfAPowderCountsByShareAndBothLinesSumToTheContainers() {
    DrugProduct powder = product(DoseForm.POWDER, null, null, Map.of());

    given()
        .knowing(Known.products(powder))
        .ndc(NDC)
        .dose("16 mg")
        .vials(2, "12 mg")
        .lines("J0202 16", "J0202 8 JW")
        .ndcQuantities("1.333 UN", "0.667 UN");
  }

  /** Dose and stated discard are what was opened, so the lines sum to it as to containers. */
  @ParameterizedTest
  @CsvSource({
    "7.25 mg, 4.75 mg, J0202 8; J0202 4 JW, 0.667 UN; 0.333 UN",
    "10.5 mg, 1.5 mg, J0202 11; J0202 1 JW, 0.917 UN; 0.083 UN",
    "11.5 mg, 0.5 mg, J0202 12 JZ, 1.000 UN",
    "6 mg, 0 mg, J0202 6 JZ, 0.500 UN"
  })
  void statedDiscardSumsWithTheDoseToWhatWasOpened(
      String dose, String discarded, String lines, String quantities) {
    ContainerLabel label =
        new ContainerLabel(ContainerType.SINGLE_DOSE, "the label", Exactness.PACKAGE);
    given()
        .knowing(Known.products(product(DoseForm.POWDER, null, label, Map.of())))
        .ndc(NDC)
        .dose(dose)
        .discarded(discarded)
        .lines(lines.split("; "))
        .ndcQuantities(quantities.split("; "));
  }

  /** A payer without a line for discarded drug is not told of it by the quantity of the dose. */
  @Test
  void aDiscardThatIsNotBilledIsNotCounted() {
    ContainerLabel label =
        new ContainerLabel(ContainerType.SINGLE_DOSE, "the label", Exactness.PACKAGE);
    given()
        .payer("bcbs-id-2012")
        .on("2012-03-02")
        .code("J9010")
        .knowing(Known.products(product(DoseForm.POWDER, null, label, Map.of())))
        .ndc(NDC)
        .dose("10 mg")
        .discarded("14 mg")
        .lines("J9010 1")
        .ndcQuantities("0.833 UN");
  }

  @Test
  void theRecordIsBelievedBeforeTheProduct() {
    DrugProduct liquid = product(DoseForm.LIQUID, strength("10 mg", "mL"), null, Map.of());
    DrugProduct unknown = product(null, null, null, Map.of());

    given()
        .knowing(Known.products(liquid))
        .ndc(NDC)
        .form(DoseForm.POWDER)
        .dose("12 mg")
        .ndcQuantities("1.000 UN");
    given()
        .knowing(Known.products(unknown))
        .ndc(NDC)
        .form(DoseForm.POWDER, "24 mg")
        .dose("12 mg")
        .ndcQuantities("0.500 UN")
        .neverSays(NDC_QUANTITY_UNKNOWN);
    given()
        .knowing(Known.products(unknown))
        .ndc(NDC)
        .form(DoseForm.LIQUID)
        .strength("4 mg", "1 mL")
        .dose("12 mg")
        .ndcQuantities("3.000 ML");
  }

  /** Form, its own strength, the recorded one, NDC quantity of 12 mg, what is named. */
  @ParameterizedTest
  @CsvSource({
    "LIQUID, 10 mg, mL, 10 mg, 1 mL, 1.200 ML,",
    "LIQUID, 10 mg, mL, 50 mg, 5 mL, 1.200 ML,",
    "LIQUID, 10 mg, mL, 0.01 g, 1 mL, 1.200 ML,",
    "LIQUID, 10 mg, mL, 12 mg, '1 {vial}', 1.200 ML,",
    "LIQUID, 10 mg, mL, 20 mg, 1 mL, none, 20 mg in 1 mL (the record) against 10 mg in 1 mL",
    "LIQUID, 10.04 mg, mL, 10 mg, 1 mL, 1.195 ML,",
    "LIQUID, 10.4 mg, mL, 10 mg, 1 mL, none, 10 mg in 1 mL (the record) against 10.4 mg in 1 mL",
    "LIQUID, 10 mg, mL, 10.1 mg, 1 mL, none, 10.1 mg in 1 mL (the record)",
    "PIECE, 4 mg, {each}, 6 mg, '1 {each}', none, 6 mg in 1 {each} (the record)",
    "PIECE, 4 mg, {each}, 4 mg, '1 {each}', 3.000 UN,",
    "POWDER, , , 20 mg, 1 mL, 1.000 UN,",
    "LIQUID, , , 20 mg, 1 mL, 0.600 ML,"
  })
  void aRecordedStrengthThatDiffersFromTheProductsCountsNothing(
      DoseForm form,
      @Nullable String amount,
      @Nullable String per,
      String recorded,
      String in,
      String quantity,
      @Nullable String named) {
    Case record =
        given()
            .knowing(Known.products(product(form, strength(amount, per), null, Map.of())))
            .ndc(NDC)
            .strength(recorded, in)
            .dose("12 mg")
            .lines("J0202 12")
            .ndcQuantities(quantity);
    if (named == null) {
      record.neverSays(NDC_QUANTITY_UNKNOWN);
    } else {
      assertThat(record.text(NDC_QUANTITY_UNKNOWN)).contains("11111111111: " + named);
    }
  }

  /** Dose and container are counted by one strength, the recorded one. */
  @Test
  void theRecordedStrengthCountsTheContainerToo() {
    DrugProduct liquid = product(DoseForm.LIQUID, strength("10 mg", "mL"), null, Map.of());
    given()
        .knowing(Known.products(liquid))
        .ndc(NDC)
        .strength("20 mg", "1 mL")
        .dose("1 mL")
        .vialsOf(1, "1.2 mL", NDC)
        .lines("J0202 20", "J0202 4 JW");
    given()
        .knowing(Known.products(liquid))
        .ndc(NDC)
        .dose("1 mL")
        .vialsOf(1, "1.2 mL", NDC)
        .lines("J0202 10", "J0202 2 JW");
  }

  /** RxNorm writes 200 mg in 1.33 mL as 150 mg per mL: the vial holds 200 mg, not 199.5. */
  @Test
  void aRoundedStrengthDoesNotCountTheContainer() {
    given()
        .knowing(
            Known.products(
                product(
                    DoseForm.LIQUID,
                    new Strength(new BigDecimal("200"), "mg", new BigDecimal("1.33"), "mL"),
                    null,
                    Map.of())))
        .ndc(NDC)
        .strength("150 mg", "1 mL")
        .dose("800 mg")
        .vialsOf(4, "1.33 mL", NDC)
        .lines("J0202 800 JZ");
  }

  @Test
  void aContradictionIsShownAndTheQuantityWithheld() {
    DrugProduct doubted =
        product(
            DoseForm.POWDER,
            null,
            null,
            Map.of(Property.FORM, "size 10 (CMS) against powder (FDA)"));

    assertThat(
            given()
                .knowing(Known.products(doubted))
                .ndc(NDC)
                .dose("12 mg")
                .ndcQuantities("none")
                .text(NDC_QUANTITY_UNKNOWN))
        .contains("11111111111: size 10 (CMS) against powder (FDA)", "Send Medication.form");
  }

  @Test
  void aVolumeOfAContradictedStrengthIsRefusedWithBothSources() {
    DrugProduct doubted =
        product(DoseForm.LIQUID, null, null, Map.of(Property.STRENGTH, "this against that"));

    assertThat(
            given()
                .knowing(Known.products(doubted))
                .ndc(NDC)
                .dose("1 mL")
                .text(DOSE_UNIT_NOT_CONVERTIBLE))
        .contains("11111111111: this against that", "the strength that the label prints");
    given()
        .knowing(Known.products(doubted))
        .ndc(NDC)
        .strength("10 mg", "1 mL")
        .dose("1 mL")
        .lines("J0202 10");
  }

  @Test
  void clottingFactorsAreCountedInInternationalUnits() {
    given()
        .code("J7192")
        .ndc("12345-6789-01")
        .dose("1500 [iU]")
        .lines("J7192 1500")
        .ndcQuantities("1500.000 F2");
    given()
        .code("J7189")
        .ndc("12345-6789-01")
        .dose("1000 ug")
        .ndcQuantities("none"); // billed by weight
  }

  @ParameterizedTest
  @CsvSource({"SINGLE_DOSE, J0202 9;J0202 3 JW", "MULTI_DOSE, J0202 9"})
  void theTypeMayComeFromASourceAndIsCited(ContainerType type, String lines) {
    ContainerLabel label = new ContainerLabel(type, "FDA NDC Directory of x", Exactness.PACKAGE);

    assertThat(
            given()
                .knowing(Known.products(product(null, null, label, Map.of())))
                .ndc(NDC)
                .dose("9 mg")
                .unknownContainer("12 mg")
                .lines(lines.split(";"))
                .text(CONTAINER_KIND_FROM_SOURCE))
        .contains("FDA NDC Directory of x says " + type.code());
  }

  @Test
  void theRecordsOwnTypeNeedsNoSource() {
    ContainerLabel label =
        new ContainerLabel(ContainerType.MULTI_DOSE, "FDA NDC Directory of x", Exactness.PACKAGE);

    given()
        .knowing(Known.products(product(null, null, label, Map.of())))
        .ndc(NDC)
        .dose("9 mg")
        .vial("12 mg")
        .lines("J0202 9", "J0202 3 JW")
        .neverSays(CONTAINER_KIND_FROM_SOURCE);
  }

  @Test
  void sourcesOfOneRankThatContradictEachOtherGiveNone() {
    DrugProduct doubted =
        product(null, null, null, Map.of(Property.CONTAINER_TYPE, "one against the other"));

    assertThat(
            given()
                .knowing(Known.products(doubted))
                .ndc(NDC)
                .dose("9 mg")
                .unknownContainer("12 mg")
                .lines("J0202 9")
                .text(CONTAINER_KIND_UNKNOWN))
        .contains("one against the other");
  }

  @Test
  void theListOfCodesIsTheLastSourceAndBeginsWithItsPolicy() {
    given()
        .code("J9299")
        .dose("90 mg")
        .unknownContainer("100 mg")
        .lines("J9299 90", "J9299 10 JW")
        .says(CONTAINER_KIND_FROM_SOURCE);
    given()
        .code("J9299")
        .on("2022-12-31")
        .dose("90 mg")
        .unknownContainer("100 mg")
        .lines("J9299 90")
        .says(CONTAINER_KIND_UNKNOWN);
    given().code("J9299").dose("90 mg").lines("J9299 90").says(WASTE_UNKNOWN);
  }

  /** CMS's list says single-dose for J9299; a package without a label has that type. */
  @ParameterizedTest
  @CsvSource({"false, J9299 9; J9299 3 JW", "true, J9299 9"})
  void theListOfCodesIsTheSourceOfAPackageWithoutALabel(boolean contradicted, String lines) {
    Map<Property, String> doubts =
        contradicted ? Map.of(Property.CONTAINER_TYPE, "one against the other") : Map.of();
    given()
        .knowing(Known.products(product(null, null, null, doubts)))
        .code("J9299")
        .ndc(NDC)
        .dose("9 mg")
        .unknownContainer("12 mg")
        .lines(lines.split("; "));
  }

  private static @Nullable Strength strength(@Nullable String amount, @Nullable String per) {
    return amount == null || per == null
        ? null
        : new Strength(new BigDecimal(amount.split(" ")[0]), "mg", BigDecimal.ONE, per);
  }

  private static DrugProduct product(
      @Nullable DoseForm form,
      @Nullable Strength strength,
      @Nullable ContainerLabel label,
      Map<Property, String> contradictions) {
    return new DrugProduct(
        Ndc.of(NDC).orElseThrow(),
        "Brand",
        new Presentation(
            Dose.of(new BigDecimal("12"), "mg"), strength, form, label, contradictions),
        Set.of(),
        List.of(new DatedCode(new HcpcsCode("J0202"), Validity.ALWAYS)),
        null);
  }
}
