package org.priceunits.server.knowledge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.hl7.fhir.r4.model.Resource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.priceunits.ShippedKnowledge;
import org.priceunits.knowledge.KnowledgeCheck;
import org.priceunits.knowledge.PricingKnowledge.KnowledgeFault;

class KnowledgeCheckTest {
  private static final String NDC = "http://hl7.org/fhir/sid/ndc";
  private static final String HCPCS = "http://www.cms.gov/Medicare/Coding/HCPCSReleaseCodeSets";
  private static final String VALID =
      "https://price-units.github.io/fhir/StructureDefinition/valid";

  @Test
  void whatIsShippedHasNoFaults() {
    assertThat(ShippedKnowledge.resources())
        .allSatisfy(resource -> assertThat(faults(resource)).isEmpty());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "ConceptMap.group[0].element[0].code|'group': [{'source': 'NDC', 'target': 'HCPCS', 'element': [{'target': [{'code': 'J0202', 'equivalence': 'wider'}]}]}]",
        "ConceptMap.group[0].element[0].target|'group': [{'source': 'NDC', 'target': 'HCPCS', 'element': [{'code': '58468020001'}]}]",
        "ConceptMap.group[0].element[0].target[0].code|'group': [{'source': 'NDC', 'target': 'HCPCS', 'element': [{'code': '58468020001', 'target': [{'equivalence': 'wider'}]}]}]",
        "ConceptMap.group[0].element[0].target[0].extension|'group': [{'source': 'NDC', 'target': 'HCPCS', 'element': [{'code': '58468020001', 'target': [{'code': 'J0202', 'equivalence': 'wider', 'extension': [{'url': 'VALID', 'valuePeriod': {'start': '2025-02-01', 'end': '2025-01-01'}}]}]}]}]",
        "CodeSystem.concept[0].property|'url': 'HCPCS', 'content': 'fragment', 'concept': [{'code': 'J0202', 'property': [{'code': 'added', 'valueDateTime': '2025-02-01'}, {'code': 'terminated', 'valueDateTime': '2025-01-01'}]}]",
        "MedicationKnowledge.code|'code': {'coding': [{'system': 'NDC', 'code': '12'}]}",
        "MedicationKnowledge.amount|'code': {'coding': [{'system': 'NDC', 'code': '58468020001'}]}, 'amount': {'value': -1}",
        "ChargeItemDefinition.effectivePeriod|'code': {'coding': [{'system': 'HCPCS', 'code': 'J0202'}]}, 'effectivePeriod': {'start': '2025-02-01', 'end': '2025-01-01'}, 'propertyGroup': [{'priceComponent': [{'type': 'base', 'code': {'coding': [{'system': 'https://price-units.github.io/fhir/CodeSystem/price-basis', 'code': 'charge'}]}, 'amount': {'value': 1, 'currency': 'USD'}}]}]",
        "ChargeItemDefinition.propertyGroup.priceComponent|'code': {'coding': [{'system': 'NDC', 'code': '12'}, {'system': 'HCPCS', 'code': 'J0202'}]}, 'propertyGroup': [{'priceComponent': [{'type': 'base', 'code': {'coding': [{'system': 'https://price-units.github.io/fhir/CodeSystem/price-basis', 'code': 'charge'}]}, 'amount': {'value': 1, 'currency': 'USD'}}]}]",
      })
  void aFaultHasItsPathAndOnceStoredTheResourceIsLeftOut(String path, String elements) {
    String type = path.replaceFirst("\\..*", "");
    Resource faulty =
        resource(
            "'resourceType': '%s', 'id': 'faulty', 'status': 'active', %s"
                .formatted(
                    type,
                    elements
                        .replace("'NDC'", "'" + NDC + "'")
                        .replace("'HCPCS'", "'" + HCPCS + "'")
                        .replace("'VALID'", "'" + VALID + "'")));

    assertThat(faults(faulty)).extracting(KnowledgeFault::path).containsExactly(path);
    assertThat(stored(faulty).pricing().faults())
        .extracting(KnowledgeFault::path)
        .containsExactly(path);
  }

  @Test
  void aConceptWithoutACodeHasItsPathAndItsSystemCannotBeRead() {
    Resource system =
        resource(
            "'resourceType': 'CodeSystem', 'id': 'faulty', 'status': 'active', 'url': '%s', 'content': 'fragment', 'concept': [{'display': 'x'}]"
                .formatted(HCPCS));

    assertThat(faults(system))
        .extracting(KnowledgeFault::path)
        .containsExactly("CodeSystem.concept[0].code");
    assertThat(ReadableKnowledge.fault(system))
        .hasValueSatisfying(fault -> assertThat(fault.text()).contains("has no code"));
  }

  @ParameterizedTest
  @CsvSource({
    "CodeSystem",
    "ValueSet",
    "ConceptMap",
    "MedicationKnowledge",
    "ChargeItemDefinition"
  })
  void aResourceWithHardlyAnyElementNeverStopsTheSnapshot(String type) {
    KnowledgeSnapshot snapshot =
        stored(resource("'resourceType': '%s', 'id': 'bare'".formatted(type)));

    assertThat(snapshot.pricing().catalogs().policies().payers()).contains("medicare");
  }

  private static KnowledgeSnapshot stored(Resource more) {
    List<Resource> all = new ArrayList<>(ShippedKnowledge.resources());
    all.add(more);
    return KnowledgeSnapshot.of(all);
  }

  private static List<KnowledgeFault> faults(Resource resource) {
    return KnowledgeCheck.faults(resource, ShippedKnowledge.pricing().catalogs().policies());
  }

  private static Resource resource(String elements) {
    return (Resource)
        ShippedKnowledge.FHIR
            .newJsonParser()
            .parseResource("{" + elements.replace('\'', '"') + "}");
  }
}
