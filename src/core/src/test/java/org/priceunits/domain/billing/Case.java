package org.priceunits.domain.billing;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.priceunits.ShippedKnowledge;
import org.priceunits.domain.billing.request.Administration;
import org.priceunits.domain.billing.request.Administration.ServiceDay;
import org.priceunits.domain.billing.request.Administration.Setting;
import org.priceunits.domain.billing.request.Administration.Status;
import org.priceunits.domain.billing.request.Catalogs;
import org.priceunits.domain.billing.request.DiscardedAmount;
import org.priceunits.domain.billing.request.Dispense;
import org.priceunits.domain.billing.request.Drug;
import org.priceunits.domain.billing.request.Drug.NamedDrug;
import org.priceunits.domain.billing.request.Drug.PackageStatement;
import org.priceunits.domain.billing.request.PricingRequest;
import org.priceunits.domain.billing.result.BillingRule;
import org.priceunits.domain.billing.result.GroupResult;
import org.priceunits.domain.billing.result.Issue;
import org.priceunits.domain.billing.result.IssueCode;
import org.priceunits.domain.billing.result.Pricing;
import org.priceunits.domain.billing.result.ServiceLine;
import org.priceunits.domain.dose.Dose;
import org.priceunits.domain.dose.Strength;
import org.priceunits.domain.dose.Units;
import org.priceunits.domain.product.Container;
import org.priceunits.domain.product.ContainerType;
import org.priceunits.domain.product.DoseForm;
import org.priceunits.domain.product.HcpcsCode;
import org.priceunits.domain.product.Modifier;
import org.priceunits.domain.product.Ndc;
import org.priceunits.domain.product.RecordedRoute;
import org.priceunits.units.UcumUnits;

/**
 * A fluent description of a pricing: {@code given().code("J0202").dose("12 mg").vial("12
 * mg").lines("J0202 12 JZ")}.
 */
public final class Case {
  /** The coding of the drug in all records. */
  private static final Set<String> ONE_DRUG = Set.of("urn:ehr|drug");

  private static final Units UNITS = new UcumUnits();
  static final UnitPricer PRICER = new UnitPricer(ShippedKnowledge.pricing().catalogs(), UNITS);

  private UnitPricer pricer = PRICER;
  private final List<Administration> administrations = new ArrayList<>();
  private final List<Modifier> modifiers = new ArrayList<>();
  private HcpcsCode code;
  private String payer = "medicare";
  private boolean institutional;
  private LocalDate date = LocalDate.of(2024, 5, 1);
  private LocalTime utc;
  private String patient = "Patient/p1";
  private Status status = Status.COMPLETED;
  private Dose dose;
  private List<Container> containers = new ArrayList<>();
  private List<Dispense> dispensed = new ArrayList<>();
  private List<Dose> discarded = new ArrayList<>();
  private Set<String> codings = ONE_DRUG;
  private RecordedRoute route = RecordedRoute.NONE;
  private NamedDrug named = NamedDrug.NONE;
  private List<HcpcsCode> hcpcs = List.of();
  private HcpcsCode ownCode;
  private Modifier distinct;
  private List<Modifier> own = List.of();
  private List<Ndc> ndcs = List.of();
  private List<String> rxNorm = List.of();
  private String name = "";
  private Strength strength;
  private boolean unclear;
  private DoseForm form;
  private Dose content;
  private String place = "11";
  private PricingRequest.Places places = PricingRequest.Places.OF_RECORDS;
  private String coveredPatient;
  private String encounterClass;
  private String request;
  private String biller = "";
  private Pricing result;

  public static Case given() {
    return new Case();
  }

  /** Prices with other reference data than the shipped. */
  public Case by(UnitPricer other) {
    pricer = other;
    return this;
  }

  public Case knowing(Catalogs other) {
    return by(new UnitPricer(other, UNITS));
  }

  public Case code(String value) {
    code = new HcpcsCode(value);
    return this;
  }

  public Case payer(String value) {
    payer = value;
    return this;
  }

  public Case institutional() {
    institutional = true;
    return this;
  }

  public Case modifier(String value) {
    modifiers.add(new Modifier(value));
    return this;
  }

  public Case on(String day) {
    date = LocalDate.parse(day);
    return this;
  }

  public Case utc() {
    return utc("03:00");
  }

  /** States the time in UTC alone. */
  Case utc(String time) {
    utc = LocalTime.parse(time);
    return this;
  }

  public Case local() {
    utc = null;
    return this;
  }

  public Case patient(String reference) {
    patient = reference;
    return this;
  }

  public Case stopped() {
    status = Status.STOPPED;
    return this;
  }

  public Case notBillable() {
    status = Status.NOT_BILLABLE;
    return this;
  }

