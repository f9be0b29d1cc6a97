package org.priceunits.pricing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.priceunits.pricing.Administered.dose;
import static org.priceunits.pricing.Administered.waste;

import java.math.BigDecimal;
import java.util.List;
import org.hl7.fhir.r4.model.Annotation;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleEntryComponent;
import org.hl7.fhir.r4.model.ChargeItem;
import org.hl7.fhir.r4.model.ChargeItem.ChargeItemStatus;
import org.hl7.fhir.r4.model.ChargeItemDefinition;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.DecimalType;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Medication;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.StringType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.priceunits.ShippedKnowledge;
import org.priceunits.fhir.Canonicals;
import org.priceunits.knowledge.KnowledgeReader;
import org.priceunits.pricing.CallRefusedException.Reason;

/** Tests the lines of an answer as ChargeItems, and the transaction that stores them. */
class ChargeItemsAreCompleteTest {
  private static final String IN_2025 = "2025-07-14T10:00:00-04:00";
  private static final String ORACLE = "https://fhir-ehr.cerner.com/r4/StructureDefinition/";

  /** A dose of which the rest of the vial was discarded: a line of the drug and one with JW. */
  private static Administered wasted() {
    return dose("10 mg")
        .id("a1")
        .identifier("4711")
        .container("30 mg", 1, "single-dose")
        .discarded("20 mg");
  }

  private static Call as(String code, Administered... administrations) {
    return Call.of(administrations).with("as", new CodeType(code));
  }

  @ParameterizedTest
  @CsvSource({"claim, 1, 0", "charge-item, 0, 2", "both, 1, 2"})
  void theLinesAreAnsweredAsAskedFor(String as, int claims, int charges) {
    Call call = as(as, wasted()).code("J9010").statuses("priced").repeatsNothing().valid();

    assertThat(call.claims()).hasSize(claims);
    assertThat(call.chargeItems()).hasSize(charges);
  }

  @ParameterizedTest
  @ValueSource(strings = {"charge-items", "Claim", "ChargeItem", "", "claim,charge-item"})
  void nothingElseIsTaken(String as) {
    Call call = Call.of(wasted()).with("as", new StringType(as.isEmpty() ? " " : as));
    call.refused(Reason.NOT_USABLE, "parameter-not-valid", "Parameters.parameter[2]");
    assertThat(PricedAs.allowed()).contains("claim, charge-item, both");
  }

  @Test
  void eachLineIsOneCharge() {
    Call call = as("charge-item", wasted()).code("J9010").charges("J9010 1", "J9010 2 JW").valid();

    ChargeItem drug = call.chargeItems().get(0);
    assertThat(drug.getStatus()).isEqualTo(ChargeItemStatus.BILLABLE);
    assertThat(drug.getCode().getCodingFirstRep().getSystem()).isEqualTo(Canonicals.HCPCS);
    assertThat(drug.getOccurrenceDateTimeType().getValueAsString()).isEqualTo("2012-03-02");
    assertThat(drug.getSubject().getReference()).isEqualTo("Patient/p1");
    assertThat(drug.getService()).hasSize(1);
    assertThat(drug.getServiceFirstRep().getReference()).isEqualTo("MedicationAdministration/a1");
    assertThat(drug.getQuantity().getUnit()).isEqualTo("UN");
    assertThat(drug.hasPriceOverride()).isFalse();
    assertThat(drug.getExtensionByUrl(Canonicals.extension("working")).getExtension())
        .extracting(Extension::getUrl)
        .contains("formula", "rule", "policy");
  }

  @Test
  void everyModifierStandsInOurExtensionAndInOraclesInOneOrder() {
    ChargeItem discarded =
        as("charge-item", wasted().on(IN_2025))
            .code("J0202")
            .with("modifier", new CodeType("TB"))
            .charges("J0202 10 TB", "J0202 20 JW TB")
            .valid()
            .chargeItems()
            .get(1);

    List<Extension> oracle = discarded.getExtensionsByUrl(ORACLE + "modifier-code");
    assertThat(oracle)
        .extracting(e -> e.getExtensionByUrl(ORACLE + "priority").getValue().primitiveValue())
        .containsExactly("1", "2");
    assertThat(oracle)
        .extracting(
            e ->
                e.getExtensionByUrl("code")
                    .castToCodeableConcept(e.getExtensionByUrl("code").getValue())
                    .getCodingFirstRep()
                    .getCode())
        .containsExactly("JW", "TB");
  }

  @Test
  void theFeeIsTheDefinitionAndThePriceComesWhereAsked() {
    ChargeItem plain =
        as("charge-item", dose("12 mg").on(IN_2025)).code("J0202").valid().chargeItems().get(0);
    assertThat(plain.getDefinitionCanonical().get(0).getValue())
        .startsWith(Canonicals.BASE + "/ChargeItemDefinition/")
        .contains("|");
    assertThat(plain.hasPriceOverride()).isFalse();
    assertThat(plain.hasFactorOverride()).isFalse();

    ChargeItem priced =
        as("charge-item", dose("12 mg").on(IN_2025))
            .code("J0202")
            .with("priceOverride", new BooleanType(true))
            .valid()
            .chargeItems()
            .get(0);
    assertThat(priced.getPriceOverride().getValue()).isEqualByComparingTo("29288.42");
    assertThat(priced.getPriceOverride().getCurrency()).isEqualTo("USD");
    assertThat(priced.getOverrideReason()).contains("12 units at 2440.702 USD");
  }

