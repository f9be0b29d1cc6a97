package org.priceunits.pricing.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.ChargeItem;
import org.hl7.fhir.r4.model.Claim;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Location;
import org.hl7.fhir.r4.model.MedicationAdministration;
import org.hl7.fhir.r4.model.MedicationDispense;
import org.hl7.fhir.r4.model.Money;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.OperationOutcome.OperationOutcomeIssueComponent;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.priceunits.ShippedKnowledge;
import org.priceunits.fhir.Canonicals;
import org.priceunits.pricing.CallInputs;
import org.priceunits.pricing.CallRefusedException;
import org.priceunits.pricing.EmptyStore;
import org.priceunits.pricing.PriceUnitsOperation;
import org.priceunits.pricing.ResourceStore;
import org.priceunits.units.UcumUnits;
import org.priceunits.vectors.VectorAnswer;
import org.priceunits.vectors.VectorRequest;
import org.priceunits.vectors.VectorRow;

class CheckUnitsTest {
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-11-24T12:00:00Z"), ZoneOffset.UTC);
  private static final PriceUnitsOperation PRICE =
      new PriceUnitsOperation(
          ShippedKnowledge::pricing, new UcumUnits(), CLOCK, null, "price-units test");
  private static final CheckUnitsOperation CHECK = new CheckUnitsOperation(PRICE);

  /** 10 mg of a 30 mg vial on 2024-05-01: ten units, and twenty with JW. */
  private final Parameters call = VectorRequest.of(row("11"));

  private final Stored store = new Stored();

  @Test
  void readsAStoredClaimAndTheStoredAdministrationsThatItNames() {
    Claim claim = storedClaim();
    Parameters answer = CHECK.answer(body(), Map.of(), claim, store);

    assertThat(answer.getParameterBool("result")).isTrue();
    assertThat(codes(answer)).doesNotContain("already-billed");
  }

  @Test
  void pointsIntoAStoredClaimByItsType() {
    Claim claim = storedClaim();
    claim.getItem().get(1).getQuantity().setValue(27);
    OperationOutcomeIssueComponent issue =
        issue(CHECK.answer(body(), Map.of(), claim, store), "discard-units-wrong");

    assertThat(issue.getExpression().get(0).getValue()).isEqualTo("Claim.item[1].quantity");
  }

  @Test
  void tellsExpectedAndFoundTheMoneyAndWhatDecides() {
    Claim claim = claim();
    claim.getItem().get(0).getQuantity().setValue(12);
    Extension difference =
        issue(check(claim), "units-too-high")
            .getExtensionByUrl(Canonicals.extension("claim-difference"));

    assertThat(difference.getExtensionString("expected")).isEqualTo("10");
    assertThat(difference.getExtensionString("found")).isEqualTo("12");
    Money effect = (Money) difference.getExtensionByUrl("effect").getValue();
    BigDecimal price = claim.getItem().get(0).getUnitPrice().getValue();
    assertThat(effect.getValue())
        .isEqualByComparingTo(price.add(price).setScale(2, RoundingMode.HALF_UP));
    Coding rule = (Coding) difference.getExtensionByUrl("rule").getValue();
    assertThat(rule.getCode()).isEqualTo("R1");
    assertThat(difference.getExtensionByUrl("source").getValue().primitiveValue())
        .contains("policy-medicare|");
  }

  @Test
  void namesALineOfNoDrugKnownHereWithoutFailingIt() {
    Claim claim = claim();
    claim.addItem(claim.getItem().get(0).copy());
    claim.getItem().get(2).getProductOrService().getCodingFirstRep().setSystem(Canonicals.CPT);
    claim.getItem().get(2).getProductOrService().getCodingFirstRep().setCode("96413");
    claim.setTotal(null);
    Parameters answer = check(claim);

    assertThat(answer.getParameterBool("result")).isTrue();
    assertThat(codes(answer)).contains("line-not-checked");
  }

  @Test
  void showsTheRefusalOfAnAdministrationAndLeavesItsLineUnchecked() {
    Parameters refused = VectorRequest.of(row("60"));
    refused.addParameter().setName("claim").setResource(claim());
    Parameters answer = CHECK.answer(refused, Map.of(), null, new EmptyStore());

    assertThat(answer.getParameterBool("result")).isFalse();
    assertThat(codes(answer)).contains("dose-unit-not-convertible", "line-not-checked");
  }

