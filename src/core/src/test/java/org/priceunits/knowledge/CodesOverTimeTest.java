package org.priceunits.knowledge;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.hl7.fhir.r4.model.CodeSystem;
import org.hl7.fhir.r4.model.CodeSystem.ConceptDefinitionComponent;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.DecimalType;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.Period;
import org.hl7.fhir.r4.model.StringType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.priceunits.domain.product.CodeCatalog;
import org.priceunits.domain.product.DrugCode;
import org.priceunits.domain.product.HcpcsCode;
import org.priceunits.domain.product.HcpcsDosage;
import org.priceunits.fhir.Canonicals;

/** Tests what a code stood for, and whether it was in force, on a day. */
class CodesOverTimeTest {

  private static ConceptDefinitionComponent code(String code, String description) {
    ConceptDefinitionComponent concept =
        new ConceptDefinitionComponent().setCode(code).setDisplay(description);
    concept.addProperty().setCode("dosage-value").setValue(new DecimalType("0.01"));
    concept.addProperty().setCode("dosage-unit").setValue(new CodeType("mg"));
    return concept;
  }

  private static ConceptDefinitionComponent with(
      ConceptDefinitionComponent concept, String property, String day) {
    concept.addProperty().setCode(property).setValue(new DateTimeType(day));
    return concept;
  }

  private static void earlier(
      ConceptDefinitionComponent concept, String value, String from, String to) {
    Extension earlier = new Extension(Canonicals.extension("earlier-dosage"));
    if (value != null) {
      earlier.addExtension("value", new DecimalType(value));
      earlier.addExtension("unit", new CodeType("mg"));
    }
    earlier.addExtension("text", new StringType("Earlier words"));
    Period valid = new Period();
    if (from != null) {
      valid.setStartElement(new DateTimeType(from));
    }
    valid.setEndElement(new DateTimeType(to));
    earlier.addExtension("valid", valid);
    concept.addExtension(earlier);
  }

  private static CodeCatalog catalog(ConceptDefinitionComponent... concepts) {
    CodeSystem system = new CodeSystem();
    system.setUrl(Canonicals.HCPCS).setVersion("2025-10").setConcept(List.of(concepts));
    return CodeCatalogReader.read(List.of(system), List.of(), List.of());
  }

  private static DrugCode on(CodeCatalog codes, String code, String day) {
    return codes.code(new HcpcsCode(code)).orElseThrow().on(LocalDate.parse(day));
  }

  @ParameterizedTest
  @CsvSource({"2012-03-01,", "2019-09-30,", "2019-10-01, 0.01 mg", "2025-01-01, 0.01 mg"})
  void aChangedDescriptorHasItsDosageOnItsDaysOnly(String day, String dosage) {
    ConceptDefinitionComponent implant = code("J7311", "Fluocinolone, 0.01 mg");
    earlier(implant, null, null, "2019-09-30");
    DrugCode then = on(catalog(with(implant, "added", "2007-01-01")), "J7311", day);
    assertThat(Optional.ofNullable(then.dosage()).map(HcpcsDosage::shown))
        .isEqualTo(Optional.ofNullable(dosage));
    assertThat(then.isDrug()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "1997-12-31, false, 0.01 mg",
    "1998-01-01, true, 4 mg",
    "2010-12-31, true, 4 mg",
    "2011-01-01, false, 0.01 mg",
    "2023-06-30, false, 0.01 mg",
    "2023-07-01, true, 0.01 mg"
  })
  void aCodeGivenToAnotherDrugHasTwoLives(String day, boolean inForce, String dosage) {
    ConceptDefinitionComponent reused = code("J9350", "Injection, mosunetuzumab-axgb, 0.01 mg");
    earlier(reused, "4", "1998-01-01", "2010-12-31");
    DrugCode then = on(catalog(with(reused, "added", "2023-07-01")), "J9350", day);
    assertThat(then.validity().on(LocalDate.parse(day))).isEqualTo(inForce);
    assertThat(then.dosage().shown()).isEqualTo(dosage);
  }

  @Test
  void aCodeWithoutAPublishedEndIsKnownUntilItsLastRelease() {
    ConceptDefinitionComponent code = code("J3487", "Zoledronic acid");
    with(with(code, "added", "2003-01-01"), "listed-until", "2013-12-31");
    code.addProperty().setCode("release").setValue(new StringType("2013-01"));
    DrugCode known = on(catalog(code), "J3487", "2013-12-31");
    assertThat(known.validity().on(LocalDate.parse("2013-12-31"))).isTrue();
    assertThat(known.validity().on(LocalDate.parse("2014-01-01"))).isFalse();
    assertThat(known.lastRelease()).isEqualTo("2013-01");
    DrugCode ended = on(catalog(with(code, "terminated", "2013-06-30")), "J3487", "2013-01-01");
    assertThat(ended.validity().on(LocalDate.parse("2013-07-01"))).isFalse();
    assertThat(ended.lastRelease()).isNull();
  }

