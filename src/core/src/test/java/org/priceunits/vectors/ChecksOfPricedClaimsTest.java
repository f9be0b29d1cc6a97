package org.priceunits.vectors;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Claim;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.Location;
import org.hl7.fhir.r4.model.MedicationAdministration;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.OperationOutcome.IssueSeverity;
import org.hl7.fhir.r4.model.OperationOutcome.OperationOutcomeIssueComponent;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Reference;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.priceunits.ShippedKnowledge;
import org.priceunits.fhir.Canonicals;
import org.priceunits.pricing.CallInputs;
import org.priceunits.pricing.EmptyStore;
import org.priceunits.pricing.PriceUnitsOperation;
import org.priceunits.pricing.check.CheckUnitsOperation;
import org.priceunits.units.UcumUnits;

/**
 * Tests that {@code $check-units} accepts the claims that {@code $price-units} writes, and finds
 * every change made to them.
 */
class ChecksOfPricedClaimsTest {
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-11-24T12:00:00Z"), ZoneOffset.UTC);
  private static final PriceUnitsOperation PRICE =
      new PriceUnitsOperation(
          ShippedKnowledge::pricing, new UcumUnits(), CLOCK, null, "price-units test");
  private static final CheckUnitsOperation CHECK = new CheckUnitsOperation(PRICE);
  private static final String LEMTRADA = "58468020001";

  /** A call, and a claim of its answer. */
  record PricedClaim(String name, Parameters call, Claim claim) {
    @Override
    public String toString() {
      return name;
    }

    Parameters check(Claim claim) {
      Parameters body = call.copy();
      body.addParameter().setName("claim").setResource(claim);
      return CHECK.answer(body, Map.of(), null, new EmptyStore());
    }

    /** Returns the name of the parameter that a path belongs to. */
    String named(String path) {
      int index = Integer.parseInt(path.replaceAll("\\D", ""));
      return call.getParameter().get(index).getName();
    }

    boolean statesDistinct() {
      return VectorAnswer.resources(call, MedicationAdministration.class).stream()
          .anyMatch(a -> a.hasExtension(Canonicals.extension("distinct-service")));
    }

    String path() {
      return "Parameters.parameter[" + call.getParameter().size() + "].resource";
    }
  }

  static Stream<PricedClaim> claimsOfEveryPayer() {
    List<String> payers = ShippedKnowledge.pricing().catalogs().policies().payers();
    return payers.stream()
        .flatMap(
            payer ->
                VectorRow.all().stream()
                    .flatMap(
                        row ->
                            Stream.of(
                                VectorRequest.of(row), withPackage(VectorRequest.of(row), row)))
                    .flatMap(
                        call ->
                            Stream.of("professional", "institutional")
                                .flatMap(
                                    type -> claims(paidBy(payer, call), payer, type).stream())));
  }

  static Stream<PricedClaim> claims() {
    return claimsOfEveryPayer().filter(c -> c.name().startsWith("medicare"));
  }

  private static List<PricedClaim> claims(Parameters call, String payer, String type) {
    Parameters typed = atTheOffice(call).copy();
    typed.addParameter().setName("claimType").setValue(new CodeType(type));
    Parameters answer = PRICE.answer(new CallInputs().body(typed), new EmptyStore());
    List<PricedClaim> claims = new ArrayList<>();
    for (Claim claim : VectorAnswer.resources(answer, Claim.class)) {
      String name = payer + " " + claim.getItemFirstRep().getServicedDateType().getValueAsString();
      String code = claim.getItemFirstRep().getProductOrService().getCodingFirstRep().getCode();
      claims.add(new PricedClaim(name + " " + code + " " + type, call, claim));
    }
    return claims;
  }

  /** Adds to the record where the drug was given. */
  private static Parameters atTheOffice(Parameters call) {
    List<MedicationAdministration> given =
        VectorAnswer.resources(call, MedicationAdministration.class);
    if (given.stream().anyMatch(MedicationAdministration::hasContext)) {
      return call;
    }
    given.forEach(a -> a.setContext(new Reference("Encounter/visit")));
    Location office = new Location();
    office.setId("office");
    office.addType(new CodeableConcept(new Coding(Canonicals.PLACE_OF_SERVICE, "11", null)));
    Encounter visit = new Encounter();
    visit.setId("visit");
    visit.addLocation().setLocation(new Reference("Location/office"));
    call.addParameter().setName("resource").setResource(office);
    call.addParameter().setName("resource").setResource(visit);
    return call;
  }

  private static Parameters paidBy(String payer, Parameters call) {
    call.getParameter("payer").setValue(new CodeType(payer));
    return call;
  }

