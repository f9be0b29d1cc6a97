package org.priceunits.domain.product;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.priceunits.domain.dose.Dose;
import org.priceunits.domain.dose.Strength;
import org.priceunits.domain.product.DrugProduct.DatedCode;

class ProductsTest {
  private static final HcpcsCode J0202 = new HcpcsCode("J0202");
  private static final HcpcsCode J9010 = new HcpcsCode("J9010");

  @ParameterizedTest
  @CsvSource({
    "58468020001, 58468020001",
    "5846-8020-01, 05846802001",
    "58468-200-01, 58468020001",
    "58468-0200-1, 58468020001",
    "58468-0200-01, 58468020001",
    "584680-0200-01, 584680020001",
    "584680020001, 584680020001",
    "058468-0200-01, 58468020001",
    "058468020001, 58468020001",
    "000006-3026-02, 00006302602",
    "000006302602, 00006302602",
    "100006302602, 100006302602",
    "5846802001,",
    "5846-802-01,",
    "00000000000,",
    "000000000000,",
    "00000-0000-00,",
    "00000-0000-01, 00000000001",
    "584680-200-1,",
    "58468 0200 01,"
  })
  void anNdcIsReadInItsUnambiguousForms(String text, String expected) {
    assertThat(Ndc.of(text).map(Ndc::value)).isEqualTo(Optional.ofNullable(expected));
  }

  @ParameterizedTest
  @CsvSource({
    "5846802001, 58468020001, 58468020001",
    "5846802001, 05846802001, 05846802001",
    "5846802001, 58468020001 05846802001,",
    "5846802001, 11111111111,",
    "58468-0200-1, '', 58468020001",
    "58468, '',"
  })
  void tenDigitsCountWhereOneKnownPackageFits(String text, String known, String expected) {
    List<String> packages = Arrays.asList(known.split(" "));
    ProductCatalog catalog =
        new ProductCatalog() {
          @Override
          public Optional<DrugProduct> byNdc(Ndc ndc) {
            return packages.contains(ndc.value()) ? Optional.of(product(ndc)) : Optional.empty();
          }

          @Override
          public List<DrugProduct> byRxNorm(String rxNorm) {
            return List.of();
          }

          @Override
          public List<DrugProduct> billedWith(HcpcsCode code, LocalDate day) {
            return List.of();
          }
        };
    assertThat(catalog.ndc(text).map(Ndc::value)).isEqualTo(Optional.ofNullable(expected));
  }

  private static DrugProduct product(Ndc ndc, DatedCode... codes) {
    return new DrugProduct(ndc, "Campath", Presentation.UNKNOWN, Set.of(), List.of(codes), null);
  }