  @ParameterizedTest
  @CsvSource({"2012-12-31, false", "2013-01-01, true", "2013-06-30, true", "2013-07-01, false"})
  void aYearOrAMonthOfACodeCountsWhole(String day, boolean inForce) {
    ConceptDefinitionComponent code = code("J3487", "Zoledronic acid");
    with(with(code, "added", "2013"), "terminated", "2013-06");
    DrugCode known = on(catalog(code), "J3487", day);
    assertThat(known.validity().on(LocalDate.parse(day))).isEqualTo(inForce);
  }

  /** Descriptions of codes that begin on 2022-01-01, the day after J2505's last one. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Injection, pegfilgrastim, 6 mg | Injection, pegfilgrastim, excludes biosimilar, 0.5 mg | | J0001
          Injection, adenosine for therapeutic use, 6 mg (not for phosphate) | Injection, adenosine, 1 mg | | J0001
          Injection, pegfilgrastim, 6 mg | Injection, pegfilgrastim-jmdb, biosimilar, 0.5 mg | |
          Injection, rituximab, 100 mg | Injection, rituximab, 10 mg | Injection, rituximab (other), 10 mg |
          Prednisone, oral, per 5 mg | Injection, prednisone, 1 mg | |
          Injection, filgrastim, 6 mg | Injection, pegfilgrastim, 6 mg | |
          """)
  void theOneCodeOfTheSameDrugThatBeginsTheNextDayMayFollow(
      String ended, String next, String another, String follower) {
    ConceptDefinitionComponent old = with(code("J2505", ended), "terminated", "2021-12-31");
    ConceptDefinitionComponent first = with(code("J0001", next), "added", "2022-01-01");
    ConceptDefinitionComponent second =
        with(
            code("J0002", another == null ? "Injection, other, 1 mg" : another),
            "added",
            "2022-01-01");
    CodeCatalog codes = catalog(old, first, second);
    assertThat(codes.follower(on(codes, "J2505", "2022-01-05")))
        .isEqualTo(Optional.ofNullable(follower).map(HcpcsCode::new));
  }

  @ParameterizedTest
  @CsvSource({"2021-12-31", "2022-01-02", "2022-04-01"})
  void aCodeThatDoesNotBeginTheNextDayIsNotSuggested(String added) {
    CodeCatalog codes =
        catalog(
            with(code("J2505", "Injection, pegfilgrastim, 6 mg"), "terminated", "2021-12-31"),
            with(code("J2506", "Injection, pegfilgrastim, 0.5 mg"), "added", added));
    assertThat(codes.follower(on(codes, "J2505", "2022-01-05"))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Injection, epoetin alfa, (for non-esrd use), 1000 units |
          Injection, epoetin alfa, 1000 units (for esrd on dialysis) | esrd
          Injection, infliximab-dyyb, biosimilar, (inflectra), 10 mg | biosimilar, maker
          Injection, infliximab, excludes biosimilar, 10 mg |
          Injection, vedolizumab, intravenous, 1 mg | form
          """)
  void theWordsOfADescriptionTellCodesOfOneDrugApart(String description, String traits) {
    CodeCatalog codes = catalog(code("J0001", description));
    assertThat(codes.traits(new HcpcsCode("J0001")))
        .extracting(trait -> trait.substring(0, trait.indexOf(' ')))
        .containsExactlyElementsOf(traits == null ? List.of() : List.of(traits.split(", ")));
  }

  /** CMS's words and type of service (BETOS), and whether the code is for any drug without one. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "A4641 | Radiopharmaceutical, diagnostic, not otherwise classified | I1E | true",
        "A9597 | Positron emission tomography radiopharmaceutical, diagnostic, for tumor"
            + " identification, not otherwise classified | I1E | true",
        "A9698 | Non-radioactive contrast imaging material, not otherwise classified, per study"
            + " | I1E | true",
        "A9699 | Radiopharmaceutical, therapeutic, not otherwise classified | I1E | true",
        "A9700 | Supply of injectable contrast material for use in echocardiography, per study"
            + " | I1E | false",
        "A9500 | Technetium tc-99m sestamibi, diagnostic, per study dose | I1E | false",
        "S9542 | Home injectable therapy, not otherwise classified, including administrative"
            + " services, drugs and equipment coded separately, per diem | Z2 | false",
        "A4649 | Surgical supply; miscellaneous | D1A | false"
      })
  void theWordsOfCmsTellWhichCodesAreForAnyDrug(
      String code, String description, String betos, boolean unclassified) {
    ConceptDefinitionComponent concept =
        new ConceptDefinitionComponent().setCode(code).setDisplay(description);
    concept.addProperty().setCode("betos").setValue(new CodeType(betos));
    assertThat(on(catalog(concept), code, "2025-10-01").unclassified()).isEqualTo(unclassified);
  }
}
