package org.priceunits.ig;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.ChargeItem;
import org.hl7.fhir.r4.model.ChargeItemDefinition;
import org.hl7.fhir.r4.model.Claim;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.DateType;
import org.hl7.fhir.r4.model.ElementDefinition;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.MedicationAdministration;
import org.hl7.fhir.r4.model.MedicationKnowledge;
import org.hl7.fhir.r4.model.Period;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.StructureDefinition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.priceunits.fhir.Canonicals;

/**
 * Tests each invariant of the profiles with one instance that satisfies it and one that violates
 * it.
 */
class InvariantsTest {

  /**
   * @param invariant its key
   * @param profile id of the profile that the instance is validated against
   * @param instance violates this invariant; without the fault it is valid
   */
  record Row(String invariant, String profile, Resource instance) {
    @Override
    public String toString() {
      return invariant;
    }
  }

  static Stream<Row> rows() {
    return Stream.of(
        claim("pu-claim-1", claim -> units(claim, "6.5")),
        claim("pu-claim-1", claim -> units(claim, "0")),
        claim("pu-claim-2", claim -> modify(claim, "JZ")),
        claim("pu-claim-3", claim -> claim.getItem().remove(0)),
        claim("pu-claim-3", claim -> first(claim).setServiced(new DateType("2025-07-15"))),
        claim("pu-claim-4", claim -> ndc(claim, "58468-0200-01")),
        claim("pu-claim-5", claim -> first(claim).getNet().setValue(new BigDecimal("17084.92"))),
        charge("pu-charge-1", charge -> modifier(charge, "JZ")),
        charge(
            "pu-charge-2",
            charge ->
                charge.getProductCodeableConcept().getCodingFirstRep().setCode("58468-0200-01")),
        administration("pu-administration-1", given -> dose(given).setValue(0)),
        administration("pu-administration-1", given -> dose(given).setUnit(null).setCode(null)),
        administration(
            "pu-administration-2", given -> given.setEffective(new DateTimeType("2025-07"))),
        administration("pu-administration-2", given -> given.setEffective(withoutStart())),
        administration(
            "pu-container-1",
            given -> {
              var container = given.getExtensionByUrl(Canonicals.extension("container-used"));
              container.removeExtension("ndc");
              container.removeExtension("size");
            }),
        drugPackage(
            "pu-package-1", known -> known.getCode().getCodingFirstRep().setCode("58468-0357-1")),
        drugPackage("pu-package-1", known -> known.getCode().getCoding().remove(0)),
        drugPackage(
            "pu-package-2",
            known ->
                known
                    .getDrugCharacteristicFirstRep()
                    .removeExtension(Canonicals.extension("citation"))),
        policy(
            "pu-policy-1",
            rules ->
                rules
                    .getExtensionByUrl(Canonicals.extension("payer-policy"))
                    .getExtensionByUrl("fee-method")
                    .setValue(new CodeType("percentage"))));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("rows")
  void anInstanceThatBreaksTheInvariantIsRefusedForItAlone(Row row) {
    List<String> errors = OfflineValidator.shared().errors(row.instance(), row.profile());

    assertThat(errors)
        .isNotEmpty()
        .allSatisfy(error -> assertThat(error).contains(row.invariant()));
  }

  @Test
  void theInstancesWithoutFaultsAreValid() {
    assertThat(claim("", claim -> {})).satisfies(InvariantsTest::isValid);
    assertThat(charge("", charge -> {})).satisfies(InvariantsTest::isValid);
    assertThat(administration("", given -> {})).satisfies(InvariantsTest::isValid);
    assertThat(drugPackage("", known -> {})).satisfies(InvariantsTest::isValid);
    assertThat(policy("", rules -> {})).satisfies(InvariantsTest::isValid);
  }

  @Test
  void aRecordOfDiscardedDrugIsTiedToItsAdministration() {
    MedicationAdministration tied = read(MedicationAdministration.class, "DiscardRecord");
    MedicationAdministration loose = tied.copy().setPartOf(null);

    assertThat(OfflineValidator.shared().errors(tied)).isEmpty();
    assertThat(OfflineValidator.shared().errors(loose)).hasSize(1);
  }

  @Test
  void everyInvariantHasARow() {
    List<String> defined =
        PublishedFile.resources(StructureDefinition.class).stream()
            .flatMap(definition -> definition.getDifferential().getElement().stream())
            .flatMap(element -> element.getConstraint().stream())
            .map(ElementDefinition.ElementDefinitionConstraintComponent::getKey)
            .distinct()
            .toList();

    assertThat(rows().map(Row::invariant).distinct()).containsExactlyInAnyOrderElementsOf(defined);
  }

  private static void isValid(Row row) {
    assertThat(OfflineValidator.shared().errors(row.instance(), row.profile())).isEmpty();
  }

  private static Row claim(String invariant, Consumer<Claim> fault) {
    return row(invariant, "price-units-claim", read(Claim.class, "Claim"), fault);
  }

  private static Row charge(String invariant, Consumer<ChargeItem> fault) {
    return row(invariant, "price-units-charge-item", read(ChargeItem.class, "ChargeItem"), fault);
  }

  private static void modifier(ChargeItem charge, String modifier) {
    charge.addExtension(
        new Extension(
            Canonicals.extension("modifier"),
            new CodeableConcept(new Coding(Canonicals.HCPCS, modifier, null))));
  }

  private static Row administration(String invariant, Consumer<MedicationAdministration> fault) {
    return row(
        invariant,
        "price-units-medication-administration",
        read(MedicationAdministration.class, "MedicationAdministration"),
        fault);
  }

  private static Row drugPackage(String invariant, Consumer<MedicationKnowledge> fault) {
    MedicationKnowledge known =
        PublishedFile.resources(MedicationKnowledge.class).stream()
            .filter(MedicationKnowledge::hasDrugCharacteristic)
            .findFirst()
            .orElseThrow();
    return row(invariant, "drug-package", known.copy(), fault);
  }

  private static Row policy(String invariant, Consumer<ChargeItemDefinition> fault) {
    ChargeItemDefinition rules = PayerPoliciesTest.policies().findFirst().orElseThrow();
    return row(invariant, "charge-item-definition-policy", rules.copy(), fault);
  }

  private static <T extends Resource> Row row(
      String invariant, String profile, T instance, Consumer<T> fault) {
    fault.accept(instance);
    return new Row(invariant, profile, instance);
  }

  private static <T extends Resource> T read(Class<T> type, String name) {
    Path file = Path.of("src/core/src/test/resources/ig", name + ".json");
    try {
      return FhirContext.forR4Cached().newJsonParser().parseResource(type, Files.readString(file));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static Claim.ItemComponent first(Claim claim) {
    return claim.getItem().get(0);
  }

  /** Removes the price, since the net would be wrong too. */
  private static void units(Claim claim, String units) {
    first(claim).setUnitPrice(null).setNet(null).getQuantity().setValue(new BigDecimal(units));
  }

  /** Adds a modifier to the line that has JW. */
  private static void modify(Claim claim, String modifier) {
    claim.getItem().get(1).addModifier().addCoding().setSystem(Canonicals.HCPCS).setCode(modifier);
  }

  private static void ndc(Claim claim, String ndc) {
    first(claim).getDetailFirstRep().getProductOrService().getCodingFirstRep().setCode(ndc);
  }

  private static Quantity dose(MedicationAdministration given) {
    return given.getDosage().getDose();
  }

  private static Period withoutStart() {
    return new Period().setEndElement(new DateTimeType("2025-07-14"));
  }
}
