package org.priceunits.domain.checking;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.priceunits.ShippedKnowledge;
import org.priceunits.domain.billing.Case;
import org.priceunits.domain.billing.request.Catalogs;
import org.priceunits.domain.billing.result.ClaimDraft;
import org.priceunits.domain.product.NdcQuantity;
import org.priceunits.domain.product.NdcUnit;
import org.priceunits.domain.product.Validity;
import org.priceunits.units.UcumUnits;

/**
 * A fluent description of a claim, checked against a case: {@code against(given()...).line("J0202
 * 12").finds("units-too-high [0] UNITS: 12 for 10 (R1)")}.
 */
final class Billed {
  private static final LocalDate DAY = LocalDate.of(2024, 5, 1);

  private final Case given;
  private final List<Line> lines = new ArrayList<>();
  private Line last;
  private Validity period = Validity.ALWAYS;
  private String totalCurrency;
  private String payer = "medicare";
  private String patient = "Patient/p1";
  private BigDecimal total;
  private BigDecimal limit;
  private List<Difference> differences;
  private Catalogs catalogs = ShippedKnowledge.pricing().catalogs();

  private Billed(Case given) {
    this.given = given;
  }

  static Billed against(Case given) {
    return new Billed(given);
  }

  /** Checks with other reference data than the shipped; the case is priced with the same. */
  Billed knowing(Catalogs other) {
    catalogs = other;
    return this;
  }

  Billed payer(String code) {
    payer = code;
    return this;
  }

  Billed patient(String reference) {
    patient = reference;
    return this;
  }

  Billed total(String usd) {
    total = new BigDecimal(usd);
    return this;
  }

  /** Splits the expected lines into claims of at most this total. */
  Billed limit(String usd) {
    limit = new BigDecimal(usd);
    return this;
  }

  /** Sets the claim's period, days as {@code yyyy-mm-dd}. */
  Billed period(String from, String to) {
    period = new Validity(LocalDate.parse(from), LocalDate.parse(to));
    return this;
  }

  Billed totalIn(String code) {
    totalCurrency = code;
    return this;
  }

  /** Adds a line as {@code code units modifiers}, on the day of the case. */
  Billed line(String text) {
    List<String> words = Arrays.asList(text.split(" "));
    last = new Line(words);
    lines.add(last);
    return this;
  }

  /** Sets the day of the last line; null for none. */
  Billed on(String day) {
    last.date = day == null ? null : LocalDate.parse(day);
    return this;
  }

  Billed place(String code) {
    last.place = code;
    return this;
  }

  Billed revenue(String code) {
    last.revenue = code;
    return this;
  }

  Billed words(String text) {
    last.text = text;
    return this;
  }

  /** Sets the unit of the last line's quantity. */
  Billed counts(String unit) {
    last.units = List.of(unit);
    return this;
  }

  Billed ndc(String text) {
    last.ndc = text;
    return this;
  }

  /** Sets the NDC quantity of the last line: {@code 0.333 ML}. */
  Billed quantity(String text) {
    String[] words = text.split(" ");
    last.quantity = new NdcQuantity(new BigDecimal(words[0]), NdcUnit.valueOf(words[1]));
    return this;
  }

  Billed unitPrice(String usd) {
    last.unitPrice = new BigDecimal(usd);
    return this;
  }

  Billed net(String usd) {
    last.net = new BigDecimal(usd);
    return this;
  }

  /** Sets the currency of the last line's money, where it is not USD. */
  Billed currency(String code) {
    last.currency = code;
    return this;
  }

  private static final class Line {
    private final List<String> words;
    private LocalDate date = DAY;
    private String place;
    private String revenue;
    private String text = "";
    private List<String> units = List.of();
    private String ndc;
    private NdcQuantity quantity;
    private BigDecimal unitPrice;
    private BigDecimal net;
    private String currency;

    Line(List<String> words) {
      this.words = words;
    }

    BilledLine at(int item) {
      return new BilledLine(
          item,
          words.get(0),
          words.subList(2, words.size()),
          text,
          new BigDecimal(words.get(1)),
          units,
          date,
          new BilledLine.Setting(place, revenue),
          ndc,
          quantity,
          unitPrice,
          net,
          currency);
    }
  }

  private List<Difference> differences() {
    if (differences == null) {
      differences =
          new ClaimCheck(catalogs, new UcumUnits(), payer, LocalDate.MAX)
              .differences(
                  new BilledClaim(patient, period, billed(), total, totalCurrency),
                  ClaimDraft.of(given.priced().priced(), policy -> limit),
                  given.unpriced());
    }
    return differences;
  }

  private List<BilledLine> billed() {
    return IntStream.range(0, lines.size()).mapToObj(i -> lines.get(i).at(i)).toList();
  }

  /**
   * Asserts all findings, as {@code code [items] part: found for expected, effect USD (ground)}.
   */
  Billed finds(String... expected) {
    assertThat(differences().stream().map(Billed::shown)).containsExactly(expected);
    return this;
  }

  /** Asserts whether any finding is an error. */
  Billed fails(boolean expected) {
    assertThat(differences().stream().anyMatch(Difference::isError)).isEqualTo(expected);
    return this;
  }

  /** Asserts that no finding has the code. */
  Billed neverFinds(String code) {
    assertThat(differences()).noneMatch(d -> d.code().code().equals(code));
    return this;
  }

  /** Asserts that a line was matched with an expected one. */
  Billed takes(int item) {
    assertThat(unexplained()).as("lines without a pair").doesNotContain(item);
    return this;
  }

  /** Asserts that a line was matched with no expected one. */
  Billed leaves(int item) {
    assertThat(unexplained()).as("lines without a pair").contains(item);
    return this;
  }

  /** Differences of a pair name the administrations; those of an unmatched line do not. */
  private List<Integer> unexplained() {
    return differences().stream()
        .map(Difference::place)
        .filter(p -> p.administrations().isEmpty() && p.part() != Difference.Part.PRICE)
        .flatMap(p -> p.items().stream())
        .toList();
  }

  /** Asserts that the sentences contain these texts. */
  Billed says(String... parts) {
    String all = String.join("\n", differences().stream().map(Difference::text).toList());
    assertThat(all).contains(parts);
    return this;
  }

  private static String shown(Difference d) {
    return "%s %s %s: %s for %s%s%s"
        .formatted(
            d.code().code(),
            d.place().items(),
            d.place().part(),
            d.found().isEmpty() ? "nothing" : d.found(),
            d.expected().isEmpty() ? "nothing" : d.expected(),
            d.effect() == null ? "" : ", " + d.effect().toPlainString() + " USD",
            d.ground() == null ? "" : " (" + shown(d.ground()) + ")");
  }

  private static Object shown(Difference.Ground ground) {
    return ground.rule() == null ? ground.kind() : ground.rule().code();
  }

  @Override
  public String toString() {
    return String.join("\n", differences().stream().map(Billed::shown).toList());
  }
}
