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

class PayerPoliciesTest {

  private static final String BASE = "https://price-units.github.io/fhir/";

  @Test
  void everyPayerHasOnePolicy() {
    List<String> payers =
        own(CodeSystem.class, "payer").getConcept().stream()
            .map(ConceptDefinitionComponent::getCode)
            .toList();

    assertThat(policies().map(PayerPoliciesTest::payer))
        .containsExactlyInAnyOrderElementsOf(payers);
  }

  @ParameterizedTest
  @MethodSource("policies")
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
  void medicareLeavesNothingOpen() {
    assertThat(
            policies()
                .filter(policy -> payer(policy).equals("medicare"))
                .flatMap(PayerPoliciesTest::parts)
                .map(Extension::getUrl))
        .isNotEmpty()
        .doesNotContain("not-published");
  }

  static Stream<ChargeItemDefinition> policies() {
    return PublishedFile.resources(ChargeItemDefinition.class).stream()
        .filter(definition -> !definition.hasCode());
  }

  private static String payer(ChargeItemDefinition policy) {
    return policy.getUseContextFirstRep().getValueCodeableConcept().getCodingFirstRep().getCode();
  }

  private static Stream<Extension> parts(ChargeItemDefinition policy) {
    return policy
        .getExtensionByUrl(BASE + "StructureDefinition/payer-policy")
        .getExtension()
        .stream();
  }

  private static String point(Extension part) {
    return part.getUrl().equals("discard-rule")
        ? "discard-rule-" + part.getExtensionByUrl("states").getValue().primitiveValue()
        : part.getUrl();
  }

  private static <T extends MetadataResource> T own(Class<T> type, String id) {
    return PublishedFile.resources(type).stream()
        .filter(resource -> resource.getUrl().equals(BASE + type.getSimpleName() + "/" + id))
        .findFirst()
        .orElseThrow();
  }
}