  @Test
  void namesTheEndedCodeOfALine() {
    Parameters ended = VectorRequest.of(row("5"));
    Claim claim = claim();
    for (Claim.ItemComponent item : claim.getItem()) {
      item.getProductOrService().getCodingFirstRep().setCode("J9010");
    }
    ended.addParameter().setName("claim").setResource(claim);
    assertThat(codes(CHECK.answer(ended, Map.of(), null, new EmptyStore())))
        .contains("code-terminated", "code-not-valid-on-date");
  }

  @Test
  void refusesAnAdministrationOfAnotherPatient() {
    Claim claim = claim();
    claim.setPatient(new Reference("Patient/p2"));
    assertThat(codes(check(claim))).contains("patient-mismatch", "line-without-administration");
  }

  @Test
  void namesAPlaceOfServiceThatWasNotInUse() {
    Claim claim = claim();
    claim.getItem().get(0).getLocationCodeableConcept().getCodingFirstRep().setCode("98");
    OperationOutcomeIssueComponent issue = issue(check(claim), "place-of-service-not-valid");
    assertThat(issue.getExpression().get(0).getValue()).endsWith(".item[0].location");
  }

  @Test
  void asksTheRecordBeforeTheClaimWhereTheDrugWasGiven() {
    Claim claim = claim();
    claim.getItem().forEach(i -> i.getLocationCodeableConcept().getCodingFirstRep().setCode("22"));
    assertThat(codes(check(claim)))
        .contains("facility-bills-drug")
        .doesNotContain("place-of-service-differs", "place-assumed");

    givenAt(call, "11");
    Parameters answer = check(claim);
    assertThat(issue(answer, "place-of-service-differs").getExpression().get(0).getValue())
        .endsWith(".item[0].location");
    assertThat(codes(answer)).doesNotContain("facility-bills-drug");
  }

  /** Place 19 exists since 2016; an earlier Encounter may have it from today's master data. */
  @Test
  void asksTheClaimWhereTheRecordedPlaceWasNotInUse() {
    Parameters before = VectorRequest.of(row("1"));
    Parameters priced = PRICE.answer(new CallInputs().body(before), store);
    Claim claim = VectorAnswer.resources(priced, Claim.class).get(0).copy();
    givenAt(before, "19");
    before.addParameter().setName("claim").setResource(claim);
    Parameters answer = CHECK.answer(before, Map.of(), null, new EmptyStore());
    assertThat(answer.getParameterBool("result")).as(codes(answer).toString()).isTrue();
    assertThat(codes(answer)).doesNotContain("place-of-service-not-valid");
  }

  private static void givenAt(Parameters call, String place) {
    Location office = new Location();
    office.setId("office");
    office.addType(new CodeableConcept(new Coding(Canonicals.PLACE_OF_SERVICE, place, null)));
    Encounter visit = new Encounter();
    visit.setId("visit");
    visit.addLocation().setLocation(new Reference("Location/office"));
    VectorAnswer.resources(call, MedicationAdministration.class)
        .forEach(a -> a.setContext(new Reference("Encounter/visit")));
    call.addParameter().setName("resource").setResource(office);
    call.addParameter().setName("resource").setResource(visit);
  }

  /** A device without a dose is one unit; two units, or an amount of its drug, are too many. */
  @ParameterizedTest
  @CsvSource({
    "J7300, 1, ",
    "J7300, 2, units-too-high",
    "J7307, 1, ",
    "J7307, 68, units-too-high",
    "J7298, 1, ",
    "J7298, 52, units-too-high",
    "Q2042, 1, ",
    "Q2042, 3, units-too-high"
  })
  void countsADeviceThatWasGivenWithoutADose(String code, int units, String difference) {
    MedicationAdministration given = new MedicationAdministration();
    given.setStatus(MedicationAdministration.MedicationAdministrationStatus.COMPLETED);
    given.setMedication(new CodeableConcept(new Coding(Canonicals.HCPCS, code, null)));
    given.setSubject(new Reference("Patient/p1"));
    given.setEffective(new DateTimeType("2024-05-01T10:00:00-05:00"));
    given.setId("device");
    Parameters device = new Parameters();
    device.addParameter().setName("administration").setResource(given);
    Parameters priced = PRICE.answer(new CallInputs().body(device), store);
    Claim claim = VectorAnswer.resources(priced, Claim.class).get(0).copy();
    assertThat(claim.getItem()).hasSize(1);
    claim.getItem().get(0).getQuantity().setValue(units);
    device.addParameter().setName("claim").setResource(claim);
    Parameters answer = CHECK.answer(device, Map.of(), null, new EmptyStore());
    assertThat(answer.getParameterBool("result")).isEqualTo(difference == null);
    if (difference != null) {
      assertThat(codes(answer)).contains(difference);
    }
    assertThat(codes(answer)).contains("dose-unit-assumed");
  }