  @Test
  void theCodesOfAProductAreThoseOfTheDayEachOnce() {
    Validity until = new Validity(null, LocalDate.of(2015, 12, 31));
    Validity since = new Validity(LocalDate.of(2016, 1, 1), null);
    DrugProduct campath =
        product(
            new Ndc("58468035701"),
            new DatedCode(J9010, until),
            new DatedCode(J0202, since),
            new DatedCode(J0202, Validity.ALWAYS));

    assertThat(campath.codesOn(LocalDate.of(2015, 12, 31))).containsExactly(J9010, J0202);
    assertThat(campath.codesOn(LocalDate.of(2016, 1, 1))).containsExactly(J0202);
    assertThat(campath.isBilledWith(J9010, LocalDate.of(2015, 12, 31))).isTrue();
    assertThat(campath.isBilledWith(J9010, LocalDate.of(2016, 1, 1))).isFalse();
    assertThat(campath.isBilledWith(new HcpcsCode("J9035"), LocalDate.of(2016, 1, 1))).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"JW, false", "59, true", "5X, false", "X5, false"})
  void digitsAloneAreCpts(String modifier, boolean cpt) {
    assertThat(new Modifier(modifier).isCpt()).isEqualTo(cpt);
    assertThat(Modifier.of(modifier)).contains(new Modifier(modifier));
  }

  @Test
  void codesHaveTheirForm() {
    assertThatIllegalArgumentException().isThrownBy(() -> new HcpcsCode("99213"));
    assertThatIllegalArgumentException().isThrownBy(() -> new Modifier("jw"));
    assertThatIllegalArgumentException().isThrownBy(() -> new Ndc("5846802001"));
    assertThatIllegalArgumentException().isThrownBy(() -> new HcpcsDosage(BigDecimal.ZERO, "mg"));
    assertThat(HcpcsCode.of("j0202")).isEmpty();
    assertThat(HcpcsCode.of("J0202")).contains(J0202);
    assertThat(Modifier.of("J")).isEmpty();
    assertThat(J0202).isLessThan(J9010);
    assertThat(new HcpcsDosage(new BigDecimal("1E+1"), "mg").shown()).isEqualTo("10 mg");
  }

  @Test
  void containersHoldSomethingAndKeepTheKindThatIsStated() {
    Dose size = Dose.of(BigDecimal.TEN, "mg");
    Container unknown = new Container(size, 1, null, false, null);
    Container single = new Container(size, 1, ContainerType.SINGLE_DOSE, false, null);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Container(size, 0, null, false, null));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Container(Dose.of(BigDecimal.ZERO, "mg"), 1, null, false, null));
    assertThat(unknown.withType(ContainerType.SINGLE_DOSE)).isEqualTo(single);
    assertThat(unknown.withType(null)).isEqualTo(unknown);
    assertThat(single.withType(ContainerType.MULTI_DOSE)).isEqualTo(single);
    assertThat(ContainerType.of("multi-dose")).contains(ContainerType.MULTI_DOSE);
    assertThat(ContainerType.of("ampoule")).isEmpty();
    assertThat(ContainerType.SINGLE_DOSE.code()).isEqualTo("single-dose");
  }

  @Test
  void quantitiesOfAPackageHaveTheirUcumUnit() {
    assertThat(NdcUnit.values())
        .extracting(NdcUnit::ucum)
        .containsExactly("{each}", "mL", "g", "[iU]");
  }

  @ParameterizedTest
  @CsvSource({
    "58468-0200-1, 58468020001",
    "5846802001, 05846802001 58468002001 58468020001",
    "0000000000, ''",
    "58468, ''"
  })
  void tenDigitsHaveThreeReadings(String text, String expected) {
    assertThat(String.join(" ", Ndc.readings(text).stream().map(Ndc::value).toList()))
        .isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({"1, true", "1.0, true", "10, false", ", false"})
  void aPackageOfOneContainerIsKnownAsSuch(BigDecimal containers, boolean one) {
    Dose content = Dose.of(BigDecimal.TEN, "mg");
    Strength strength = new Strength(BigDecimal.TEN, "mg", BigDecimal.ONE, "mL");
    DrugProduct known =
        new DrugProduct(
            new Ndc("58468020001"),
            "Lemtrada",
            new Presentation(content, strength, DoseForm.LIQUID, null, Map.of()),
            Set.of(),
            List.of(),
            containers,
            null,
            null);

    assertThat(known.isOneContainer()).isEqualTo(one);
    assertThat(known.content()).isEqualTo(content);
    assertThat(known.strength()).isEqualTo(strength);
    assertThat(known.form()).isEqualTo(DoseForm.LIQUID);
  }

  @Test
  void aCodeThatEndedWasOnceThePackages() {
    Validity until = new Validity(null, LocalDate.of(2015, 12, 31));
    DrugProduct campath = product(new Ndc("58468035701"), new DatedCode(J9010, until));

    assertThat(campath.isEverBilledWith(J9010)).isTrue();
    assertThat(campath.isEverBilledWith(J0202)).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"2015-12-31, J9010", "2016-01-01, J0202"})
  void aConceptHasTheCodesOfItsDayEachOnce(LocalDate day, String code) {
    DatedCode ended = new DatedCode(J9010, new Validity(null, LocalDate.of(2015, 12, 31)));
    DatedCode begun = new DatedCode(J0202, new Validity(LocalDate.of(2016, 1, 1), null));
    DrugConcept concept =
        new DrugConcept(
            "1", DrugConcept.Kind.BRAND, List.of(), List.of(ended, ended, begun, begun), false);

    assertThat(concept.codesOn(day)).containsExactly(new HcpcsCode(code));
  }

  /** J7311 was an implant until the end of 2012 here, and 0.01 mg from 2013 on. */
  @ParameterizedTest
  @CsvSource({
    "2011-12-31, , 2012-01-01",
    "2012-01-01, an implant, 2012-01-01",
    "2012-12-31, an implant, 2012-01-01",
    "2013-01-01, , 2013-01-01"
  })
  void aCodeHasTheDosageOfItsDay(LocalDate day, String text, LocalDate from) {
    Validity then = new Validity(LocalDate.of(2012, 1, 1), LocalDate.of(2012, 12, 31));
    DrugCode code =
        new DrugCode(
            new HcpcsCode("J7311"),
            new Validity(LocalDate.of(2013, 1, 1), null),
            new HcpcsDosage(new BigDecimal("0.01"), "mg"),
            null,
            null,
            null,
            false,
            List.of(new DrugCode.EarlierDosage(then, null, null, "an implant")),
            null);

    assertThat(code.on(day).dosageText()).isEqualTo(text);
    assertThat(code.on(day).dosage() == null).isEqualTo(text != null);
    if (text != null || day.isAfter(LocalDate.of(2012, 12, 31))) {
      assertThat(code.on(day).validity().from()).isEqualTo(from);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "false, , , , false", // a visit or a supply
    "true, , , , true",
    "false, 10, , , true",
    "false, , per dose, , true",
    "false, , , DOSE, true"
  })
  void aCodeThatCountsDrugIsADrugs(
      boolean unclassified,
      BigDecimal amount,
      String text,
      ServiceUnit.Kind service,
      boolean drug) {
    HcpcsDosage dosage = amount == null ? null : new HcpcsDosage(amount, "mg");
    ServiceUnit unit = service == null ? null : new ServiceUnit(service, null);
    DrugCode code =
        new DrugCode(
            J0202, Validity.ALWAYS, dosage, text, unit, null, unclassified, List.of(), null);

    assertThat(code.isDrug()).isEqualTo(drug);
    assertThat(J0202.unit()).isEqualTo("{J0202}");
  }

  @ParameterizedTest
  @CsvSource({
    "'', '', true, false",
    "'', oral, true, false",
    "oral, '', true, true",
    "oral, oral, true, true",
    "oral, intravenous, false, true",
    "oral intravenous, intravenous, true, false",
    "intravenous, oral intravenous, true, false"
  })
  void aRouteAgreesUnlessBothNameOne(
      String recorded, String named, boolean agrees, boolean swallowed) {
    RecordedRoute route = new RecordedRoute(recorded, words(recorded));

    assertThat(route.agreesWith(words(named))).isEqualTo(agrees);
    assertThat(route.isOral()).isEqualTo(swallowed);
  }

  private static Set<String> words(String text) {
    return text.isEmpty() ? Set.of() : Set.of(text.split(" "));
  }

  @ParameterizedTest
  @CsvSource({
    "2024-01-01, 2024-12-31, 2023-12-31, true, false",
    "2024-01-01, 2024-12-31, 2024-01-01, false, false",
    "2024-01-01, 2024-12-31, 2024-12-31, false, false",
    "2024-01-01, 2024-12-31, 2025-01-01, false, true",
    ", , 2024-01-01, false, false"
  })
  void anAbsentEndIsOpen(
      LocalDate from, LocalDate to, LocalDate day, boolean before, boolean after) {
    Validity period = new Validity(from, to);

    assertThat(period.startsAfter(day)).isEqualTo(before);
    assertThat(period.endedBefore(day)).isEqualTo(after);
    assertThat(period.on(day)).isEqualTo(!before && !after);
  }

  @Test
  void codesOfFormsUnitsAndSourcesAreThoseOfTheResources() {
    for (DoseForm form : DoseForm.values()) {
      assertThat(DoseForm.of(form.code())).contains(form);
    }
    for (ServiceUnit.Kind kind : ServiceUnit.Kind.values()) {
      assertThat(ServiceUnit.Kind.of(kind.code())).contains(kind);
    }
    assertThat(DoseForm.of("gas")).isEmpty();
    assertThat(ServiceUnit.Kind.of("visit")).isEmpty();
    assertThat(DoseForm.POWDER.code()).isEqualTo("powder");
    assertThat(ServiceUnit.Kind.TREATMENT.code()).isEqualTo("treatment");
    assertThat(ContainerLabel.Exactness.values())
        .extracting(ContainerLabel.Exactness::code)
        .containsExactly("package", "licence", "code");
  }
}