  public Case ndc(String... values) {
    ndcs = Arrays.stream(values).map(v -> Ndc.of(v).orElseThrow()).toList();
    return this;
  }

  public Case rxNorm(String... values) {
    rxNorm = List.of(values);
    return this;
  }

  public Case name(String words) {
    name = words;
    return this;
  }

  public Case strength(String amount, String volume) {
    Dose drug = amount(amount);
    Dose liquid = amount(volume);
    strength =
        new Strength(
            drug.value().numerator(), drug.unit(), liquid.value().numerator(), liquid.unit());
    return this;
  }

  /** States a strength that cannot be used, as that of a mixed bag may be. */
  Case unclearStrength() {
    unclear = true;
    return this;
  }

  public Case place(String code) {
    place = code;
    return this;
  }

  public Case encounterClass(String systemAndCode) {
    encounterClass = systemAndCode;
    return this;
  }

  public Case request(String reference) {
    request = reference;
    return this;
  }

  /** Sets the modifiers of this administration alone. */
  public Case own(String... values) {
    own = Arrays.stream(values).map(Modifier::new).toList();
    return this;
  }

  public Case biller(String reference) {
    biller = reference;
    return this;
  }

  /** Sets the operator's own charge per unit, for every code. */
  public Case charge(String usd) {
    return knowing(Known.charge(usd));
  }

  public Case distinct(String value) {
    distinct = new Modifier(value);
    return this;
  }

  public Case vial(String size) {
    return containers(1, size, ContainerType.SINGLE_DOSE, false, null);
  }

  public Case vials(int count, String size) {
    return containers(count, size, ContainerType.SINGLE_DOSE, false, null);
  }

  public Case vialsOf(int count, String size, String ndc) {
    return containers(count, size, ContainerType.SINGLE_DOSE, false, Ndc.of(ndc).orElseThrow());
  }

  public Case multiDose(String size) {
    return containers(1, size, ContainerType.MULTI_DOSE, false, null);
  }

  public Case unknownContainer(String size) {
    return containers(1, size, null, false, null);
  }

  /** Adds a container of a package with an unknown container type. */
  public Case unknownOf(String size, String ndc) {
    return containers(1, size, null, false, Ndc.of(ndc).orElseThrow());
  }

  public Case sharedVial(String size) {
    return containers(1, size, ContainerType.SINGLE_DOSE, true, null);
  }

  private Case containers(int count, String size, ContainerType type, boolean shared, Ndc ndc) {
    containers.add(new Container(amount(size), count, type, shared, ndc));
    return this;
  }

  /** Adds a dispense of a package: a count of containers, or an amount such as {@code 12 mg}. */
  public Case dispensed(String quantity, String ndc) {
    Dose amount = amount(quantity);
    Integer count = amount.unit().startsWith("{") ? amount.value().floor().intValueExact() : null;
    dispensed.add(new Dispense(amount, count, Ndc.of(ndc).orElseThrow()));
    return this;
  }

  /** Sets the HCPCS code in the chart of this and the following administrations. */
  public Case charted(String value) {
    return chartedAll(value);
  }

  Case chartedAll(String... values) {
    hcpcs = Arrays.stream(values).map(HcpcsCode::new).toList();
    return this;
  }

  /** Sets the codings of the drug, each {@code system|code}, in place of the one of all cases. */
  Case codings(String... values) {
    codings = Set.of(values);
    return this;
  }

  /** Sets the route of administration, as a code of the hosted ones. */
  Case route(String code) {
    route = new RecordedRoute(code, Set.of(code));
    return this;
  }

  /** Sets what the name of the RxNorm code says; an empty brand for none. */
  Case named(String brand, String... substances) {
    named = new NamedDrug(List.of(substances), brand, List.of(), List.of());
    return this;
  }

  /** Sets the names of a chart: those in its text, and those in parentheses. */
  Case charting(List<String> names, List<String> inParentheses) {
    named = new NamedDrug(named.substances(), named.brand(), names, inParentheses);
    return this;
  }

  /** Sets the code that the caller states for this administration alone. */
  public Case ownCode(String value) {
    ownCode = new HcpcsCode(value);
    return this;
  }

  public Case discarded(String amount) {
    discarded.add(amount(amount));
    return this;
  }

  /** States the dosage form and, where it is given, the content of one container. */
  Case form(DoseForm stated, String... contentOfOne) {
    form = stated;
    content = contentOfOne.length == 0 ? null : amount(contentOfOne[0]);
    return this;
  }

  public Case dose(String amount) {
    dose = amount(amount);
    return this;
  }

  private static Dose amount(String text) {
    String[] parts = text.split(" ");
    return Dose.of(new BigDecimal(parts[0]), parts[1]);
  }

