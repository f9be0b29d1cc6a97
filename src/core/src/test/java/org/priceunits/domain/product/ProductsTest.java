package org.priceunits.domain.product;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.priceunits.domain.dose.Dose;
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
}