  /** A payer that pays a share of the schedule says so on the charge. */
  @ParameterizedTest
  @CsvSource({"99.5, 0.995", "100, ''", "106, 1.06"})
  void theShareThatAPayerPaysIsTheFactor(String percentage, String factor) {
    List<Resource> knowledge =
        ShippedKnowledge.resources().stream()
            .map(r -> isNoridian(r) ? paying(r.copy(), new BigDecimal(percentage)) : r)
            .toList();
    Parameters call = new Parameters();
    call.addParameter()
        .setName("administration")
        .setResource(dose("12 mg").ndc("58468020001").on(IN_2025).record());

    ChargeItem charge =
        ClaimPricer.with(KnowledgeReader.read(knowledge))
            .price(
                new CallInputs().payer("medicare-noridian-jf").as(PricedAs.CHARGE_ITEM).body(call))
            .response()
            .getParameter()
            .stream()
            .map(Parameters.ParametersParameterComponent::getResource)
            .filter(ChargeItem.class::isInstance)
            .map(ChargeItem.class::cast)
            .findFirst()
            .orElseThrow();

    assertThat(charge.hasFactorOverride()).isEqualTo(!factor.isEmpty());
    assertThat(charge.hasOverrideReason()).isEqualTo(!factor.isEmpty());
    if (!factor.isEmpty()) {
      assertThat(charge.getFactorOverride()).isEqualByComparingTo(factor);
      assertThat(charge.getOverrideReason()).contains("share of the fee");
    }
  }

  private static boolean isNoridian(Resource resource) {
    return "policy-medicare-noridian-jf".equals(resource.getIdPart());
  }

  private static Resource paying(Resource policy, BigDecimal percentage) {
    ((ChargeItemDefinition) policy)
        .getExtension().stream()
            .flatMap(rules -> rules.getExtension().stream())
            .filter(rule -> rule.getUrl().equals("fee-percentage"))
            .forEach(rule -> rule.setValue(new DecimalType(percentage)));
    return policy;
  }

  @Test
  void withoutAPriceThereIsNoneToOverride() {
    ChargeItem charge =
        as("charge-item", wasted())
            .code("J9010")
            .with("priceOverride", new BooleanType(true))
            .says("price-not-found")
            .chargeItems()
            .get(0);
    assertThat(charge.hasPriceOverride()).isFalse();
    assertThat(charge.hasDefinitionCanonical()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "claim"})
  void aPriceOverrideIsOfAChargeItem(String as) {
    Call call = Call.of(wasted());
    if (!as.isEmpty()) {
      call.with("as", new CodeType(as));
    }
    call.with("priceOverride", new BooleanType(true))
        .refused(Reason.NOT_USABLE, "parameter-not-valid", "");
  }

  @Test
  void whatTheRecordsNameStaysOnTheCharge() {
    Medication vial = new Medication();
    vial.setId("m1");
    vial.getCode().addCoding(new Coding(Canonicals.NDC, "58468-0357-1", null));
    vial.getBatch().setLotNumber("L7").setExpirationDateElement(null);
    vial.getBatch().getExpirationDateElement().setValueAsString("2012-12");
    ChargeItem charge =
        as(
                "charge-item",
                dose("10 mg")
                    .id("a1")
                    .medication(new Reference("Medication/m1"))
                    .context("Encounter/e1")
                    .performer("Practitioner/n")
                    .reason("http://hl7.org/fhir/sid/icd-9-cm", "204.10")
                    .container("30 mg", 1, "single-dose"),
                waste("20 mg", "MedicationAdministration/a1").id("w1"))
            .resource("resource", vial)
            .code("J9010")
            .with("coverage", new Reference("Coverage/c1"))
            .with("provider", new Reference("Organization/o1"))
            .charges("J9010 1", "J9010 2 JW")
            .neverSays("diagnosis-missing", "coverage-unknown", "provider-unknown")
            .valid()
            .chargeItems()
            .get(1);

    assertThat(charge.getContext().getReference()).isEqualTo("Encounter/e1");
    assertThat(charge.getPerformerFirstRep().getActor().getReference()).isEqualTo("Practitioner/n");
    assertThat(charge.getPerformingOrganization().getReference()).isEqualTo("Organization/o1");
    assertThat(charge.getReasonFirstRep().getCodingFirstRep().getCode()).isEqualTo("204.10");
    assertThat(charge.getProductCodeableConcept().getCodingFirstRep().getCode())
        .isEqualTo("58468035701");
    assertThat(charge.getSupportingInformation())
        .extracting(Reference::getReference)
        .containsExactly("Coverage/c1", "MedicationAdministration/w1");
    assertThat(charge.getNote())
        .extracting(Annotation::getText)
        .containsExactly("Discarded: rest of the vial", "Lot L7, expires 2012-12");
    Quantity ndc =
        (Quantity) charge.getExtensionByUrl(Canonicals.extension("ndc-quantity")).getValue();
    assertThat(ndc.getUnit()).isEqualTo("ML");
  }

