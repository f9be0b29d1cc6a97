package org.priceunits.domain.billing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.priceunits.domain.billing.Case.given;
import static org.priceunits.domain.billing.result.IssueCode.PACKAGE_ON_NO_LINE;

import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Resource;
import org.junit.jupiter.api.Test;
import org.priceunits.ShippedKnowledge;
import org.priceunits.domain.billing.request.PricingRequest;
import org.priceunits.domain.billing.result.Issue;
import org.priceunits.domain.billing.result.IssueCode;
import org.priceunits.domain.product.HcpcsCode;
import org.priceunits.domain.product.Modifier;
import org.priceunits.knowledge.KnowledgeReader;
import org.priceunits.units.UcumUnits;

/** Tests the policy of a payer that requires modifiers to distinguish the lines of several NDCs. */
class PackagesAreToldApartTest {
  private static final String POLICY =
      """
      {"resourceType": "ChargeItemDefinition", "url": "https://example.org/plan", "version": "1", "status": "active",
       "extension": [{"url": "https://price-units.github.io/fhir/StructureDefinition/payer-policy", "extension": [
         {"url": "citation", "valueString": "Agreement with the payer"},
         {"url": "package-modifiers", "extension": [
           {"url": "first", "valueCode": "KP"}, {"url": "further", "valueCode": "KQ"}]}]}],
       "useContext": [{"code": {"system": "https://price-units.github.io/fhir/CodeSystem/context-type", "code": "payer"},
         "valueCodeableConcept": {"coding": [{"system": "https://example.org/payers", "code": "plan"}]}}]}
      """;
  private static final UnitPricer PRICER =
      new UnitPricer(
          KnowledgeReader.read(
                  Stream.concat(
                          ShippedKnowledge.resources().stream(),
                          Stream.of(
                              (Resource)
                                  ShippedKnowledge.FHIR.newJsonParser().parseResource(POLICY)))
                      .toList())
              .catalogs(),
          new UcumUnits());

  private static Case rituximab() {
    return given().by(PRICER).payer("plan").code("J9312").on("2025-08-01").dose("550 mg");
  }

  @Test
  void theFirstPackageTakesOneModifierAndEveryOtherTheOther() {
    rituximab()
        .vialsOf(1, "500 mg", "50242-0053-06")
        .vialsOf(1, "100 mg", "50242-0051-21")
        .lines("J9312 46 KP", "J9312 4 JW KP", "J9312 9 KQ", "J9312 1 JW KQ");
  }

  @Test
  void onePackageTakesNeither() {
    rituximab().vialsOf(6, "100 mg", "50242-0051-21").lines("J9312 55", "J9312 5 JW");
  }

  /** 1 mg of the 10 mg of a unit: the unit stands on the line of the other package. */
  @Test
  void aPackageWithoutUnitsOfItsOwnCountsAsNone() {
    Case small =
        rituximab()
            .ndc("50242-0053-06")
            .dose("1 mg")
            .and()
            .ndc("50242-0051-21")
            .dose("9 mg")
            .lines("J9312 1")
            .packages("50242-0051-21");
    assertThat(small.text(PACKAGE_ON_NO_LINE)).contains("50242005306");
    rituximab()
        .ndc("50242-0053-06")
        .dose("6 mg")
        .and()
        .ndc("50242-0051-21")
        .dose("5 mg")
        .lines("J9312 1 KP", "J9312 1 KQ")
        .neverSays(PACKAGE_ON_NO_LINE);
  }

  @Test
  void othersTakeNeither() {
    rituximab()
        .payer("medicare")
        .vialsOf(1, "500 mg", "50242-0053-06")
        .vialsOf(1, "100 mg", "50242-0051-21")
        .lines("J9312 46", "J9312 4 JW", "J9312 9", "J9312 1 JW");
  }

  @Test
  void theCallerMayNotSetWhatFollowsFromThePackages() {
    PricingRequest request =
        new PricingRequest(
            List.of(),
            List.of(),
            "plan",
            new HcpcsCode("J9312"),
            PricingRequest.Places.OF_RECORDS,
            null,
            false,
            List.of(new Modifier("KP")),
            LocalDate.of(2025, 8, 1),
            LocalDate.MAX);
    assertThat(PRICER.refusals(request))
        .extracting(Issue::code)
        .containsExactly(IssueCode.MODIFIER_CONFLICT);
    assertThat(Case.PRICER.refusals(request))
        .extracting(Issue::code)
        .containsExactly(IssueCode.PAYER_UNKNOWN);
  }
}