  /** The period spans an evening at the site; only whole days are compared with the lines. */
  @Test
  void takesAPeriodInTimesForNoMoreThanItSays() {
    Claim claim = claim();
    claim
        .getBillablePeriod()
        .setStartElement(new DateTimeType("2024-05-02T03:00:00Z"))
        .setEndElement(new DateTimeType("2024-05-02T04:00:00Z"));
    assertThat(codes(check(claim))).doesNotContain("date-differs");
  }

  @Test
  void readsTheRevenueCodeBesideALocalOne() {
    Claim claim = claim();
    claim.getType().getCodingFirstRep().setCode("institutional");
    for (Claim.ItemComponent item : claim.getItem()) {
      item.getRevenue().addCoding().setSystem("http://example.org/departments").setCode("PHARM");
      item.getRevenue().addCoding().setSystem(Canonicals.REVENUE_CODES).setCode("0636");
    }
    assertThat(codes(check(claim))).doesNotContain("revenue-code-differs");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"UN", "units", "Unit(s)", "1", "{unit}", "EA", "each", "U", "service units"})
  void takesEveryWordForBillingUnits(String unit) {
    Claim claim = claim();
    claim.getItem().forEach(i -> i.getQuantity().setUnit(unit));
    assertThat(codes(check(claim))).doesNotContain("quantity-unit-differs");
  }

  @ParameterizedTest
  @ValueSource(strings = {"mg", "{mg}", "MG", "mL", "ML", "GR", "g", "mCi", "mcg", "IU"})
  void takesNoMeasureForBillingUnits(String unit) {
    Claim claim = claim();
    claim.getItem().get(1).getQuantity().setUnit(unit);
    assertThat(issue(check(claim), "quantity-unit-differs").getExpression().get(0).getValue())
        .endsWith(".item[1].quantity");
  }

  @Test
  void readsTheUnitBesideItsCode() {
    Claim coded = claim();
    coded.getItem().get(1).getQuantity().setUnit("UN").setCode("mg");
    assertThat(issue(check(coded), "quantity-unit-differs").getExpression().get(0).getValue())
        .endsWith(".item[1].quantity");
  }

  @Test
  void takesALineSplitInTwoForOne() {
    Claim claim = claim();
    Claim.ItemComponent rest = claim.getItem().get(1).copy();
    claim.getItem().get(1).getQuantity().setValue(15);
    rest.getQuantity().setValue(5);
    claim.addItem(rest);
    claim.getItem().forEach(i -> i.setNet(null));
    assertThat(check(claim).getParameterBool("result")).isTrue();
  }

  @Test
  void readsTheModifierOfHcpcsBesideALocalOne() {
    Claim claim = claim();
    for (Claim.ItemComponent item : claim.getItem()) {
      item.getModifier()
          .forEach(
              m -> m.getCoding().add(0, new Coding("http://example.org/modifiers", "WASTE", null)));
    }
    assertThat(check(claim).getParameterBool("result")).isTrue();
  }

  @Test
  void countsTheFactorOfALineInItsPrice() {
    Claim claim = claim();
    for (Claim.ItemComponent item : claim.getItem()) {
      item.getUnitPrice().setValue(item.getUnitPrice().getValue().multiply(new BigDecimal("2")));
      item.setFactor(new BigDecimal("0.5"));
    }
    assertThat(check(claim).getParameterBool("result")).isTrue();
    claim.getItem().get(0).setFactor(new BigDecimal("0.4"));
    assertThat(codes(check(claim))).contains("price-differs");
  }

  @Test
  void namesAnotherCurrency() {
    Claim claim = claim();
    claim.getItem().get(0).getNet().setCurrency("EUR");
    assertThat(codes(check(claim))).contains("price-differs");
  }

  @Test
  void isRefusedWithoutClaimWithoutAdministrationAndForUnknownNames() {
    assertThatThrownBy(() -> CHECK.answer(call, Map.of(), null, new EmptyStore()))
        .isInstanceOf(CallRefusedException.class)
        .hasMessageContaining("no claim");
    assertThatThrownBy(() -> CHECK.answer(claim(), Map.of(), null, new EmptyStore()))
        .isInstanceOf(CallRefusedException.class)
        .hasMessageContaining("nothing to compare");
    Parameters unknown = call.copy();
    unknown.addParameter().setName("placeOfService").setValue(new CodeType("11"));
    unknown.addParameter().setName("claim").setResource(claim());
    assertThatThrownBy(() -> CHECK.answer(unknown, Map.of(), null, new EmptyStore()))
        .isInstanceOf(CallRefusedException.class)
        .hasMessageContaining("placeOfService");
    assertThatThrownBy(() -> CHECK.answer(new Bundle(), Map.of(), null, new EmptyStore()))
        .isInstanceOf(CallRefusedException.class);
  }

  private static VectorRow row(String id) {
    return VectorRow.all().stream().filter(r -> r.id().equals(id)).findFirst().orElseThrow();
  }

  private Claim claim() {
    Parameters answer = PRICE.answer(new CallInputs().body(call), store);
    return VectorAnswer.resources(answer, Claim.class).get(0).copy();
  }

  private Parameters check(Claim claim) {
    Parameters body = call.copy();
    body.addParameter().setName("claim").setResource(claim);
    return CHECK.answer(body, Map.of(), null, new EmptyStore());
  }

  /** Returns a stored claim, priced from a stored administration. */
  private Claim storedClaim() {
    MedicationAdministration administration =
        VectorAnswer.resources(call, MedicationAdministration.class).get(0);
    administration.setId("a1");
    store.resources.put("MedicationAdministration/a1", administration);
    Parameters body = body();
    body.addParameter()
        .setName("administrationReference")
        .setValue(new Reference("MedicationAdministration/a1"));
    Parameters answer = PRICE.answer(new CallInputs().body(body), store);
    Claim claim = VectorAnswer.resources(answer, Claim.class).get(0).copy();
    claim.setId("c1");
    store.live = List.of(claim.copy());
    return claim;
  }

  /** Returns the inputs of the call without its administrations. */
  private Parameters body() {
    Parameters body = call.copy();
    body.getParameter().removeIf(p -> p.getName().equals("administration"));
    return body;
  }

  private static OperationOutcomeIssueComponent issue(Parameters answer, String code) {
    return issues(answer).stream()
        .filter(i -> code.equals(i.getDetails().getCodingFirstRep().getCode()))
        .findFirst()
        .orElseThrow();
  }

  private static List<String> codes(Parameters answer) {
    return issues(answer).stream().map(i -> i.getDetails().getCodingFirstRep().getCode()).toList();
  }

  private static List<OperationOutcomeIssueComponent> issues(Parameters answer) {
    return VectorAnswer.resources(answer, OperationOutcome.class).get(0).getIssue();
  }

  private static final class Stored implements ResourceStore {
    private final Map<String, Resource> resources = new HashMap<>();
    private List<Claim> live = List.of();

    @Override
    public String base() {
      return "http://here.example.org/fhir";
    }

    @Override
    public Optional<Resource> read(String type, String id) {
      return Optional.ofNullable(resources.get(type + "/" + id));
    }

    @Override
    public Found<MedicationAdministration> partsOf(String administrationId) {
      return new Found<>(List.of(), true);
    }

    @Override
    public Found<MedicationDispense> dispensesOf(String requestReference) {
      return new Found<>(List.of(), true);
    }

    @Override
    public Found<MedicationAdministration> around(String patientReference, LocalDate day) {
      return new Found<>(List.of(), true);
    }

    @Override
    public List<Claim> liveClaims(Collection<Identifier> identifiers) {
      return live;
    }

    @Override
    public List<ChargeItem> liveChargeItems(Collection<Identifier> identifiers) {
      return List.of();
    }
  }
}