  @ParameterizedTest
  @CsvSource({
    "professional, place-of-service",
    "institutional, revenue-code",
    "institutional, type-of-bill"
  })
  void theSettingOfTheClaimStaysOnTheCharge(String claimType, String extension) {
    ChargeItem charge =
        as("charge-item", wasted())
            .code("J9010")
            .with("claimType", new CodeType(claimType))
            .valid()
            .chargeItems()
            .get(0);
    assertThat(charge.getExtensionByUrl(Canonicals.extension(extension))).isNotNull();
  }

  @Test
  void aGroupNamesAllItsAdministrationsOnEachCharge() {
    ChargeItem charge =
        as(
                "charge-item",
                dose("6 mg").id("a1").identifier("1").on(IN_2025).context("Encounter/e1"),
                dose("6 mg").id("a2").identifier("2").on(IN_2025).context("Encounter/e2"))
            .code("J0202")
            .charges("J0202 12")
            .valid()
            .chargeItems()
            .get(0);
    assertThat(charge.getService()).hasSize(2);
    assertThat(charge.getIdentifier())
        .extracting(Identifier::getSystem)
        .containsExactly(
            Canonicals.PRICED_ADMINISTRATION,
            Canonicals.PRICED_ADMINISTRATION,
            Canonicals.PRICED_LINE,
            Canonicals.PRICED_LINE);
    assertThat(charge.getContext().getReference()).isEqualTo("Encounter/e1");
    assertThat(charge.getSupportingInformation())
        .extracting(Reference::getReference)
        .containsExactly("Encounter/e2");
  }

  @Test
  void theTransactionReplacesEachLineAndCancelsThoseThatAreGone() {
    Call before = as("both", wasted()).code("J9010");
    List<ChargeItem> stored = before.chargeItems();
    for (int i = 0; i < stored.size(); i++) {
      stored.get(i).setId("ChargeItem/c" + i + "/_history/3");
    }

    // The correction: nothing was discarded.
    Call after =
        as("charge-item", dose("10 mg").id("a1").identifier("4711"))
            .code("J9010")
            .with("asTransaction", new BooleanType(true))
            .stored(stored.get(0), stored.get(1))
            .charges("J9010 1")
            .says("already-billed");
    Bundle transaction = after.transaction();

    assertThat(transaction.getEntry())
        .extracting(e -> e.getRequest().getMethod() + " " + e.getResource().fhirType())
        .containsExactly("PUT ChargeItem", "PUT ChargeItem", "POST Provenance");
    BundleEntryComponent replaced = transaction.getEntry().get(0);
    assertThat(replaced.getRequest().getUrl())
        .startsWith("ChargeItem?identifier=" + Canonicals.PRICED_LINE + "|")
        .endsWith("-1&status=billable");
    BundleEntryComponent cancelled = transaction.getEntry().get(1);
    assertThat(cancelled.getRequest().getUrl()).isEqualTo("ChargeItem/c1");
    assertThat(cancelled.getRequest().getIfMatch()).isEqualTo("W/\"3\"");
    assertThat(((ChargeItem) cancelled.getResource()).getStatus())
        .isEqualTo(ChargeItemStatus.ABORTED);
  }

  @Test
  void aBilledChargeIsNotCancelled() {
    List<ChargeItem> stored = as("charge-item", wasted()).code("J9010").chargeItems();
    ChargeItem discarded = stored.get(1).setStatus(ChargeItemStatus.BILLED);
    discarded.setId("ChargeItem/c1/_history/1");

    Call after =
        as("charge-item", dose("10 mg").id("a1").identifier("4711"))
            .code("J9010")
            .with("asTransaction", new BooleanType(true))
            .stored(discarded);

    assertThat(after.transaction().getEntry()).hasSize(2);
    assertThat(after.text("already-billed")).contains("ChargeItem/c1 (billed)");
  }

  @Test
  void claimsAndChargesAreStoredByOneTransaction() {
    Bundle transaction =
        as("both", wasted())
            .code("J9010")
            .with("asTransaction", new BooleanType(true))
            .transaction();
    assertThat(transaction.getEntry())
        .extracting(e -> e.getResource().fhirType())
        .containsExactly("Claim", "ChargeItem", "ChargeItem", "Provenance");
  }

  @Test
  void theResultNamesTheChargesOfTheAdministration() {
    List<String> named =
        as("charge-item", wasted()).code("J9010").answer().getParameter().get(0).getPart().stream()
            .filter(part -> part.getName().equals("charge-item"))
            .map(part -> ((Identifier) part.getValue()).getValue())
            .toList();
    assertThat(named).hasSize(2);
    assertThat(named.get(0)).endsWith("-1");
    assertThat(named.get(1)).endsWith("-2");
  }
}
