package org.priceunits.ig;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.CodeSystem;
import org.hl7.fhir.r4.model.CodeSystem.ConceptDefinitionComponent;
import org.junit.jupiter.api.Test;
import org.priceunits.domain.billing.result.BillingRule;
import org.priceunits.domain.billing.result.IssueCode;
import org.priceunits.fhir.Canonicals;

/** Tests that the published code systems match the enums of the domain. */
class PublishedCodesTest {

  @Test
  void everyIssueOfPricingIsPublishedWithItsSeverity() {
    Map<String, String> raised =
        Arrays.stream(IssueCode.values())
            .collect(Collectors.toMap(IssueCode::code, code -> code.severity().name()));
    Map<String, String> published =
        concepts("price-units-issue").stream()
            .collect(
                Collectors.toMap(
                    ConceptDefinitionComponent::getCode,
                    concept -> property(concept).toUpperCase(Locale.ROOT)));

    assertThat(raised).isEqualTo(published);
  }

  @Test
  void everyIssueSaysWhatItMeansAndWhatToDo() {
    assertThat(concepts("price-units-issue"))
        .allSatisfy(
            concept -> {
              assertThat(concept.getDisplay()).isNotBlank();
              assertThat(concept.getDefinition()).contains(". ");
            });
  }

  @Test
  void everyRuleOfBillingIsPublishedWithItsSource() {
    assertThat(concepts("billing-rule"))
        .allSatisfy(concept -> assertThat(property(concept)).isNotBlank())
        .extracting(ConceptDefinitionComponent::getCode)
        .containsExactlyElementsOf(
            Arrays.stream(BillingRule.values()).map(BillingRule::code).toList());
  }

  private static List<ConceptDefinitionComponent> concepts(String id) {
    return PublishedFile.resources(CodeSystem.class).stream()
        .filter(codeSystem -> codeSystem.getUrl().equals(Canonicals.codeSystem(id)))
        .flatMap(codeSystem -> codeSystem.getConcept().stream())
        .toList();
  }

  private static String property(ConceptDefinitionComponent concept) {
    return concept.getPropertyFirstRep().getValue().primitiveValue();
  }
}