  /** Returns the same administrations of a drug with a known package. */
  private static Parameters withPackage(Parameters call, VectorRow row) {
    for (MedicationAdministration a :
        VectorAnswer.resources(call, MedicationAdministration.class)) {
      if (row.code().equals("J0202") && !a.hasMedicationReference()) {
        a.setMedication(new CodeableConcept(new Coding(Canonicals.NDC, LEMTRADA, null)));
      }
    }
    return call;
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("claimsOfEveryPayer")
  void findNothingInWhatPricingWrote(PricedClaim priced) {
    assertClean(priced, priced.claim().copy());
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("claims")
  void findNothingInAnEquivalentClaim(PricedClaim priced) {
    Claim other = priced.claim().copy();
    Collections.reverse(other.getItem());
    other.getItem().forEach(i -> https(i.getProductOrService()));
    other.getItem().forEach(i -> i.getModifier().forEach(ChecksOfPricedClaimsTest::https));
    other.getItem().stream()
        .filter(Claim.ItemComponent::hasDetail)
        .map(i -> i.getDetailFirstRep().getProductOrService().getCodingFirstRep())
        .filter(c -> c.getCode().equals(LEMTRADA))
        .forEach(c -> c.setCode("58468-0200-1"));
    assertClean(priced, other);
  }

  private static void https(CodeableConcept concept) {
    concept.getCoding().stream()
        .filter(c -> Canonicals.HCPCS.equals(c.getSystem()))
        .forEach(c -> c.setSystem(Canonicals.HCPCS_HTTPS));
  }

  private static void assertClean(PricedClaim priced, Claim claim) {
    Parameters answer = priced.check(claim);
    assertThat(answer.getParameterBool("result")).as(said(answer)).isTrue();
    List<String> asked =
        said(PRICE.answer(new CallInputs().body(priced.call()), new EmptyStore())).lines().toList();
    assertThat(said(answer).lines())
        .allMatch(line -> asked.contains(line) || line.contains("administration-on-other-claim"));
  }

  /** Returns severity, code and text of every issue except those that report nothing to say. */
  private static String said(Parameters answer) {
    StringBuilder text = new StringBuilder();
    for (OperationOutcomeIssueComponent issue : issues(answer)) {
      if (issue.getDetails().hasCoding()) {
        text.append(issue.getSeverity())
            .append(' ')
            .append(code(issue))
            .append(' ')
            .append(issue.getDetails().getText())
            .append('\n');
      }
    }
    return text.toString();
  }

  record Corrupted(PricedClaim priced, Corruption corruption, int line) {
    @Override
    public String toString() {
      return corruption + " line " + line + " of " + priced;
    }
  }

  static Stream<Corrupted> corruptions() {
    return claims()
        .flatMap(
            priced ->
                Stream.of(Corruption.values())
                    .flatMap(
                        c ->
                            Stream.iterate(0, i -> i + 1)
                                .limit(priced.claim().getItem().size())
                                .filter(i -> c.applies(priced.claim(), i))
                                .filter(
                                    i ->
                                        !(c == Corruption.DISTINCT_ADDED
                                            && priced.statesDistinct()))
                                .map(i -> new Corrupted(priced, c, i))));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("corruptions")
  void findEveryFieldThatIsChanged(Corrupted wrong) {
    Claim right = wrong.priced().claim();
    Claim claim = right.copy();
    wrong.corruption().apply(claim, wrong.line());
    Parameters answer = wrong.priced().check(claim);

    String expected = wrong.corruption().issue(right, wrong.line());
    OperationOutcomeIssueComponent found =
        issues(answer).stream()
            .filter(i -> expected.equals(code(i)))
            .findFirst()
            .orElseThrow(() -> new AssertionError(expected + " is not in\n" + said(answer)));
    assertThat(
            found
                .getExtensionByUrl(Canonicals.extension("claim-difference"))
                .getExtensionByUrl("source"))
        .as("what decides")
        .isNotNull();
    String below = wrong.corruption().expression(right, wrong.line());
    String path = found.getExpression().get(0).getValue();
    if (below == null) {
      assertThat(wrong.priced().named(path)).isEqualTo("administration");
    } else {
      assertThat(path).isEqualTo(wrong.priced().path() + below);
    }
    if (found.getSeverity() == IssueSeverity.ERROR) {
      assertThat(answer.getParameterBool("result")).isFalse();
    }
  }

  private static List<OperationOutcomeIssueComponent> issues(Parameters answer) {
    return VectorAnswer.resources(answer, OperationOutcome.class).get(0).getIssue();
  }

  private static String code(OperationOutcomeIssueComponent issue) {
    return issue.getDetails().getCodingFirstRep().getCode();
  }
}
