package org.priceunits.domain.product;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.priceunits.domain.dose.Dose;
import org.priceunits.domain.dose.Strength;
import org.priceunits.domain.product.ContainerLabel.Exactness;
import org.priceunits.domain.product.PackageEvidence.ListedForm;
import org.priceunits.domain.product.PackageEvidence.ListedStrength;
import org.priceunits.domain.product.Presentation.Property;

/** What follows from the sources of a package, and what does not. */
class PackageEvidenceTest {

  /**
   * Sizes are written {@code content/size@first-last}, listed strengths {@code 25 mg/1 mL}; the
   * brand's other package is a size too.
   */
  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "size alone            | 100 mg/4@2025Q3-2025Q3  |            |           |                "
            + "         | none              | ",
        "two quarters, no peer | 100 mg/4@2024Q1-2025Q3  |            |           |                "
            + "         | none              | ",
        "peer, one quarter     | 100 mg/4@2025Q3-2025Q3  |            |           | 50"
            + " mg/2@2025Q3-2025Q3   | none              | ",
        "peer, two quarters    | 100 mg/4@2024Q1-2025Q3  |            |           | 50"
            + " mg/2@2024Q1-2025Q3   | 100 mg in 4 mL    | LIQUID",
        "peer of the same size | 100 mg/4@2024Q1-2025Q3  |            |           | 100"
            + " mg/4@2024Q1-2025Q3  | none              | ",
        "peer of other strength| 100 mg/4@2024Q1-2025Q3  |            |           | 50"
            + " mg/3@2024Q1-2025Q3   | none              | ",
        "listing agrees        | 100 mg/4@2025Q3-2025Q3  | 25 mg/1 mL | LIQUID    |                "
            + "         | 100 mg in 4 mL    | LIQUID",
        "listing, other unit   | 0.1 g/4@2025Q3-2025Q3   | 25 mg/1 mL | LIQUID    |                "
            + "         | 0.1 g in 4 mL     | LIQUID",
        "volume is rounded     | 1000 mg/26.3@2025Q3-2025Q3 | 38 mg/1 mL | LIQUID |                "
            + "         | 1000 mg in 26.3 mL | LIQUID",
        "rounded too far       | 1000 mg/26.5@2025Q3-2025Q3 | 38 mg/1 mL | LIQUID |                "
            + "         | contradicted      | LIQUID",
        "listing disagrees     | 10000 mg/110@2025Q3-2025Q3 | 100 mg/1 mL | LIQUID |               "
            + "         | contradicted      | LIQUID",
        "one mL, listed        | 20 mg/1@2025Q3-2025Q3   | 20 mg/1 mL | LIQUID    |                "
            + "         | 20 mg in 1 mL     | LIQUID",
        "one bag, not one mL   | 1 g/1@2025Q3-2025Q3     | 1 g/50 mL  | LIQUID    |                "
            + "         | contradicted      | LIQUID",
        "a powder, dissolved   | 500 mg/1@2025Q3-2025Q3  | 500 mg/20 mL | POWDER  |                "
            + "         | none              | POWDER",
        "peer of another unit  | 100 mg/4@2024Q1-2025Q3  |            |           | 50"
            + " [iU]/2@2024Q1-2025Q3 | none              | ",
        "listing of another unit | 100 mg/4@2025Q3-2025Q3 | 25 [iU]/1 mL | LIQUID  |               "
            + "          | none              | LIQUID",
        "listed per piece      | 100 mg/4@2025Q3-2025Q3  | 25 mg/1 {each} | LIQUID |               "
            + "         | none              | LIQUID",
        "a volume is its own   | 4 mL/4@2024Q1-2025Q3    |            |           | 2"
            + " mL/2@2024Q1-2025Q3    | none              | LIQUID",
        "one bag of a liquid   | 1 g/1@2024Q1-2025Q3     |            | LIQUID    |                "
            + "         | none              | LIQUID",
        "150 mg and size 150   | 150 mg/150@2024Q1-2025Q3 |           | LIQUID    |                "
            + "         | none              | LIQUID",
        "a powder, per piece   | 500 mg/1@2025Q3-2025Q3  | 500 mg/1 {each} | POWDER |              "
            + "         | none              | POWDER",
        "a kit, per gram       | 500 mg/1@2025Q3-2025Q3  | 500 mg/1 g | KIT       |                "
            + "         | none              | KIT",
        "a liquid, two quarters| 100 mg/4@2024Q1-2025Q3  |            | LIQUID    |                "
            + "         | 100 mg in 4 mL    | LIQUID",
        "a liquid, one quarter | 100 mg/4@2025Q3-2025Q3  |            | LIQUID    |                "
            + "         | none              | LIQUID",
        "tablets               | 60000 mg/120@2025Q3-2025Q3 | 500 mg/1 {each} | PIECE |            "
            + "         | 500 mg in 1 {each} | PIECE",
        "tablets disagree      | 100 mg/100@2025Q3-2025Q3 | .5 mg/1 {each} | PIECE |               "
            + "          | contradicted      | PIECE",
        "tablets, not listed   | 60000 mg/120@2024Q1-2025Q3 |         | PIECE     | 9000"
            + " mg/60@2024Q1-2025Q3 | none             | PIECE",
        "a cream               |                         | 50 mg/1 g  | SEMISOLID |                "
            + "         | 50 mg in 1 g      | SEMISOLID",
        "only listed           |                         | 25 mg/1 mL | LIQUID    |                "
            + "         | 25 mg in 1 mL     | LIQUID"
      })
  void aStrengthNeedsEvidence(
      String name,
      @Nullable String size,
      @Nullable String listed,
      @Nullable DoseForm form,
      @Nullable String peer,
      String strength,
      @Nullable DoseForm known) {
    Presentation presentation =
        PackageWeighing.of(
            evidence(sizes(size), listed, form, false),
            List.of(evidence(sizes(peer), null, null, false)));

    String shown =
        presentation.strength() == null
            ? presentation.contradiction(Property.STRENGTH).isPresent() ? "contradicted" : "none"
            : shown(presentation.strength());
    assertThat(shown).isEqualTo(strength);
    assertThat(presentation.form()).isEqualTo(known);
  }

  @Test
  void contradictionsNameTheirSources() {
    assertThat(
            presentation("1 g/1@2025Q3-2025Q3", "1 g/50 mL", DoseForm.LIQUID)
                .contradiction(Property.STRENGTH))
        .hasValue(
            "1 g and size 1 (CMS's crosswalk of 2025Q3) against 1 g in 50 mL (the listing), unless"
                + " the size is a count");
    assertThat(
            presentation("50 mg/5@2025Q3-2025Q3", "40 mg/1 mL", DoseForm.LIQUID)
                .contradiction(Property.STRENGTH))
        .hasValue(
            "50 mg and size 5 (CMS's crosswalk of 2025Q3) against 40 mg in 1 mL (the listing)");
    assertThat(
            presentation("500 mg/10@2025Q3-2025Q3", null, DoseForm.POWDER)
                .contradiction(Property.FORM))
        .hasValue("size 10 (CMS's crosswalk of 2025Q3) against powder (the listing)");
  }

  @Test
  void formsThatDisagreeLeaveTheFormOpen() {
    PackageEvidence disagreeing =
        new PackageEvidence(
            Dose.of(BigDecimal.ONE, "mL"),
            sizes("1 mL/1@2025Q3-2025Q3"),
            List.of(),
            List.of(
                new ListedForm(DoseForm.POWDER, "the label", Exactness.PACKAGE),
                new ListedForm(DoseForm.LIQUID, "the listing", Exactness.PACKAGE)),
            List.of(),
            false,
            false);
    Presentation unknown = PackageWeighing.of(disagreeing, List.of());

    assertThat(unknown.form()).isNull();
    assertThat(unknown.contradiction(Property.FORM))
        .hasValue("powder (the label), liquid (the listing)");
  }

  /**
   * The newest quarter counts, wherever it stands; of a quarter that CMS published twice, what it
   * did not say before.
   */
  @ParameterizedTest
  @CsvSource({
    "10000 mg/110@2024Q1-2025Q1;10000 mg/100@2025Q1-2025Q1, 100 mg/1 mL, true",
    "10000 mg/100@2025Q1-2025Q1;10000 mg/110@2024Q1-2025Q1, 100 mg/1 mL, true",
    "10000 mg/100@2024Q1-2025Q1;10000 mg/110@2025Q1-2025Q1, 100 mg/1 mL, false",
    "10000 mg/110@2025Q1-2025Q1;10000 mg/100@2024Q1-2025Q1, 100 mg/1 mL, false",
    "10000 mg/100@2025Q1-2025Q3;10000 mg/110@2024Q1-2024Q4, 100 mg/1 mL, true",
    "10000 mg/110@2025Q1-2025Q3;10000 mg/100@2024Q1-2024Q4, 100 mg/1 mL, false"
  })
  void theNewestQuarterIsHeldAgainstTheListing(String sizes, String listed, boolean agrees) {
    assertThat(presentation(sizes, listed, DoseForm.LIQUID).strength() != null).isEqualTo(agrees);
  }

  /** Contents that differ by quarter are settled by a listing of the newest one alone. */
  @ParameterizedTest
  @CsvSource({
    "50 mg/5@2024Q1-2024Q4;60 mg/5@2025Q1-2025Q3, 12 mg/1 mL, true",
    "50 mg/5@2024Q1-2024Q4;60 mg/5@2025Q1-2025Q3, 10 mg/1 mL, false",
    "50 mg/5@2024Q1-2024Q4;60 mg/5@2025Q1-2025Q3, 12 [iU]/1 mL, false",
    "50 mg/5@2024Q1-2024Q4;60 mg/5@2025Q1-2025Q3, , false"
  })
  void aListingSettlesTheContent(String sizes, @Nullable String listed, boolean settled) {
    assertThat(presentation(sizes, listed, DoseForm.LIQUID).content() != null).isEqualTo(settled);
  }

  /** No quarter states a size: the label's content is held against the listing. */
  @ParameterizedTest
  @CsvSource({"500 mg/1 {each}, true", "525 mg/1 {each}, false", "5 mL/1 {each}, true"})
  void aContentWithoutASizeIsHeldAgainstWhatCompares(String listed, boolean believed) {
    PackageEvidence of = evidence(List.of(), listed, DoseForm.POWDER, false);
    PackageEvidence labelled =
        new PackageEvidence(
            Dose.of(new BigDecimal("500"), "mg"),
            List.of(),
            of.listed(),
            of.forms(),
            List.of(),
            false,
            false);

    assertThat(PackageWeighing.of(labelled, List.of()).content() != null).isEqualTo(believed);
  }

  @Test
  void whatIsSwallowedNeedsAListing() {
    List<PackageEvidence> brand =
        List.of(evidence(sizes("50 mg/2@2024Q1-2025Q3"), null, null, true));

    assertThat(
            PackageWeighing.of(evidence(sizes("100 mg/4@2024Q1-2025Q3"), null, null, true), brand)
                .strength())
        .isNull();
  }

  @Test
  void quartersThatDisagreeGiveNoneUnlessTheListingConfirmsTheNewest() {
    String cyclophosphamide = "500 mg/50@2024Q1-2024Q1;500 mg/1@2024Q4-2025Q3";
    String corrected = "10000 mg/110@2024Q1-2024Q4;10000 mg/100@2025Q1-2025Q3";

    Presentation powder = presentation(cyclophosphamide, null, null);
    assertThat(powder.strength()).isNull();
    assertThat(powder.content()).isEqualTo(Dose.of(new BigDecimal("500"), "mg"));
    assertThat(powder.contradiction(Property.STRENGTH))
        .hasValue(
            "500 mg and size 50 (CMS's crosswalk of 2024Q1) against 500 mg and size 1 (CMS's"
                + " crosswalk of 2025Q3)");
    assertThat(presentation(corrected, null, DoseForm.LIQUID).strength()).isNull();
    assertThat(presentation(corrected, "100 mg/1 mL", DoseForm.LIQUID).strength()).isNotNull();
  }

  @Test
  void contentsThatDisagreeGiveNone() {
    Presentation estradiol = presentation("50 mg/5@2024Q1-2025Q3", "40 mg/1 mL", DoseForm.LIQUID);
    assertThat(estradiol.content()).isNull();
    assertThat(estradiol.contradiction(Property.CONTENT)).isPresent();
    assertThat(presentation("50 mg/1@2024Q1-2024Q4;55 mg/1@2025Q1-2025Q3", null, null).content())
        .isNull();
    assertThat(presentation("1 g/1@2025Q3-2025Q3", "1 g/50 mL", DoseForm.LIQUID).content())
        .as("the amount is that of the listing")
        .isNotNull();
    assertThat(presentation("500 mg/1@2025Q3-2025Q3", "525 mg/1 {each}", DoseForm.POWDER).content())
        .as("an overfill or a salt")
        .isNull();
  }

  /**
   * CMS states one milligram or one unit for drugs sold by assay, as it does for a vial that holds
   * one. The kinds are in the guide's page of decisions.
   */
  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "Riastap, sold by assay       | 1 mg/1@2024Q1-2025Q3    | true  |               |          "
            + "               | false",
        "Glassia, 1 g in FDA's list   | 1 mg/1@2024Q1-2025Q3    | true  | 1 g/1 {each}  |          "
            + "               | false",
        "a factor                     | 1 [iU]/1@2024Q1-2025Q3  | true  |               | 1"
            + " [iU]/1@2024Q1-2025Q3  | false",
        "Retisert, 0.01 mg of 0.59 mg | 0.01 mg/1@2024Q1-2025Q3 | true  |               |          "
            + "               | false",
        "Zemaira, all of its packages | 1 mg/1@2024Q1-2025Q3    | true  |               | 1"
            + " mg/1@2024Q4-2025Q3    | false",
        "a vial of 1 mg, listed       | 1 mg/1@2024Q1-2025Q3    | true  | 1 mg/1 {each} |          "
            + "               | true",
        "the same in another unit     | 1 mg/1@2024Q1-2025Q3    | true  | 1000 ug/1 {each} |       "
            + "               | true",
        "a vial of 1 mg, with a peer  | 1 mg/1@2024Q1-2025Q3    | true  |               | 10"
            + " mg/1@2024Q1-2025Q3   | true",
        "a peer with another size     | 1 mg/1@2024Q1-2025Q3    | true  |               | 1"
            + " mg/2@2024Q1-2025Q3    | true",
        "several units of a code      | 1 mg/1@2024Q1-2025Q3    | false |               |          "
            + "               | true",
        "more than one milligram      | 1.01 mg/1@2024Q1-2025Q3 | true  |               |          "
            + "               | true",
        "in two millilitres           | 1 mg/2@2024Q1-2025Q3    | true  |               |          "
            + "               | true"
      })
  void oneOfTheUnitIsNoContentUnlessAnotherSourceSaysSo(
      String name,
      String size,
      boolean withinUnit,
      @Nullable String listed,
      @Nullable String peer,
      boolean believed) {
    PackageEvidence of = evidence(sizes(size), listed, null, false);
    PackageEvidence stated =
        new PackageEvidence(
            of.content(), of.sizes(), of.listed(), of.forms(), of.labels(), false, withinUnit);

    Dose content =
        PackageWeighing.of(stated, List.of(stated, evidence(sizes(peer), null, null, false)))
            .content();
    assertThat(content != null).isEqualTo(believed);
  }

  @ParameterizedTest
  @CsvSource({
    "500 mg/1@2025Q3-2025Q3, POWDER, false",
    "150 mg/150@2025Q3-2025Q3, POWDER, false", // milligrams in the column
    "500 mg/10@2025Q3-2025Q3, POWDER, true",
    "7.5 mg/5@2025Q3-2025Q3, KIT, true",
    "300 mg/1@2025Q3-2025Q3, KIT, false"
  })
  void aSizeThatIsNoContainerContradictsAPowderOrAKit(
      String size, DoseForm form, boolean contradicted) {
    assertThat(presentation(size, null, form).contradiction(Property.FORM).isPresent())
        .isEqualTo(contradicted);
  }

  @ParameterizedTest
  @CsvSource({
    "PACKAGE single-dose, , SINGLE_DOSE",
    "PACKAGE multi-dose, LICENCE single-dose, MULTI_DOSE",
    "LICENCE single-dose, PACKAGE multi-dose, MULTI_DOSE",
    "LICENCE single-dose, CODE single-dose, SINGLE_DOSE",
    "PACKAGE multi-dose, PACKAGE single-dose, ",
    "LICENCE multi-dose, LICENCE single-dose, ",
    ", , "
  })
  void theMoreExactSourceDecidesOverTheContainer(
      @Nullable String one, @Nullable String other, @Nullable ContainerType expected) {
    List<ContainerLabel> labels = new ArrayList<>();
    for (String each : new String[] {one, other}) {
      if (each != null) {
        String[] parts = each.split(" ");
        labels.add(
            new ContainerLabel(
                ContainerType.of(parts[1]).orElseThrow(),
                "source of " + parts[1],
                Exactness.valueOf(parts[0])));
      }
    }
    Presentation presentation =
        PackageWeighing.of(
            new PackageEvidence(null, List.of(), List.of(), List.of(), labels, false, false),
            List.of());

    assertThat(presentation.label() == null ? null : presentation.label().type())
        .isEqualTo(expected);
    assertThat(presentation.contradiction(Property.CONTAINER_TYPE).orElse(null))
        .isEqualTo(
            labels.size() < 2 || expected != null
                ? null
                : "multi-dose (source of multi-dose), single-dose (source of single-dose)");
  }

  private static Presentation presentation(
      String sizes, @Nullable String listed, @Nullable DoseForm form) {
    return PackageWeighing.of(evidence(sizes(sizes), listed, form, false), List.of());
  }

  private static PackageEvidence evidence(
      List<SizeStatement> sizes, @Nullable String listed, @Nullable DoseForm form, boolean oral) {
    return new PackageEvidence(
        sizes.isEmpty() ? null : sizes.get(sizes.size() - 1).content(),
        sizes,
        listed == null ? List.of() : List.of(new ListedStrength(strength(listed), "the listing")),
        form == null ? List.of() : List.of(new ListedForm(form, "the listing", Exactness.PACKAGE)),
        List.of(),
        oral,
        false);
  }

  private static Strength strength(String text) {
    String[] halves = text.split("/");
    String[] amount = halves[0].split(" ");
    String[] volume = halves[1].split(" ");
    return new Strength(new BigDecimal(amount[0]), amount[1], new BigDecimal(volume[0]), volume[1]);
  }

  private static List<SizeStatement> sizes(@Nullable String text) {
    List<SizeStatement> sizes = new ArrayList<>();
    for (String each : text == null ? new String[0] : text.split(";")) {
      String[] parts = each.split("[/@-]");
      String[] amount = parts[0].split(" ");
      sizes.add(
          new SizeStatement(
              Dose.of(new BigDecimal(amount[0]), amount[1]),
              new BigDecimal(parts[1]),
              parts[2],
              parts[3]));
    }
    return sizes;
  }

  private static String shown(Strength strength) {
    return "%s %s in %s %s"
        .formatted(
            strength.amount().toPlainString(),
            strength.amountUnit(),
            strength.volume().toPlainString(),
            strength.volumeUnit());
  }
}
