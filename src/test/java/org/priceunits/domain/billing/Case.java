package org.priceunits.domain.billing;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.priceunits.ShippedKnowledge;
import org.priceunits.domain.billing.Administration.Drug;
import org.priceunits.domain.billing.Administration.ServiceDay;
import org.priceunits.domain.billing.Administration.Setting;
import org.priceunits.domain.billing.Administration.Status;
import org.priceunits.domain.dose.Dose;
import org.priceunits.domain.dose.Strength;
import org.priceunits.domain.product.Container;
import org.priceunits.domain.product.ContainerType;
import org.priceunits.domain.product.HcpcsCode;
import org.priceunits.domain.product.Modifier;
import org.priceunits.domain.product.Ndc;
import org.priceunits.units.UcumUnits;

/**
 * A pricing in words: {@code given().code("J0202").dose("12 mg").vial("12 mg").lines("J0202 12
 * JZ")}.
 */
final class Case {
  static final UnitPricer PRICER =
      new UnitPricer(ShippedKnowledge.pricing().catalogs(), new UcumUnits());

  private UnitPricer pricer = PRICER;
  private final List<Administration> administrations = new ArrayList<>();
  private final List<Modifier> modifiers = new ArrayList<>();
  private HcpcsCode code;
  private String payer = "medicare";
  private boolean institutional;
  private LocalDate date = LocalDate.of(2024, 5, 1);
  private boolean fromUtc;
  private String patient = "Patient/p1";
  private Status status = Status.COMPLETED;
  private Dose dose;
  private List<Container> containers = new ArrayList<>();
  private List<Dose> discarded = new ArrayList<>();
  private Modifier distinct;
  private List<Ndc> ndcs = List.of();
  private List<String> rxNorm = List.of();
  private Strength strength;
  private String place = "11";
  private String encounterClass;
  private String request;
  private Pricing result;

  static Case given() {
    return new Case();
  }

  /** By other knowledge than the shipped. */
  Case by(UnitPricer other) {
    pricer = other;
    return this;
  }

  Case code(String value) {
    code = new HcpcsCode(value);
    return this;
  }

  Case payer(String value) {
    payer = value;
    return this;
  }

  Case institutional() {
    institutional = true;
    return this;
  }

  Case modifier(String value) {
    modifiers.add(new Modifier(value));
    return this;
  }

  Case on(String day) {
    date = LocalDate.parse(day);
    return this;
  }

  Case utc() {
    fromUtc = true;
    return this;
  }

  Case patient(String reference) {
    patient = reference;
    return this;
  }

  Case stopped() {
    status = Status.STOPPED;
    return this;
  }

  Case ndc(String value) {
    ndcs = List.of(Ndc.of(value).orElseThrow());
    return this;
  }

  Case rxNorm(String value) {
    rxNorm = List.of(value);
    return this;
  }

  Case strength(String amount, String volume) {
    Dose drug = amount(amount);
    Dose liquid = amount(volume);
    strength =
        new Strength(
            drug.value().numerator(), drug.unit(), liquid.value().numerator(), liquid.unit());
    return this;
  }

  Case place(String code) {
    place = code;
    return this;
  }

  Case encounterClass(String systemAndCode) {
    encounterClass = systemAndCode;
    return this;
  }

  Case request(String reference) {
    request = reference;
    return this;
  }

  Case distinct(String value) {
    distinct = new Modifier(value);
    return this;
  }

  Case vial(String size) {
    return containers(1, size, ContainerType.SINGLE_DOSE, false, null);
  }

  Case vials(int count, String size) {
    return containers(count, size, ContainerType.SINGLE_DOSE, false, null);
  }

  Case vialsOf(int count, String size, String ndc) {
    return containers(count, size, ContainerType.SINGLE_DOSE, false, Ndc.of(ndc).orElseThrow());
  }

  Case multiDose(String size) {
    return containers(1, size, ContainerType.MULTI_DOSE, false, null);
  }

  Case unknownContainer(String size) {
    return containers(1, size, null, false, null);
  }

  Case sharedVial(String size) {
    return containers(1, size, ContainerType.SINGLE_DOSE, true, null);
  }

  private Case containers(int count, String size, ContainerType type, boolean shared, Ndc ndc) {
    containers.add(new Container(amount(size), count, type, shared, ndc));
    return this;
  }

  Case discarded(String amount) {
    discarded.add(amount(amount));
    return this;
  }

  Case dose(String amount) {
    dose = amount(amount);
    return this;
  }

  private static Dose amount(String text) {
    String[] parts = text.split(" ");
    return Dose.of(new BigDecimal(parts[0]), parts[1]);
  }

  /** Ends one administration and starts the next with the same date, code and patient. */
  Case and() {
    administrations.add(
        new Administration(
            administrations.size(),
            patient,
            status,
            new ServiceDay(date, fromUtc),
            dose,
            new Drug("", ndcs, rxNorm, strength),
            containers,
            discarded,
            distinct,
            List.of(),
            new Setting("", "", "", place, encounterClass),
            request));
    containers = new ArrayList<>();
    discarded = new ArrayList<>();
    distinct = null;
    return this;
  }

  Pricing priced() {
    if (result == null) {
      and();
      result =
          pricer.price(
              new PricingRequest(
                  administrations,
                  payer,
                  code,
                  institutional,
                  modifiers,
                  LocalDate.of(2026, 11, 24),
                  LocalDate.MAX));
    }
    return result;
  }

  List<ServiceLine> lines() {
    return priced().priced().stream().flatMap(g -> g.lines().stream()).toList();
  }

  /** Asserts the lines as {@code code units modifiers}. */
  Case lines(String... expected) {
    assertThat(lines().stream().map(Case::shown)).containsExactly(expected);
    return this;
  }

  private static String shown(ServiceLine line) {
    String modifiers =
        line.modifiers().stream().map(m -> " " + m.value()).reduce("", String::concat);
    return line.code() + " " + line.units() + modifiers;
  }

  /** Asserts the NDC quantities of the lines, in order, as {@code 0.333 ML}. */
  Case ndcQuantities(String... expected) {
    assertThat(lines().stream().map(l -> l.ndcQuantity()))
        .extracting(q -> q == null ? "none" : q.value() + " " + q.unit())
        .containsExactly(expected);
    return this;
  }

  Case says(IssueCode... expected) {
    assertThat(codes()).contains(expected);
    return this;
  }

  Case neverSays(IssueCode... unexpected) {
    assertThat(codes()).doesNotContain(unexpected);
    return this;
  }

  Case refused(IssueCode expected) {
    assertThat(lines()).isEmpty();
    assertThat(codes()).contains(expected);
    return this;
  }

  List<IssueCode> codes() {
    return issues().stream().map(Issue::code).toList();
  }

  List<Issue> issues() {
    List<Issue> all = new ArrayList<>(priced().issues());
    priced().results().forEach(r -> all.addAll(r.issues()));
    return all;
  }

  String text(IssueCode code) {
    return issues().stream().filter(i -> i.code() == code).findFirst().orElseThrow().text();
  }

  @Override
  public String toString() {
    return Arrays.toString(lines().stream().map(Case::shown).toArray());
  }
}
