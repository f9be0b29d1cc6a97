package org.priceunits.knowledge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.hl7.fhir.r4.model.ChargeItemDefinition;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.PositiveIntType;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.Type;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.priceunits.ShippedKnowledge;
import org.priceunits.fhir.Canonicals;

/** Tests the parts of a policy on long lines and on the waste of single codes. */
class PolicyPartsAreReadTest {
  private static ChargeItemDefinition contractor() {
    return ShippedKnowledge.resources().stream()
        .filter(r -> r.getId().contains("policy-medicare-noridian-jf"))
        .map(ChargeItemDefinition.class::cast)
        .findFirst()
        .orElseThrow()
        .copy();
  }

  private static ChargeItemDefinition reference() {
    return ShippedKnowledge.resources().stream()
        .filter(r -> r.getId().endsWith("policy-medicare"))
        .map(ChargeItemDefinition.class::cast)
        .findFirst()
        .orElseThrow();
  }

  private static Extension lineUnits(ChargeItemDefinition policy) {
    return policy
        .getExtensionByUrl(Canonicals.extension("payer-policy"))
        .getExtensionByUrl("line-units");
  }

  private static List<String> faults(ChargeItemDefinition policy) {
    List<Resource> resources = List.of(reference(), policy);
    return KnowledgeReader.read(resources).faults().stream()
        .map(PricingKnowledge.KnowledgeFault::path)
        .toList();
  }

  /** No payer takes fewer than 100 units on a line, and a further line repeats the first. */
  @ParameterizedTest
  @CsvSource({
    "most, 100, true",
    "most, 99, false",
    "most, 1, false",
    "repeat, 76, true",
    "repeat, 77, true",
    "repeat, 59, false",
    "repeat, x, false",
    "reapeat, 76, false"
  })
  void aLinesUnitsHaveValuesThatAPayerCouldMean(String part, String value, boolean usable) {
    ChargeItemDefinition policy = contractor();
    Type stated = part.equals("most") ? new PositiveIntType(value) : new CodeType(value);
    lineUnits(policy).getExtension().removeIf(e -> e.getUrl().equals(part));
    lineUnits(policy).addExtension(new Extension(part, stated));
    if (usable) {
      assertThat(faults(policy)).isEmpty();
    } else {
      assertThat(faults(policy))
          .singleElement()
          .asString()
          .contains("line-units')", "extension.where(url='" + part);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "unclassified-discard-code, C9399, true",
    "unclassified-discard-code, c9399, false",
    "unclassified-discard-code, J34900, false",
    "discard-note-code, C9399, true",
    "discard-note-code, C93990, false",
    "discard-notes, C9399, false"
  })
  void aCodeWithADiscardRuleIsACode(String part, String code, boolean usable) {
    ChargeItemDefinition policy = contractor();
    policy
        .getExtensionByUrl(Canonicals.extension("payer-policy"))
        .addExtension(new Extension(part, new CodeType(code)));
    assertThat(faults(policy).isEmpty()).isEqualTo(usable);
  }
}
