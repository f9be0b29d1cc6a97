package org.priceunits.loading;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.hl7.fhir.r4.model.ConceptMap;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.MedicationKnowledge;
import org.hl7.fhir.r4.model.Period;
import org.hl7.fhir.r4.model.StringType;
import org.junit.jupiter.api.Test;
import org.priceunits.fhir.Canonicals;
import org.priceunits.loading.cms.HcpcsRecord;
import org.priceunits.loading.cms.PackageRow;
import org.priceunits.loading.cms.Quarter;
import org.priceunits.loading.write.Edition;
import org.priceunits.loading.write.PackageCode;
import org.priceunits.loading.write.PackageCodeMapWriter;

/** Loads crosswalks one after the other; packages X and Y, codes J0001 and J0002. */
class HeldPairsTest {
  private static final Map<String, String> NDCS =
      Map.of("X", "11111-1111-11", "Y", "22222-2222-22", "Z", "33333-3333-33");
  private static final Map<String, HcpcsRecord> CODES =
      Map.of("J0001", code("J0001"), "J0002", code("J0002"));

  private final Map<String, MedicationKnowledge> products = new LinkedHashMap<>();
  private List<ConceptMap> maps = List.of();

  private static HcpcsRecord code(String code) {
    return new HcpcsRecord(
        1,
        code,
        HcpcsRecord.Kind.CODE,
        "words",
        "words",
        List.of(),
        "",
        "",
        "",
        List.of(),
        List.of(),
        LocalDate.of(2010, 1, 1),
        null,
        null,
        "N");
  }

  /** Loads pairs given as {@code X J0001}; the products are held as after a real load. */
  private void load(String name, String... pairs) {
    Quarter quarter = Quarter.of(name).orElseThrow();
    HeldProducts held = new HeldProducts(new ArrayList<>(products.values()));
    List<PackageRow> rows =
        Stream.of(pairs)
            .map(pair -> pair.split(" "))
            .map(pair -> row(NDCS.get(pair[0]), pair[1], quarter))
            .toList();
    List<PackageCode> after = new HeldPairs(maps, held, CODES).after(rows, quarter);
    maps =
        List.of(
            new PackageCodeMapWriter().write(after, new Edition(name, quarter.firstDay(), "test")));
    for (PackageRow row : rows) {
      String ndc = row.ndc().replace("-", "");
      if (held.lastNamed(ndc).filter(last -> last.compareTo(quarter) >= 0).isEmpty()) {
        MedicationKnowledge product = new MedicationKnowledge();
        product.setId("ndc-" + ndc);
        product.addExtension(Canonicals.extension("knowledge-version"), new StringType(name));
        products.put("ndc-" + ndc, product);
      }
    }
  }

  private static PackageRow row(String ndc, String code, Quarter quarter) {
    BigDecimal one = BigDecimal.ONE;
    return new PackageRow(
        1,
        code,
        ndc,
        "drug",
        "maker",
        "1 mg",
        one,
        one,
        one,
        quarter.firstDay(),
        quarter.lastDay());
  }

  /** Returns all pairs, as {@code X J0001 ..2025-03-31}, by package and code. */
  private List<String> held() {
    return maps.get(0).getGroupFirstRep().getElement().stream()
        .flatMap(
            element ->
                element.getTarget().stream()
                    .map(
                        target -> {
                          Period valid =
                              (Period)
                                  target
                                      .getExtensionByUrl(Canonicals.extension("valid"))
                                      .getValue();
                          String end = valid.getEndElement().getValueAsString();
                          return "%s %s ..%s"
                              .formatted(
                                  name(element.getCode()),
                                  target.getCode(),
                                  end == null ? "" : end);
                        }))
        .sorted(Comparator.naturalOrder())
        .toList();
  }

  private static String name(String ndc) {
    return NDCS.entrySet().stream()
        .filter(e -> e.getValue().replace("-", "").equals(ndc))
        .findFirst()
        .orElseThrow()
        .getKey();
  }

  @Test
  void aPairThatLeavesAndReturnsGoesOnThoughItsPackageNeverLeft() {
    load("2025Q1", "X J0001", "X J0002");
    load("2025Q2", "X J0002");
    assertThat(held()).containsExactly("X J0001 ..2025-03-31", "X J0002 ..");
    load("2025Q3", "X J0001", "X J0002");
    load("2025Q4", "X J0001", "X J0002");
    assertThat(held()).containsExactly("X J0001 ..", "X J0002 ..");
  }