  /** Completes one administration and starts the next with the same date, code and patient. */
  public Case and() {
    administrations.add(
        new Administration(
            administrations.size(),
            patient,
            status,
            new ServiceDay(date, utc),
            dose,
            new Drug(
                name,
                codings,
                ndcs,
                rxNorm,
                hcpcs,
                strength,
                unclear,
                new PackageStatement(form, content, strength),
                named),
            containers,
            dispensed,
            discarded.stream().map(DiscardedAmount::of).toList(),
            distinct,
            own,
            new Setting(biller, biller, "", place, encounterClass),
            request,
            ownCode,
            route));
    containers = new ArrayList<>();
    dispensed = new ArrayList<>();
    ownCode = null;
    discarded = new ArrayList<>();
    distinct = null;
    own = List.of();
    return this;
  }

  public Pricing priced() {
    if (result == null) {
      and();
      result = pricer.price(asked());
    }
    return result;
  }

  private PricingRequest asked() {
    return new PricingRequest(
        administrations,
        List.of(),
        payer,
        code,
        places,
        coveredPatient,
        institutional,
        modifiers,
        LocalDate.of(2026, 11, 24),
        LocalDate.MAX);
  }

  /** Returns the administrations that were refused. */
  public List<Administration> unpriced() {
    return priced().results().stream()
        .filter(r -> r instanceof GroupResult.NotPriced not && not.refused())
        .flatMap(r -> r.administrations().stream())
        .map(administrations::get)
        .toList();
  }

  List<ServiceLine> lines() {
    return priced().priced().stream().flatMap(g -> g.lines().stream()).toList();
  }

  /** Asserts the lines as {@code code units modifiers}. */
  public Case lines(String... expected) {
    assertThat(lines().stream().map(Case::shown)).containsExactly(expected);
    return this;
  }

  private static String shown(ServiceLine line) {
    String modifiers =
        line.modifiers().stream().map(m -> " " + m.value()).reduce("", String::concat);
    return line.code() + " " + line.units() + modifiers;
  }

  /** Asserts the NDC quantities of the lines, in order, as {@code 0.333 ML}. */
  public Case ndcQuantities(String... expected) {
    assertThat(lines().stream().map(l -> l.ndcQuantity()))
        .extracting(q -> q == null ? "none" : q.value() + " " + q.unit())
        .containsExactly(expected);
    return this;
  }

  /** Asserts the packages of the lines, in order. */
  Case packages(String... expected) {
    assertThat(lines().stream().map(ServiceLine::ndc))
        .containsExactlyElementsOf(
            Arrays.stream(expected).map(v -> Ndc.of(v).orElseThrow()).toList());
    return this;
  }

  /** Asserts the published codes of the rules that the first line cites, in order. */
  public Case rules(String... expected) {
    assertThat(lines().get(0).working().rules().stream().map(BillingRule::code))
        .containsExactly(expected);
    return this;
  }

  /** Asserts the arithmetic of the lines, in order. */
  public Case formulas(String... expected) {
    assertThat(lines().stream().map(ServiceLine::formula)).containsExactly(expected);
    return this;
  }

  /** Asserts the positions of the administrations of each result. */
  @SafeVarargs
  public final Case results(List<Integer>... expected) {
    assertThat(priced().results().stream().map(GroupResult::administrations))
        .containsExactly(expected);
    return this;
  }

  /** Sets the places that the call states: for all, or for records that name none in use. */
  Case places(String stated, String otherwise) {
    places = new PricingRequest.Places(stated, otherwise);
    return this;
  }

  /** Sets the patient of the call's coverage. */
  Case covered(String reference) {
    coveredPatient = reference;
    return this;
  }

  /** Returns what else would refuse an administration that is refused already. */
  List<IssueCode> furtherRefusals() {
    and();
    return pricer.furtherRefusals(asked(), administrations).stream().map(Issue::code).toList();
  }

  /** Asserts the issues that refuse the call as a whole, before anything is priced. */
  public Case refusedWhole(IssueCode... expected) {
    assertThat(refusals().stream().map(Issue::code)).containsExactly(expected);
    return this;
  }

  public List<Issue> refusals() {
    return pricer.refusals(asked());
  }

  public Case says(IssueCode... expected) {
    assertThat(codes()).contains(expected);
    return this;
  }

  public Case saysOnce(IssueCode expected) {
    assertThat(codes()).containsOnlyOnce(expected);
    return this;
  }

  /** Asserts that issues are absent from an answer with lines: a refusal says little else. */
  public Case neverSays(IssueCode... unexpected) {
    assertThat(lines()).as("lines").isNotEmpty();
    assertThat(codes()).doesNotContain(unexpected);
    return this;
  }

  public Case refused(IssueCode expected) {
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
