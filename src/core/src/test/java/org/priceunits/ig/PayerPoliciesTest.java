package org.priceunits.ig;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.ChargeItemDefinition;
import org.hl7.fhir.r4.model.CodeSystem;
import org.hl7.fhir.r4.model.CodeSystem.ConceptDefinitionComponent;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.MetadataResource;
import org.hl7.fhir.r4.model.ValueSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.priceunits.fhir.Canonicals;

class PayerPoliciesTest {

  @Test
  void everyPayerHasOnePolicy() {
    List<String> payers =
        own(CodeSystem.class, "payer").getConcept().stream()
            .map(ConceptDefinitionComponent::getCode)
            .toList();

    assertThat(policies().map(PayerPoliciesTest::payer))
        .containsExactlyInAnyOrderElementsOf(payers);
  }

  /** A contractor's silence is not its own: the rules of the whole that it is part of hold. */
  @Test
  void contractorsStateOnlyWhatIsTheirOwn() {
    assertThat(policies().filter(ChargeItemDefinition::hasPartOf))
        .isNotEmpty()
        .allSatisfy(
            policy -> {
              assertThat(policy.getPartOf().get(0).getValue()).endsWith("/policy-medicare");
              assertThat(urls(policy)).doesNotContain("not-published", "reference");
            });
  }

  @ParameterizedTest
  @MethodSource("whole")
  void everyPointIsEitherStatedOrNamedAsNotPublished(ChargeItemDefinition policy) {
    List<String> points =
        own(ValueSet.class, "policy-points").getCompose().getIncludeFirstRep().getConcept().stream()
            .map(ValueSet.ConceptReferenceComponent::getCode)
            .toList();
    Stream<String> stated = parts(policy).map(PayerPoliciesTest::point).filter(points::contains);
    Stream<String> open =
        parts(policy)
            .filter(part -> part.getUrl().equals("not-published"))
            .map(part -> part.getValue().primitiveValue());

    assertThat(Stream.concat(stated.distinct(), open)).containsExactlyInAnyOrderElementsOf(points);
  }

  @Test
  void theOneReferencePolicyLeavesNothingOpen() {
    List<ChargeItemDefinition> references =
        policies().filter(policy -> urls(policy).anyMatch("reference"::equals)).toList();

    assertThat(references).hasSize(1);
    assertThat(urls(references.get(0))).doesNotContain("not-published");
  }

  static Stream<ChargeItemDefinition> whole() {
    return policies().filter(policy -> !policy.hasPartOf());
  }

  static Stream<ChargeItemDefinition> policies() {
    return PublishedFile.resources(ChargeItemDefinition.class).stream()
        .filter(definition -> !definition.hasCode());
  }

  private static String payer(ChargeItemDefinition policy) {
    return policy.getUseContextFirstRep().getValueCodeableConcept().getCodingFirstRep().getCode();
  }

  private static Stream<Extension> parts(ChargeItemDefinition policy) {
    return policy.getExtensionByUrl(Canonicals.extension("payer-policy")).getExtension().stream();
  }

  private static Stream<String> urls(ChargeItemDefinition policy) {
    return parts(policy).map(Extension::getUrl);
  }

  private static String point(Extension part) {
    return part.getUrl().equals("discard-rule")
        ? "discard-rule-" + part.getExtensionByUrl("states").getValue().primitiveValue()
        : part.getUrl();
  }

  private static <T extends MetadataResource> T own(Class<T> type, String id) {
    return PublishedFile.resources(type).stream()
        .filter(
            resource ->
                resource.getUrl().equals(Canonicals.BASE + "/" + type.getSimpleName() + "/" + id))
        .findFirst()
        .orElseThrow();
  }
}
