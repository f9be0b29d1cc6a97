package org.priceunits.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.CodeSystem;
import org.hl7.fhir.r4.model.CodeSystem.ConceptDefinitionComponent;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Parameters.ParametersParameterComponent;
import org.hl7.fhir.r4.model.Resource;
import org.junit.jupiter.api.Test;
import org.priceunits.ShippedKnowledge;
import org.priceunits.domain.billing.result.BillingRule;
import org.priceunits.domain.billing.result.IssueCode;
import org.priceunits.fhir.Canonicals;

/** Tests that every rule, payer and issue has an example, and that every example file is in use. */
class ExamplesShowEverythingTest {

  @Test
  void everyRuleIsShown() {
    assertThat(Examples.all().stream().flatMap(e -> e.rules().stream()))
        .containsAll(Arrays.stream(BillingRule.values()).map(BillingRule::code).toList());
  }

  @Test
  void everyPayerIsShown() {
    Set<String> shown = new TreeSet<>();
    for (Example example : Examples.all()) {
      if (example.request() instanceof Parameters parameters
          && parameters.getParameter("payer") != null) {
        shown.add(((CodeType) parameters.getParameter("payer").getValue()).getCode());
      }
    }
    assertThat(shown).containsAll(codes("payer"));
  }

  /** Every issue that the server can report occurs in an answer. */
  @Test
  void everyIssueIsShown() {
    Set<String> shown = new TreeSet<>();
    Examples.all().forEach(e -> shown.addAll(issues(Golden.response(e))));
    shown.addAll(GuidePages.IN_BULK);
    assertThat(shown).containsAll(Arrays.stream(IssueCode.values()).map(IssueCode::code).toList());
  }

  @Test
  void everyFileBelongsToAnExample() {
    List<String> expected =
        Examples.all().stream()
            .flatMap(e -> Stream.of(e.request(), Golden.response(e)))
            .map(r -> Golden.file(r).getFileName().toString())
            .sorted()
            .toList();
    assertThat(Golden.files()).isEqualTo(expected);
    System.out.println("Examples: " + Examples.all().size() + " pairs");
  }

  static List<String> issues(Resource answer) {
    Stream<Resource> inside =
        answer instanceof Parameters parameters
            ? parameters.getParameter().stream().map(ParametersParameterComponent::getResource)
            : Stream.of(answer);
    return inside
        .filter(OperationOutcome.class::isInstance)
        .flatMap(o -> ((OperationOutcome) o).getIssue().stream())
        .flatMap(i -> i.getDetails().getCoding().stream())
        .map(c -> c.getCode())
        .toList();
  }

  private static List<String> codes(String codeSystem) {
    return ShippedKnowledge.resources().stream()
        .filter(CodeSystem.class::isInstance)
        .map(CodeSystem.class::cast)
        .filter(s -> Canonicals.codeSystem(codeSystem).equals(s.getUrl()))
        .flatMap(s -> s.getConcept().stream())
        .map(ConceptDefinitionComponent::getCode)
        .toList();
  }
}