  @Test
  void aPackageThatIsMovedToAnotherCodeAndBackHasItsFirstCode() {
    load("2025Q1", "X J0001");
    load("2025Q2", "X J0002");
    load("2025Q3", "X J0001");
    assertThat(held()).containsExactly("X J0001 ..", "X J0002 ..2025-06-30");
  }

  @Test
  void anEndThatWasSetByHandStays() {
    String[] both = {"X J0001", "Y J0001"};
    load("2025Q1", both);
    load("2025Q2", both);
    load("2025Q3", both);
    maps.get(0).getGroupFirstRep().getElement().stream()
        .filter(element -> name(element.getCode()).equals("X"))
        .map(e -> e.getTargetFirstRep().getExtensionByUrl(Canonicals.extension("valid")))
        .forEach(e -> ((Period) e.getValue()).setEndElement(new DateTimeType("2025-05-15")));
    List<String> ended = List.of("X J0001 ..2025-05-15", "Y J0001 ..");
    assertThat(held()).isEqualTo(ended);
    load("2025Q1", both);
    load("2025Q2", both);
    load("2025Q3", both);
    load("2025Q4", both);
    assertThat(held()).isEqualTo(ended);
  }

  @Test
  void twoPeriodsKeptByHandStay() {
    load("2025Q1", "Y J0001");
    ConceptMap.SourceElementComponent element =
        maps.get(0).getGroupFirstRep().addElement().setCode("11111111111");
    for (String end : List.of("2013-12-31", "2020-12-31")) {
      element
          .addTarget()
          .setCode("J0001")
          .addExtension(
              Canonicals.extension("valid"), new Period().setEndElement(new DateTimeType(end)));
    }
    MedicationKnowledge byHand = new MedicationKnowledge();
    byHand.setId("ndc-11111111111");
    products.put("ndc-11111111111", byHand);
    load("2025Q2", "X J0001", "Y J0001");
    assertThat(held())
        .containsExactly("X J0001 ..2013-12-31", "X J0001 ..2020-12-31", "Y J0001 ..");
  }

  @Test
  void aQuarterThatIsLoadedLateEndsWhatTheNewestLeftOut() {
    load("2025Q1", "X J0001");
    load("2025Q3", "Y J0002");
    load("2025Q2", "X J0001");
    assertThat(held()).containsExactly("X J0001 ..2025-06-30", "Y J0002 ..");
  }

  /** Each quarter names any of the pairs, and an additional one so that it is not empty. */
  @Provide
  Arbitrary<List<List<String>>> years() {
    Arbitrary<List<String>> quarter =
        Arbitraries.subsetOf("X J0001", "X J0002", "Y J0001", "Y J0002")
            .map(some -> Stream.concat(Stream.of("Z J0001"), some.stream().sorted()).toList());
    return quarter.list().ofSize(4);
  }

  @Property(tries = 300)
  void whatTheNewestNamesIsOpenAndASecondLoadOrAnotherOrderChangesNoEnd(
      @ForAll("years") List<List<String>> year) {
    HeldPairsTest first = new HeldPairsTest();
    first.load(year, 0, 1, 2, 3);
    List<String> once = first.held();
    assertThat(once.stream().filter(pair -> pair.endsWith("..")).map(pair -> pair.substring(0, 7)))
        .containsExactlyInAnyOrderElementsOf(year.get(3));
    String written = first.text();
    first.load(year, 0, 1, 2, 3);
    assertThat(first.text()).isEqualTo(written);

    for (int[] order : new int[][] {{0, 2, 1, 3}, {3, 2, 1, 0}, {1, 3, 0, 2}}) {
      HeldPairsTest other = new HeldPairsTest();
      other.load(year, order);
      assertThat(other.held()).isEqualTo(once);
    }
  }

  private void load(List<List<String>> year, int... order) {
    for (int i : order) {
      load("2025Q" + (i + 1), year.get(i).toArray(String[]::new));
    }
  }

  private String text() {
    return maps.get(0).getGroupFirstRep().getElement().stream()
        .flatMap(element -> element.getTarget().stream())
        .map(
            target ->
                target.getCode()
                    + target.getExtension().stream()
                        .map(
                            e ->
                                e.getValue() instanceof Period period
                                    ? period.getStartElement().getValueAsString()
                                        + period.getEndElement().getValueAsString()
                                    : e.getValue().primitiveValue())
                        .toList())
        .toList()
        .toString();
  }
}
